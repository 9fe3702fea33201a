// Values of a vintage as bytes: a head (form, kind of period, scale, count), then for each value
// the distance of its period, a byte of state and status, its flags, its mantissa. Numbers are
// varints of seven bits a byte, signed ones zigzag.

#include <algorithm>

#include "decimal/fixed.h"
#include "indicator/ordinal.h"
#include "indicator/series_value.h"

namespace girs::indicator {
namespace {

using fixed::Int128;
using fixed::Unsigned128;
using formula::Absent;

constexpr std::uint8_t kForm = 1;
constexpr int kScaleMax = 18;

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

void put(Bytes& bytes, Unsigned128 value) {
  while (value >= 128) {
    bytes.push_back(static_cast<std::uint8_t>(value | 128));
    value >>= 7;
  }
  bytes.push_back(static_cast<std::uint8_t>(value));
}

Unsigned128 zigzag(Int128 value) {
  return value < 0 ? (static_cast<Unsigned128>(-(value + 1)) << 1) | 1
                   : static_cast<Unsigned128>(value) << 1;
}

Int128 from_zigzag(Unsigned128 value) {
  const auto half = static_cast<Int128>(value >> 1);
  return (value & 1) != 0 ? -half - 1 : half;
}

class Input {
 public:
  explicit Input(ByteView bytes) : bytes_(bytes) {}
  bool ended() const { return at_ == bytes_.size(); }
  bool failed() const { return failed_; }

  std::uint8_t byte() {
    if (at_ < bytes_.size()) return bytes_[at_++];
    failed_ = true;
    return 0;
  }
  Unsigned128 number(int bits_max) {
    Unsigned128 value = 0;
    for (int shift = 0; shift < bits_max; shift += 7) {
      const auto next = byte();
      value |= static_cast<Unsigned128>(next & 127) << shift;
      if (next >= 128) continue;
      if (next == 0 && shift > 0) failed_ = true;   // each number is written in one way
      return value;
    }
    failed_ = true;
    return 0;
  }
  void fail() { failed_ = true; }
  std::size_t count(std::size_t max) {
    const auto value = number(35);
    if (value > max) failed_ = true;
    return failed_ ? 0 : static_cast<std::size_t>(value);
  }
  std::string text() {
    const auto size = count(kFlagBytesMax);
    if (size > bytes_.size() - at_) failed_ = true;
    if (failed_) return {};
    std::string read(text_of(bytes_.subspan(at_, size)));
    at_ += size;
    return read;
  }

 private:
  ByteView bytes_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

Error refused(const std::string& en, const std::string& vi, const Period& period) {
  return error(Code::kInvalidArgument, en, vi, {{"period", period.label()}});
}

Error corrupt() {
  return error(Code::kCorrupt, "The stored values of a series are damaged.",
               "Giá trị chuỗi số liệu đã lưu bị hỏng.");
}

Status put_value(Bytes& bytes, const SeriesValue& value, int scale) {
  if (const auto wrong = wrong_flags(value.flags)) return refused(wrong->en, wrong->vi, value.period);
  const auto absence = absence_of(value.value);
  bytes.push_back(static_cast<std::uint8_t>(static_cast<int>(value.status) |
                                            (absence << kAbsenceShift) |
                                            (value.flags.empty() ? 0 : kHasFlags)));
  if (!value.flags.empty()) {
    put(bytes, value.flags.size());
    for (const auto& flag : value.flags) {
      put(bytes, flag.size());
      bytes.insert(bytes.end(), flag.begin(), flag.end());
    }
  }
  if (absence != 0) return ok();
  const auto* number = std::get_if<Decimal>(&value.value);
  Int128 mantissa = 0;
  if (!number || !fixed::from_decimal(*number, scale, mantissa))
    return refused("A value has more decimals than its indicator.",
                   "Giá trị có nhiều chữ số thập phân hơn quy định của chỉ tiêu.", value.period);
  put(bytes, zigzag(mantissa));
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
    for (std::size_t i = 0; i < flags && !in.failed(); ++i) value.flags.push_back(in.text());
  }
  constexpr Absent kAbsences[] = {Absent::kMissing, Absent::kNil, Absent::kNotApplicable,
                                  Absent::kNotAvailable};
  const auto absence = (state >> kAbsenceShift) & 3;
  if (absence != 0) value.value = kAbsences[absence];
  else if (const auto number = fixed::to_decimal(from_zigzag(in.number(126)), scale))
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
  Bytes bytes{kForm, 0, static_cast<std::uint8_t>(scale)};
  put(bytes, values.size());
  if (values.empty()) return bytes;
  const auto kind = values.front().period.kind;
  bytes[1] = static_cast<std::uint8_t>(kind);
  int before = 0;
  for (const auto& value : values) {
    if (value.period.kind != kind || slots_in_year(kind) == 0)
      return refused("The periods of a series are of one kind.",
                     "Các kỳ của chuỗi số liệu phải cùng loại.", value.period);
    const int ordinal = ordinal_of(value.period);
    if (ordinal <= before)
      return refused("The periods of a series stand in order, each once.",
                     "Các kỳ của chuỗi số liệu phải theo thứ tự, mỗi kỳ một lần.", value.period);
    put(bytes, static_cast<Unsigned128>(ordinal - before));
    before = ordinal;
    GIRS_CHECK(put_value(bytes, value, scale));
  }
  return bytes;
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
    const auto distance = static_cast<std::int64_t>(in.number(28));
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
