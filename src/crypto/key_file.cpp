#include "crypto/key_file.h"

#include <openssl/pem.h>
#include <openssl/pkcs12.h>

#include <cstdint>
#include <memory>

namespace girs {
namespace {

constexpr std::size_t kFileSizeMax = 64 * 1024;  // RSA of 4096 bits needs 3.4 KiB
constexpr std::size_t kPassphraseSizeMax = 1024;
constexpr std::uint64_t kScryptWorkMax = std::uint64_t{1} << 24;  // N * r * p: some seconds
constexpr std::uint64_t kPbkdf2RoundsMax = 10'000'000;

// At N = 2^14 and r = 8 scrypt takes 16 MiB; beyond 32 MiB `openssl pkey` refuses the file, so
// cost is added through p.
constexpr int kScryptLog2N = 14;
constexpr std::uint64_t kScryptN = std::uint64_t{1} << kScryptLog2N;
constexpr std::uint64_t kScryptR = 8;

template <class T, const ASN1_ITEM* (*item)()>
struct FreedAsItem {
  void operator()(T* object) const {
    ASN1_item_free(reinterpret_cast<ASN1_VALUE*>(object), item());
  }
};
/// The parameters of an AlgorithmIdentifier as the ASN.1 type T; null when they are another.
template <class T, const ASN1_ITEM* (*item)()>
std::unique_ptr<T, FreedAsItem<T, item>> parameters_of(const X509_ALGOR* algorithm) {
  return std::unique_ptr<T, FreedAsItem<T, item>>(
      static_cast<T*>(ASN1_TYPE_unpack_sequence(item(), algorithm->parameter)));
}

int nid_of(const X509_ALGOR* algorithm) {
  const ASN1_OBJECT* object = nullptr;
  X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
  return OBJ_obj2nid(object);
}

/// A positive INTEGER within 64 bits, or 0.
std::uint64_t positive(const ASN1_INTEGER* integer) {
  std::uint64_t value = 0;
  return integer && ASN1_INTEGER_get_uint64(&value, integer) == 1 ? value : 0;
}

Error not_a_key_file() {
  return error(Code::kInvalidArgument,
               "This is not an encrypted PKCS#8 private key with PBES2 in PEM form.",
               "Đây không phải khóa riêng PKCS#8 đã mã hóa theo PBES2 ở dạng PEM.");
}

Error too_costly() {
  return error(Code::kInvalidArgument,
               "The key file asks for more key derivation work than is allowed.",
               "Tệp khóa đòi hỏi khối lượng dẫn xuất khóa vượt mức cho phép.");
}

Status check_scrypt(const X509_ALGOR* algorithm) {
  const auto scrypt = parameters_of<SCRYPT_PARAMS, SCRYPT_PARAMS_it>(algorithm);
  if (!scrypt) return not_a_key_file();
  const std::uint64_t n = positive(scrypt->costParameter);
  const std::uint64_t r = positive(scrypt->blockSize);
  const std::uint64_t p = positive(scrypt->parallelizationParameter);
  if (n < 2 || r == 0 || p == 0) return not_a_key_file();
  if (n > kScryptWorkMax || r > kScryptWorkMax / n || p > kScryptWorkMax / (n * r))
    return too_costly();
  // Without a key to derive, OpenSSL only says whether it would: at most 32 MiB, N a power of 2.
  return EVP_PBE_scrypt(nullptr, 0, nullptr, 0, n, r, p, 0, nullptr, 0) == 1
             ? ok()
             : Status(too_costly());
}

Status check_pbkdf2(const X509_ALGOR* algorithm) {
  const auto pbkdf2 = parameters_of<PBKDF2PARAM, PBKDF2PARAM_it>(algorithm);
  if (!pbkdf2) return not_a_key_file();
  const std::uint64_t rounds = positive(pbkdf2->iter);
  if (rounds == 0) return not_a_key_file();
  return rounds <= kPbkdf2RoundsMax ? ok() : Status(too_costly());
}

/// Whether an encrypted key is of a form, and of a cost, that may be decrypted.
Status check_encryption(const X509_SIG* sealed) {
  const X509_ALGOR* algorithm = nullptr;
  X509_SIG_get0(sealed, &algorithm, nullptr);
  if (nid_of(algorithm) != NID_pbes2) return not_a_key_file();
  const auto pbes2 = parameters_of<PBE2PARAM, PBE2PARAM_it>(algorithm);
  if (!pbes2) return not_a_key_file();
  const int cipher = nid_of(pbes2->encryption);
  if (cipher != NID_aes_256_cbc && cipher != NID_aes_192_cbc && cipher != NID_aes_128_cbc)
    return not_a_key_file();
  switch (nid_of(pbes2->keyfunc)) {
    case NID_id_scrypt: return check_scrypt(pbes2->keyfunc);
    case NID_id_pbkdf2: return check_pbkdf2(pbes2->keyfunc);
    default: return not_a_key_file();
  }
}

/// Keeps OpenSSL from asking for a passphrase on the terminal.
int no_passphrase(char*, int, int, void*) { return -1; }

}  // namespace

Result<Pkcs8> read_key_file(std::string_view pem, std::string_view passphrase) {
  if (pem.size() > kFileSizeMax) return not_a_key_file();
  const QuietErrors quiet;
  const Bio source(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  if (!source) throw std::bad_alloc();
  const EncryptedPkcs8 sealed(PEM_read_bio_PKCS8(source.get(), nullptr, no_passphrase, nullptr));
  if (!sealed) return not_a_key_file();
  GIRS_CHECK(check_encryption(sealed.get()));
  Pkcs8 plain;
  if (passphrase.size() <= kPassphraseSizeMax)
    plain.reset(
        PKCS8_decrypt(sealed.get(), passphrase.data(), static_cast<int>(passphrase.size())));
  if (!plain)
    return error(Code::kUntrusted, "The passphrase does not open this key file.",
                 "Mật khẩu không mở được tệp khóa này.");
  return plain;
}

Result<std::string> write_key_file(const Pkcs8& plain, std::string_view passphrase,
                                   int cost_log2) {
  if (passphrase.empty() || passphrase.size() > kPassphraseSizeMax)
    return error(Code::kInvalidArgument, "A key file needs a passphrase of 1 to 1024 bytes.",
                 "Tệp khóa cần mật khẩu dài 1 đến 1024 byte.");
  if (cost_log2 < kScryptLog2N || cost_log2 > 20)
    return error(Code::kInvalidArgument, "The cost of a key file must be from 14 to 20.");
  const QuietErrors quiet;
  X509_ALGOR* scheme =
      PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), nullptr, 16, nullptr, kScryptN, kScryptR,
                            std::uint64_t{1} << (cost_log2 - kScryptLog2N));
  const EncryptedPkcs8 sealed(
      scheme ? PKCS8_set0_pbe(passphrase.data(), static_cast<int>(passphrase.size()), plain.get(),
                              scheme)
             : nullptr);
  if (!sealed) {
    X509_ALGOR_free(scheme);  // taken over only on success
    return error(Code::kInternal, "OpenSSL could not encrypt the private key.");
  }
  const Bio out(BIO_new(BIO_s_mem()));
  if (!out || PEM_write_bio_PKCS8(out.get(), sealed.get()) != 1) throw std::bad_alloc();
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  return std::string(text, static_cast<std::size_t>(size));
}

}  // namespace girs
