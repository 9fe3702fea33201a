// sig verify, dsse pae|verify, note verify, tlog inclusion|consistency: the parts of which packages
// and receipts are made, one request each, for scripts and for suites of cases.

#include <array>

#include "encoding.h"
#include "lines.h"

namespace cli {
namespace {

std::string verdict(std::int32_t valid) {
  JsonWriter out;
  out.open_object();
  out.add("valid", valid != 0);
  out.close_object();
  return out.text();
}

/// A member that must be there as a string.
std::string required_text(const Json& request, const char* name) {
  const auto& value = member(request, name);
  if (value.IsString()) return text(value);
  throw Failure(GIRS_INVALID_ARGUMENT, std::string("The request needs \"") + name + "\" as a string.",
                std::string("Yêu cầu phải có \"") + name + "\" là một chuỗi.");
}

Octets hex_of(const Json& request, const char* name) { return from_hex(required_text(request, name), name); }

/// The verdict, or {"unsupported":"…"} for a scheme or key that the library does not take.
template <class Ask>
std::string judged(const Session& session, const Ask& ask) {
  try {
    std::int32_t valid = 0;
    ask(valid);
    return verdict(valid);
  } catch (const Failure& failure) {
    if (failure.status() != GIRS_UNSUPPORTED) throw;
    return object("unsupported", failure.message(session.language.c_str()));
  }
}

std::string sig_verify(const Session& session, const Json& request) {
  const auto scheme = required_text(request, "scheme");
  const auto key = hex_of(request, "key");
  const auto message = hex_of(request, "msg");
  const auto signature = hex_of(request, "sig");
  return judged(session, [&](std::int32_t& valid) {
    call(girs_signature_verify, scheme, key.data(), key.size(), message.data(), message.size(),
         signature.data(), signature.size(), &valid);
  });
}

/// The bytes twice: as text, when they are UTF-8, and in hex, as `sig verify` takes them.
std::string dsse_pae(const Session&, const Json& request) {
  const auto type = required_text(request, "payloadType");
  const auto payload = from_base64(required_text(request, "payload"), "payload");
  const auto pae = fetch(girs_dsse_pae, type, payload.data(), payload.size());
  JsonWriter out;
  out.open_object();
  if (is_text(pae)) out.add("pae", pae);
  out.add("hex", to_hex(pae));
  out.close_object();
  return out.text();
}

std::string dsse_verify(const Session& session, const Json& request) {
  const auto envelope = compact(member(request, "envelope"));
  const auto scheme = required_text(request, "scheme");
  const auto key = hex_of(request, "key");
  return judged(session, [&](std::int32_t& valid) {
    call(girs_dsse_verify, envelope, scheme, key.data(), key.size(), &valid);
  });
}

/// Members that must be an array of strings.
std::vector<std::string> required_texts(const Json& request, const char* name) {
  const auto& values = member(request, name);
  std::vector<std::string> texts;
  if (values.IsArray()) {
    for (const auto& value : values.GetArray())
      if (value.IsString()) texts.push_back(text(value));
    if (texts.size() == values.Size()) return texts;
  }
  throw Failure(GIRS_INVALID_ARGUMENT, std::string("The request needs \"") + name + "\" as an array of strings.",
                std::string("Yêu cầu phải có \"") + name + "\" là mảng các chuỗi.");
}

std::string note_verify(const Session&, const Json& request) {
  std::string keys;
  for (const auto& key : required_texts(request, "vkeys")) keys += key + '\n';
  const auto note = required_text(request, "note");
  std::int32_t valid = 0;
  try {
    call(girs_note_verify, note, keys, &valid);
  } catch (const Failure& failure) {
    // A line that is no verifier key: nothing can be verified with it.
    if (failure.status() != GIRS_INVALID_ARGUMENT) throw;
  }
  return verdict(valid);
}

/// Sizes and indexes are whole numbers up to 2^64-1.
std::uint64_t number_of(const Json& request, const char* name) {
  const auto& value = member(request, name);
  if (value.IsUint64()) return value.GetUint64();
  throw Failure(GIRS_INVALID_ARGUMENT, std::string("The request needs \"") + name + "\" as a whole number from 0 to 2^64-1.",
                std::string("Yêu cầu phải có \"") + name + "\" là số nguyên từ 0 đến 2^64-1.");
}

/// A hash of 32 bytes, or nothing: no proof holds for a hash of another size.
std::optional<Octets> hash_of(const std::string& base64, const char* name) {
  auto hash = from_base64(base64, name);
  if (hash.size() != GIRS_HASH_SIZE) return std::nullopt;
  return hash;
}

/// The hashes of a proof; null stands for one without any, as some tables of cases have it.
std::vector<std::string> proof_of(const Json& request) {
  const auto found = request.FindMember("proof");
  if (found != request.MemberEnd() && found->value.IsNull()) return {};
  return required_texts(request, "proof");
}

struct ProofRequest {
  bool well_formed = true;  // every hash has its 32 bytes
  std::array<Octets, 2> roots;
  Octets proof;
};

ProofRequest proof_request(const Json& request, const char* first, const char* second) {
  ProofRequest read;
  const std::array names{first, second};
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto hash = hash_of(required_text(request, names[i]), names[i]);
    read.well_formed = read.well_formed && hash;
    if (hash) read.roots[i] = *std::move(hash);
  }
  for (const auto& one : proof_of(request)) {
    const auto hash = hash_of(one, "proof");
    read.well_formed = read.well_formed && hash;
    if (hash) read.proof.insert(read.proof.end(), hash->begin(), hash->end());
  }
  return read;
}

std::string tlog_proof(const Json& request, const std::array<const char*, 2>& numbers,
                       const std::array<const char*, 2>& hashes, decltype(&girs_inclusion_verify) verify) {
  const auto first = number_of(request, numbers[0]);
  const auto second = number_of(request, numbers[1]);
  const auto read = proof_request(request, hashes[0], hashes[1]);
  std::int32_t valid = 0;
  if (read.well_formed)
    call(verify, first, second, read.roots[0].data(), read.roots[1].data(), read.proof.data(),
         read.proof.size() / GIRS_HASH_SIZE, &valid);
  return verdict(valid);
}

std::string tlog_inclusion(const Session&, const Json& request) {
  return tlog_proof(request, {"index", "size"}, {"root", "leaf_hash"}, girs_inclusion_verify);
}

std::string tlog_consistency(const Session&, const Json& request) {
  return tlog_proof(request, {"size1", "size2"}, {"root1", "root2"}, girs_consistency_verify);
}

template <std::string (*kAnswer)(const Session&, const Json&)>
int run(Session& session, const LinesOptions& options) {
  return answer_requests(session, options.lines, [&](const Json& request) { return kAnswer(session, request); });
}

void add(CommandLine group, Session& session, const char* name, const char* about,
         int (*run)(Session&, const LinesOptions&)) {
  const auto command = add_command(group, session, name, about, run);
  add_lines(command.app, *command.options);
}

}  // namespace

