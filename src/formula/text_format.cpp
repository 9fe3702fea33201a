#include "formula/text_format.h"

#include <algorithm>

namespace girs::formula {
namespace {

constexpr std::size_t kFormatBytesMax = 64;

std::string padded(unsigned number, std::size_t width) {
  std::string text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

void put_thousands(std::string& whole) {
  for (std::size_t at = whole.size(); at > 3; at -= 3) whole.insert(at - 3, 1, ',');
}

/// The run of one letter at the start.
std::string_view run(std::string_view text) {
  return text.substr(0, std::min(text.find_first_not_of(text[0]), text.size()));
}

}  // namespace

std::optional<TextFormat> TextFormat::make(std::string_view format) {
  TextFormat made;
  made.format_ = format;
  if (format.empty() || format.size() > kFormatBytesMax) return std::nullopt;
  if (made.read_number()) return made;
  made.of_date_ = true;
  for (char& c : made.format_)  // codes of days in any letter case, as in Excel
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (made.read_date()) return made;
  return std::nullopt;
}

/// [#,]{#}{0}[.{0}{#}][%], where commas may stand between the digits before the point.
bool TextFormat::read_number() {
  std::string_view rest = format_;
  if (rest.ends_with('%')) {
    in_percent_ = true;
    rest.remove_suffix(1);
  }
  const auto point = rest.find('.');
  has_point_ = point != std::string_view::npos;
  const std::string_view whole = rest.substr(0, point);
  const std::string_view decimals = has_point_ ? rest.substr(point + 1) : std::string_view();
  if (whole.empty() && decimals.empty()) return false;
  if (whole.starts_with(',') || whole.ends_with(',')) return false;
  for (const char c : whole) {
    if (c != '0' && c != '#' && c != ',') return false;
    if (c == '#' && whole_min_ > 0) return false;
    if (c == '0') ++whole_min_;
    if (c == ',') has_thousands_ = true;
  }
  for (const char c : decimals) {
    if (c != '0' && c != '#') return false;
    if (c == '0' && places_max_ > places_min_) return false;
    ++places_max_;
    if (c == '0') ++places_min_;
  }
  return true;
}

bool TextFormat::read_date() const {
  constexpr std::string_view kFields[] = {"d", "dd", "m", "mm", "yy", "yyyy"};
  bool field_before = false;
  bool any = false;
  for (std::string_view rest = format_; !rest.empty();) {
    const std::string_view part = run(rest);
    const bool field = std::find(std::begin(kFields), std::end(kFields), part) != std::end(kFields);
    const bool parting = part.size() == 1 && std::string_view("/-. ").find(part[0]) !=
                                                 std::string_view::npos;
    if (field == parting || (field && field_before)) return false;
    field_before = field;
    any = any || field;
    rest.remove_prefix(part.size());
  }
  return any;
}

std::optional<std::string> TextFormat::text(const Decimal& number) const {
  auto shown = in_percent_ ? multiply(number, Decimal(100)) : number;
  if (shown) shown = round_half_away(*shown, places_max_);
  const auto digits = shown ? shown->abs().text_at(places_max_) : std::nullopt;
  if (!digits) return std::nullopt;
  const auto point = digits->find('.');
  std::string whole = digits->substr(0, point);
  std::string decimals = point == std::string::npos ? std::string() : digits->substr(point + 1);
  if (whole == "0") whole.clear();
  if (whole.size() < whole_min_) whole.insert(0, whole_min_ - whole.size(), '0');
  if (has_thousands_) put_thousands(whole);
  while (decimals.size() > static_cast<std::size_t>(places_min_) && decimals.back() == '0')
    decimals.pop_back();
  std::string text = shown->is_negative() ? "-" : "";
  text += whole;
  if (has_point_) text += '.' + decimals;
  return text + (in_percent_ ? "%" : "");
}

std::string TextFormat::text(Date date) const {
  const std::chrono::year_month_day day(date);
  const auto year = static_cast<unsigned>(static_cast<int>(day.year()));
  std::string text;
  for (std::string_view rest = format_; !rest.empty();) {
    const std::string_view part = run(rest);
    switch (part[0]) {
      case 'd': text += padded(static_cast<unsigned>(day.day()), part.size()); break;
      case 'm': text += padded(static_cast<unsigned>(day.month()), part.size()); break;
      case 'y': text += padded(part.size() == 2 ? year % 100 : year, part.size()); break;
      default: text += part;
    }
    rest.remove_prefix(part.size());
  }
  return text;
}

}  // namespace girs::formula
