#include "http/request_signature.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <vector>

#include "http/characters.h"

namespace girs::http {
namespace {

constexpr std::string_view kLabel = "girs=";
constexpr std::string_view kTag = "girs-sync-v1";
constexpr std::chrono::seconds kLife{120};
constexpr std::size_t kNonceBytes = 16;
constexpr std::size_t kNonceMax = 128;
constexpr std::array<std::string_view, 6> kComponents{
    "@method", "@authority", "@path", "@query", "content-digest", "content-type"};
constexpr std::size_t kWithoutBody = 4;  // the first of them

using Parameters = std::map<std::string_view, std::string_view>;

Error refused(const std::string& en, const std::string& vi) {
  return error(Code::kUntrusted, "The request's signature is not valid: " + en + ".",
               "Chữ ký của yêu cầu không hợp lệ: " + vi + ".",
               {{"reason", "request-signature"}});
}

/// All fields of one name as one value (RFC 9421 section 2.1).
std::string field(const sync::Request& request, std::string_view name) {
  std::string all;
  for (const auto& [key, value] : request.headers) {
    if (lower_case(key) != name) continue;
    if (!all.empty()) all += ", ";
    all += value;
  }
  return all;
}

/// The member with our label of a dictionary (RFC 8941 section 3.2).
std::string_view member(std::string_view dictionary) {
  bool quoted = false;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= dictionary.size(); ++i) {
    if (i < dictionary.size() && dictionary[i] == '"') quoted = !quoted;
    if (i < dictionary.size() && (quoted || dictionary[i] != ',')) continue;
    auto one = dictionary.substr(start, i - start);
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    if (one.starts_with(kLabel)) return one.substr(kLabel.size());
    start = i + 1;
  }
  return {};
}

/// Takes `"text"` from the front; nothing when there is none or it needs escapes.
std::optional<std::string_view> take_string(std::string_view& rest) {
  if (!rest.starts_with('"')) return std::nullopt;
  const auto end = rest.find('"', 1);
  if (end == std::string_view::npos) return std::nullopt;
  const auto text = rest.substr(1, end - 1);
  if (text.find('\\') != std::string_view::npos) return std::nullopt;
  rest.remove_prefix(end + 1);
  return text;
}

/// `("@method" "@path")` from the front.
std::optional<std::vector<std::string_view>> take_components(std::string_view& rest) {
  std::vector<std::string_view> names;
  if (!rest.starts_with('(')) return std::nullopt;
  rest.remove_prefix(1);
  while (!rest.starts_with(')')) {
    if (!names.empty()) {
      if (!rest.starts_with(' ')) return std::nullopt;
      rest.remove_prefix(1);
    }
    const auto name = take_string(rest);
    if (!name || names.size() == kComponents.size()) return std::nullopt;
    names.push_back(*name);
  }
  rest.remove_prefix(1);
  return names;
}

/// `;created=1;keyid="x"` to the end; each name once.
std::optional<Parameters> read_parameters(std::string_view rest) {
  Parameters found;
  while (!rest.empty()) {
    const auto equals = rest.find('=');
    if (!rest.starts_with(';') || equals == std::string_view::npos) return std::nullopt;
    const auto name = rest.substr(1, equals - 1);
    rest.remove_prefix(equals + 1);
    std::optional<std::string_view> value = take_string(rest);
    if (!value) {
      const auto end = std::min(rest.find(';'), rest.size());
      value = rest.substr(0, end);
      rest.remove_prefix(end);
      if (value->empty() || !std::ranges::all_of(*value, is_digit)) return std::nullopt;
    }
    if (!found.emplace(name, *value).second) return std::nullopt;
  }
  return found;
}

std::optional<Time> moment(const Parameters& parameters, std::string_view name) {
  const auto found = parameters.find(name);
  std::int64_t seconds = 0;
  if (found == parameters.end() || found->second.size() > 12) return std::nullopt;
  const auto text = found->second;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return Time{std::chrono::seconds{seconds}};
}

std::string text(const Parameters& parameters, std::string_view name) {
  const auto found = parameters.find(name);
  return found == parameters.end() ? std::string() : std::string(found->second);
}

std::string value_of(const sync::Request& request, std::string_view authority,
                     std::string_view component) {
  const auto mark = std::min(request.path.find('?'), request.path.size());
  if (component == "@method") return request.method;
  if (component == "@authority") return lower_case(authority);
  if (component == "@path") return request.path.substr(0, mark);
  // An absent query is signed as an empty one (RFC 9421 section 2.2.7).
  if (component == "@query")
    return mark == request.path.size() ? "?" : request.path.substr(mark);
  return field(request, component);
}

/// The signature base (RFC 9421 section 2.5); `input` is the member of Signature-Input.
std::string base_of(const sync::Request& request, std::string_view authority,
                    const std::vector<std::string_view>& components, std::string_view input) {
  std::string base;
  for (const auto component : components) {
    base += '"';
    base += component;
    base += "\": " + value_of(request, authority, component) + '\n';
  }
  return base + "\"@signature-params\": " + std::string(input);
}

bool covers_enough(const std::vector<std::string_view>& components, bool has_body) {
  const std::size_t needed = has_body ? kComponents.size() : kWithoutBody;
  if (components.size() < needed) return false;
  return std::equal(components.begin(), components.end(), kComponents.begin());
}

}  // namespace

