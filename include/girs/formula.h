/**
 * The language of rules and indicators.
 */
#ifndef GIRS_FORMULA_H
#define GIRS_FORMULA_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A compiled formula.  Threads: free. */
typedef struct girs_formula girs_formula;

/**
 * Compiles a formula.
 *
 * @retval GIRS_INVALID_ARGUMENT  details "offset" (bytes), "line", "column", "suggestion"
 * @retval GIRS_UNSUPPORTED       a part of the language that this version does not evaluate
 * @since 0.1
 */
GIRS_API girs_status girs_formula_compile(const char *text, size_t text_length,
                                          girs_formula **formula_out,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/** Canonical text: what is stored, hashed and signed; borrowed.  @since 0.1 */
GIRS_API const char *girs_formula_text(const girs_formula *formula) GIRS_NOEXCEPT;
/**
 * Evaluates the formula over cells given by name.
 *
 * @param cells    JSON object: "c3" or "r1.c3" to a figure as text, {"absent":"nil|not-available|
 *                 not-applicable"}, {"text":".."} or {"logical":true}; a cell not given is blank
 * @param params   JSON object of parameters, likewise; may be empty
 * @param missing  "propagate", "blank_zero" or "zero"
 * @param json_out {"value":".."}, {"text":".."}, {"logical":..}, {"absent":"missing|nil|
 *                 not-applicable"} or {"error":"#DIV/0!"}
 * @since 0.1
 */
GIRS_API girs_status girs_formula_evaluate(const girs_formula *formula, const char *cells,
                                           size_t cells_length, const char *params,
                                           size_t params_length, const char *missing,
                                           girs_bytes **json_out,
                                           girs_error **error_out) GIRS_NOEXCEPT;
/** Releases it.  @since 0.1 */
GIRS_API void girs_formula_free(girs_formula *formula) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
