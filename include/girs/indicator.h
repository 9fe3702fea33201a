/**
 * Indicators: figures computed from reports with the formula language, each traceable to signed
 * cells.
 */
#ifndef GIRS_INDICATOR_H
#define GIRS_INDICATOR_H

#include "arrow.h"
#include "base.h"
#include "store.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Computes an indicator for `unit` and for each unit directly below it.
 *
 * @param json_out  {"indicator","name","unit_of_measure","period","figures":[{"unit","name",
 *                  "value","numerator","denominator","counted","expected","pid"}]}; a value is
 *                  decimal text, {"absent":"missing"} and the like, or {"error":"#DIV/0!"}
 * @retval GIRS_NOT_FOUND  no such indicator or unit
 * @since 0.1
 */
GIRS_API girs_status girs_indicator_compute(girs_store *store, const char *code, size_t code_length,
                                            const char *unit, size_t unit_length, const char *period,
                                            size_t period_length, girs_bytes **json_out,
                                            girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The same in columns, one row a unit: "unit", "name", "period", "value", "why" (why there is no
 * value: "missing", "#DIV/0!"..), "numerator", "denominator" (text), "counted", "expected" (int32),
 * "pid" (text).  @since 0.1
 */
GIRS_API girs_status girs_indicator_compute_stream(girs_store *store, const char *code,
                                                   size_t code_length, const char *unit,
                                                   size_t unit_length, const char *period,
                                                   size_t period_length,
                                                   struct ArrowArrayStream *stream_out,
                                                   girs_error **error_out) GIRS_NOEXCEPT;
/**
 * What stands behind one figure: formula, operands with their cells, the package with its leaf
 * and signers, and the member reports of an aggregate.
 *
 * @since 0.1
 */
GIRS_API girs_status girs_indicator_explain(girs_store *store, const char *code, size_t code_length,
                                            const char *unit, size_t unit_length, const char *period,
                                            size_t period_length, girs_bytes **json_out,
                                            girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
