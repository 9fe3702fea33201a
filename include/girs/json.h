/**
 * JSON as the library reads and writes it: strict in, RFC 8785 out.
 */
#ifndef GIRS_JSON_H
#define GIRS_JSON_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define GIRS_JSON_STRICT 0x1u /* also refuses what packages must not hold (duplicate keys, ...) */

/**
 * Whether `text` is JSON (RFC 8259, UTF-8, at most 64 levels deep).
 *
 * @param flags  0 or GIRS_JSON_STRICT
 * @retval GIRS_INVALID_ARGUMENT  details "offset", "line", "column"
 * @since 0.1
 */
GIRS_API girs_status girs_json_lint(const char *text, size_t text_length, uint32_t flags,
                                    girs_error **error_out) GIRS_NOEXCEPT;
/**
 * RFC 8785 bytes of a JSON document; duplicate keys and lone surrogates are refused.
 *
 * @code
 * girs_json_canonical("{\"b\":1.0, \"a\":2}", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints {"a":2,"b":1}
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_json_canonical(const char *text, size_t text_length,
                                         girs_bytes **canonical_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
