#pragma once
// The format codes of TEXT that this language has: for numbers 0 # , . and %, for days d, dd, m,
// mm, yy and yyyy in any letter case
// parted by / - . or a space. All others are refused when a formula is compiled.

#include <optional>
#include <string>
#include <string_view>

#include "calendar/date.h"
#include "decimal/decimal.h"

namespace girs::formula {

class TextFormat {
 public:
  /// Nothing for a format that is none of these.
  static std::optional<TextFormat> make(std::string_view format);

  bool is_of_date() const { return of_date_; }
  /// `format` as the number: rounded half away from zero, "," between thousands. Nothing when it
  /// takes more than 34 digits.
  std::optional<std::string> text(const Decimal& number) const;
  std::string text(Date date) const;

 private:
  bool read_number();
  bool read_date() const;

  std::string format_;
  bool of_date_ = false;
  std::size_t whole_min_ = 0;      // digits before the point at least
  int places_min_ = 0;             // decimals at least and at most
  int places_max_ = 0;
  bool has_point_ = false;
  bool has_thousands_ = false;
  bool in_percent_ = false;
};

}  // namespace girs::formula
