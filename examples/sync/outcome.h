#pragma once
/*
 * What a round of sync has done, told to a person: the summary, what was refused and why, and
 * the receipts, each verified again without the line.
 */

#include <girs/girs.h>

/* `en` or `vi`, as `language` says. */
const char *in_language(const char *language, const char *en, const char *vi);

/* Prints a failure and its reason on standard error. */
void print_failure(const girs_error *error, const char *language);

/* Packages that a round could not bring to a receipt. */
typedef struct left_over {
  int64_t refused;
  int64_t queued;
} left_over;

/* Prints the summary of girs_sync_run(), of which nothing may be there (NULL). */
left_over print_summary(const girs_bytes *summary, const char *language, int quiet);

/*
 * Verifies the receipts of those packages of `outbox` (as it was before the round) that were on
 * their way then and are receipted now, and says how many the store holds; 0, or -1 when a
 * receipt does not verify.
 */
int verify_receipts(girs_store *store, const girs_bytes *outbox, const char *language, int quiet);
