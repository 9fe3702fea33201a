/**
 * Keys and who signs with them.  People and agencies sign through a callback (a token, a
 * service, a key file); the library hands over the full bytes and checks what comes back.
 */
#ifndef GIRS_KEY_H
#define GIRS_KEY_H

#include "base.h"
#include "store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A private key held in memory or on a token.  Threads: free. */
typedef struct girs_key girs_key;

/**
 * Makes a new key: "ed25519" (machines), "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384" or
 * "rsassa-pss-sha256".  @since 0.1
 */
GIRS_API girs_status girs_key_generate(const char *scheme, size_t scheme_length, girs_key **key_out,
                                       girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Reads an encrypted PKCS#8 file (PEM, PBES2).
 *
 * @retval GIRS_UNTRUSTED         the passphrase is wrong
 * @retval GIRS_INVALID_ARGUMENT  another format, or key-derivation costs beyond the bounds
 * @since 0.1
 */
GIRS_API girs_status girs_key_open(const char *path, size_t path_length, const char *passphrase,
                                   size_t passphrase_length, girs_key **key_out,
                                   girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Opens a key on a PKCS#11 token; it never leaves the token.  Needs libp11's engine for OpenSSL
 * (Debian: libengine-pkcs11-openssl).  Several keys may be open at once, of one module.
 *
 * @param module  path of the token's own library, "/usr/lib/softhsm/libsofthsm2.so"
 * @param uri     RFC 7512, "pkcs11:token=...;object=..."; one that holds a PIN is refused
 * @retval GIRS_UNTRUSTED    the PIN is wrong or locked
 * @retval GIRS_NOT_FOUND    no such library, token or key
 * @retval GIRS_UNSUPPORTED  the engine is not installed, or the key is neither ECDSA nor RSA
 * @since 0.1
 */
GIRS_API girs_status girs_key_open_token(const char *module, size_t module_length, const char *uri,
                                         size_t uri_length, const char *pin, size_t pin_length,
                                         girs_key **key_out, girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Writes the key as such a file (scrypt, AES-256; mode 0600), readable by `openssl pkey`.
 * GIRS_UNSUPPORTED for a key of a token.
 *
 * @code
 * girs_key *key = NULL, *again = NULL;
 * girs_key_generate("ecdsa-sha2-nistp256", GIRS_NUL, &key, &error);
 * girs_key_save(key, "preparer.pem", GIRS_NUL, "a long passphrase", GIRS_NUL, &error);
 * girs_key_open("preparer.pem", GIRS_NUL, "a long passphrase", GIRS_NUL, &again, &error);
 * girs_key_show(again, "", 0, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_key_free(again);
 * girs_key_free(key);
 * // prints "scheme":"ecdsa-sha2-nistp256"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_key_save(const girs_key *key, const char *path, size_t path_length,
                                   const char *passphrase, size_t passphrase_length,
                                   girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The public part as JSON: {"scheme","spki" (base64 DER),"keyid"} and, for Ed25519 with a `name`,
 * "vkey" (C2SP verifier key).  @since 0.1
 */
GIRS_API girs_status girs_key_show(const girs_key *key, const char *name, size_t name_length,
                                   girs_bytes **json_out, girs_error **error_out) GIRS_NOEXCEPT;
/** Wipes and releases the key.  @since 0.1 */
GIRS_API void girs_key_free(girs_key *key) GIRS_NOEXCEPT;

/**
 * Signs `tbs_size` bytes with the scheme named: writes the signature to `signature` (room for
 * *signature_size bytes), sets *signature_size, returns 0; anything else refuses and makes the
 * call fail with detail "callback" = that number.
 */
typedef int32_t (*girs_sign_fn)(void *context, const char *scheme, const uint8_t *tbs,
                                size_t tbs_size, uint8_t *signature, size_t *signature_size);

/**
 * Whether `signature` is one of `message` by the key, as the scheme alone says: no registry is
 * asked, so this says nothing of who may sign.  Ed25519 is verified by libsodium; ECDSA needs
 * strict DER; RSA-PSS is SHA-256, MGF1 with SHA-256, a salt of 32 bytes.
 *
 * @param key  SubjectPublicKeyInfo (DER), or the 32 raw bytes of an Ed25519 key
 * @param valid_out  1 or 0
 * @retval GIRS_UNSUPPORTED  the scheme is not known, or the key is none that it takes: of another
 *                           kind, not in canonical DER, RSA of fewer than 2048 or more than 4096 bits
 * @since 0.1
 */
GIRS_API girs_status girs_signature_verify(const char *scheme, size_t scheme_length,
                                           const uint8_t *key, size_t key_size,
                                           const uint8_t *message, size_t message_size,
                                           const uint8_t *signature, size_t signature_size,
                                           int32_t *valid_out,
                                           girs_error **error_out) GIRS_NOEXCEPT;

/** Somebody who signs: one key, used through a callback.  Start from GIRS_SIGNER. */
typedef struct girs_signer {
  uint32_t struct_size;
  uint32_t reserved;
  const char *scheme;    /* as girs_key_generate() names it */
  const uint8_t *spki;   /* SubjectPublicKeyInfo, DER */
  size_t spki_size;
  girs_sign_fn sign;
  void *context;
} girs_signer;
#define GIRS_SIGNER {(uint32_t)sizeof(girs_signer), 0, 0, 0, 0, 0, 0}

/**
 * A signer that uses `key` itself; valid while the key is not freed.
 *
 * @code
 * girs_key *key = NULL;
 * girs_signer signer = GIRS_SIGNER;
 * uint8_t signature[64];
 * size_t size = sizeof signature;
 * int32_t valid = 0;
 * girs_key_generate("ed25519", GIRS_NUL, &key, &error);
 * girs_key_signer(key, &signer, &error);
 * signer.sign(signer.context, signer.scheme, (const uint8_t *)"abc", 3, signature, &size);
 * girs_signature_verify(signer.scheme, GIRS_NUL, signer.spki, signer.spki_size,
 *                       (const uint8_t *)"abc", 3, signature, size, &valid, &error);
 * printf("%d\n", (int)valid);
 * girs_key_free(key);
 * // prints 1
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_key_signer(const girs_key *key, girs_signer *signer_out,
                                     girs_error **error_out) GIRS_NOEXCEPT;

/**
 * Makes the next version of the store's registry of keys and signs it with `root`.
 *
 * @param keys  JSON array of {"scheme","spki","unit","person","title","roles":[{"role","units",
 *              "regimes","types"}],"not_before","not_after"} to add
 * @param log_keys  JSON array of verifier keys of the log, for a first version; else empty
 * @param envelope_out  the signed registry (DSSE), now in force in this store; may be NULL
 * @retval GIRS_INVALID_ARGUMENT  every mistake with its pointer
 *
 * @code
 * const char *keys =
 *     "[{\"scheme\":\"ed25519\","
 *     "\"spki\":\"MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\","
 *     "\"unit\":\"31825\",\"roles\":[{\"role\":\"transport\",\"units\":[\"31825\"],"
 *     "\"regimes\":[\"*\"],\"types\":[\"*\"]}]}]";
 * girs_registry_add(store, keys, GIRS_NUL, "", 0, &root_signer, &text, &error);
 * puts(girs_bytes_data(text));  // the signed registry, for the others
 * girs_bytes_free(text);
 * // prints "signatures"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_registry_add(girs_store *store, const char *keys, size_t keys_length,
                                       const char *log_keys, size_t log_keys_length,
                                       const girs_signer *root, girs_bytes **envelope_out,
                                       girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Revokes a key from a moment on, in a new version of the registry.
 *
 * @code
 * girs_registry_revoke(store, keyid, GIRS_NUL, 1798761600, "Mất thẻ", GIRS_NUL, &root_signer,
 *                      &error);
 * girs_registry_show(store, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "reason":"Mất thẻ"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_registry_revoke(girs_store *store, const char *keyid, size_t keyid_length,
                                          int64_t revoked_at, const char *reason,
                                          size_t reason_length, const girs_signer *root,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Makes the next version of the registry with any change, and does not put it into force: where a
 * store pins two or more root keys, two of them must sign.  The other one signs with
 * girs_package_sign(); girs_registry_import() puts the registry into force.
 *
 * @param change  JSON {"add":[keys as of girs_registry_add()],"log_keys":[vkeys],
 *                "revoke":[{"keyid","at","reason"}],"retire":[{"keyid","not_after"}],"tlog_policy",
 *                "min_schema","cosigners":[keyids of other root keys that will sign]}; every member
 *                may be left out
 * @param envelope_out  the registry, signed by `root`
 * @retval GIRS_INVALID_ARGUMENT  every mistake with its pointer
 * @retval GIRS_NOT_FOUND  a key to revoke or retire is not in the registry (detail "keyid")
 *
 * @code
 * girs_bytes *proposed = NULL;
 * girs_registry_propose(store, "{\"min_schema\":1}", GIRS_NUL, &root_signer, &proposed, &error);
 * girs_registry_import(store, girs_bytes_data(proposed), girs_bytes_size(proposed), &error);
 * girs_bytes_free(proposed);
 * girs_registry_show(store, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "version":2
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_registry_propose(girs_store *store, const char *change,
                                           size_t change_length, const girs_signer *root,
                                           girs_bytes **envelope_out,
                                           girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Puts a signed registry into force in this store: for offices without a line, and for
 * girs_registry_propose().
 *
 * @retval GIRS_UNTRUSTED  too few of the pinned root keys have signed it
 * @retval GIRS_CONFLICT   its version is not greater than the one in force, or it is for another log
 * @since 0.1
 */
GIRS_API girs_status girs_registry_import(girs_store *store, const char *envelope,
                                          size_t envelope_length,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The registry in force, verified against the pinned root, as JSON.
 *
 * @code
 * girs_registry_show(store, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "role":"preparer"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_registry_show(girs_store *store, girs_bytes **json_out,
                                        girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
