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

/**
 * Whether a signed note (C2SP signed-note, tlog-cosignature) is signed by at least one of the
 * keys, and by none of them wrongly.  Signatures of other keys are ignored.
 *
 * @param vkeys  verifier keys (C2SP vkey), one a line
 * @param valid_out  1 or 0
 * @retval GIRS_INVALID_ARGUMENT  a line of `vkeys` is no verifier key
 * @since 0.1
 */
GIRS_API girs_status girs_note_verify(const char *note, size_t note_length, const char *vkeys,
                                      size_t vkeys_length, int32_t *valid_out,
                                      girs_error **error_out) GIRS_NOEXCEPT;

#define GIRS_HASH_SIZE 32 /* SHA-256 */

/**
 * Whether the leaf with this hash is number `index`, from 0, of the tree of `size` leaves with
 * this root (RFC 9162 section 2.1.3.2).  A size of 0 is never valid.
 *
 * @param root, leaf_hash  GIRS_HASH_SIZE bytes each
 * @param proof  hash_count * GIRS_HASH_SIZE bytes; more than 63 hashes are never valid
 * @param valid_out  1 or 0
 * @since 0.1
 */
GIRS_API girs_status girs_inclusion_verify(uint64_t index, uint64_t size, const uint8_t *root,
                                           const uint8_t *leaf_hash, const uint8_t *proof,
                                           size_t hash_count, int32_t *valid_out,
                                           girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Whether the tree of `size2` leaves is the one of `size1` leaves, grown (RFC 9162 section
 * 2.1.4.2).  A size of 0 is never valid; equal sizes need equal roots and an empty proof.
 *
 * @param root1, root2  GIRS_HASH_SIZE bytes each
 * @param proof  hash_count * GIRS_HASH_SIZE bytes; more than 63 hashes are never valid
 * @param valid_out  1 or 0
 * @since 0.1
 */
GIRS_API girs_status girs_consistency_verify(uint64_t size1, uint64_t size2, const uint8_t *root1,
                                             const uint8_t *root2, const uint8_t *proof,
                                             size_t hash_count, int32_t *valid_out,
                                             girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
