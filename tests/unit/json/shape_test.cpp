#include "json/shape.h"

#include <doctest/doctest.h>

#include "json/parse.h"

using namespace girs;
using namespace girs::json;

namespace {

/// A document with the mistakes that reading it made.
struct Reading {
  Value document;
  Mistakes mistakes = {};
  explicit Reading(std::string_view text) : document(*parse_for_canon(text)) {}
  Node root() { return Node::root(document, "form.json", mistakes); }
  std::string pointer(std::size_t i) const {
    return *detail_of(mistakes.list()[i].details, "pointer");
  }
  std::string en(std::size_t i) const { return mistakes.list()[i].message.en; }
  std::string vi(std::size_t i) const { return mistakes.list()[i].message.vi; }
};

}  // namespace

TEST_CASE("a document of the right shape is read without mistakes") {
  Reading reading(R"({"code":"KSTTHC","version":2,"open":true,"kind":"stock","tags":["a","b"],
                      "names":{"vi":"Huế","en":"Hue"},"note":null})");
  const Node root = reading.root();
  root.only({"code", "version", "open", "kind", "tags", "names", "note", "source"});
  CHECK(root.member("code").code() == "KSTTHC");
  CHECK(root.member("version").integer(1, 9) == 2);
  CHECK(root.member("open").boolean());
  CHECK(root.member("kind").one_of({"flow", "stock"}) == 1);
  std::vector<std::string> seen;
  root.member("tags").each([&](Node tag) { seen.push_back(tag.text() + "@" + tag.pointer()); });
  root.member("names").members(
      [&](const std::string& name, Node text) { seen.push_back(name + "=" + text.text()); });
  CHECK(seen == std::vector<std::string>{"a@/tags/0", "b@/tags/1", "vi=Huế", "en=Hue"});
  CHECK(!root.optional("note"));
  CHECK(!root.optional("source"));
  CHECK(root.optional("code"));
  CHECK(root.file() == "form.json");
  CHECK(reading.mistakes.empty());
}

TEST_CASE("every mistake is collected with file and pointer, and reading goes on") {
  Reading reading(R"({"code":"","version":"1","kind":"flw","rows":[{"key":1},{}],"open":0})");
  const Node root = reading.root();
  CHECK(root.member("code").code() == "");
  CHECK(root.member("version").integer(1, 9) == 0);
  CHECK(root.member("kind").one_of({"flow", "stock"}) == 0);
  root.member("rows").each([](Node row) { CHECK(row.member("key").text() == ""); });
  CHECK(!root.member("open").boolean());
  REQUIRE(reading.mistakes.count() == 6);
  CHECK(reading.en(0) == "/code must not be empty.");
  CHECK(reading.en(1) == "/version must be a whole number, not text.");
  CHECK(reading.vi(1) == "/version phải là số nguyên, không phải văn bản.");
  CHECK(reading.en(2) ==
        "/kind is \"flw\", but must be one of: flow, stock; did you mean \"flow\"?");
  CHECK(reading.pointer(3) == "/rows/0/key");
  CHECK(reading.en(4) == "/rows/1/key is missing.");
  CHECK(reading.vi(4) == "Thiếu /rows/1/key.");
  CHECK(reading.pointer(5) == "/open");
  CHECK(*detail_of(reading.mistakes.list()[0].details, "file") == "form.json");
}

TEST_CASE("a name that is not known is reported with the nearest one") {
  Reading reading(R"({"verson":1,"zzz":2,"version":3})");
  reading.root().only({"version", "code"});
  REQUIRE(reading.mistakes.count() == 2);
  CHECK(reading.en(0) == "/verson is not known; did you mean \"version\"?");
  CHECK(reading.vi(0) == "/verson không được biết đến; có phải là \"version\"?");
  CHECK(reading.en(1) == "/zzz is not known.");
}

TEST_CASE("a value of the wrong kind is reported once, however much of it is read") {
  Reading reading(R"({"name":[1]})");
  const Node name = reading.root().member("name");
  name.only({"vi"});
  name.member("vi").text();
  name.member("en").member("deeper").each([](Node) { FAIL("nothing is there"); });
  name.optional("x").text();
  name.members([](const std::string&, Node) { FAIL("nothing is there"); });
  CHECK(reading.mistakes.count() == 1);
  CHECK(reading.en(0) == "/name must be an object, not a list.");
}

TEST_CASE("a member that must be there may not be null, one that may be absent may") {
  Reading reading(R"({"a":null,"b":null})");
  CHECK(reading.root().member("a").text() == "");
  CHECK(reading.root().optional("b").text() == "");
  REQUIRE(reading.mistakes.count() == 1);
  CHECK(reading.en(0) == "/a must be text, not null.");
}

TEST_CASE("integers are checked against their range and for being whole") {
  Reading reading(R"([0,10,1.5,1e2,99999999999999999999])");
  std::vector<std::int64_t> read;
  reading.root().each([&](Node node) { read.push_back(node.integer(1, 9)); });
  CHECK(read == std::vector<std::int64_t>(5, 0));
  CHECK(reading.mistakes.count() == 5);
  CHECK(reading.en(0) == "/0 must be a whole number from 1 to 9.");
}

TEST_CASE("text must be composed and codes must be codes") {
  Reading reading(R"(["e\u0301","a\nb","","ab"])");
  CHECK(reading.root().value()->as_array()->size() == 4);
  std::vector<Node> nodes;
  reading.root().each([&](Node node) { nodes.push_back(node); });
  CHECK(nodes[0].text() == "");
  CHECK(nodes[1].code() == "");
  CHECK(nodes[1].text() == "a\nb");
  CHECK(nodes[2].text(0) == "");
  CHECK(nodes[3].text(3) == "");
  REQUIRE(reading.mistakes.count() == 3);
  CHECK(reading.en(0) == "/0 must be written in composed Unicode (NFC).");
  CHECK(reading.pointer(1) == "/1");
  CHECK(reading.en(2) == "/3 must have at least 3 bytes.");
}

TEST_CASE("pointers escape as RFC 6901 says") {
  Reading reading(R"({"II.06a/VPCP":{"a~b":1,"":2}})");
  const Node form = reading.root().member("II.06a/VPCP");
  CHECK(form.member("a~b").pointer() == "/II.06a~1VPCP/a~0b");
  CHECK(form.member("").pointer() == "/II.06a~1VPCP/");
  CHECK(pointer_to("/a", "~/") == "/a/~0~1");
}

TEST_CASE("the document itself has a name in sentences") {
  Reading reading("[]");
  reading.root().only({"a"});
  REQUIRE(reading.mistakes.count() == 1);
  CHECK(reading.en(0) == "The document must be an object, not a list.");
  CHECK(reading.vi(0) == "Tài liệu phải là đối tượng, không phải danh sách.");
  CHECK(reading.pointer(0) == "");
}
