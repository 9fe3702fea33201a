// Leaves of the log as documents.

#include "log/leaf.h"

#include "json/shape.h"
#include "json/value.h"
#include "key/payload_head.h"

namespace girs::log {
namespace {

constexpr std::int64_t kWholeMax = (std::int64_t{1} << 53) - 1;  // of I-JSON, RFC 7493
constexpr std::int64_t kLeafVersion = 1;
// In the order of Entry's alternatives.
constexpr std::string_view kKinds[] = {"genesis",  "submission", "series",   "request",
                                       "decision", "key-event",  "catalogue"};

json::Value or_null(const std::optional<std::string>& text) {
  return text ? json::Value(*text) : json::Value();
}

/// The members of one kind of entry.
struct Writer {
  json::Value& leaf;

  void operator()(const GenesisEntry& entry) const {
    leaf.add("origin", entry.origin);
    leaf.add("previous", or_null(entry.previous));
  }
  void operator()(const SubmissionEntry& entry) const {
    leaf.add("env", entry.env);
    leaf.add("period", entry.period);
    leaf.add("pid", entry.pid);
    leaf.add("prev", or_null(entry.prev));
    leaf.add("regime", entry.regime);
    leaf.add("rev", entry.rev);
    leaf.add("status", entry.status);
    leaf.add("unit", entry.unit);
  }
  void operator()(const SeriesEntry& entry) const {
    leaf.add("env", entry.env);
    leaf.add("indicator", entry.indicator);
    leaf.add("pid", entry.pid);
    leaf.add("prev", or_null(entry.prev));
    leaf.add("rev", entry.rev);
    leaf.add("status", entry.status);
    leaf.add("unit", entry.unit);
    leaf.add("vintage", entry.vintage);
  }
  void operator()(const RequestEntry& entry) const {
    leaf.add("env", entry.env);
    leaf.add("period", entry.period);
    leaf.add("pid", entry.pid);
    leaf.add("regime", entry.regime);
  }
  void operator()(const DecisionEntry& entry) const {
    json::Value codes = json::Array{};
    for (const std::string& code : entry.codes) codes.push(code);
    leaf.add("codes", std::move(codes));
    leaf.add("env", entry.env);
    leaf.add("of", entry.of);
    leaf.add("period", entry.period);
    leaf.add("pid", entry.pid);
    leaf.add("regime", entry.regime);
    leaf.add("status", entry.status);
    leaf.add("unit", entry.unit);
  }
  void operator()(const KeyEvent& entry) const { write_version(entry); }
  void operator()(const CatalogueEvent& entry) const { write_version(entry); }

