#include "formula/reference_parser.h"

#include <array>

#include "base/text.h"
#include "formula/lexer.h"
#include "formula/refusal.h"

namespace girs::formula {
namespace {

constexpr std::array<std::pair<std::string_view, UnitRelation>, 9> kUnits = {{
    {"SELF", UnitRelation::kSelf},
    {"PARENT", UnitRelation::kParent},
    {"CHILDREN", UnitRelation::kChildren},
    {"LEAVES", UnitRelation::kLeaves},
    {"ROOT", UnitRelation::kRoot},
    {"LEVEL", UnitRelation::kLevel},
    {"ANCESTOR", UnitRelation::kAncestor},
    {"UNIT", UnitRelation::kUnit},
    {"GROUP", UnitRelation::kGroup},
}};

class ReferenceParser {
 public:
  ReferenceParser(std::string_view source, Place place)
      : source_(source), place_(place), at_(place.offset + 1),
        end_(place.offset + place.length - 1) {}

  Result<Node> reference() {
    if (take('$')) {
      GIRS_TRY(std::string name, identifier());
      if (at_ != end_) return unexpected({"]", "]"});
      return Node{Parameter{std::move(name)}, place_};
    }
    CellReference reference;
    const std::size_t mark = find_unquoted(source_.substr(0, end_), '!', at_);
    if (mark != std::string_view::npos) {
      GIRS_TRY(reference.form, code());
      if (!take('!')) return unexpected({"!", "!"});
    }
    GIRS_CHECK(target(reference));
    if (here() == '{') GIRS_CHECK(breakdown(reference));
    while (take('@')) {
      GIRS_TRY(PeriodStep step, period());
      reference.periods.push_back(std::move(step));
    }
    if (take('^')) GIRS_CHECK(unit(reference));
    if (at_ != end_) return unexpected({"a dot and columns, @period, ^unit or ]",
                                        "dấu chấm và cột, @kỳ, ^đơn vị hoặc ]"});
    return Node{std::move(reference), place_};
  }

 private:
  /// The next character; NUL at the end of the reference.
  char here() const { return at_ < end_ ? source_[at_] : '\0'; }
  bool take(char wanted) {
    if (here() != wanted) return false;
    ++at_;
    return true;
  }
  Error unexpected(const Message& wanted, std::string suggestion = {}) const {
    return expected(source_, at_, wanted, std::move(suggestion));
  }

  /// The run of letters, digits and _ from here on.
  std::string_view run() const {
    std::size_t end = at_;
    while (end < end_ && is_code_character(source_[end])) ++end;
    return source_.substr(at_, end - at_);
  }

  Result<std::string> identifier() {
    const std::string_view word = run();
    if (word.empty() || !is_letter(word.front()))
      return unexpected({"a name of letters and digits", "một tên gồm chữ cái và chữ số"});
    at_ += word.size();
    return std::string(word);
  }

  Result<std::string> code() {
    if (here() == '\'') return quoted_code();
    const std::string_view word = run();
    if (word.empty())
      return unexpected({"a code; one with other characters than letters, digits and _ is quoted",
                         "một mã; mã có ký tự khác chữ cái, chữ số và _ phải đặt trong nháy đơn"});
    // Otherwise [rr1] could be read in two ways.
    if (word.front() == 'r' || word.front() == 'c' || word.front() == 'g')
      return refused(source_, at_,
                     {"A code that begins with r, c or g is quoted.",
                      "Mã bắt đầu bằng r, c hoặc g phải đặt trong dấu nháy đơn."},
                     "'" + std::string(word) + "'");
    at_ += word.size();
    return std::string(word);
  }

  Result<std::string> quoted_code() {
    std::size_t end = at_ + 1;
    while (end < end_ && (source_[end] != '\'' || (end + 1 < end_ && source_[end + 1] == '\'')))
      end += source_[end] == '\'' ? std::size_t{2} : 1;
    if (end >= end_) return refused(source_, at_, {"The code that begins here is not closed by '.",
                                                   "Mã bắt đầu ở đây chưa có dấu ' đóng lại."});
    std::string code = unquoted(source_.substr(at_, end + 1 - at_));
    if (!is_code(code))
      return refused(source_, at_,
                     {"A code has 1 to 128 bytes and no control characters.",
                      "Mã dài từ 1 đến 128 byte và không có ký tự điều khiển."});
    at_ = end + 1;
    return code;
  }

  Status target(CellReference& reference) {
    if (take('#')) {
      GIRS_TRY(reference.indicator, code());
      return ok();
    }
    if (take('r')) {
      GIRS_TRY(reference.rows, selection('r'));
    } else if (take('g')) {
      GIRS_TRY(reference.row_group, code());
    } else if (here() == 'c') {
      return columns(reference);
    } else if (is_digit(here())) {
      return bare_column(reference);
    } else {
      return unexpected({"r (rows), c (columns), a column's number, g (a group of rows) or #",
                         "r (dòng), c (cột), số của cột, g (nhóm dòng) hoặc #"});
    }
    if (!take('.')) return ok();
    return columns(reference);
  }

