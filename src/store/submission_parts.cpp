#include "store/submission_parts.h"

#include <charconv>
#include <set>
#include <utility>

namespace girs::store {
namespace {

void append(std::string& out, std::string_view text) {
  out += std::to_string(text.size());
  out += ':';
  out += text;
}

/// Takes texts off a list, one after the other.
class Unpacker {
 public:
  explicit Unpacker(std::string_view list) : rest_(list) {}
  bool at_end() const { return rest_.empty(); }
  bool failed() const { return failed_; }

  std::string_view text() {
    std::size_t size = 0;
    const auto [end, wrong] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), size);
    const auto head = static_cast<std::size_t>(end - rest_.data()) + 1;
    failed_ = failed_ || wrong != std::errc() || head > rest_.size() || *end != ':' ||
              size > rest_.size() - head;
    if (failed_) {
      rest_ = {};
      return {};
    }
    const auto found = rest_.substr(head, size);
    rest_.remove_prefix(head + size);
    return found;
  }

  int number() {
    const auto digits = text();
    int value = 0;
    const auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    failed_ = failed_ || wrong != std::errc() || end != digits.data() + digits.size();
    return value;
  }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace

std::string packed(const std::vector<SignerRow>& signers) {
  std::string out;
  for (const auto& signer : signers)
    for (const std::string_view part : {signer.role, signer.keyid, signer.person}) append(out, part);
  return out;
}

Bytes packed(const std::vector<FigureRow>& figures) {
  std::string out;
  for (const auto& figure : figures) {
    append(out, figure.form);
    append(out, std::to_string(figure.version));
    append(out, text_of(figure.cells));
  }
  return to_bytes(out);
}

bool is_a_set(const std::vector<SignerRow>& signers) {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const auto& signer : signers)
    if (!seen.emplace(signer.role, signer.keyid).second) return false;
  return true;
}

bool is_a_set(const std::vector<FigureRow>& figures) {
  std::set<std::string_view> seen;
  for (const auto& figure : figures)
    if (!seen.insert(figure.form).second) return false;
  return true;
}

std::optional<std::vector<SignerRow>> unpacked_signers(std::string_view text) {
  std::vector<SignerRow> signers;
  Unpacker list(text);
  while (!list.at_end()) {
    const auto role = list.text(), keyid = list.text(), person = list.text();
    signers.push_back({std::string(role), std::string(keyid), std::string(person)});
  }
  if (list.failed() || !is_a_set(signers)) return std::nullopt;
  return signers;
}

std::optional<std::vector<FigureRow>> unpacked_figures(ByteView bytes) {
  std::vector<FigureRow> figures;
  Unpacker list(text_of(bytes));
  while (!list.at_end()) {
    const auto form = list.text();
    const auto version = list.number();
    figures.push_back({std::string(form), version, to_bytes(list.text())});
  }
  if (list.failed() || !is_a_set(figures)) return std::nullopt;
  return figures;
}

namespace {

constexpr const char* kNewTable = R"sql(
CREATE TABLE submission_9(
  id INTEGER PRIMARY KEY, pid TEXT NOT NULL UNIQUE, env TEXT NOT NULL, origin TEXT NOT NULL,
  idx INTEGER NOT NULL, logged_at INTEGER NOT NULL, series TEXT NOT NULL, rev INTEGER NOT NULL,
  prev TEXT, regime TEXT NOT NULL, unit TEXT NOT NULL, period TEXT NOT NULL, scope TEXT NOT NULL,
  kind TEXT NOT NULL, created_at TEXT NOT NULL, signers TEXT NOT NULL, figures BLOB NOT NULL,
  envelope BLOB NOT NULL, receipt TEXT, UNIQUE(series, rev), UNIQUE(origin, idx)) STRICT;
)sql";

Status copy_rows(Connection& connection) {
  return connection.each("SELECT pid FROM submission ORDER BY rowid", [&](Statement& row) -> Status {
    const auto pid = row.text(0);
    std::vector<SignerRow> signers;
    GIRS_CHECK(connection.each(
        "SELECT role, keyid, person FROM submission_signer WHERE pid = ? ORDER BY rowid",
        [&](Statement& signer) {
          signers.push_back({signer.text(0), signer.text(1), signer.text(2)});
          return ok();
        },
        pid));
    std::vector<FigureRow> figures;
    GIRS_CHECK(connection.each(
        "SELECT form, version, cells FROM figure WHERE pid = ? ORDER BY form",
        [&](Statement& figure) {
          figures.push_back({figure.text(0), static_cast<int>(figure.integer(1)), figure.blob(2)});
          return ok();
        },
        pid));
    return connection.run(
        "INSERT INTO submission_9 SELECT rowid, pid, env, origin, idx, logged_at, series, rev, prev, "
        "regime, unit, period, scope, kind, created_at, ?, ?, envelope, receipt FROM submission "
        "WHERE pid = ?",
        packed(signers), packed(figures), pid);
  });
}

}  // namespace

Status move_parts_into_submission(Connection& connection) {
  GIRS_CHECK(connection.script(kNewTable));
  GIRS_CHECK(copy_rows(connection));
  return connection.script(R"sql(
DROP TABLE figure;
DROP TABLE submission_signer;
DROP TABLE submission;
ALTER TABLE submission_9 RENAME TO submission;
CREATE INDEX submission_by_period ON submission(regime, period, unit, scope, rev);
)sql");
}

}  // namespace girs::store
