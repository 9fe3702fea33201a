#include "engine/declared.h"

#include "engine/magnitude.h"

namespace girs::engine {
namespace {

using formula::Value;

constexpr std::size_t kTold = 100;   // mistakes of one column

bool is_of(Declared::Type type, const Value& value) {
  if (std::holds_alternative<formula::Absent>(value) ||
      std::holds_alternative<formula::Fault>(value))
    return true;
  switch (type) {
    case Declared::Type::kAny: return true;
    case Declared::Type::kNumber: return std::holds_alternative<Decimal>(value);
    case Declared::Type::kText: return std::holds_alternative<std::string>(value);
    case Declared::Type::kLogical: return std::holds_alternative<bool>(value);
    case Declared::Type::kDate: return std::holds_alternative<Date>(value);
  }
  return true;
}

struct Sentence {
  std::string en, vi;
};

Sentence type_named(Declared::Type type) {
  switch (type) {
    case Declared::Type::kText: return {"a text", "văn bản"};
    case Declared::Type::kLogical: return {"TRUE or FALSE", "TRUE hoặc FALSE"};
    case Declared::Type::kDate: return {"a day", "ngày"};
    default: return {"a number", "số"};
  }
}

/// What is wrong with the cell; nothing when it is as declared.
std::optional<Sentence> broken(const Declared& declared, const Value& value) {
  if (!is_of(declared.type, value)) {
    const auto type = type_named(declared.type);
    return Sentence{"the form declares " + type.en, "biểu mẫu quy định là " + type.vi};
  }
  const auto* number = std::get_if<Decimal>(&value);
  if (!number) return std::nullopt;
  if (declared.low && *number < *declared.low)
    return Sentence{"the form declares " + declared.low->text() + " at least",
                    "biểu mẫu quy định nhỏ nhất là " + declared.low->text()};
  if (declared.high && *number > *declared.high)
    return Sentence{"the form declares " + declared.high->text() + " at most",
                    "biểu mẫu quy định lớn nhất là " + declared.high->text()};
  if (declared.decimals && !quantize(*number, *declared.decimals)) {
    const auto count = std::to_string(*declared.decimals);
    return Sentence{"the form declares " + count + " decimals",
                    "biểu mẫu quy định " + count + " chữ số thập phân"};
  }
  return std::nullopt;
}

/// Whether every figure of the batch lies within the bounds, seen from its integers alone.
bool surely_holds(const Declared& declared, const Column& column, std::size_t batch,
                  std::size_t units) {
  const bool number = declared.type == Declared::Type::kAny ||
                      declared.type == Declared::Type::kNumber;
  if (!number || column.width(batch) != Width::kNarrow) return false;
  if (declared.decimals && *declared.decimals < column.scale()) return false;
  std::int64_t low = INT64_MIN;
  std::int64_t high = INT64_MAX;
  if (declared.low && !fixed::from_decimal(*declared.low, column.scale(), low)) return false;
  if (declared.high && !fixed::from_decimal(*declared.high, column.scale(), high)) return false;
  const std::int64_t* const figures = column.narrow(batch);
  bool within = true;   // a blank stores 0, which may lie outside: then each cell is looked at
  for (std::size_t i = 0; i < units; ++i) within &= figures[i] >= low && figures[i] <= high;
  return within;
}

}  // namespace

void check_declared(const Declared& declared, const ColumnKey& key, const std::string& unit,
                    const Value& value, Mistakes& mistakes, Details where) {
  const auto wrong = broken(declared, value);
  if (!wrong) return;
  const std::string place = to_text(key);
  where.insert(where.end(), {{"column", place}, {"period", key.period.label()}, {"unit", unit}});
  mistakes.add("Cell " + place + " of unit " + unit + " is " + formula::shown(value) + ", but " +
                   wrong->en + "; correct it before computing.",
               "Ô " + place + " của đơn vị " + unit + " là " + formula::shown(value) + ", nhưng " +
                   wrong->vi + "; hãy sửa trước khi tính.",
               std::move(where));
}

const Declared* declared_of(const Shapes& shapes, const std::string& form,
                            const std::string& column) {
  const auto shape = shapes.find(form);
  if (shape == shapes.end()) return nullptr;
  const auto found = shape->second.declared.find(column);
  return found == shape->second.declared.end() ? nullptr : &found->second;
}

void DeclaredCheck::check(const ColumnKey& key, Mistakes& mistakes) {
  const auto* declared = declared_of(shapes_, key.form, key.column);
  if (!declared || !seen_.insert(key).second) return;
  const auto* list = table_.find_open(key);
  const auto* column = list ? &list->cells : table_.find(key);
  if (!column) return;
  std::size_t unit = 0;
  const auto unit_of = [&](std::size_t cell) {
    while (list && cell >= list->offsets[unit + 1]) ++unit;
    return list ? unit : cell;
  };
  const std::size_t before = mistakes.count();
  for (std::size_t b = 0; b < column->batches(); ++b) {
    const std::size_t cells = units_in_batch(column->size(), b);
    if (surely_holds(*declared, *column, b, cells)) continue;
    for (std::size_t i = b * kBatch; i < b * kBatch + cells; ++i) {
      if (mistakes.count() - before == kTold) return;
      check_declared(*declared, key, table_.units().code(unit_of(i)), column->value(i), mistakes);
    }
  }
}

}  // namespace girs::engine
