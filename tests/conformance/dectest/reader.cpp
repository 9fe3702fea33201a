#include "reader.h"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace girs::dectest {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  });
  return text;
}

/// Words of a line; quoted ones without their quotes, a comment ("--") left out.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < line.size()) {
    if (line[at] == ' ' || line[at] == '\t' || line[at] == '\r') {
      ++at;
      continue;
    }
    if (line.compare(at, 2, "--") == 0) break;
    const char quote = line[at];
    const bool quoted = quote == '\'' || quote == '"';
    const std::size_t from = quoted ? at + 1 : at;
    std::size_t end = quoted ? line.find(quote, from) : line.find_first_of(" \t\r", from);
    end = std::min(end, line.size());
    words.push_back(line.substr(from, end - from));
    at = end + (quoted ? 1 : 0);
  }
  return words;
}

}  // namespace

bool Case::has(std::string_view condition) const {
  return std::find(conditions.begin(), conditions.end(), condition) != conditions.end();
}

File read(std::string_view text) {
  File file;
  int precision = 9;
  std::string rounding = "half_up";
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    auto words = words_of(line);
    if (words.empty()) continue;
    const auto arrow = std::find(words.begin(), words.end(), "->");
    if (arrow == words.end() && words[0].back() == ':') {
      const std::string name = lower(words[0]);
      if (name == "precision:") precision = std::stoi(words.at(1));
      if (name == "rounding:") rounding = lower(words.at(1));
      continue;
    }
    if (arrow - words.begin() < 3 || words.end() - arrow < 2) {
      file.odd.push_back(line);
      continue;
    }
    Case found{words[0], lower(words[1]), {words.begin() + 2, arrow}, arrow[1], {}, precision,
               rounding};
    for (auto word = arrow + 2; word != words.end(); ++word)
      found.conditions.push_back(lower(*word));
    file.cases.push_back(std::move(found));
  }
  return file;
}

Number number(std::string_view text) {
  Number found;
  const std::string written = lower(std::string(text));
  const auto mark = written.find('e');
  std::string digits = written.substr(0, mark);
  int exponent = 0;
  if (mark != std::string::npos) {
    const char* from = written.data() + mark + (written.compare(mark + 1, 1, "+") == 0 ? 2 : 1);
    const char* end = written.data() + written.size();
    if (std::from_chars(from, end, exponent).ptr != end) return found;
  }
  const bool negative = !digits.empty() && digits[0] == '-';
  if (negative || (!digits.empty() && digits[0] == '+')) digits.erase(0, 1);
  if (const auto point = digits.find('.'); point != std::string::npos) {
    exponent -= static_cast<int>(digits.size() - point - 1);
    digits.erase(point, 1);
  }
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) return found;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  found.whole_power = exponent > 0;
  const bool zero = digits == "0";
  if (zero) exponent = std::min(exponent, 0);
  const int length = static_cast<int>(digits.size());
  found.kind = length > Decimal::kDigitsMax                         ? Number::Kind::kTooLong
               : exponent > 0 && length + exponent > Decimal::kDigitsMax ? Number::Kind::kTooLarge
               : -exponent > Decimal::kScaleMax                     ? Number::Kind::kTooSmall
                                                                    : Number::Kind::kNumber;
  if (found.kind != Number::Kind::kNumber) return found;
  if (exponent > 0) digits.append(static_cast<std::size_t>(exponent), '0');
  if (exponent < 0) {
    const auto decimals = static_cast<std::size_t>(-exponent);
    if (digits.size() <= decimals) digits.insert(0, decimals - digits.size() + 1, '0');
    digits.insert(digits.size() - decimals, 1, '.');
  }
  found.value = *Decimal::parse((negative ? "-" : "") + digits);
  return found;
}

}  // namespace girs::dectest
