/**
 * Units and agencies through time.  A code means different units on different days, so every
 * look-up takes a day.
 */
#ifndef GIRS_UNIT_H
#define GIRS_UNIT_H

#include "base.h"
#include "store.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The unit with `code` on `day` as JSON: {"code","name","kind","parent","from","to",
 * "attributes","predecessors":[..],"successors":[..]}.
 *
 * @retval GIRS_NOT_FOUND  there is none on that day (the message says when there was)
 * @since 0.1
 */
GIRS_API girs_status girs_unit_show(girs_store *store, const char *code, size_t code_length,
                                    const char *day, size_t day_length, girs_bytes **json_out,
                                    girs_error **error_out) GIRS_NOEXCEPT;
/** The units below `code` on `day`, depth first: JSON array of {"code","name","kind","parent"}.  @since 0.1 */
GIRS_API girs_status girs_unit_tree(girs_store *store, const char *code, size_t code_length,
                                    const char *day, size_t day_length, girs_bytes **json_out,
                                    girs_error **error_out) GIRS_NOEXCEPT;
#ifdef __cplusplus
}
#endif
#endif
