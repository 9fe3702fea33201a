#pragma once
// The parts of the review of definitions (lint.h).

#include <vector>

#include "catalog/lint.h"

namespace girs {

/// Notes remarks on one form.
class FormRemarks {
 public:
  FormRemarks(const Form& form, std::vector<Remark>& remarks) : form_(form), remarks_(remarks) {}
  void add(const char* kind, bool grave, std::string part, Message message) {
    remarks_.push_back({kind, grave, form_.code, form_.version, std::move(part), std::move(message)});
  }
  const Form& form() const { return form_; }

 private:
  const Form& form_;
  std::vector<Remark>& remarks_;
};

/// Rules that are in force together at some time while the form is.
using RuleSet = std::vector<const Rule*>;
/// Every such set, in the order of time.
std::vector<RuleSet> rule_sets(const Form& form);

/// Rules one by one and side by side: the same twice, never in force, never failing, of cells that
/// the form does not have; flows added to stocks.
void review_rules(FormRemarks& remarks);
/// Computed cells: circles, flows added to stocks.
void review_computed(FormRemarks& remarks);
/// Rules, computed cells and ranges together: contradictions, figures that can have one value only.
void review_together(FormRemarks& remarks);

}  // namespace girs
