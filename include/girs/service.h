/**
 * A centre in service: the overview at one look, what came of requests, sharing with other bodies
 * and who read what, evidence from centres below, a new log for a new year.  Threads: shared.
 */
#ifndef GIRS_SERVICE_H
#define GIRS_SERVICE_H

#include "base.h"
#include "central.h"
#include "store.h"
#include "sync.h"

#ifdef __cplusplus
extern "C" {
#endif

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
 *
 * @code
 * const char *rule = "{\"schema\":\"girs.sharing/1\",\"code\":\"A\",\"recipient\":\"01\","
 *                    "\"regimes\":[\"KSTTHC\"],\"units\":[\"96\"],\"valid_from\":\"2025-12-01\","
 *                    "\"valid_to\":null,"
 *                    "\"basis\":\"Nghị định 47/2020/NĐ-CP, Điều 5\"}";
 * girs_central_share(centre, rule, GIRS_NUL, &error);
 * girs_central_shares(centre, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "recipient":"01"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_central_share(girs_store *store, const char *rule, size_t rule_length,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/** The newest wording of every rule of sharing, in force or not: [rule..].  @since 0.1 */
GIRS_API girs_status girs_central_shares(girs_store *store, girs_bytes **json_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Pulls what another authority shares with the unit of this store by its rules, going on where the
 * last pull ended; when the rules have changed since, from the beginning, for they may give what
 * they did not.  Each report comes with the proof of the log that took it and its signed
 * acceptance, each time series with its proof; they are verified and kept with their figures.
 * Later decisions on those reports come too.  What could not be taken (a form or an indicator that
 * this store's catalogue lacks) is tried again in later pulls.
 *
 * @param authority  JSON {"origin","roots":[..],"log_key"} as for girs_central_fetch_members()
 * @param options    the line; a signer whose key has the role "partner" there
 * @param json_out   {"reports","series","decisions","known","passed":[{"index","kind","reason",
 *                   "message_en","message_vi"}]}: how many came in and how many were here already
 * @retval GIRS_UNTRUSTED  no rule gives this unit anything (detail "reason" "sharing" or "request-role");
 *                   the message says whom to ask
 *
 * @code
 * char authority[512];
 * girs_sync_options line = GIRS_SYNC_OPTIONS;
 * line.url = "http://127.0.0.1:9";
 * snprintf(authority, sizeof authority,
 *          "{\"origin\":\"baocao.example.gov.vn/log\",\"roots\":[\"%s\"]}", root_text);
 * if (girs_central_pull_shared(store, authority, GIRS_NUL, &line, &text, &error) == GIRS_IO)
 *   puts("no line");
 * girs_error_free(error);
 * error = NULL;
 * girs_bytes_free(text);
 * // prints no line
 * @endcode
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
 *
 * @code
 * int64_t forgotten = 0;
 * girs_central_reads(centre, 0, "", 0, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_central_forget_reads(centre, 1735689600, &forgotten, &error);  // those before 2025
 * // prints "reads":[]
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_central_reads(girs_store *store, int64_t since, const char *unit,
                                        size_t unit_length, girs_bytes **json_out,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Deletes the record of reads before `time` (seconds since 1970), when their time of keeping is
 * over; girs_central_retention() does so by rule and records it.
 *
 * @param count_out  how many; may be NULL
 * @since 0.1
 */
GIRS_API girs_status girs_central_forget_reads(girs_store *store, int64_t time, int64_t *count_out,
                                               girs_error **error_out) GIRS_NOEXCEPT;

/**
 * What would leave the store by rules of retention, and with `apply` what has left it: the record
 * of reads, and attachments that no package and no draft names.  What was signed or logged never
 * goes piece by piece; for packages the answer says from which day the whole store may go to the
 * archive.  Copies are files of the host, which is told their bounds.
 *
 * @param rules     JSON {"schema":"girs.retention/1","rules":[{"code","what":"reads"|
 *                  "unclaimed-attachments"|"packages"|"copies","keep":{"years"|"months"|"days":n},
 *                  "at_least"?,"valid_from","valid_to"?,"basis"}]}: "basis" is the legal act with
 *                  its clause; "at_least", of copies, is how many stay however old
 * @param apply     0: look only; 1: remove, all in one transaction, and record it
 * @param json_out  {"as_of","applied","rules":[{"code","what","basis","before"?,"count"?,
 *                  "at_least"?,"oldest"?,"handover"?}],"done":[{"at","code","what","basis",
 *                  "before","count"}]}: the rules in force today; "before" is the first moment
 *                  that stays; "done" is all that was ever removed
 * @retval GIRS_INVALID_ARGUMENT  with every mistake: a rule without basis or term, two rules about
 *                  the same at one time
 *
 * @code
 * const char *rules =
 *     "{\"schema\":\"girs.retention/1\",\"rules\":[{\"code\":\"doc\",\"what\":\"reads\","
 *     "\"keep\":{\"years\":5},\"valid_from\":\"2025-07-01\",\"basis\":\"Quyết định 10, Điều 3\"}]}";
 * girs_central_retention(centre, rules, GIRS_NUL, 0, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "count":0
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_central_retention(girs_store *store, const char *rules,
                                            size_t rules_length, int32_t apply,
                                            girs_bytes **json_out,
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
 *
 * @code
 * girs_central_board(centre, "96", GIRS_NUL, 0, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "newest":[{"regime":"KSTTHC"
 * @endcode
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
 *
 * @code
 * girs_central_rotate(central, "next-year.girs", GIRS_NUL, "baocao.example.gov.vn/log/next",
 *                     GIRS_NUL, &error);
 * @endcode
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
 *
 * @code
 * char below[512];
 * girs_sync_options line = GIRS_SYNC_OPTIONS;
 * line.url = "http://127.0.0.1:9";
 * snprintf(below, sizeof below, "{\"origin\":\"camau.example.gov.vn/log\",\"roots\":[\"%s\"]}",
 *          root_text);
 * if (girs_central_fetch_members(central, below, GIRS_NUL, &line, &text, &error) == GIRS_IO)
 *   puts("no line; later again");
 * girs_error_free(error);
 * error = NULL;
 * puts(girs_bytes_data(text));  // nothing was asked of it: no aggregate names its log yet
 * girs_bytes_free(text);
 * girs_central_member_faults(centre, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "wanted":0
 * // prints []
 * @endcode
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
 *
 * @code
 * girs_central_trace(centre, pid, GIRS_NUL, "II.06a/VPCP/KSTT", GIRS_NUL, "T", GIRS_NUL, "3",
 *                    GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "value":"1250"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_central_trace(girs_store *store, const char *pid, size_t pid_length,
                                        const char *form, size_t form_length, const char *row,
                                        size_t row_length, const char *column,
                                        size_t column_length, girs_bytes **json_out,
                                        girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
