// Values of a vintage as bytes: a head (form, kind of period, scale, count), then for each value
// the distance of its period, a byte of state and status, its flags, its mantissa. base/packed.h
// says how numbers and texts stand; a mantissa is zigzag.

#include <algorithm>

#include "base/packed.h"
#include "decimal/fixed.h"
#include "indicator/ordinal.h"
#include "indicator/series_value.h"

namespace girs::indicator {
namespace {

using fixed::Int128;
using formula::Absent;
using packed::Input;
using packed::Output;

constexpr std::uint8_t kForm = 1;
constexpr int kScaleMax = 18;
constexpr std::uint64_t kDistanceMax = 10'000'000;

// The byte of state: two bits of status, two of absence (0: a value), one for flags.
constexpr int kAbsenceShift = 2;
constexpr std::uint8_t kHasFlags = 16;
constexpr std::uint8_t kStateMax = 31;

std::uint8_t absence_of(const formula::Value& value) {
  const auto* absent = std::get_if<Absent>(&value);
  if (!absent) return 0;
  if (*absent == Absent::kNil) return 1;
  return *absent == Absent::kNotApplicable ? 2 : 3;
}

Error refused(const std::string& en, const std::string& vi, const Period& period) {
  return error(Code::kInvalidArgument, en, vi, {{"period", period.label()}});
}

Error corrupt() {
  return error(Code::kCorrupt, "The stored values of a series are damaged.",
               "Giá trị chuỗi số liệu đã lưu bị hỏng.");
}

Status put_value(Output& out, const SeriesValue& value, int scale) {
  if (const auto wrong = wrong_flags(value.flags)) return refused(wrong->en, wrong->vi, value.period);
  const auto absence = absence_of(value.value);
  out.byte(static_cast<std::uint8_t>(static_cast<int>(value.status) | (absence << kAbsenceShift) |
                                     (value.flags.empty() ? 0 : kHasFlags)));
  if (!value.flags.empty()) {
    out.number(value.flags.size());
    for (const auto& flag : value.flags) out.text(flag);
  }
  if (absence != 0) return ok();
  const auto* number = std::get_if<Decimal>(&value.value);
  Int128 mantissa = 0;
  if (!number || !fixed::from_decimal(*number, scale, mantissa))
    return refused("A value has more decimals than its indicator.",
                   "Giá trị có nhiều chữ số thập phân hơn quy định của chỉ tiêu.", value.period);
  out.wide_number(packed::zigzag(mantissa));
  return ok();
}

SeriesValue read_value(Input& in, int scale) {
  SeriesValue value;
  const auto state = in.byte();
  if ((state & 3) > static_cast<int>(ValueStatus::kOfficial) || state > kStateMax) in.fail();
  value.status = static_cast<ValueStatus>(state & 3);
  if ((state & kHasFlags) != 0) {
    const auto flags = in.count(kFlagsMax);
    if (flags == 0) in.fail();
    for (std::size_t i = 0; i < flags && !in.failed(); ++i) value.flags.push_back(in.text(kFlagBytesMax));
  }
  constexpr Absent kAbsences[] = {Absent::kMissing, Absent::kNil, Absent::kNotApplicable,
                                  Absent::kNotAvailable};
  const auto absence = (state >> kAbsenceShift) & 3;
  if (absence != 0) value.value = kAbsences[absence];
  else if (const auto number = fixed::to_decimal(packed::from_zigzag(in.wide_number()), scale))
    value.value = *number;
  else in.fail();   // of more than 34 digits
  return value;
}

}  // namespace

std::string_view to_text(ValueStatus status) {
  switch (status) {
    case ValueStatus::kEstimate: return "estimate";
    case ValueStatus::kPreliminary: return "preliminary";
    case ValueStatus::kOfficial: break;
  }
  return "official";
}

std::optional<ValueStatus> parse_status(std::string_view word) {
  for (const auto status :
       {ValueStatus::kEstimate, ValueStatus::kPreliminary, ValueStatus::kOfficial})
    if (to_text(status) == word) return status;
  return std::nullopt;
}

std::string to_text(const Breakdown& breakdown) {
  std::string text;
  for (const auto& [dimension, member] : breakdown)
    text += (text.empty() ? "" : ";") + dimension + "=" + member;
  return text;
}

std::optional<Message> wrong_flags(const std::vector<std::string>& flags) {
  if (flags.size() > kFlagsMax) {
    const auto count = std::to_string(flags.size());
    return Message{"A value has at most 16 flags, this one " + count + ".",
                   "Mỗi giá trị có tối đa 16 dấu, giá trị này có " + count + "."};
  }
  const auto longest = std::ranges::max_element(flags, {}, &std::string::size);
  if (longest == flags.end() || longest->size() <= kFlagBytesMax) return std::nullopt;
  const auto size = std::to_string(longest->size());
  return Message{"A flag has at most 256 bytes, this one " + size + ".",
                 "Mỗi dấu dài tối đa 256 byte, dấu này dài " + size + " byte."};
}

Result<Bytes> encode(const std::vector<SeriesValue>& values, int scale) {
  if (scale < 0 || scale > kScaleMax)
    return error(Code::kInvalidArgument, "The values of a series have 0 to 18 decimals.",
                 "Giá trị của chuỗi số liệu có từ 0 đến 18 chữ số thập phân.",
                 {{"decimals", std::to_string(scale)}});
  if (values.size() > kVintageValuesMax)
    return refused("A vintage of a series has at most 100,000 values; deliver it in parts.",
                   "Một phiên bản của chuỗi số liệu có tối đa 100.000 giá trị; hãy chia nhỏ.",
                   values[kVintageValuesMax].period);
  Output out;
  out.raw(Bytes{kForm, 0, static_cast<std::uint8_t>(scale)});
  out.number(values.size());
  if (values.empty()) return out.take();
  const auto kind = values.front().period.kind;
  out.at(1) = static_cast<std::uint8_t>(kind);
  int before = 0;
  for (const auto& value : values) {
    if (value.period.kind != kind || slots_in_year(kind) == 0)
      return refused("The periods of a series are of one kind.",
                     "Các kỳ của chuỗi số liệu phải cùng loại.", value.period);
    const int ordinal = ordinal_of(value.period);
    if (ordinal <= before)
      return refused("The periods of a series stand in order, each once.",
                     "Các kỳ của chuỗi số liệu phải theo thứ tự, mỗi kỳ một lần.", value.period);
    out.number(static_cast<std::uint64_t>(ordinal - before));
    before = ordinal;
    GIRS_CHECK(put_value(out, value, scale));
  }
  return out.take();
}

Result<std::vector<SeriesValue>> decode(ByteView bytes) {
  Input in(bytes);
  const auto form = in.byte();
  const auto kind = static_cast<PeriodKind>(in.byte());
  const int scale = in.byte();
  const auto count = in.count(kVintageValuesMax);
  if (in.failed() || form != kForm || scale > kScaleMax) return corrupt();
  std::vector<SeriesValue> values;
  values.reserve(count);
  std::int64_t ordinal = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto distance = static_cast<std::int64_t>(in.number(kDistanceMax));
    if (distance == 0) return corrupt();
    ordinal += distance;
    auto value = read_value(in, scale);
    const auto period = ordinal < 10'000'000 ? period_at(kind, static_cast<int>(ordinal)) : std::nullopt;
    if (in.failed() || !period) return corrupt();
    value.period = *period;
    values.push_back(std::move(value));
  }
  if (!in.ended()) return corrupt();
  return values;
}

}  // namespace girs::indicator
