#include "package/report_payload.h"

#include <doctest/doctest.h>

#include "json/canonical.h"
#include "json/parse.h"
#include "package/series_id.h"
#include "package/show.h"
#include "support/package_fixture.h"

using namespace girs;
using namespace girs::package;

namespace {

/// The mistakes found when `change` has been done to a good payload's JSON.
template <class Change>
std::vector<std::string> pointers_after(const Change& change) {
  static const PackageFixture fixture;
  json::Value document = to_json(fixture.report());
  change(document);
  const auto payload = parse_report(*json::canonical(document));
  std::vector<std::string> pointers;
  if (!payload)
    for (const Mistake& mistake : payload.error().mistakes)
      pointers.push_back(*detail_of(mistake.details, "pointer"));
  return pointers;
}

json::Value& at(json::Value& value, std::string_view key) {
  return const_cast<json::Value&>(*value.find(key));
}

json::Value& first_cells(json::Value& document) {
  json::Value& form = at(at(document, "forms"), "II.06a/VPCP/KSTT");
  return at(at(at(form, "parts"), "main").as_array()->front(), "cells");
}

using Pointers = std::vector<std::string>;
const std::string kRow = "/forms/II.06a~1VPCP~1KSTT/parts/main/0";

}  // namespace

TEST_CASE("a report payload reads back as it was built, with all members used") {
  const PackageFixture fixture;
  ReportPayload payload = fixture.report();
  CHECK(*parse_report(*build(payload)) == payload);
  payload.kind = ReportKind::kCorrection;
  payload.scope = ReportScope::kAggregate;
  payload.rev = 2;
  payload.prev = std::string(64, 'a');
  payload.authorization = std::string(64, 'b');
  payload.reason = CodedReason{"wrong-figure", "Nhập sai"};
  payload.on_behalf = "79";
  payload.sent_otherwise = SentOtherwise{"giấy", kNow};
  payload.members = std::vector<AggregateMember>{
      {"26737", std::string(64, 'c'), kAudience, 7},
      {"26740", {}, {}, 0, CodedReason{"late", "Không gửi"}}};
  const auto bytes = build(payload);
  REQUIRE(bytes);
  CHECK(*parse_report(*bytes) == payload);
}

TEST_CASE("the bytes of a payload are canonical and the same each time") {
  const PackageFixture fixture;
  const std::string bytes = *build(fixture.report());
  CHECK(bytes.starts_with("{\"attachments\":[{\"digest\":\"sha256:dddd"));
  CHECK(bytes == *json::canonical(*json::parse(bytes)));
  CHECK(!parse_report(bytes + "\n"));
  CHECK(!parse_report(json::pretty(*json::parse(bytes))));
}

TEST_CASE("every member is required and none but the known ones is allowed") {
  const PackageFixture fixture;
  const json::Value document = to_json(fixture.report());
  for (const json::Member& member : *document.as_object()) {
    json::Value without = json::Object{};
    for (const auto& [other, kept] : *document.as_object())
      if (other != member.first) without.add(other, kept);
    CAPTURE(member.first);
    CHECK(!parse_report(*json::canonical(without)));
  }
  CHECK(pointers_after([](json::Value& d) { d.set("extra", 1); }) == Pointers{"/extra"});
}

TEST_CASE("each broken field is named by its JSON pointer") {
  const auto set = [](std::string name, json::Value value) {
    return pointers_after([&](json::Value& d) { d.set(name, value); });
  };
  CHECK(set("unit", "") == Pointers{"/unit"});
  CHECK(set("kind", "draft") == Pointers{"/kind"});
  CHECK(set("created_at", "2025-12-15") == Pointers{"/created_at"});
  CHECK(set("salt", "00") == Pointers{"/salt"});
  CHECK(set("schema", "girs.report/2") == Pointers{"/schema"});
  CHECK(set("period", 2025) == Pointers{"/period"});
  CHECK(set("forms", nullptr) == Pointers{"/forms"});
  CHECK(set("validation", nullptr) == Pointers{"/validation"});
  CHECK(set("authorization", "x") == Pointers{"/authorization"});
  CHECK(pointers_after([](json::Value& d) { at(d, "regime").set("digest", "md5:00"); }) ==
        Pointers{"/regime/digest"});
}

TEST_CASE("revisions form a chain: the first has no predecessor, the others have and say why") {
  const std::string pid(64, 'a');
  CHECK(pointers_after([&](json::Value& d) { d.set("prev", pid); }) == Pointers{"/prev"});
  CHECK(pointers_after([&](json::Value& d) { d.set("rev", 2); }) == Pointers{"/kind", "/prev"});
  CHECK(pointers_after([&](json::Value& d) { d.set("kind", "correction"); }) ==
        Pointers{"/kind", "/reason"});
  CHECK(pointers_after([&](json::Value& d) { d.set("kind", "nil-return"); }).empty());
}

TEST_CASE("an aggregate lists its members, each once, and a unit's own report none") {
  CHECK(pointers_after([](json::Value& d) { d.set("scope", "aggregate"); }) ==
        Pointers{"/members"});
  CHECK(pointers_after([](json::Value& d) { d.set("members", json::Array{}); }) ==
        Pointers{"/members"});
}

TEST_CASE("days and windows are checked") {
  const auto window = [](const char* from, const char* to) {
    return pointers_after([&](json::Value& d) {
      at(d, "window").set("from", from);
      at(d, "window").set("to", to);
    });
  };
  CHECK(window("2024-02-29", "2024-02-29").empty());
  CHECK(window("2025-02-29", "2025-03-01") == Pointers{"/window/from"});
  CHECK(window("2025-03-02", "2025-03-01") == Pointers{"/window"});
  CHECK(window("2025-3-2", "2025-03-01T") == Pointers{"/window/from", "/window/to"});
}

