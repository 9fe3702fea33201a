#include "http/problem.h"

#include "json/canonical.h"
#include "json/value.h"

namespace girs::http {
namespace {

void set_message(json::Value& object, std::string name, const Message& message) {
  object.set(name, message.en);
  if (!message.vi.empty()) object.set(name + "_vi", message.vi);
}

json::Value to_json(const Mistake& mistake) {
  json::Value object{json::Object{}};
  for (const auto& [key, value] : mistake.details) object.set(key, value);
  set_message(object, "message", mistake.message);
  return object;
}

}  // namespace

sync::Response problem(int status, std::string_view code, const Message& detail,
                       const std::vector<Mistake>& errors, const std::string& head) {
  json::Value document{json::Object{}};
  document.set("type", "about:blank");
  document.set("title", reason_phrase(status));
  document.set("status", status);
  document.set("code", code);
  set_message(document, "detail", detail);
  if (!head.empty()) document.set("head", head);
  if (!errors.empty()) {
    json::Array list;
    for (const auto& mistake : errors) list.push_back(to_json(mistake));
    document.set("errors", std::move(list));
  }
  sync::Response response;
  response.status = status;
  response.headers = {{"content-type", "application/problem+json"}, {"cache-control", "no-store"}};
  response.body = json::compact(document);
  return response;
}

std::string_view reason_phrase(int status) {
  switch (status) {  // RFC 9110 section 15 and RFC 6585, what the exchange uses
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 411: return "Length Required";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    case 507: return "Insufficient Storage";
    default: return "Status";
  }
}

}  // namespace girs::http
