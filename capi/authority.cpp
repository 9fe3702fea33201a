#include "authority.h"

#include "json/canonical.h"
#include "json/parse.h"
#include "json/shape.h"
#include "package/verify.h"
#include "store/submissions.h"

namespace girs::capi {

Result<Authority> authority_above(StoreState& state) {
  Authority above;
  const auto read = [&](std::string_view key) {
    return state.store->read([&](store::Connection& connection) { return store::setting(connection, key); });
  };
  GIRS_TRY(const auto upward, read("upward"));
  if (upward) {
    above.audience = *upward;
    GIRS_TRY(const auto roots, read("upward-root"));
    if (roots) {
      GIRS_TRY(above.roots, parse_roots(*roots));
    }
    GIRS_TRY(above.log_key, read("upward-log-key"));
    return above;
  }
  GIRS_TRY(above.audience, required_setting(state, "audience"));
  GIRS_TRY(above.roots, pinned_roots(state));
  GIRS_TRY(above.log_key, read("log-key"));
  return above;
}

namespace {

constexpr std::string_view kBelow = "centre-below ";  // and the origin of its log

Result<std::optional<Registry>> registry_from(StoreState& state, const Authority& above) {
  GIRS_TRY(const auto newest, state.store->read([&](store::Connection& connection) {
    return store::newest_registry(connection, above.audience);
  }));
  if (above.roots.empty() || !newest) return std::optional<Registry>();
  GIRS_TRY(const auto envelope, package::Envelope::parse(text_of(newest->envelope)));
  GIRS_TRY(auto registry, package::open_registry(envelope, above.roots));
  return std::optional<Registry>(std::move(registry));
}

}  // namespace

Result<std::optional<Registry>> registry_above(StoreState& state) {
  GIRS_TRY(const auto above, authority_above(state));
  return registry_from(state, above);
}

Result<Registry> required_registry_above(StoreState& state) {
  GIRS_TRY(auto registry, registry_above(state));
  if (registry) return *std::move(registry);
  return error(Code::kNotFound, "The store holds no registry of keys; sync first.",
               "Kho chưa có danh bạ khóa; hãy đồng bộ trước.");
}

Result<Authority> read_authority_below(std::string_view given) {
  GIRS_TRY(const auto document, json::parse(given));
  Mistakes mistakes;
  const auto root = json::Node::root(document, "below", mistakes);
  root.only({"origin", "roots", "log_key"});
  Authority below{root.member("origin").code(), {}, {}};
  root.member("roots").each([&](const json::Node& node) {
    auto keys = parse_roots(node.text());
    if (!keys) node.mistake(keys.error().message.en, keys.error().message.vi);
    else below.roots.insert(below.roots.end(), keys->begin(), keys->end());
  });
  if (const auto key = root.optional("log_key")) below.log_key = key.text();
  if (mistakes.empty()) return below;
  return std::move(mistakes).to_error(Code::kInvalidArgument, "The description of the centre below has mistakes.",
                                      "Nội dung khai báo trung tâm cấp dưới có lỗi.");
}

Status keep_authority_below(StoreState& state, std::string_view document, const Authority& below) {
  const std::string key = std::string(kBelow) + below.audience;
  GIRS_TRY(const auto known, state.store->read([&](store::Connection& connection) {
    return store::setting(connection, key);
  }));
  if (known) {
    GIRS_TRY(const auto before, read_authority_below(*known));
    if (before.roots != below.roots)
      return error(Code::kConflict, "Other root keys of " + below.audience + " were pinned before.",
                   "Khóa gốc của " + below.audience + " khác khóa đã ghim trước đây.",
                   {{"setting", key}});
    return ok();
  }
  return state.store->write([&](store::Connection& connection) {
    return store::set_setting(connection, key, document);
  });
}

Status remember_own_authority(StoreState& state) {
  GIRS_TRY(const auto audience, required_setting(state, "audience"));
  GIRS_TRY(const auto keys, pinned_roots(state));
  json::Value roots = json::Array{};
  for (const auto& key : keys) roots.push(std::string(to_text(key.scheme())) + ' ' + to_base64(key.spki()));
  json::Value described;
  described.set("origin", audience);
  described.set("roots", std::move(roots));
  return keep_authority_below(state, json::compact(described), {audience, keys, {}});
}

Result<std::vector<Registry>> other_registries(StoreState& state) {
  std::vector<Registry> found;
  std::vector<Authority> others;
  GIRS_TRY(const auto upward, state.store->read([](store::Connection& connection) {
    return store::setting(connection, "upward");
  }));
  if (upward) {
    GIRS_TRY(auto above, authority_above(state));
    others.push_back(std::move(above));
  }
  GIRS_CHECK(state.store->read([&](store::Connection& connection) {
    return store::each_setting(connection, kBelow, [&](const std::string& value) -> Status {
      GIRS_TRY(auto below, read_authority_below(value));
      others.push_back(std::move(below));
      return ok();
    });
  }));
  for (const auto& other : others) {
    GIRS_TRY(auto registry, registry_from(state, other));
    if (registry) found.push_back(*std::move(registry));
  }
  return found;
}

}  // namespace girs::capi
