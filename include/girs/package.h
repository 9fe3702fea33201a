/**
 * Signed submission packages: reading, verifying, carrying without a network.
 */
#ifndef GIRS_PACKAGE_H
#define GIRS_PACKAGE_H

#include "base.h"
#include "store.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Verifies a package (a submission, an envelope or a bundle, JSON) against the store's registry
 * as of `time` (0: now): every signer named in it has signed, each may do so in its role, and
 * the bytes are canonical.  Gives {"pid","env","unit","regime","period","rev","signers":[..]}.
 *
 * @retval GIRS_UNTRUSTED  with detail "reason"
 * @retval GIRS_CORRUPT    the bytes are no package, with every mistake
 * @since 0.1
 */
GIRS_API girs_status girs_package_verify(girs_store *store, const char *package,
                                         size_t package_length, int64_t time, girs_bytes **json_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;
/**
 * A page for people of what is signed: unit, period, figures, signers, digest.  Verifies
 * nothing.  @since 0.1
 */
GIRS_API girs_status girs_package_show(const char *package, size_t package_length,
                                       const char *language, girs_bytes **text_out,
                                       girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The package `pid` of the store's outbox or evidence with its receipts, as one file
 * (.girs.json) for carriage by USB or e-mail.  GIRS_NOT_FOUND when there is none.  @since 0.1
 */
GIRS_API girs_status girs_package_export(girs_store *store, const char *pid, size_t pid_length,
                                         girs_bytes **bundle_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;

/**
 * The bytes that a DSSE signature is over (pre-authentication encoding, DSSE v1.0.2).
 *
 * @param payload  any bytes
 * @since 0.1
 */
GIRS_API girs_status girs_dsse_pae(const char *payload_type, size_t payload_type_length,
                                   const uint8_t *payload, size_t payload_size,
                                   girs_bytes **pae_out, girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Whether a DSSE envelope (JSON, of any payload type) carries a signature by `key`, as
 * girs_signature_verify() judges it.  An envelope that cannot be read is not valid; the message
 * of its mistakes is then lost: girs_package_verify() is for people.
 *
 * @param valid_out  1 or 0
 * @retval GIRS_UNSUPPORTED  as girs_signature_verify() says
 * @since 0.1
 */
GIRS_API girs_status girs_dsse_verify(const char *envelope, size_t envelope_length,
                                      const char *scheme, size_t scheme_length, const uint8_t *key,
                                      size_t key_size, int32_t *valid_out,
                                      girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
