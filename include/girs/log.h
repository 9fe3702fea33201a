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
 * @param package   the submission, envelope or bundle that the receipt must be for; empty: whatever
 *                  entry the receipt is of (a decision, say), which then is in "leaf"
 * @param receipt   tlog-proof text; empty: the one in the bundle
 * @param log_keys  verifier keys (C2SP vkey) of the log, one a line; or a C2SP tlog-policy, which
 *                  names witnesses and the quorum too
 * @param json_out  {"state","origin","index","size","time_claimed","time_logged","time_witnessed",
 *                  "witnesses":[names]}, and "leaf" without a package; may be NULL.  The state is
 *                  "receipted", or "receipted-unwitnessed" while the quorum is not met
 * @retval GIRS_UNTRUSTED  with detail "reason": format, leaf, claim, proof, checkpoint
 *
 * @code
 * girs_bytes *receipt = NULL, *package = NULL;
 * girs_receipt_get(centre, pid, GIRS_NUL, &receipt, &error);
 * girs_package_export(centre, pid, GIRS_NUL, &package, &error);
 * girs_receipt_verify(girs_bytes_data(package), girs_bytes_size(package), girs_bytes_data(receipt),
 *                     girs_bytes_size(receipt), log_vkey, GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_bytes_free(package);
 * girs_bytes_free(receipt);
 * // prints "state":"receipted"
 * @endcode
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
 * The proof that entry `index` is in this store's own log of `size` entries (0: as many as are
 * signed): {"index","size","root","leaf_hash","proof":[..],"leaf"}, hashes in base64, as
 * girs_inclusion_verify() needs them.
 *
 * @retval GIRS_NOT_FOUND  unless index < size, and size is signed
 *
 * @code
 * girs_log_prove(centre, 0, 0, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_log_prove_growth(centre, 1, 0, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "leaf_hash"
 * // prints "root2"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_log_prove(girs_store *store, uint64_t index, uint64_t size,
                                    girs_bytes **json_out, girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The proof that this store's own log of `size2` entries (0: as many as are signed) continues that
 * of `size1`: {"size1","size2","root1","root2","proof":[..]}, as girs_consistency_verify() needs
 * them.
 *
 * @retval GIRS_NOT_FOUND  unless 0 < size1 <= size2, and size2 is signed
 * @since 0.1
 */
GIRS_API girs_status girs_log_prove_growth(girs_store *store, uint64_t size1, uint64_t size2,
                                           girs_bytes **json_out,
                                           girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Whether a signed note (C2SP signed-note, tlog-cosignature) is signed by at least one of the
 * keys, and by none of them wrongly.  Signatures of other keys are ignored.
 *
 * @param vkeys  verifier keys (C2SP vkey), one a line
 * @param valid_out  1 or 0
 * @retval GIRS_INVALID_ARGUMENT  a line of `vkeys` is no verifier key
 *
 * @code
 * int32_t valid = 0;
 * girs_central_checkpoint(central, &text, &error);
 * girs_note_verify(girs_bytes_data(text), girs_bytes_size(text), log_vkey, GIRS_NUL, &valid,
 *                  &error);
 * girs_bytes_free(text);
 * printf("%d\n", (int)valid);
 * // prints 1
 * @endcode
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
 *
 * @code
 * const uint8_t only_leaf[GIRS_HASH_SIZE] = {0};
 * int32_t valid = 0;
 * girs_inclusion_verify(0, 1, only_leaf, only_leaf, NULL, 0, &valid, &error);
 * printf("%d\n", (int)valid);
 * // prints 1
 * @endcode
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
 *
 * @code
 * const uint8_t root_of_one[GIRS_HASH_SIZE] = {0};
 * int32_t valid = 0;
 * girs_consistency_verify(1, 1, root_of_one, root_of_one, NULL, 0, &valid, &error);
 * printf("%d\n", (int)valid);
 * // prints 1
 * @endcode
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