Status sign_request(const sync::Request& request, std::string_view authority,
                    const Signer& signer, Time now, sync::Headers& fields) {
  if (signer.scheme != Scheme::kEd25519)
    return error(Code::kUnsupported, "Requests are signed with Ed25519 keys only.",
                 "Yêu cầu chỉ được ký bằng khóa Ed25519.", {{"reason", "request-key"}});
  const bool has_body = !field(request, "content-digest").empty();
  std::vector<std::string_view> components(
      kComponents.begin(),
      has_body ? kComponents.end() : kComponents.begin() + kWithoutBody);
  GIRS_TRY(const auto nonce, random_bytes(kNonceBytes));
  std::string input = "(";
  for (const auto component : components) {
    if (input.size() > 1) input += ' ';
    input += '"' + std::string(component) + '"';
  }
  const auto created = now.time_since_epoch().count();
  input += ");created=" + std::to_string(created) +
           ";expires=" + std::to_string(created + kLife.count()) + ";nonce=\"" +
           to_hex(nonce) + "\";keyid=\"" + signer.key.keyid() + "\";tag=\"" +
           std::string(kTag) + '"';
  const auto base = base_of(request, authority, components, input);
  GIRS_TRY(const auto signature, sign_checked(signer, view(base)));
  fields.emplace_back("signature-input", std::string(kLabel) + input);
  fields.emplace_back("signature", std::string(kLabel) + ':' + to_base64(signature) + ':');
  return ok();
}

bool is_signed(const sync::Request& request) {
  return !member(field(request, "signature-input")).empty();
}

Result<RequestSignature> read_request_signature(const sync::Request& request) {
  const auto inputs = field(request, "signature-input");
  const auto signatures = field(request, "signature");
  const auto input = member(inputs);
  auto sig = member(signatures);
  if (input.empty() || sig.empty())
    return refused("it needs the label girs in Signature-Input and Signature",
                   "thiếu nhãn girs trong Signature-Input và Signature");
  auto rest = input;
  const auto components = take_components(rest);
  const auto parameters = components ? read_parameters(rest) : std::nullopt;
  if (!parameters)
    return refused("Signature-Input is malformed", "Signature-Input sai khuôn dạng");
  const bool has_body =
      !request.body.empty() || request.method == "PUT" || request.method == "POST";
  if (!covers_enough(*components, has_body))
    return refused("it does not cover what it has to", "không ký đủ các phần bắt buộc");
  const auto created = moment(*parameters, "created"), expires = moment(*parameters, "expires");
  const auto algorithm = text(*parameters, "alg");
  if (text(*parameters, "tag") != kTag || !(algorithm.empty() || algorithm == "ed25519"))
    return refused("its tag or algorithm is another", "nhãn mục đích hoặc thuật toán khác");
  if (!created || !expires || *expires <= *created || *expires - *created > kSignatureLifeMax)
    return refused("created and expires must be at most 300 seconds apart",
                   "created và expires phải cách nhau không quá 300 giây");
  RequestSignature read{text(*parameters, "keyid"), text(*parameters, "nonce"), *created,
                        *expires, {}, {}};
  if (read.keyid.empty() || read.nonce.empty() || read.nonce.size() > kNonceMax)
    return refused("it needs a keyid and a nonce", "thiếu keyid hoặc nonce");
  if (sig.size() < 2 || !sig.starts_with(':') || !sig.ends_with(':'))
    return refused("Signature is malformed", "Signature sai khuôn dạng");
  auto bytes = from_base64(sig.substr(1, sig.size() - 2));
  if (!bytes) return refused("Signature is malformed", "Signature sai khuôn dạng");
  read.signature = *std::move(bytes);
  read.base = base_of(request, field(request, "host"), *components, input);
  return read;
}

}  // namespace girs::http
