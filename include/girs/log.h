/**
 * Receipts and checkpoints of an authority's log: proof, without a network, that a package was
 * received (RFC 6962 Merkle tree, C2SP tlog-proof and signed notes).
 */
#ifndef GIRS_LOG_H
#define GIRS_LOG_H

#include "base.h"
#include "store.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Verifies a receipt for a package offline.
 *
 * @param package   the submission, envelope or bundle that the receipt must be for
 * @param receipt   tlog-proof text; empty: the one in the bundle
 * @param log_keys  verifier keys (C2SP vkey) of the log, one a line
 * @param json_out  {"state","index","size","origin","time_claimed","time_logged"}; may be NULL
 * @retval GIRS_UNTRUSTED  with detail "reason": format, leaf, claim, proof, checkpoint
 * @since 0.1
 */
GIRS_API girs_status girs_receipt_verify(const char *package, size_t package_length,
                                         const char *receipt, size_t receipt_length,
                                         const char *log_keys, size_t log_keys_length,
                                         girs_bytes **json_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;
/** The receipt of package `pid` in this store's outbox or log; GIRS_NOT_FOUND without one.  @since 0.1 */
GIRS_API girs_status girs_receipt_get(girs_store *store, const char *pid, size_t pid_length,
                                      girs_bytes **text_out, girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