  Status columns(CellReference& reference) {
    if (!take('c')) return unexpected({"c and a column", "c và mã cột"});
    GIRS_TRY(reference.columns, selection('c'));
    return ok();
  }

  /// [3] and [3a]: digits and at most one letter.
  Status bare_column(CellReference& reference) {
    std::size_t end = at_;
    while (end < end_ && is_digit(source_[end])) ++end;
    if (end < end_ && is_letter(source_[end])) ++end;
    reference.bare = true;
    reference.columns = Selection{false, {{std::string(source_.substr(at_, end - at_)), {}}}};
    at_ = end;
    return ok();
  }

  Result<std::optional<Selection>> selection(char axis) {
    Selection selection;
    if (take('*')) {
      selection.all = true;
      return std::optional(std::move(selection));
    }
    do {
      if (!selection.items.empty()) take(axis);
      CodeRange item;
      GIRS_TRY(item.from, code());
      if (take(':')) {
        take(axis);
        GIRS_TRY(item.to, code());
      }
      selection.items.push_back(std::move(item));
    } while (take(','));
    return std::optional(std::move(selection));
  }

  Status breakdown(CellReference& reference) {
    do {
      ++at_;  // { or ;
      GIRS_TRY(std::string name, identifier());
      if (!take('=')) return unexpected({"=", "="});
      GIRS_TRY(std::string value, code());
      reference.breakdown.emplace_back(std::move(name), std::move(value));
    } while (here() == ';');
    if (!take('}')) return unexpected({"; or }", "; hoặc }"});
    return ok();
  }

  Result<PeriodStep> period() {
    const std::string_view word = run();
    const std::size_t start = at_;
    if (word == "YTD" || word == "FY") {
      at_ += word.size();
      return PeriodStep{word == "FY" ? PeriodRelation::kFullYear : PeriodRelation::kYearToDate, 0,
                        {}};
    }
    if (word == "P" || word == "Y") return relative_period();
    std::string label;
    if (take('X')) {
      GIRS_TRY(const std::string campaign, code());
      label = "X-" + campaign;
    } else if (word.size() >= 4) {
      at_ += word.size();
      label = word.substr(0, 4);
      if (word.size() > 4) label += "-" + std::string(word.substr(4));
    }
    auto named = Period::parse(label);
    if (!named) {
      at_ = start;
      return unexpected({"a period: P-1, Y-1, YTD, FY, or one such as 2026Q2",
                         "một kỳ: P-1, Y-1, YTD, FY hoặc kỳ như 2026Q2"});
    }
    return PeriodStep{PeriodRelation::kNamed, 0, *std::move(named)};
  }

  /// P-1, Y+2: at most four digits, which is further than the calendar reaches.
  Result<PeriodStep> relative_period() {
    PeriodStep step;
    if (here() == 'Y') step.relation = PeriodRelation::kYears;
    ++at_;
    const bool back = here() == '-';
    if (!take('-') && !take('+')) return unexpected({"- or +", "- hoặc +"});
    const std::size_t start = at_;
    for (; is_digit(here()) && at_ - start < 4; ++at_)
      step.count = step.count * 10 + (here() - '0');
    if (at_ == start || is_digit(here()))
      return unexpected({"a number of 1 to 4 digits", "một số có từ 1 đến 4 chữ số"});
    if (back) step.count = -step.count;
    return step;
  }

  Status unit(CellReference& reference) {
    const std::string_view word = run();
    std::vector<std::string> names;
    for (const auto& [name, relation] : kUnits) {
      names.emplace_back(name);
      if (name == word) reference.unit = relation;
    }
    if (reference.unit == UnitRelation::kCurrent)
      return unexpected({"SELF, PARENT, CHILDREN, LEAVES, ROOT, LEVEL(), ANCESTOR(), UNIT() or "
                         "GROUP()",
                         "SELF, PARENT, CHILDREN, LEAVES, ROOT, LEVEL(), ANCESTOR(), UNIT() hoặc "
                         "GROUP()"},
                        nearest(word, names).value_or(""));
    at_ += word.size();
    if (reference.unit < UnitRelation::kLevel) return ok();
    if (!take('(')) return unexpected({"(", "("});
    const bool named =
        reference.unit == UnitRelation::kLevel || reference.unit == UnitRelation::kAncestor;
    GIRS_TRY(reference.unit_argument, named ? identifier() : code());
    if (!take(')')) return unexpected({")", ")"});
    return ok();
  }

  std::string_view source_;
  Place place_;
  std::size_t at_;
  std::size_t end_;
};

}  // namespace

Result<Node> parse_reference(std::string_view source, Place place) {
  return ReferenceParser(source, place).reference();
}

}  // namespace girs::formula
