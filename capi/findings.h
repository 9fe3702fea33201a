#pragma once
// What a girs_findings holds: the review, and its parts as texts that C can borrow.

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "boundary.h"
#include "girs/form.h"
#include "report/review.h"

namespace girs::capi {

struct FindingText {
  std::vector<std::pair<const char*, std::string>> parts;  // "id", "rule", "left"...
  bool unexplained = false;
};

}  // namespace girs::capi

struct girs_findings {
  static constexpr auto kMark = girs::capi::Mark::kFindings;
  girs::capi::Mark mark = kMark;
  girs::report::Review review;
  std::vector<girs::capi::FindingText> texts;
};

namespace girs::capi {

inline girs_findings* new_findings(report::Review review) {
  auto findings = std::make_unique<girs_findings>();
  for (const auto& finding : review.findings) {
    FindingText text;
    const auto add = [&](const char* name, std::string value) {
      if (!value.empty()) text.parts.emplace_back(name, std::move(value));
    };
    add("id", finding.id());
    add("rule", finding.rule);
    add("form", finding.form);
    add("row", finding.row);
    add("column", finding.column);
    add("operation", finding.operation);
    add("left", finding.left ? formula::shown(*finding.left) : "");
    add("right", finding.right ? formula::shown(*finding.right) : "");
    add("difference", finding.difference ? finding.difference->text() : "");
    findings->texts.push_back(std::move(text));
  }
  for (const auto index : review.unexplained) findings->texts[index].unexplained = true;
  findings->review = std::move(review);
  return findings.release();
}

}  // namespace girs::capi
