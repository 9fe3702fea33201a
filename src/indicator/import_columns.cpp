#include "indicator/import_columns.h"

#include <set>

#include "base/text.h"
#include "indicator/sdmx_id.h"

namespace girs::indicator {
namespace {

using formula::Absent;

struct Name {
  const char* plain;
  const char* sdmx;
  bool needed;
};
constexpr Name kNames[] = {{"indicator", "INDICATOR", true},  {"unit", "REF_AREA", true},
                           {"period", "TIME_PERIOD", true},   {"value", "OBS_VALUE", true},
                           {"status", "OBS_STATUS", false},   {"vintage", "VINTAGE", false},
                           {"flags", "OBS_FLAGS", false},     {"action", "ACTION", false},
                           {"derivation", "TRANSFORMATION", false}};

// What stands beside dimensions and values in the files that this library writes.
const std::set<std::string> kPlainOthers = {"unit_name", "decimals", "unit_of_measure",
                                            "unit_of_measure_en", "counted", "expected", "source"};
const std::set<std::string> kSdmxOthers = {
    "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "FREQ",
    "DECIMALS",  "UNIT_MEASURE", "UNIT_MEASURE_EN", "COVERAGE", "EXPECTED", "UNIT_MULT",
    "OBS_COMMENT", "SOURCE",     "NOTE"};

const char* name_in(const Name& name, Import::Format format) {
  return format == Import::Format::kSdmxCsv ? name.sdmx : name.plain;
}

/// Why a plain field holds no value; nothing for one that does.
std::optional<Absent> absence_of(const std::string& value, const std::string& status, bool sdmx) {
  if (value == "-") return Absent::kNil;
  if (value == "x") return Absent::kNotApplicable;
  if (value == "..." || value == "…") return Absent::kNotAvailable;
  if (!value.empty() && !(sdmx && value == "NaN")) return std::nullopt;
  return sdmx && status == "M" ? Absent::kNotApplicable : Absent::kNotAvailable;
}

}  // namespace

Result<ImportColumns> ImportColumns::read(const CsvRecord& heading, Import::Format format) {
  ImportColumns columns;
  columns.format_ = format;
  Mistakes mistakes;
  const bool sdmx = format == Import::Format::kSdmxCsv;
  for (std::size_t i = 0; i < heading.fields.size(); ++i) {
    const auto& name = heading.fields[i];
    columns.names_.push_back(name);
    bool known = false;
    bool first = true;
    for (const auto& one : kNames)
      if (name == name_in(one, format)) {
        known = true;
        first = columns.at_.emplace(one.plain, i).second;
      }
    if (!known && !(sdmx ? kSdmxOthers : kPlainOthers).contains(name))
      first = columns.breakdowns_.emplace(name, i).second;
    if (!first)
      mistakes.add("The column \"" + name + "\" stands here twice.",
                   "Cột \"" + name + "\" có hai lần.", {{"line", "1"}, {"column", name}});
  }
  for (const auto& one : kNames)
    if (one.needed && !columns.at_.contains(one.plain))
      mistakes.add("The column \"" + std::string(name_in(one, format)) + "\" is missing.",
                   "Thiếu cột \"" + std::string(name_in(one, format)) + "\".", {{"line", "1"}});
  if (sdmx && (heading.fields.empty() || heading.fields.front() != "STRUCTURE"))
    mistakes.add("SDMX-CSV 2.0 begins with the column STRUCTURE.",
                 "SDMX-CSV 2.0 phải bắt đầu bằng cột STRUCTURE.", {{"line", "1"}});
  if (!mistakes.empty())
    return std::move(mistakes).to_error(Code::kInvalidArgument,
                                        "The heading of the file has mistakes.",
                                        "Dòng tiêu đề của tệp có lỗi.");
  return columns;
}

std::string ImportColumns::field(const CsvRecord& record, const std::string& column) const {
  const auto found = at_.find(column);
  return found == at_.end() ? std::string() : record.fields[found->second];
}

ImportLine ImportColumns::line(const CsvRecord& record) const {
  const bool sdmx = format_ == Import::Format::kSdmxCsv;
  ImportLine line;
  const auto code = [&](const std::string& text) { return sdmx ? from_sdmx_id(text) : text; };
  line.indicator = code(field(record, "indicator"));
  line.unit = code(field(record, "unit"));
  line.period = field(record, "period");
  line.value = field(record, "value");
  line.status = field(record, "status");
  line.vintage = field(record, "vintage");
  const std::string flags = field(record, "flags");
  for (const auto word : split(flags, ' '))
    if (!word.empty()) line.flags.emplace_back(word);
  const auto action = field(record, "action");
  line.action_known = action.empty() || action == "I" || action == "A" || action == "M" || action == "R";
  const auto derivation = field(record, "derivation");
  line.derived = !derivation.empty() && derivation != "value" && derivation != "_Z";
  line.absent = absence_of(line.value, line.status, sdmx);
  if (sdmx && std::erase(line.flags, kNilFlag) > 0) line.absent = Absent::kNil;
  for (const auto& [dimension, at] : breakdowns_) {
    const auto& member = record.fields[at];
    if (!member.empty() && member != "_T" && !(sdmx && member == "_Z"))
      line.breakdown[dimension] = code(member);
  }
  return line;
}

std::string ImportColumns::name_of(const std::string& column) const {
  for (const auto& one : kNames)
    if (one.plain == column) return name_in(one, format_);
  return column;
}

std::optional<ValueStatus> read_import_status(const std::string& word) {
  if (word == "P") return ValueStatus::kPreliminary;
  if (word == "E" || word == "F") return ValueStatus::kEstimate;
  if (word.empty() || word == "A" || word == "M" || word == "O" || word == "L")
    return ValueStatus::kOfficial;
  return parse_status(word);
}

}  // namespace girs::indicator
