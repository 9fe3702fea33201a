/**
 * Signed submission packages: reading, verifying, carrying without a network.
 */
#ifndef GIRS_PACKAGE_H
#define GIRS_PACKAGE_H

#include "base.h"
#include "key.h"
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
 *
 * @code
 * girs_bytes *package = NULL;
 * girs_package_export(centre, pid, GIRS_NUL, &package, &error);
 * girs_package_verify(centre, girs_bytes_data(package), girs_bytes_size(package), 0, &text,
 *                     &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_bytes_free(package);
 * // prints "unit":"31825"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_package_verify(girs_store *store, const char *package,
                                         size_t package_length, int64_t time, girs_bytes **json_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;
/**
 * A page for people of what is signed: unit, period, figures, signers, digest.  A package that
 * has not been signed yet has one too, and so has every other signed document (a registry of
 * keys, a decision, a request).  Verifies nothing.
 *
 * @param language  "vi" or "en"
 * @since 0.1
 */
GIRS_API girs_status girs_package_show(const char *package, size_t package_length,
                                       const char *language, girs_bytes **text_out,
                                       girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Adds the signature of one of those whom a package names (girs_report_prepare() or any signed
 * document makes one).  Needs no store: it may be on another machine.  Show the page of
 * girs_package_show() to the signer first: it has exactly the figures and the digest that are
 * signed.  What the signer returns is verified before it is kept.
 *
 * @param package_out  the package with one signature more
 * @retval GIRS_UNTRUSTED  the package does not name this key (detail "reason" = "signers"), or what
 *                         came back is not its signature
 * @retval GIRS_CONFLICT   the key has signed already
 * @retval GIRS_CANCELLED  the signer refused (detail "callback")
 *
 * @code
 * girs_bytes *package = NULL, *signed_once = NULL;
 * girs_report_approve(report, &error);
 * // [{"role":"preparer","keyid":..},..]
 * girs_report_prepare(report, named, GIRS_NUL, &package, &error);
 * girs_package_show(girs_bytes_data(package), girs_bytes_size(package), "vi", &text, &error);
 * puts(girs_bytes_data(text));  // for the eyes of who signs
 * girs_bytes_free(text);
 * girs_package_sign(girs_bytes_data(package), girs_bytes_size(package), parties[0].signer,
 *                   &signed_once, &error);
 * girs_bytes_free(package);
 * girs_bytes_free(signed_once);  // goes on to the next signer
 * // prints 1250
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_package_sign(const char *package, size_t package_length,
                                       const girs_signer *signer, girs_bytes **package_out,
                                       girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Signs up to 500 packages with one signature, so that a slow token asks for its PIN once.
 *
 * @param packages  JSON array of packages, each naming the signer's key in `role`, all for the
 *                  same log
 * @param time  seconds since 1970, written into the batch; 0: now
 * @param packages_out  JSON array of the same packages in the same order, each carrying the batch
 * @retval GIRS_INVALID_ARGUMENT  every package that cannot be signed is a mistake (detail "row",
 *                                from 0); none was signed
 *
 * @code
 * char packages[65536];
 * girs_bytes *package = NULL;
 * girs_report_approve(report, &error);
 * girs_report_prepare(report, named, GIRS_NUL, &package, &error);
 * snprintf(packages, sizeof packages, "[%s]", girs_bytes_data(package));
 * girs_package_sign_batch(packages, GIRS_NUL, "agency-seal", GIRS_NUL, 0, parties[2].signer, &text,
 *                         &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_bytes_free(package);
 * // prints "batches"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_package_sign_batch(const char *packages, size_t packages_length,
                                             const char *role, size_t role_length, int64_t time,
                                             const girs_signer *signer, girs_bytes **packages_out,
                                             girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The package `pid` of the store's outbox or evidence with its receipts and attachments, as one file
 * (.girs.json) for carriage by USB or e-mail.  Attachments beyond 64 MiB in all, or that the store
 * does not have, are not in it.  GIRS_NOT_FOUND when there is no such package.  @since 0.1
 */
GIRS_API girs_status girs_package_export(girs_store *store, const char *pid, size_t pid_length,
                                         girs_bytes **bundle_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;

/**
 * The bytes that a DSSE signature is over (pre-authentication encoding, DSSE v1.0.2).
 *
 * @param payload  any bytes
 *
 * @code
 * girs_dsse_pae("t", GIRS_NUL, (const uint8_t *)"abc", 3, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints DSSEv1 1 t 3 abc
 * @endcode
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
 *
 * @code
 * int32_t valid = 1;
 * girs_dsse_verify("{\"payloadType\":\"t\",\"payload\":\"YQ==\",\"signatures\":[]}", GIRS_NUL,
 *                  root_signer.scheme,
 *                  GIRS_NUL, root_signer.spki, root_signer.spki_size, &valid, &error);
 * printf("%d\n", (int)valid);
 * // prints 0
 * @endcode
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