TEST_CASE("cells have one of three shapes") {
  const auto cell = [](json::Value value) {
    return pointers_after([&](json::Value& d) { first_cells(d).set("c3", value); });
  };
  const Pointers bad{kRow + "/cells/c3"};
  const auto object = [](std::string_view text) { return *json::parse(text); };
  CHECK(cell("").empty());
  CHECK(cell(object(R"({"absent":"nil"})")).empty());
  CHECK(cell(object(R"({"flags":[],"note":"x","value":"1"})")).empty());
  CHECK(cell(object(R"({"flags":["late"],"note":null,"value":"1"})")).empty());
  CHECK(cell(1) == bad);
  CHECK(cell(nullptr) == bad);
  CHECK(cell(object(R"({"flags":[],"note":null,"value":"1"})")) == bad);
  CHECK(cell(object(R"({"value":"1"})")) == Pointers{bad[0] + "/flags", bad[0] + "/note"});
  CHECK(cell(object(R"({"absent":"missing"})")) == Pointers{bad[0] + "/absent"});
  CHECK(cell(object(R"({"absent":"nil","note":"x"})")) == Pointers{bad[0] + "/note"});
  CHECK(cell(object(R"({"flags":[],"note":"x","value":1})")) == Pointers{bad[0] + "/value"});
  CHECK(cell(object(R"({"flags":["new"],"note":null,"value":"1"})")) ==
        Pointers{bad[0] + "/flags/0"});
  CHECK(cell(object(R"({"flags":["late","late"],"note":null,"value":"1"})")) ==
        Pointers{bad[0] + "/flags"});
  CHECK(cell(object(R"({"flags":[],"note":"","value":"1"})")) == Pointers{bad[0] + "/note"});
}

TEST_CASE("rows are named once and cells after their columns") {
  CHECK(pointers_after([](json::Value& d) { first_cells(d).set("3", "1"); }) ==
        Pointers{kRow + "/cells/3"});
  CHECK(pointers_after([](json::Value& d) {
          json::Value& main = at(at(at(at(d, "forms"), "II.06a/VPCP/KSTT"), "parts"), "main");
          main.push(json::Value(main.as_array()->front()));
        }) == Pointers{"/forms/II.06a~1VPCP~1KSTT/parts/main/1/key"});
}

TEST_CASE("attachments are files of different names without folders") {
  const auto named = [](const char* name) {
    return pointers_after([&](json::Value& d) {
      json::Value& list = at(d, "attachments");
      json::Value other = list.as_array()->front();
      other.set("name", name);
      list.push(other);
    });
  };
  CHECK(named("khac.pdf").empty());
  CHECK(named("Thuyet-Minh.PDF") == Pointers{"/attachments/1"});
  for (const char* name : {"..", "a/b", "a\\b", "C:x"})
    CHECK(named(name) == Pointers{"/attachments/1/name"});
}

TEST_CASE("text that is not NFC is refused when a report is built, with its place") {
  const PackageFixture fixture;
  ReportPayload payload = fixture.report();
  payload.outline["I"] = "Hà Nội so với Ha\u0300 Nội";
  const auto bytes = build(payload);
  REQUIRE(!bytes);
  CHECK(*detail_of(bytes.error().mistakes.front().details, "pointer") == "/outline/I");
  payload = fixture.report();
  payload.outline["e\u0301"] = "x";
  CHECK(!build(payload));
  payload = fixture.report();
  payload.outline["I"] = std::string("a\0b", 3);
  CHECK(!build(payload));
}

TEST_CASE("the series of a report depends on unit, regime, scope and period alone") {
  const PackageFixture fixture;
  ReportPayload payload = fixture.report();
  const std::string series = series_id(payload);
  CHECK(series == series_id("26734", "KSTTHC", ReportScope::kOwn, "2025-Q4"));
  CHECK(series == to_hex(sha256("girs/series/v1\n26734\nKSTTHC\nown\n2025-Q4\n")));
  payload.rev = 5;
  payload.head.salt = std::string(32, '9');
  CHECK(series_id(payload) == series);
  CHECK(series_id("26734", "KSTTHC", ReportScope::kAggregate, "2025-Q4") != series);
}

TEST_CASE("a report shows its figures, signers and digest in both languages") {
  const PackageFixture fixture;
  const ReportPayload payload = fixture.report();
  const std::string vi = show(payload, "abc123", "vi");
  CHECK(vi.find("Đơn vị: 26734") != std::string::npos);
  CHECK(vi.find("LV01: [3]=1250  [5]=x  [8]=1100 (ước tính; ước tính)  [10]=3") !=
        std::string::npos);
  CHECK(vi.find("KT. người duyệt") != std::string::npos);
  CHECK(vi.find("abc123") != std::string::npos);
  const std::string en = show(payload, "", "en");
  CHECK(en.find("Unit: 26734") != std::string::npos);
  CHECK(en.find("Digest that") == std::string::npos);
}

TEST_CASE("text of a report cannot drive a terminal or fake a line of the page") {
  const PackageFixture fixture;
  ReportPayload payload = fixture.report();
  payload.outline["I"] = "a\x1b[2Jb\nUnit: other\u202e";
  const std::string page = show(payload, "", "en");
  CHECK(page.find('\x1b') == std::string::npos);
  CHECK(page.find("\nUnit: other") == std::string::npos);
  CHECK(page.find("\u202e") == std::string::npos);
}
