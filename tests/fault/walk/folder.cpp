#include "folder.h"

#include <optional>

namespace walk {

using namespace girs;

namespace {

constexpr std::string_view kSubmissions = "/v1/submissions/";
constexpr std::string_view kBlobs = "/v1/blobs/sha256/";

Error no_line() { return error(Code::kIo, "The folder has no such thing.", "Thư mục không có nội dung này."); }

std::optional<std::string> find(const Folder& folder, const std::string& name) {
  const auto found = folder.from_authority.find(name);
  return found == folder.from_authority.end() ? std::nullopt : std::optional(found->second);
}

sync::Response put_package(Folder& folder, const std::string& pid, const sync::Request& request) {
  if (const auto receipt = find(folder, pid + ".tlog-proof")) return {201, {}, *receipt};
  for (const auto& [end, status] : {std::pair(".conflict.json", 409), std::pair(".refused.json", 422)})
    if (const auto answer = find(folder, pid + end)) {
      folder.from_authority.erase(pid + end);
      return {status, {}, *answer};
    }
  folder.to_authority[pid + ".json"] = request.body;
  return {202, {}, ""};
}

sync::Response get_package(const Folder& folder, const std::string& wanted) {
  const auto slash = wanted.find('/');
  const auto found = find(folder, wanted.substr(0, slash) + (slash == std::string::npos ? ".package.json" : ".tlog-proof"));
  if (found) return {200, {}, *found};
  return {404, {}, R"({"code":"not-found","detail":"The courier did not bring it.","detail_vi":"Chưa được mang đến."})"};
}

std::string stem(const std::string& name) { return name.substr(0, name.rfind('.')); }

void take_package(Folder& folder, const http::Handler& centre, const std::string& pid, const std::string& body) {
  const auto answer = centre({"PUT", std::string(kSubmissions) + pid, {{"content-type", "application/json"}}, body});
  auto& back = folder.from_authority;
  if (answer.status == 200 || answer.status == 201) back[pid + ".tlog-proof"] = answer.body;
  if (answer.status == 403 || answer.status == 413 || answer.status == 422) back[pid + ".refused.json"] = answer.body;
  if (answer.status != 409) return;
  if (const auto* head = answer.header("girs-head")) {
    back[*head + ".package.json"] = centre({"GET", std::string(kSubmissions) + *head}).body;
    back[*head + ".tlog-proof"] = centre({"GET", std::string(kSubmissions) + *head + "/receipt"}).body;
  }
  back[pid + ".conflict.json"] = answer.body;
}

}  // namespace

Result<sync::Response> FolderLine::exchange(const sync::Request& request) {
  const auto& path = request.path;
  if (path.starts_with(kSubmissions)) {
    const auto rest = path.substr(kSubmissions.size());
    return request.method == "PUT" ? put_package(folder_, rest, request) : get_package(folder_, rest);
  }
  if (path.starts_with(kBlobs) && request.method == "PUT") {
    folder_.to_authority[path.substr(kBlobs.size()) + ".attachment"] = request.body;
    return sync::Response{201, {}, ""};
  }
  const auto news = path == "/v1/registry" ? find(folder_, "registry.json")
                    : path.starts_with("/v1/events?") ? find(folder_, "events.ndjson") : std::nullopt;
  return news ? Result<sync::Response>(sync::Response{200, {}, *news}) : no_line();
}

void carry(Folder& folder, const http::Handler& centre, const std::string& unit) {
  for (const auto& [name, body] : folder.to_authority)
    if (name.ends_with(".attachment"))
      centre({"PUT", std::string(kBlobs) + stem(name), {{"content-type", "application/octet-stream"}}, body});
  for (const auto& [name, body] : folder.to_authority)
    if (name.ends_with(".json")) take_package(folder, centre, stem(name), body);
  folder.to_authority.clear();
  folder.from_authority["registry.json"] = centre({"GET", "/v1/registry"}).body;
  folder.from_authority["events.ndjson"] = centre({"GET", "/v1/events?since=0&limit=1000&unit=" + unit}).body;
}

}  // namespace walk
