#include "formula/functions.h"

#include <algorithm>
#include <unordered_map>

namespace girs::formula {
namespace {

using Table = std::unordered_map<std::string_view, const Function*>;

const Table& table() {
  static const Table kTable = [] {
    Table functions;
    for (const auto family :
         {aggregate_functions(), statistical_functions(), conditional_functions(),
          logical_functions(), information_functions(), rounding_functions(), power_functions(),
          text_functions(), search_functions(), date_functions(), period_functions(),
          unit_functions(), row_functions(), report_functions(),
          conversion_functions()})
      for (const auto& function : family) functions.emplace(function.name, &function);
    return functions;
  }();
  return kTable;
}

constexpr Accepts kClosing = words::kAlike;

std::string shown(const Accepts& accepts) {
  std::string text(to_text(accepts.type));
  if (accepts.shape == Shape::kRange) text += " range";
  if (accepts.shape >= Shape::kCell) text += " reference";
  return accepts.optional ? "[" + text + "]" : text;
}

}  // namespace

std::size_t Function::arguments_min() const {
  std::size_t least = 0;
  for (std::size_t i = 0; i < listed; ++i) least += accepts[i].optional ? 0U : 1U;
  return least;
}

bool Function::takes(std::size_t count) const {
  if (count < arguments_min() || count > arguments_max()) return false;
  return repeating < 2 || name == "SWITCH" || (count - (listed - repeating)) % repeating == 0;
}

const Accepts& Function::argument(std::size_t index, std::size_t count) const {
  if (name == "SWITCH" && index + 1 == count && count % 2 == 0) return kClosing;
  if (index < listed) return accepts[index];
  const std::size_t first = listed - repeating;
  return accepts[first + (index - first) % repeating];
}

const Function* find_function(std::string_view name) {
  const auto found = table().find(name);
  return found == table().end() ? nullptr : found->second;
}

std::vector<std::string> function_names() {
  std::vector<std::string> names;
  for (const auto& [name, function] : table()) names.emplace_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

std::string signature(const Function& function) {
  std::string text(function.name);
  text += '(';
  for (std::size_t i = 0; i < function.listed; ++i)
    text += (i == 0 ? "" : "; ") + shown(function.accepts[i]);
  if (function.is_variadic()) text += "; ...";
  return text + ") " + std::string(to_text(function.gives.type));
}

const Message* refused_function(std::string_view name) {
  static const Message kClock = {
      "Results must not depend on the day of computing; use PERIODSTART() or PERIODEND().",
      "Kết quả không được phụ thuộc vào ngày tính; hãy dùng PERIODSTART() hoặc PERIODEND()."};
  static const Message kChance = {
      "Results must be repeatable; enter the figure or make it a parameter such as [$rate].",
      "Kết quả phải lặp lại được; hãy nhập số hoặc dùng tham số như [$rate]."};
  static const Message kAddress = {
      "References are written out; use [r1.c3], [c3@P-1], LOOKUPROW() or CHOOSE().",
      "Tham chiếu phải viết rõ; hãy dùng [r1.c3], [c3@P-1], LOOKUPROW() hoặc CHOOSE()."};
  if (name == "TODAY" || name == "NOW") return &kClock;
  if (name == "RAND" || name == "RANDBETWEEN") return &kChance;
  if (name == "INDIRECT" || name == "OFFSET") return &kAddress;
  return nullptr;
}

}  // namespace girs::formula
