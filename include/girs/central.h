/**
 * The receiving authority: it admits packages, logs them, decides on them, asks units for reports,
 * and shows what was reported.  Threads: shared.
 */
#ifndef GIRS_CENTRAL_H
#define GIRS_CENTRAL_H

#include "base.h"
#include "key.h"
#include "store.h"
#include "sync.h"

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
 * What has come of the requests of this authority: who has seen one, who has answered, who is
 * late.  Directives and their progress are requests of a regime of their own.
 *
 * @param pid       identity of a request; empty: all of them
 * @param time      as of when; 0: now
 * @param json_out  [{"pid","regime","period","due","text","logged","totals":{"asked","seen",
 *                  "answered","accepted","late","missing"},"units":[{"unit","name","seen","state",
 *                  "decision","logged","pid"}]}]
 * @since 0.1
 */
GIRS_API girs_status girs_central_request_status(girs_store *store, const char *pid,
                                                 size_t pid_length, int64_t time,
                                                 girs_bytes **json_out,
                                                 girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Adds a rule by which another body may pull reports and series, or a later wording of one of the
 * same code; to end one, load it again with "valid_to".
 *
 * @param rule  JSON {"schema":"girs.sharing/1","code","recipient","regimes":[..],"indicators":[..],
 *              "units":[..],"valid_from","valid_to","basis","contact"}; "*" in a list means all,
 *              units stand for those below them too, "basis" is the legal act with its clause
 * @retval GIRS_INVALID_ARGUMENT  with every mistake and its pointer
 * @since 0.1
 */
GIRS_API girs_status girs_central_share(girs_store *store, const char *rule, size_t rule_length,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/** The newest wording of every rule of sharing, in force or not: [rule..].  @since 0.1 */
GIRS_API girs_status girs_central_shares(girs_store *store, girs_bytes **json_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Pulls what another authority shares with the unit of this store by its rules, going on where the
 * last pull ended.  Each report comes with the proof of the log that took it and its signed
 * acceptance, is verified, and is kept with its figures.
 *
 * @param authority  JSON {"origin","roots":[..],"log_key"} as for girs_central_fetch_members()
 * @param options    the line; a signer whose key has the role "partner" there
 * @param json_out   {"reports","known","passed":[{"index","reason","message_en","message_vi"}]}
 * @retval GIRS_UNTRUSTED  no rule gives this unit anything (detail "reason" "sharing" or "role");
 *                   the message says whom to ask
 * @since 0.1
 */
GIRS_API girs_status girs_central_pull_shared(girs_store *store, const char *authority,
                                              size_t authority_length,
                                              const girs_sync_options *options,
                                              girs_bytes **json_out,
                                              girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Who read which figures through the server, by the keys that signed their requests.
 *
 * @param since     number of the last read that is known already; 0: from the first
 * @param unit      code of the unit whose keys are meant; empty: all
 * @param json_out  {"reads":[{"id","at","keyid","unit","person","call","about","rule","items"}],
 *                  "next"}: 1,000 at most, "next" is where to go on, null at the end
 * @since 0.1
 */
GIRS_API girs_status girs_central_reads(girs_store *store, int64_t since, const char *unit,
                                        size_t unit_length, girs_bytes **json_out,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Deletes the record of reads before `time` (seconds since 1970), when their time of keeping is
 * over.  What was signed or logged is kept for ever.
 *
 * @param count_out  how many; may be NULL
 * @since 0.1
 */
GIRS_API girs_status girs_central_forget_reads(girs_store *store, int64_t time, int64_t *count_out,
                                               girs_error **error_out) GIRS_NOEXCEPT;

/**
 * The whole of a subtree at one look: for every regime its newest period with completeness and
 * timeliness, what is late and whose turn it is, returns with their reasons, what came last, and
 * alerts.  The handle remembers what each regime's period came to until something of it changes:
 * a host that shows it often keeps the store open.
 *
 * @param unit      it and all below; empty: all
 * @param time      as of when; 0: now
 * @param json_out  {"unit","as_of","regimes":[{"regime","name","period","due","totals":{..as in
 *                  girs_overview()..}}],"newest":[{"regime","period","unit","pid","rev","logged",
 *                  "status"}],"alerts":[{"alert","message_en","message_vi"}],"late":[{"regime",
 *                  "period","unit","name","scope","due","turn"}],"returned":[{"regime","period",
 *                  "unit","name","scope","pid","codes","text","turn"}],"undecided":[{"regime",
 *                  "period","unit","name","scope","pid","logged","turn"}],"more":{"late",
 *                  "returned","undecided"}}.  Lists hold 200 entries at most; "more" counts those
 *                  left out.  "turn" is the unit that has to act, or "centre"
 * @since 0.1
 */
GIRS_API girs_status girs_central_board(girs_store *store, const char *unit, size_t unit_length,
                                        int64_t time, girs_bytes **json_out,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/**
 * A new year, a new log: makes a new store with everything but the log, whose first leaf is the
 * last checkpoint of the old one.  Old receipts verify as before, chains of revisions go on, and
 * the old store stays as it is.  The server is stopped before; afterwards the registry is signed
 * for the new log, and units set their "audience" to it.
 *
 * @param path    of the new store
 * @param origin  name of the new log, "camau.example.gov.vn/log/2027"
 * @retval GIRS_CONFLICT  the file exists, the name is the old one, or the log grew meanwhile
 * @since 0.1
 */
GIRS_API girs_status girs_central_rotate(girs_central *central, const char *path,
                                         size_t path_length, const char *origin,
                                         size_t origin_length,
                                         girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Fetches, from a centre below, the packages that its aggregates were summed from, each with the
 * proof of the log that took it, and keeps them as evidence: the audience of a package forbids
 * passing it on.  Then decides, by the rules, on the aggregates that waited for it.
 *
 * @param below     JSON {"origin","roots":["ed25519 <base64 SPKI>",..],"log_key"}: the log below,
 *                  the keys that sign its registry, and its verifier key (may be left out: the
 *                  registry's); they are kept for girs_fsck()
 * @param options   the line to that centre; a signer whose key has the role "transport" or
 *                  "reader" there
 * @param json_out  {"wanted","fetched","settled","faults":[{"unit","aggregate","reason",
 *                  "message_en","message_vi"}]}.  "reason" is "fork" (the log contradicts what it
 *                  signed before), "missing", "other-package", "other-place", "other-unit" or
 *                  "unverified"; girs_central_member_faults() has both documents of each
 * @retval GIRS_UNTRUSTED  the log contradicts itself: nothing more is taken from it; json_out is
 *                  still given
 * @since 0.1
 */
GIRS_API girs_status girs_central_fetch_members(girs_central *central, const char *below,
                                                size_t below_length,
                                                const girs_sync_options *options,
                                                girs_bytes **json_out,
                                                girs_error **error_out) GIRS_NOEXCEPT;
/**
 * What was found against centres below, oldest first.
 *
 * @param json_out  [{"at","origin","aggregate","unit","reason","message_en","message_vi",
 *                  "theirs","contradicting"}]: "theirs" is what was signed (the aggregate's
 *                  package, or a checkpoint), "contradicting" the checkpoint, receipt or answer
 *                  that cannot be true beside it
 * @since 0.1
 */
GIRS_API girs_status girs_central_member_faults(girs_store *store, girs_bytes **json_out,
                                                girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Follows one cell of a package down to the cells that it was summed from, through the logs of
 * all levels.
 *
 * @param json_out  {"pid","unit","origin","index","logged","evidence","value","signers":[{"role",
 *                  "keyid"}],"receipt","members":[..the same..]}; a member that was left out has
 *                  "excluded" instead, one whose package is not here "fetched": false
 * @retval GIRS_NOT_FOUND  there is no such package
 * @since 0.1
 */
GIRS_API girs_status girs_central_trace(girs_store *store, const char *pid, size_t pid_length,
                                        const char *form, size_t form_length, const char *row,
                                        size_t row_length, const char *column,
                                        size_t column_length, girs_bytes **json_out,
                                        girs_error **error_out) GIRS_NOEXCEPT;

/**
 * Re-checks everything that the store claims: leaf hashes, tree nodes, checkpoints, every
 * envelope and signature, figures against signed payloads, chains of revisions, decisions,
 * requests.
 *
 * @param progress  may be NULL
 * @param json_out  {"leaves","submissions","decisions","requests","members","checkpoints","faults":[{
 *                  "table","row","message_en","message_vi"}]}; no faults: all is as it was signed
 * @since 0.1
 */
GIRS_API girs_status girs_fsck(girs_store *store, girs_progress_fn progress, void *progress_context,
                               girs_bytes **json_out, girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