void add_evidence_plumbing(CommandLine app, Session& session) {
  const auto sig = app.group("sig", "Signatures, for scripts");
  add(sig, session, "verify", R"({"scheme","key":"<hex>","msg":"<hex>","sig":"<hex>"} -> {"valid"})", run<sig_verify>);
  const auto dsse = app.group("dsse", "Signed envelopes (DSSE), for scripts");
  add(dsse, session, "pae", R"({"payloadType","payload":"<b64>"} -> {"pae","hex"}: the bytes that are signed)",
      run<dsse_pae>);
  add(dsse, session, "verify", R"({"envelope":{…},"scheme","key":"<hex>"} -> {"valid"})", run<dsse_verify>);
  const auto note = app.group("note", "Signed notes (C2SP), for scripts");
  add(note, session, "verify", R"({"note","vkeys":[…]} -> {"valid"})", run<note_verify>);
  const auto tlog = app.group("tlog", "Proofs of Merkle trees (RFC 6962), for scripts");
  add(tlog, session, "inclusion", R"({"index","size","root":"<b64>","leaf_hash":"<b64>","proof":["<b64>"]} -> {"valid"})",
      run<tlog_inclusion>);
  add(tlog, session, "consistency", R"({"size1","size2","root1":"<b64>","root2":"<b64>","proof":["<b64>"]} -> {"valid"})",
      run<tlog_consistency>);
}

}  // namespace cli
