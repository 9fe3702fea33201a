#pragma once
// The catalogue: every definition that a store works with, immutable once loaded.
// One JSON document a definition, {"schema":"girs.regime/1", ...}; published JSON Schemas are
// in examples/catalog/schema.

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "calendar/working_calendar.h"
#include "catalog/form.h"
#include "catalog/indicator.h"
#include "catalog/parameter.h"
#include "catalog/regime.h"
#include "json/value.h"
#include "unit/unit_tree.h"

namespace girs {

/// One document of the catalogue as stored: its kind, identity and RFC 8785 bytes.
struct Definition {
  std::string kind;      // "form", "regime", "indicator", "code-list", "calendar", "units",
                         // "parameter"
  std::string code;
  int version = 1;
  std::string digest;    // "sha256:<hex>" of `body`
  std::string body;      // RFC 8785
};

/// A document before it is read: where it came from and its bytes.
struct Document {
  std::string file;
  std::string bytes;
  /// Whether a store, this one or an authority's, took it in already: it is read, but what later
  /// versions find senseless (check_indicators()) stops nobody who cannot mend it.
  bool held = false;
};

class Catalog {
 public:
  /// Reads all documents together and checks them against each other (a regime's forms exist,
  /// formulas compile and refer to columns that exist, code lists are there, ...). Either every
  /// document is good, or the error carries every mistake with "file", "pointer" and sentence.
  static Result<Catalog> load(const std::vector<Document>& documents);

  /// The version in force on `day`, or nullptr; where two are, the newer one. An older version
  /// without an end is ended by the newer one; one with a later end stays acceptable until then
  /// (is_acceptable). Of code lists, indicators and
  /// parameters, which have no dates, the newest version counts.
  const Form* form(std::string_view code, Date day) const;
  const Form* form_version(std::string_view code, int version) const;
  const Regime* regime(std::string_view code, Date day) const;
  const Regime* regime_version(std::string_view code, int version) const;
  const Indicator* indicator(std::string_view code) const;
  const CodeList* code_list(std::string_view code) const;
  const Parameter* parameter(std::string_view code) const;

  const std::vector<Form>& forms() const { return forms_; }
  const std::vector<Regime>& regimes() const { return regimes_; }
  const std::vector<Indicator>& indicators() const { return indicators_; }
  const std::vector<CodeList>& code_lists() const { return code_lists_; }
  const std::vector<Parameter>& parameters() const { return parameters_; }
  const std::vector<Definition>& definitions() const { return definitions_; }
  const WorkingCalendar& calendar() const { return calendar_; }
  const UnitTree& units() const { return units_; }
  /// "sha256:<hex>" of the RFC 8785 bytes of [{"code","digest","kind","version"}...], sorted by
  /// kind, code and version: the catalogue as a whole.
  std::string digest() const;

  /// Looked up as the functions above; kNotFound says what exists instead.
  Result<const Regime*> get_regime(std::string_view code, Date day) const;
  Result<const Form*> get_form(std::string_view code, Date day) const;
  Result<const Form*> get_form_version(std::string_view code, int version) const;

  /// The version of a regime that rules `period`: the one in force on the label's last calendar
  /// day, of a campaign the newest. kNotFound, kInvalidArgument for a campaign of a regime that
  /// has none.
  Result<const Regime*> regime_of(std::string_view code, const Period& period) const;

  /// Whether a report may be made under this version of a form or regime on `day`: the one in
  /// force, or an older one whose own end has not come yet (transition).
  template <class Definition>
  static bool is_acceptable(const Definition& version, const Definition* in_force, Date day) {
    return &version == in_force || (version.in_force(day) && version.to);
  }

  /// Whether the regime has that period: calendar/frequency.h.
  Status check_period(const Regime& regime, const Period& period) const;
  /// The days that a period covers under a regime, also where it is not the regime's own (a half
  /// year of a quarterly report); its definitions are read as of the last one.
  Result<DateRange> window(const Regime& regime, const Period& period) const;

 private:
  std::vector<Definition> definitions_;  // by kind, code, version
  std::vector<Form> forms_;              // by code, version
  std::vector<Regime> regimes_;          // by code, version
  std::vector<Indicator> indicators_;    // by code
  std::vector<CodeList> code_lists_;     // by code
  std::vector<Parameter> parameters_;    // by code
  WorkingCalendar calendar_;
  UnitTree units_;
};

/// The documents of a folder (every *.json below it but those in a folder named "schema").
Result<std::vector<Document>> read_catalog_folder(const std::string& folder);
/// The documents of several folders and files, a file whatever it is called.
Result<std::vector<Document>> read_catalog_paths(const std::vector<std::string>& paths);

/// Rules as the plumbing of the command line gives them, outside any document.
Result<Frequency> parse_frequency(const json::Value& value);
Result<WindowRule> parse_window_rule(const json::Value& value);
Result<DueRule> parse_due_rule(const json::Value& value);
/// As a regime's "due": one rule for all kinds of unit ("*"), or {"levels":{kind: rule}}
/// (due_rules.h).
Result<DueRules> parse_due_rules(const json::Value& value);

}  // namespace girs
