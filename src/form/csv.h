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

/// The records of `text`; empty lines are skipped, a UTF-8 byte order mark too. Refuses, with
/// details "line" and "column" (code points, from 1): UTF-16, bytes that are not UTF-8, NUL, a
/// quote that is never closed, text after a closing quote, a quote inside an unquoted field, a
/// lone carriage return, and more than the limits allow.
Result<std::vector<CsvRecord>> csv_read(std::string_view text, const CsvLimits& limits = {});

/// One field of text for csv_line: a text that a spreadsheet would run as a formula (it begins
/// with = + - @ tab or return) gets an apostrophe before it, which csv_text_back takes away.
std::string csv_text(std::string_view text);
std::string_view csv_text_back(std::string_view field);

/// Quotes where needed; ends with LF.
std::string csv_line(const std::vector<std::string>& fields);

}  // namespace girs
