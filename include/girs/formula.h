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

/** How a formula is written.  Start from GIRS_FORMULA_OPTIONS; zero fields: canonical text. */
typedef struct girs_formula_options {
  uint32_t struct_size;  /* sizeof(girs_formula_options) as the caller was compiled */
  uint32_t flags;        /* GIRS_FORMULA_PRINTED */
  const char *language;  /* "vi": typed with decimal commas (1,5); NULL, "en": 1.5 */
  const char *declared;  /* JSON, what is known of the cells; NULL: nothing.  See below. */
} girs_formula_options;
#define GIRS_FORMULA_OPTIONS {(uint32_t)sizeof(girs_formula_options), 0, 0, 0}
/** The text is an identity as forms print it: "(3)=(4)+(5)", "10=11+12". */
#define GIRS_FORMULA_PRINTED 0x1u

/**
 * Compiles a formula.
 *
 * Without `declared` nothing is known of what references give: mistakes of type that are written
 * out (1+"a") are warnings, and CONVERT is #VALUE!.  With it, every breach of types, measures and
 * units of measure is a mistake, and so is a name that is not declared; all come at once
 * (girs_error_mistake_count()).  It is
 *   {"columns":{"3":{"type":"number|text|logical|date|value","measure":"flow|stock|rate|none",
 *                    "unit_of_measure":"triệu đồng","never":true}},
 *    "rows":["1","2"],"params":{"rate":{..}},"indicators":{"0501":{..}}}
 * where all but "columns" may be left out: the type is number ("value": of any type), the measure
 * and unit of measure are not known, any row may be named.  "never" is a cell that the form does
 * not have (x).  Formulas of a catalogue need none of this: it is checked when it is loaded.
 *
 * @param options  NULL: defaults
 * @retval GIRS_INVALID_ARGUMENT  details "offset" (bytes), "line", "column", "suggestion"
 * @retval GIRS_UNSUPPORTED       flags that this version does not know
 * @since 0.1
 */
GIRS_API girs_status girs_formula_compile(const char *text, size_t text_length,
                                          const girs_formula_options *options,
                                          girs_formula **formula_out,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/** Canonical text: what is stored, hashed and signed; borrowed.  @since 0.1 */
GIRS_API const char *girs_formula_text(const girs_formula *formula) GIRS_NOEXCEPT;
/**
 * What a formula is, without evaluating it.
 *
 * @param json_out {"text":"..","editor":{"vi":".."},"comparison":true,"logical":true,
 *                 "type":"number|text|logical|date|period|value","measure":"flow|stock|rate|
 *                 none","unit_of_measure":"..","cost":3 (parts of the formula times cells named),
 *                 "scope":"each-row|each-column" (of a printed identity),
 *                 "references":[{"text":"[3]","form":"","rows":[],"columns":["3"],
 *                 "other_period":false,"other_unit":false}],
 *                 "warnings":[{"message":{"vi":"..","en":".."},"at":0}]}
 *
 * @code
 * girs_formula *formula = NULL;
 * girs_formula_compile("[3]=[4]+[5]", GIRS_NUL, NULL, &formula, &error);
 * girs_formula_inspect(formula, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_formula_free(formula);
 * // prints "comparison":true
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_formula_inspect(const girs_formula *formula, girs_bytes **json_out,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Evaluates the formula over cells given by name.
 *
 * @param request  JSON object, every member optional: "cells", an object from "c3" or "r1.c3" to a
 *                 figure as text, {"absent":"nil|not-available|not-applicable"}, {"text":".."} or
 *                 {"logical":true} (a cell not given is blank); "params", likewise by name;
 *                 "missing", which is "propagate" (default), "blank_zero" or "zero"; "row" and
 *                 "column", where [3] and [r3] are meant; "form", "period" and "unit", which the
 *                 cells are of
 * @param json_out {"value":".."}, {"text":".."}, {"logical":..}, {"date":"2025-12-15"},
 *                 {"period":"2025-Q4"}, {"absent":"missing|nil|
 *                 not-applicable"} or {"error":"#DIV/0!"}
 *
 * @code
 * girs_formula *formula = NULL;
 * girs_formula_compile("ROUND([4]/[3]*100;1)", GIRS_NUL, NULL, &formula, &error);
 * girs_formula_evaluate(formula, "{\"cells\":{\"c3\":\"1250\",\"c4\":\"830\"}}", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_formula_free(formula);
 * // prints {"value":"66.4"}
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_formula_evaluate(const girs_formula *formula, const char *request,
                                           size_t request_length, girs_bytes **json_out,
                                           girs_error **error_out) GIRS_NOEXCEPT;
/**
 * How the formula comes to its value over these cells: every reference with its cells and every
 * intermediate result, parts before the whole.
 *
 * @param request  as of girs_formula_evaluate()
 * @param json_out {"formula":"..","missing":"..","missing_is_zero":true,"steps":[{"text":"[3]",
 *                 "depth":1,"result":{"value":".."},"cells":[{"form":"..","row":"..",
 *                 "column":"..","period":"..","unit":"..","state":{"value":".."}}],
 *                 "counted_as_zero":true,"unused":true}],"result":{..},
 *                 "explanation":{"vi":"..","en":".."}}; what is empty or false is left out
 *
 * @code
 * girs_formula *formula = NULL;
 * girs_formula_compile("[3]*2", GIRS_NUL, NULL, &formula, &error);
 * printf("of %s:\n", girs_formula_text(formula));
 * girs_formula_explain(formula, "{\"cells\":{\"c3\":\"21\"}}", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_formula_free(formula);
 * // prints "result":{"value":"42"}
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_formula_explain(const girs_formula *formula, const char *request,
                                          size_t request_length, girs_bytes **json_out,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/** Releases it.  @since 0.1 */
GIRS_API void girs_formula_free(girs_formula *formula) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
