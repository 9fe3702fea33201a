#include "random_world.h"

#include "engine/plan_source.h"
#include "formula/evaluate.h"

namespace random_world {
namespace {

using namespace girs;
using namespace girs::engine;
using formula::Absent;
using formula::Fault;
using formula::Value;

const char* const kColumns[] = {"1", "2", "3", "4", "5"};

Decimal random_figure(Random& random, Size size, int scale) {
  if (size == Size::kMixed)
    size = static_cast<Size>(pick(random, 20) == 0 ? 1 + pick(random, 2) : 0);
  const std::size_t digits = size == Size::kSmall   ? 1 + pick(random, 5)
                             : size == Size::kLarge ? 12 + pick(random, 7)
                                                    : 25 + pick(random, 9);
  std::string text;
  for (std::size_t i = 0; i < digits; ++i) text += static_cast<char>('0' + pick(random, 10));
  if (scale > 0) {
    text.insert(0, text.size() <= static_cast<std::size_t>(scale) ? std::string(4, '0') : "");
    text.insert(text.size() - static_cast<std::size_t>(scale), ".");
  }
  if (pick(random, 4) == 0) text.insert(0, "-");
  return Decimal::parse(text).value_or(Decimal(7));
}

Value random_cell(Random& random, Size size, int scale, bool odd) {
  switch (pick(random, odd ? 24 : 20)) {
    case 0: return Absent::kMissing;
    case 1: return Absent::kNil;
    case 2: return Absent::kNotAvailable;
    case 3: return pick(random, 3) == 0 ? Value(Absent::kNotApplicable) : Value(Decimal());
    case 4: return Decimal();
    case 5: return Decimal(1);
    case 20: return Fault::kDivisionByZero;
    case 21: return Fault::kReference;
    case 22: return std::string("text");
    case 23: return true;
    default: return random_figure(random, size, scale);
  }
}

Column random_column(Random& random, std::size_t units, Size size) {
  const int scale = static_cast<int>(pick(random, 3));
  const bool odd = pick(random, 12) == 0;
  const bool blank = pick(random, 15) == 0;
  std::vector<Value> cells;
  for (std::size_t i = 0; i < units; ++i)
    cells.push_back(blank ? Value(Absent::kMissing) : random_cell(random, size, scale, odd));
  return Column::of(cells);
}

std::string random_reference(Random& random) {
  static const char* const kPlaces[] = {"[1]", "[2]", "[3]", "[4]", "[5]", "[rA.c1]", "[rB.c3]"};
  static const char* const kFar[] = {"[2@P-1]", "[3@YTD]", "[1@Y-1]", "[4@P-1@YTD]"};
  if (pick(random, 8) == 0) return kFar[pick(random, 4)];
  return kPlaces[pick(random, 7)];
}

std::string random_number(Random& random) {
  static const char* const kNumbers[] = {"0", "1", "2", "100", "1000", "0.5", "12.75", "3"};
  return kNumbers[pick(random, 8)];
}

std::string random_sum(Random& random, int depth) {
  static const char* const kRanges[] = {"[c1:c3]", "[rA:rB.c2]", "[2];[c4:c5]",    "[L!r*.c1:c2]",
                                        "[1^CHILDREN]", "[c2:c3^LEAVES]", "[r*.c4]", "[3@P-1]"};
  std::string text = "SUM(";
  const std::size_t count = 1 + pick(random, 3);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += ";";
    text += pick(random, 5) == 0 ? formula(random, false, depth - 1) : kRanges[pick(random, 8)];
  }
  return text + ")";
}

std::string as_shown(const Value& value) {
  if (const auto* absent = std::get_if<Absent>(&value)) return std::string(to_text(*absent));
  return formula::shown(value);
}

/// What a rule gave a unit, from its bits.
std::string outcome_at(const RuleOutcome& outcome, std::size_t unit) {
  const std::size_t b = unit / kBatch;
  const std::size_t i = unit % kBatch;
  if (outcome.fails[b].test(i)) return "fail";
  if (outcome.unknown[b].test(i)) return "not evaluated";
  return outcome.errors[b].test(i) ? "error" : "pass";
}

std::string outcome_of(const Value& value) {
  if (const auto* holds = std::get_if<bool>(&value)) return *holds ? "pass" : "fail";
  return std::holds_alternative<Absent>(value) ? "not evaluated" : "error";
}

}  // namespace

std::size_t pick(Random& random, std::size_t below) {
  return static_cast<std::size_t>(random() % below);
}

