#pragma once
// Comma-separated text (RFC 4180) as records of fields, bounded. A program of our own rather
// than a dependency: the distribution has no small reader that reports the line of a mistake.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace girs {

struct CsvRecord {
  std::size_t line = 0;               // where the record begins, from 1
  std::vector<std::string> fields;
};

struct CsvLimits {
  std::size_t size_max = 64u << 20;
  std::size_t records_max = 1'000'001;
  std::size_t fields_max = 10'000;    // of one record
};

/// Reads one record after the other, so that a large file is never held twice. Empty lines are
/// skipped, a UTF-8 byte order mark too. Refuses, with details "line" and "column" (code points,
/// from 1): UTF-16, bytes that are not UTF-8, NUL, a quote that is never closed, text after a
/// closing quote, a quote inside an unquoted field, a lone carriage return, and more than the
/// limits allow.
class CsvReader {
 public:
  /// `text` must outlive the reader.
  static Result<CsvReader> open(std::string_view text, const CsvLimits& limits = {});

  /// Reads the next record; false at the end.
  Result<bool> next(CsvRecord& record);

 private:
  CsvReader(std::string_view text, const CsvLimits& limits) : text_(text), limits_(limits) {}
  void skip_empty_lines();
  bool at_line_end() const;
  void take_line_end();
  Result<std::string> quoted_field();
  Result<std::string> plain_field();
  Error mistake(std::size_t offset, std::string en, std::string vi) const;

  std::string_view text_;
  CsvLimits limits_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t records_ = 0;
};

/// Whether a spreadsheet would run the field: it begins with = + - @ tab or return.
bool begins_formula(std::string_view text);

/// One field of text for csv_line. A text that a spreadsheet would run as a formula (it begins
/// with = + - @ tab or return) or that data files read as an absence ("x", "...", blanks) gets
/// an apostrophe before it, which csv_text_back takes away.
std::string csv_text(std::string_view text);
std::string_view csv_text_back(std::string_view field);

/// Quotes where needed; ends with LF.
std::string csv_line(const std::vector<std::string>& fields);

}  // namespace girs
