/**
 * The receiving authority: it admits packages, logs them, decides on them, asks units for reports,
 * and shows what was reported.  Threads: shared.
 */
#ifndef GIRS_CENTRAL_H
#define GIRS_CENTRAL_H

#include "base.h"
#include "key.h"
#include "store.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct girs_central girs_central;

/** How to open an authority's store for service.  Start from GIRS_CENTRAL_OPTIONS. */
typedef struct girs_central_options {
  uint32_t struct_size;
  uint32_t flags;               /* must be 0 */
  const girs_signer *log_key;   /* Ed25519: signs checkpoints under the store's "audience" */
  const girs_signer *decision_key; /* signs decisions made by the rules; NULL: people decide */
} girs_central_options;
#define GIRS_CENTRAL_OPTIONS {(uint32_t)sizeof(girs_central_options), 0, 0, 0}

/**
 * Opens the authority's side of a store whose settings "audience" and "registry-root" are set
 * and whose catalogue is loaded; begins its log when there is none.  The signers must stay valid
 * until girs_central_free().
 *
 * @retval GIRS_CORRUPT  the store is older than what it has signed: restored from a backup
 *
 * @code
 * girs_key *key = NULL;
 * girs_signer signs = GIRS_SIGNER;
 * girs_central *authority = NULL;
 * girs_central_options options = GIRS_CENTRAL_OPTIONS;
 * girs_key_generate("ed25519", GIRS_NUL, &key, &error);
 * girs_key_signer(key, &signs, &error);
 * options.log_key = &signs;
 * girs_central_open(store, &options, &authority, &error);
 * girs_central_checkpoint(authority, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_central_free(authority);
 * girs_key_free(key);
 * // prints baocao.example.gov.vn/log
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_central_open(girs_store *store, const girs_central_options *options,
                                       girs_central **central_out,
                                       girs_error **error_out) GIRS_NOEXCEPT;
/** Releases the handle; a server that uses it stays valid.  @since 0.1 */
GIRS_API void girs_central_free(girs_central *central) GIRS_NOEXCEPT;

/** Puts a signed registry into force and logs it.  GIRS_CONFLICT for an
 * older version or another registry of the same version; the very same one is fine.  @since 0.1 */