World made(Random& random, std::size_t count, Size size) {
  World world;
  FormShape form;
  form.rows = {{"A", false, false}, {"B", false, false}};
  form.columns.assign(std::begin(kColumns), std::end(kColumns));
  form.measures["5"] = formula::Measure::kStock;
  form.frequency = PeriodKind::kMonth;
  FormShape list;
  list.open_rows = true;
  list.columns = {"1", "2"};
  world.shapes = {{"F", form}, {"L", list}};

  std::vector<Units::Unit> units{{"VN", "", "country"}};
  while (units.size() < count) {
    const std::string province = "P" + std::to_string(units.size());
    units.push_back({province, "VN", "province"});
    for (std::size_t i = pick(random, 12); i > 0 && units.size() < count; --i)
      units.push_back({province + "." + std::to_string(i), province, "commune"});
  }
  world.units = std::make_shared<Units>(*Units::in_order(std::move(units)));
  world.table = std::make_shared<Table>(world.units);
  world.periods = {*Period::parse("2025-M02"), *Period::parse("2025-M03")};
  for (const char* label : {"2024-M02", "2024-M03", "2025-M01", "2025-M02", "2025-M03"}) {
    const Period period = *Period::parse(label);
    for (const char* row : {"A", "B"})
      for (const char* column : kColumns) {
        world.columns.push_back({"F", row, column, period});
        (void)world.table->add(world.columns.back(),
                               random_column(random, world.units->size(), size));
      }
    std::vector<std::size_t> offsets{0};
    for (std::size_t i = 0; i < world.units->size(); ++i)
      offsets.push_back(offsets.back() + pick(random, 4));
    for (const char* column : {"1", "2"})
      (void)world.table->add({"L", "*", column, period},
                             OpenColumn{offsets, random_column(random, offsets.back(), size)});
  }
  world.table->set_parameter("rate", *Decimal::parse("1.25"));
  return world;
}

std::string formula(Random& random, bool logical, int depth) {
  const auto number = [&] { return formula(random, false, depth - 1); };
  const auto truth = [&] { return formula(random, true, depth - 1); };
  static const char* const kRelations[] = {"=", "<>", "<", "<=", ">", ">="};
  static const char* const kRoundings[] = {"ROUND", "ROUNDUP", "ROUNDDOWN", "ROUNDHALFEVEN"};
  if (logical) {
    switch (depth <= 1 ? 9 : pick(random, 12)) {
      case 0: return "AND(" + truth() + ";" + truth() + ")";
      case 1: return "OR(" + truth() + ";" + truth() + ";" + truth() + ")";
      case 2: return "NOT(" + truth() + ")";
      case 3: return "IMPLIES(" + truth() + ";" + truth() + ")";
      case 4: return "BETWEEN(" + number() + ";" + number() + ";" + number() + ")";
      case 5: return "ISMISSING(" + random_reference(random) + ")";
      default: return number() + kRelations[pick(random, 6)] + number();
    }
  }
  if (depth <= 1) return pick(random, 5) == 0 ? random_number(random) : random_reference(random);
  switch (pick(random, 18)) {
    case 0: return "(" + number() + "*" + number() + ")";
    case 1: return "(" + number() + "/" + number() + ")";
    case 2:
    case 3: return std::string(kRoundings[pick(random, 4)]) + "(" + number() + ";" +
                   std::to_string(pick(random, 5)) + ")";
    case 4:
    case 5: return "ROUND((" + number() + ")/(" + number() + ")*100;" +
                   std::to_string(pick(random, 4)) + ")";
    case 6: return "ROUND(GROWTH(" + number() + ";" + number() + ");2)";
    case 7: return "IF(" + truth() + ";" + number() + ";" + number() + ")";
    case 8: return "-" + random_reference(random);
    case 9: return random_reference(random) + "%";
    case 10: return "ABS(" + number() + ")";
    case 11: return "IFERROR(" + number() + ";" + random_number(random) + ")";
    case 12: return "[$rate]";
    case 13:
    case 14: return random_sum(random, depth);
    default: {
      std::string text = "(" + number();
      for (std::size_t i = 1 + pick(random, 4); i > 0; --i)
        text += (pick(random, 3) == 0 ? "-" : "+") + number();
      return text + ")";
    }
  }
}

std::vector<Definition> definitions(Random& random, std::size_t count, int depth) {
  std::vector<Definition> list;
  std::string names;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text = formula(random, pick(random, 2) == 0, depth);
    // Later ones read earlier ones.
    if (!list.empty() && pick(random, 6) == 0)
      if (!list.back().expression.is_logical()) text = "[#" + list.back().name + "]+" + text;
    auto expression = formula::Expression::compile(text);
    if (!expression) continue;
    list.push_back({"d" + std::to_string(i), *std::move(expression),
                    {"F", pick(random, 2) == 0 ? "A" : "B", "1",
                     static_cast<formula::Missing>(pick(random, 3))}});
  }
  return list;
}

std::string difference(const Run& run) {
  const PlanSource source(run.plan(), run.table());
  for (std::size_t d = 0; d < run.plan().definitions().size(); ++d)
    for (std::size_t p = 0; p < run.periods().size(); ++p)
      for (std::size_t u = 0; u < run.table().units().size(); ++u) {
        const auto& one = run.plan().definitions()[d];
        const Value expected = formula::evaluate(
            one.expression, source.context(d, run.periods()[p], run.table().units().code(u)));
        const bool rule = run.plan().is_rule(d);
        const std::string wanted = rule ? outcome_of(expected) : as_shown(expected);
        const std::string given =
            rule ? outcome_at(run.outcome(d, p), u) : as_shown(run.values(d, p).value(u));
        if (wanted != given)
          return one.expression.text() + " (" + std::string(to_text(one.site.missing)) +
                 ", row " + one.site.row + ") at " + run.table().units().code(u) + " in " +
                 run.periods()[p].label() + ": engine " + given + ", reference " + wanted;
      }
  return {};
}

}  // namespace random_world
