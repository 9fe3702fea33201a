#include "girs/formula.h"

#include "boundary.h"
#include "formula/editor_form.h"
#include "formula/paper_identity.h"
#include "formula_declarations.h"
#include "formula_request.h"
#include "formula_view.h"
#include "json/canonical.h"

using namespace girs;
using namespace girs::capi;

struct girs_formula {
  static constexpr auto kMark = girs::capi::Mark::kFormula;
  girs::capi::Mark mark = kMark;
  formula::Expression expression;
  std::string text;
  std::string scope = {};  // of a printed identity
};

namespace {

Result<formula::Expression> expression_of(std::string_view written, std::string_view declared) {
  if (declared.empty()) return formula::Expression::compile(written);
  GIRS_TRY(const auto declarations, GivenDeclarations::read(declared));
  return formula::Expression::compile(written, declarations);
}

Result<girs_formula> compiled(std::string_view written, std::string_view declared) {
  GIRS_TRY(auto expression, expression_of(written, declared));
  std::string canonical = expression.text();
  return girs_formula{girs_formula::kMark, std::move(expression), std::move(canonical)};
}

Result<girs_formula> compiled(std::string_view written, const girs_formula_options& options) {
  GIRS_CHECK(only_known(options.flags, GIRS_FORMULA_PRINTED));
  GIRS_TRY(const auto language, text(options.language, "language"));
  GIRS_TRY(const std::string meant, formula::from_editor(written, language));
  GIRS_TRY(const auto declared, text(options.declared, "declared"));
  if ((options.flags & GIRS_FORMULA_PRINTED) == 0) return compiled(meant, declared);
  GIRS_TRY(const auto identity, formula::import_paper_identity(meant));
  GIRS_TRY(auto formula, compiled(identity.formula, declared));
  formula.scope = to_text(identity.scope);
  return formula;
}

/// Evaluates or explains: `work` gets the context and gives JSON.
template <class Work>
girs_status over_request(const girs_formula* formula, const char* request, size_t request_length,
                         girs_bytes** json_out, girs_error** error_out, Work&& work) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(formula, "formula"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto written, text(request, request_length, "request"));
    GIRS_TRY(auto given, read_formula_request(written));
    given.context.cells = &given.grid;
    give(json_out, json::compact(work(given.context)));
    return ok();
  });
}

}  // namespace

girs_status girs_formula_compile(const char* content, size_t content_length, const girs_formula_options* given,
                                 girs_formula** formula_out, girs_error** error_out) noexcept {
  if (formula_out) *formula_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(formula_out, "formula_out"));
    girs_formula_options options = GIRS_FORMULA_OPTIONS;
    GIRS_CHECK(read_options(given, options));
    GIRS_TRY(const auto written, text(content, content_length, "text"));
    GIRS_TRY(auto formula, compiled(written, options));
    *formula_out = new girs_formula(std::move(formula));
    return ok();
  });
}

const char* girs_formula_text(const girs_formula* formula) noexcept { return is(formula) ? formula->text.c_str() : ""; }

girs_status girs_formula_inspect(const girs_formula* formula, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(formula, "formula"));
    GIRS_CHECK(require(json_out, "json_out"));
    auto view = view_of(formula->expression);
    if (!formula->scope.empty()) view.set("scope", formula->scope);
    give(json_out, json::compact(view));
    return ok();
  });
}

girs_status girs_formula_evaluate(const girs_formula* formula, const char* request, size_t request_length,
                                  girs_bytes** json_out, girs_error** error_out) noexcept {
  return over_request(formula, request, request_length, json_out, error_out, [&](const formula::Context& context) {
    return view_of_result(formula::evaluate(formula->expression, context));
  });
}

girs_status girs_formula_explain(const girs_formula* formula, const char* request, size_t request_length,
                                 girs_bytes** json_out, girs_error** error_out) noexcept {
  return over_request(formula, request, request_length, json_out, error_out, [&](const formula::Context& context) {
    return view_of(formula::explain(formula->expression, context));
  });
}

void girs_formula_free(girs_formula* formula) noexcept { free_handle(formula); }