GIRS_API girs_status girs_central_publish(girs_central *central, const char *registry,
                                          size_t registry_length,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Takes a package that came by another way than HTTP, as PUT /v1/submissions/{pid} does.  The
 * attachments that a bundle carries are kept first, as PUT /v1/blobs/sha256/{hex} does.
 *
 * @param json_out  {"fresh","index","receipt"}
 *
 * @code
 * girs_bytes *package = NULL;
 * girs_central_publish(central, registry, GIRS_NUL, &error);
 * girs_report_approve(report, &error);
 * girs_report_submit(report, parties, 3, &text, &error);
 * girs_package_export(store, girs_bytes_data(text), GIRS_NUL, &package, &error);
 * girs_bytes_free(text);
 * girs_central_admit(central, girs_bytes_data(package), girs_bytes_size(package), &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_bytes_free(package);
 * // prints "fresh":true
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_central_admit(girs_central *central, const char *package,
                                        size_t package_length, girs_bytes **json_out,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Decides on a package: "accepted", "rejected", "reopened" or "excluded", with the reason.
 *
 * @param codes    reasons for machines, separated by blanks; may be empty
 * @param decider  its key has the role "decider" in the registry
 * @param pid_out  identity of the decision; may be NULL
 *
 * @code
 * girs_central_decide(central, pid, GIRS_NUL, "reopened", GIRS_NUL, "figures", GIRS_NUL,
 *                     "Sai cột 13", GIRS_NUL, &decider, &text, &error);
 * printf("decided as %s\n", girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints decided as
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_central_decide(girs_central *central, const char *pid, size_t pid_length,
                                         const char *decision, size_t decision_length,
                                         const char *codes, size_t codes_length, const char *text,
                                         size_t text_length, const girs_signer *decider,
                                         girs_bytes **pid_out, girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Asks chosen units for an ad hoc or thematic report: checked, signed, logged, and served to those
 * units (and to those above them) in their next rounds.
 *
 * @param request    JSON {"regime","units":[codes],"period","due":"2026-09-20","text",
 *                   "definitions":[documents]}; "definitions" may be left out: whole catalogue
 *                   documents of the regime, its forms and code lists that units may not have;
 *                   they join the authority's own catalogue
 * @param requester  its key has the role "requester" in the registry, for the regime and units
 * @param pid_out    identity of the request; may be NULL
 * @retval GIRS_INVALID_ARGUMENT  with every mistake: units that do not exist on the period's last
 *                   day, a due date that has passed
 * @retval GIRS_CONFLICT  a definition contradicts the catalogue (detail "definition")
 *
 * @code
 * const char *request = "{\"regime\":\"KSTTHC\",\"units\":[\"31825\"],\"period\":\"2025-Q4\","
 *                       "\"due\":\"2099-09-20\",\"text\":\"Báo cáo lại cột 13\"}";
 * girs_bytes *status = NULL;
 * girs_central_request(central, request, GIRS_NUL, &requester, &text, &error);
 * girs_central_request_status(centre, girs_bytes_data(text), GIRS_NUL, 0, &status, &error);
 * puts(girs_bytes_data(status));
 * girs_bytes_free(status);
 * girs_bytes_free(text);
 * // prints "asked":1
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_central_request(girs_central *central, const char *request,
                                          size_t request_length, const girs_signer *requester,
                                          girs_bytes **pid_out,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Publishes the catalogue that the store holds: a signed list of its definitions, logged, which
 * units verify and adopt in their next rounds. What has been published already is not repeated.
 *
 * @param publisher    its key has the role "publisher" in the registry
 * @param version_out  of the list in force, from 1; may be NULL
 * @retval GIRS_UNTRUSTED  the key has no such role
 * @retval GIRS_NOT_FOUND  the store has no definitions
 *
 * @code
 * int64_t version = 0;
 * girs_central_publish_catalogue(central, &publisher, &version, &error);
 * printf("version %d\n", (int)version);
 * // prints version 1
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_central_publish_catalogue(girs_central *central,
                                                    const girs_signer *publisher,
                                                    int64_t *version_out,
                                                    girs_error **error_out) GIRS_NOEXCEPT;
/** The signed checkpoint of the log as it stands.  @since 0.1 */
GIRS_API girs_status girs_central_checkpoint(girs_central *central, girs_bytes **note_out,
                                             girs_error **error_out) GIRS_NOEXCEPT;

/**
 * Who has reported and who is late, as of `time` (0: now), for `unit` and all units below.
 * Needs only the store.
 *
 * @param json_out  {"regime","period","as_of","totals":{"expected","received","on_time","late",
 *                  "missing","not_yet_due","excluded","unexpected","accepted","rejected",
 *                  "completeness","timeliness"},"rows":[{"unit","name","kind","scope","due",
 *                  "state","decision","logged","pid","rev","extended","excluded"}],
 *                  "unexpected":[unit..]}.  Expected are the reports owed and not excluded;
 *                  "completeness" is received (unexpected ones included) by expected and
 *                  "timeliness" on time by expected, as decimals of four places that may exceed
 *                  1, null when nothing is expected.  "state" is "on-time", "late", "missing",
 *                  "not-yet-due" or "excluded"
 * @retval GIRS_NOT_FOUND  no regime, period of it, or unit of that name
 *
 * @code
 * girs_overview(store, "KSTTHC", GIRS_NUL, "2025-Q4", GIRS_NUL, "96", GIRS_NUL, 0, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "expected":65
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_overview(girs_store *store, const char *regime, size_t regime_length,
                                   const char *period, size_t period_length, const char *unit,
                                   size_t unit_length, int64_t time, girs_bytes **json_out,
                                   girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Re-checks everything that the store claims: leaf hashes, tree nodes, checkpoints, every
 * envelope and signature, figures against signed payloads, chains of revisions, decisions,
 * requests.
 *
 * @param progress  may be NULL
 * @param json_out  {"leaves","submissions","decisions","requests","members","checkpoints","faults":[{
 *                  "table","row","message_en","message_vi"}]}; no faults: all is as it was signed
 *
 * @code
 * girs_fsck(centre, NULL, NULL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "faults":[]
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_fsck(girs_store *store, girs_progress_fn progress, void *progress_context,
                               girs_bytes **json_out, girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
