#include "handles.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/text.h"
#include "cancel.h"
#include "indicator/figures.h"
#include "package/envelope.h"
#include "package/verify.h"
#include "report/definitions.h"
#include "store/submissions.h"

namespace girs::capi {

Status StoreState::require_open() {
  return is_closed ? store->read([](store::Connection&) { return ok(); }) : ok();
}

Result<std::shared_ptr<const Catalog>> StoreState::get_catalog() {
  GIRS_CHECK(require_open());
  const std::lock_guard lock(mutex);
  if (!catalog) {
    GIRS_TRY(auto read, report::open_catalog(*store));
    catalog = std::make_shared<const Catalog>(std::move(read));
  }
  return catalog;
}

void StoreState::forget_catalog() {
  columns.forget();
  const std::lock_guard lock(mutex);
  catalog.reset();
}

void HeldWorkspace::renew(Catalog fresh) {
  held = std::make_shared<const Catalog>(std::move(fresh));
  catalog = held.get();
}

Result<HeldWorkspace> workspace_of(const std::shared_ptr<StoreState>& state) {
  HeldWorkspace workspace;
  GIRS_TRY(workspace.held, state->get_catalog());
  workspace.state = state;
  workspace.store = state->store.get();
  workspace.catalog = workspace.held.get();
  static const indicator::Figures kFigures;
  workspace.figures = &kFigures;
  workspace.columns = &state->columns;
  return workspace;
}

Result<HeldWorkspace> workspace_of(girs_store* store) {
  GIRS_CHECK(require(store, "store"));
  return workspace_of(store->state);
}

Result<std::string> required_setting(StoreState& state, std::string_view key) {
  GIRS_TRY(auto value, state.store->read([&](store::Connection& connection) {
    return store::setting(connection, key);
  }));
  if (value) return *std::move(value);
  const std::string name(key);
  return error(Code::kNotFound, "The setting \"" + name + "\" of the store has not been made; see `girs init`.",
               "Kho chưa khai báo \"" + name + "\"; xem lệnh `girs init`.", {{"setting", name}});
}

static Result<PublicKey> parse_root(std::string_view setting) {
  const auto space = setting.find(' ');
  const auto scheme = parse_scheme(setting.substr(0, space));
  const auto der = from_base64(space == std::string_view::npos ? "" : setting.substr(space + 1));
  if (!scheme || !der)
    return error(Code::kInvalidArgument, "The root key is a scheme, a space and its SPKI in base64.",
                 "Khóa gốc gồm tên thuật toán, dấu cách và SPKI dạng base64.", {{"setting", "registry-root"}});
  return PublicKey::from_spki(*scheme, *der);
}

Result<std::vector<PublicKey>> parse_roots(std::string_view setting) {
  std::vector<PublicKey> roots;
  for (const auto line : split(setting, '\n')) {
    if (trim(line).empty() && !roots.empty()) continue;
    GIRS_TRY(auto key, parse_root(trim(line)));
    if (std::ranges::find(roots, key) == roots.end()) roots.push_back(std::move(key));
  }
  return roots;
}

Result<std::vector<PublicKey>> pinned_roots(StoreState& state) {
  GIRS_TRY(const auto setting, state.store->read([&](store::Connection& connection) {
    return store::setting(connection, "registry-root");
  }));
  return setting ? parse_roots(*setting) : std::vector<PublicKey>();
}

Result<std::optional<Registry>> registry_of(StoreState& state) {
  GIRS_TRY(const auto roots, pinned_roots(state));
  GIRS_TRY(const auto newest, state.store->read([](store::Connection& connection) {
    return store::newest_registry(connection);
  }));
  if (roots.empty() || !newest) return std::optional<Registry>();
  GIRS_TRY(const auto envelope, package::Envelope::parse(text_of(newest->envelope)));
  GIRS_TRY(auto registry, package::open_registry(envelope, roots));
  return std::optional<Registry>(std::move(registry));
}

Result<Registry> required_registry(StoreState& state) {
  GIRS_TRY(auto registry, registry_of(state));
  if (registry) return *std::move(registry);
  return error(Code::kNotFound, "The store holds no registry of keys; sync first.",
               "Kho chưa có danh bạ khóa; hãy đồng bộ trước.");
}

Result<Scheme> scheme_from(std::string_view name) {
  if (const auto scheme = parse_scheme(name)) return *scheme;
  return error(Code::kUnsupported, "The signature scheme \"" + std::string(name) + "\" is not known.",
               "Không hỗ trợ thuật toán ký \"" + std::string(name) + "\".", {{"scheme", std::string(name)}});
}

Result<PublicKey> public_key_from(std::string_view scheme, ByteView key) {
  GIRS_TRY(const auto known, scheme_from(scheme));
  auto read = known == Scheme::kEd25519 && key.size() == 32 ? PublicKey::from_ed25519(key)
                                                            : PublicKey::from_spki(known, key);
  if (read) return read;
  auto why = std::move(read).error();
  why.code = Code::kUnsupported;
  return why;
}

Result<Signer> signer_from(const girs_signer* given) {
  GIRS_CHECK(require(given, "signer"));
  girs_signer signer = GIRS_SIGNER;
  GIRS_CHECK(read_options(given, signer));
  GIRS_CHECK(only_known(0, 0, signer.reserved));
  GIRS_CHECK(require(signer.spki, "signer.spki"));
  GIRS_CHECK(require(reinterpret_cast<const void*>(signer.sign), "signer.sign"));
  GIRS_TRY(const auto name, text(signer.scheme, "signer.scheme"));
  GIRS_TRY(const auto scheme, scheme_from(name));
  GIRS_TRY(auto key, PublicKey::from_spki(scheme, {signer.spki, signer.spki_size}));
  if (const auto* behind = key_behind(signer, key)) return signer_of(*behind);
  return Signer{scheme, std::move(key), [signer, scheme](ByteView tbs) -> Result<Bytes> {
                  Bytes out(1024);  // RSA of 4096 bits gives 512
                  std::size_t size = out.size();
                  const std::string scheme_name(to_text(scheme));
                  const auto answer = signer.sign(signer.context, scheme_name.c_str(), tbs.data(), tbs.size(),
                                                  out.data(), &size);
                  if (answer != 0 || size > out.size())
                    return error(Code::kCancelled, "The signer did not sign (it answered " + std::to_string(answer) + ").",
                                 "Thiết bị ký không ký (mã " + std::to_string(answer) + ").",
                                 {{"callback", std::to_string(answer)}});
                  out.resize(size);
                  return out;
                }};
}

namespace {

/// How long a stage still takes if it goes on at the pace that it had since it began.
class Pace {
 public:
  std::int64_t seconds_left(const Progress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (progress.stage != stage_ || progress.done < first_) {
      stage_ = progress.stage;
      first_ = progress.done;
      began_ = now;
    }
    const auto done = progress.done - first_, left = progress.total - progress.done;
    if (done <= 0 || left < 0) return -1;
    const std::chrono::duration<double> spent = now - began_;
    return std::llround(std::ceil(spent.count() / static_cast<double>(done) * static_cast<double>(left)));
  }

 private:
  std::string stage_;
  std::int64_t first_ = 0;
  std::chrono::steady_clock::time_point began_ = {};
};

}  // namespace

ProgressFunction progress_from(girs_progress_fn function, void* context,
                               std::shared_ptr<const CancelToken> store_token,
                               std::shared_ptr<const CancelToken> own_token) {
  if (!function && !store_token && !own_token) return {};
  return [=, pace = Pace()](const Progress& progress) mutable -> std::int32_t {
    for (const auto* token : {store_token.get(), own_token.get()})
      if (token && token->is_set()) return kStopped;
    if (!function) return 0;
    const std::string stage(progress.stage);
    const std::string unit(progress.unit);
    const girs_progress c{static_cast<std::uint32_t>(sizeof(girs_progress)), 0, stage.c_str(), unit.c_str(),
                          progress.done, progress.total, pace.seconds_left(progress)};
    return function(context, &c);
  };
}

Result<ProgressFunction> progress_of(const girs_sync_options& line, const StoreState& state) {
  GIRS_TRY(auto token, token_of(line.cancel));
  return progress_from(line.progress, line.progress_context, state.cancel, std::move(token));
}

}  // namespace girs::capi
