#include "sync_line.h"

#include <vector>

#include "base/text.h"
#include "boundary.h"
#include "handles.h"
#include "http/characters.h"

struct girs_answer {
  static constexpr auto kMark = girs::capi::Mark::kAnswer;
  girs::capi::Mark mark = kMark;
  girs::sync::Response response;
  bool no_memory = false;
};

namespace girs::capi {
namespace {

constexpr std::size_t kAnswerBytesMax = 64u << 20;  // as our own client takes

/// A transport that calls back into C.
class HostTransport final : public sync::Transport {
 public:
  explicit HostTransport(const girs_transport& host) : host_(host) {}

  Result<sync::Response> exchange(const sync::Request& request) override {
    std::vector<const char*> names, values;
    for (const auto& [name, value] : request.headers) {
      names.push_back(name.c_str());
      values.push_back(value.c_str());
    }
    const girs_request shown{static_cast<std::uint32_t>(sizeof(girs_request)),
                             static_cast<std::uint32_t>(names.size()),
                             request.method.c_str(), request.path.c_str(), names.data(),
                             values.data(), request.body.data(), request.body.size()};
    girs_answer answer;
    const auto said = host_.exchange(host_.context, &shown, &answer);
    if (said != 0)
      return error(Code::kIo, "The host's transport has no line now.",
                   "Kênh truyền của phần mềm chủ hiện không có đường truyền.",
                   {{"callback", std::to_string(said)}, {"reason", "transport"}});
    if (answer.no_memory) throw std::bad_alloc();
    const auto& response = answer.response;
    if (response.status < 200 || response.status > 599 || response.body.size() > kAnswerBytesMax)
      return error(Code::kCorrupt, "The host's transport gave no answer that could be one.",
                   "Kênh truyền của phần mềm chủ trả về câu trả lời không hợp lệ.",
                   {{"reason", "transport"}});
    return std::move(answer.response);
  }

 private:
  girs_transport host_;
};

Result<std::string> text_in(const char* given, const char* name) {
  GIRS_TRY(const auto checked, text(given, name));
  return std::string(checked);
}

}  // namespace

Result<std::unique_ptr<Line>> Line::open(const girs_sync_options& options,
                                         const store::Store& store) {
  auto line = std::make_unique<Line>();
  if (options.transport) {
    girs_transport host = GIRS_TRANSPORT;
    GIRS_CHECK(read_options(options.transport, host));
    GIRS_CHECK(only_known(0, 0, host.reserved));
    if (!host.exchange)
      return error(Code::kInvalidArgument, "A girs_transport needs its function exchange.");
    line->transport_ = std::make_unique<HostTransport>(host);
  } else {
    GIRS_CHECK(line->open_client(options, store));
  }
  return line;
}

Status Line::open_client(const girs_sync_options& options, const store::Store& store) {
  http::ClientOptions chosen;
  if (options.timeout_ms) chosen.exchange_time = std::chrono::milliseconds{options.timeout_ms};
  GIRS_TRY(const auto url, text(options.url, "options.url"));
  GIRS_TRY(chosen.tls.authorities, text_in(options.authorities, "options.authorities"));
  GIRS_TRY(const auto pins, text(options.pinned_keys, "options.pinned_keys"));
  for (const auto pin : split(pins, ' '))
    if (!pin.empty()) chosen.tls.pinned_keys.emplace_back(pin);
  auto& shown = chosen.tls.identity;
  GIRS_TRY(shown.chain, text_in(options.certificate, "options.certificate"));
  GIRS_TRY(shown.key, text_in(options.certificate_key, "options.certificate_key"));
  GIRS_TRY(shown.passphrase,
           text_in(options.certificate_passphrase, "options.certificate_passphrase"));
  GIRS_TRY(chosen.proxy, text_in(options.proxy, "options.proxy"));
  GIRS_TRY(chosen.proxy_authorization,
           text_in(options.proxy_authorization, "options.proxy_authorization"));
  if (options.signer) {
    GIRS_TRY(signer_, signer_from(options.signer));
    chosen.signer = &*signer_;
  }
  chosen.clock = [&store] { return store.now(); };
  GIRS_TRY(auto client, http::Client::open(url, std::move(chosen)));
  transport_ = std::make_unique<http::Client>(std::move(client));
  return ok();
}

}  // namespace girs::capi

void girs_answer_set(girs_answer* answer, int32_t status, const char* body,
                     size_t body_length) noexcept {
  if (!girs::capi::is(answer)) return;
  try {
    answer->response.status = status;
    answer->response.body = body ? std::string(body, body_length) : std::string();
  } catch (...) {
    answer->no_memory = true;
  }
}

void girs_answer_header(girs_answer* answer, const char* name, const char* value) noexcept {
  if (!girs::capi::is(answer) || !name || !value) return;
  try {
    answer->response.headers.emplace_back(girs::http::lower_case(name), value);
  } catch (...) {
    answer->no_memory = true;
  }
}
