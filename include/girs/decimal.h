/**
 * Exact decimal arithmetic with 34 significant digits, as figures are computed with.
 */
#ifndef GIRS_DECIMAL_H
#define GIRS_DECIMAL_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Computes with decimal text.
 *
 * @param operation  "add", "sub", "mul" (keep the scale), "div" (34 digits, half-even, trailing
 *                   zeros stripped), "round" (`a` to `places`, half away from zero, places may be
 *                   negative), "quantize" (`a` to `places`, only if exact), "compare" (-1, 0, 1)
 * @param result_out  the result as plain text
 * @retval GIRS_INVALID_ARGUMENT  an operand is no decimal of at most 34 digits, the operation is
 *                                unknown, the result does not fit, or quantize is inexact
 *
 * @code
 * girs_decimal_compute("add", GIRS_NUL, "1.10", GIRS_NUL, "2", GIRS_NUL, 0, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints 3.10
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_decimal_compute(const char *operation, size_t operation_length,
                                          const char *a, size_t a_length, const char *b,
                                          size_t b_length, int32_t places, girs_bytes **result_out,
                                          girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