  template <class Event>
  void write_version(const Event& event) const {
    leaf.add("digest", event.digest);
    leaf.add("version", event.version);
  }
};

GenesisEntry read_genesis(const json::Node& root) {
  root.only({"kind", "origin", "previous", "time", "v"});
  GenesisEntry entry;
  entry.origin = root.member("origin").code();
  if (const auto previous = root.member("previous")) entry.previous = previous.text();
  return entry;
}

/// rev and prev, which submissions and series have alike: the first revision follows nothing.
template <class Entry>
void read_revision(const json::Node& root, Entry& entry) {
  entry.rev = root.member("rev").integer(1, kWholeMax);
  const json::Node prev = root.member("prev");
  if (prev) entry.prev = read_hex_hash(prev);
  if ((entry.rev == 1) == entry.prev.has_value())
    prev.mistake("Every revision but the first names the one before it.",
                 "Mọi lần gửi sau lần đầu phải nêu mã của lần gửi liền trước.");
  root.member("status").one_of({"received"});
}

SubmissionEntry read_submission(const json::Node& root) {
  root.only({"env", "kind", "period", "pid", "prev", "regime", "rev", "status", "time", "unit",
             "v"});
  SubmissionEntry entry;
  entry.pid = read_hex_hash(root.member("pid"));
  entry.env = read_hex_hash(root.member("env"));
  entry.unit = root.member("unit").code();
  entry.regime = root.member("regime").code();
  entry.period = root.member("period").code();
  read_revision(root, entry);
  return entry;
}

SeriesEntry read_series(const json::Node& root) {
  root.only({"env", "indicator", "kind", "pid", "prev", "rev", "status", "time", "unit", "v",
             "vintage"});
  SeriesEntry entry;
  entry.pid = read_hex_hash(root.member("pid"));
  entry.env = read_hex_hash(root.member("env"));
  entry.unit = root.member("unit").code();
  entry.indicator = root.member("indicator").code();
  entry.vintage = root.member("vintage").code();
  read_revision(root, entry);
  return entry;
}

RequestEntry read_request(const json::Node& root) {
  root.only({"env", "kind", "period", "pid", "regime", "time", "v"});
  return {read_hex_hash(root.member("pid")), read_hex_hash(root.member("env")),
          root.member("regime").code(), root.member("period").code()};
}

DecisionEntry read_decision(const json::Node& root) {
  root.only({"codes", "env", "kind", "of", "period", "pid", "regime", "status", "time", "unit",
             "v"});
  static constexpr std::string_view kStatus[] = {"accepted", "rejected", "reopened", "excluded"};
  DecisionEntry entry;
  entry.pid = read_hex_hash(root.member("pid"));
  entry.env = read_hex_hash(root.member("env"));
  entry.of = read_hex_hash(root.member("of"));
  entry.unit = root.member("unit").code();
  entry.regime = root.member("regime").code();
  entry.period = root.member("period").code();
  entry.status =
      kStatus[root.member("status").one_of({kStatus[0], kStatus[1], kStatus[2], kStatus[3]})];
  root.member("codes").each(
      [&](const json::Node& code) { entry.codes.push_back(code.code()); });
  return entry;
}

template <class Event>
Event read_event(const json::Node& root) {
  root.only({"digest", "kind", "time", "v", "version"});
  return {root.member("version").integer(1, kWholeMax), read_digest(root.member("digest"))};
}

Entry read_entry(const json::Node& root) {
  switch (root.member("kind").one_of({kKinds[0], kKinds[1], kKinds[2], kKinds[3], kKinds[4],
                                      kKinds[5], kKinds[6]})) {
    case 1: return read_submission(root);
    case 2: return read_series(root);
    case 3: return read_request(root);
    case 4: return read_decision(root);
    case 5: return read_event<KeyEvent>(root);
    case 6: return read_event<CatalogueEvent>(root);
    default: return read_genesis(root);
  }
}

Result<Leaf> read_leaf(const json::Value& document) {
  Mistakes mistakes;
  const json::Node root = json::Node::root(document, "leaf", mistakes);
  root.member("v").integer(kLeafVersion, kLeafVersion);
  const std::int64_t seconds = root.member("time").integer(0, kWholeMax);
  Leaf leaf{Time{std::chrono::seconds{seconds}}, read_entry(root)};
  if (mistakes.empty()) return leaf;
  const std::string count = std::to_string(mistakes.count());
  return std::move(mistakes).to_error(
      Code::kInvalidArgument, "The log entry has " + count + " mistakes.",
      "Mục nhật ký có " + count + " lỗi.", {{"reason", "shape"}});
}

Error too_long() {
  return error(Code::kInvalidArgument, "A log entry has at most 65,535 bytes.",
               "Mục nhật ký có tối đa 65.535 byte.", {{"limit", std::to_string(kLeafSizeMax)}});
}

}  // namespace

Result<Leaf> Leaf::parse(std::string_view bytes) {
  if (bytes.size() > kLeafSizeMax) return too_long();
  GIRS_TRY(const json::Value document, parse_payload(bytes));
  return read_leaf(document);
}

Result<std::string> Leaf::to_bytes() const {
  json::Value document = json::Object{};
  document.add("kind", kind());
  document.add("time", static_cast<std::int64_t>(time.time_since_epoch().count()));
  document.add("v", kLeafVersion);
  std::visit(Writer{document}, entry);
  GIRS_CHECK(read_leaf(document));
  GIRS_TRY(std::string bytes, payload_bytes(document));
  if (bytes.size() > kLeafSizeMax) return too_long();
  return bytes;
}

std::string_view Leaf::kind() const { return kKinds[entry.index()]; }

}  // namespace girs::log
