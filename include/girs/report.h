/**
 * A report of one unit, regime and period: entered as a draft, checked, approved, sealed into a
 * signed package, corrected by further revisions.
 *
 * Threads: shared.  A handle names the report; every call reads its present state from the
 * store.
 */
#ifndef GIRS_REPORT_H
#define GIRS_REPORT_H

#include "base.h"
#include "form.h"
#include "key.h"
#include "store.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct girs_report girs_report;

/** Which report, and on whose behalf the calls are made.  Start from GIRS_REPORT_OPTIONS. */
typedef struct girs_report_options {
  uint32_t struct_size;
  uint32_t flags;     /* GIRS_REPORT_AGGREGATE: the unit's aggregate, not its own report */
  const char *regime; /* "KSTTHC" */
  const char *unit;   /* default: the store's unit */
  const char *period; /* "2025-Q4" */
  const char *actor;  /* for the history: who does it; default: the unit */
  const char *role;   /* to be held to it: "preparer", "approver", "agency-seal", several with commas,
                         or "registry": those that the store's registry of keys grants the actor, a
                         person or a key; default: the host has checked what the actor may do */
  const char *on_behalf; /* girs_report_create: the unit above that enters the data for this one */
} girs_report_options;
#define GIRS_REPORT_OPTIONS {(uint32_t)sizeof(girs_report_options), 0, 0, 0, 0, 0, 0, 0}
#define GIRS_REPORT_AGGREGATE 0x1u

/**
 * Begins a report with empty forms.
 *
 * @retval GIRS_NOT_FOUND  no such regime, unit or form in that period
 * @retval GIRS_CONFLICT   the report exists
 *
 * @code
 * girs_report *another = NULL;
 * girs_report_options which = GIRS_REPORT_OPTIONS;
 * which.regime = "KSTTHC";
 * which.unit = "31834";
 * which.period = "2025-Q4";
 * girs_report_create(store, &which, &another, &error);
 * girs_report_set_cell(another, "", 0, "LV01", GIRS_NUL, "4", GIRS_NUL, "1.250", GIRS_NUL,
 *                      GIRS_NUMBERS_VIETNAMESE, &error);
 * girs_report_show(another, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_report_free(another);
 * // prints "1250"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_report_create(girs_store *store, const girs_report_options *options,
                                        girs_report **report_out,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Opens an existing report; GIRS_NOT_FOUND when there is none.
 *
 * @code
 * girs_report *opened = NULL;
 * girs_report_options which = GIRS_REPORT_OPTIONS;
 * which.regime = "KSTTHC";
 * which.period = "2025-Q4";
 * which.actor = "Lan";
 * girs_report_open(store, &which, &opened, &error);
 * girs_report_history(opened, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_report_free(opened);
 * // prints "action"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_report_open(girs_store *store, const girs_report_options *options,
                                      girs_report **report_out,
                                      girs_error **error_out) GIRS_NOEXCEPT;
/** Releases the handle.  @since 0.1 */
GIRS_API void girs_report_free(girs_report *report) GIRS_NOEXCEPT;

/** Checks the report against its forms' rules.  The findings are the caller's to free.  @since 0.1 */
GIRS_API girs_status girs_report_check(girs_report *report, girs_findings **findings_out,
                                       girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Checks one cell alone: what it must be, and the rules that read it.  For screens, after every
 * change.  The findings are the caller's to free.
 *
 * @code
 * girs_findings *findings = NULL;
 * girs_report_set_cell(report, "", 0, "LV01", GIRS_NUL, "6", GIRS_NUL, "12", GIRS_NUL,
 *                      GIRS_NUMBERS_PLAIN, &error);
 * girs_report_check_cell(report, "", 0, "LV01", GIRS_NUL, "6", GIRS_NUL, &findings, &error);
 * for (size_t i = 0; i < girs_findings_count(findings); ++i) puts(girs_findings_text(findings, i,
 *                                                                                    "rule"));
 * girs_findings_free(findings);
 * girs_report_causes(report, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints received-total
 * // prints "from":"12","to":"20","by":"8"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_report_check_cell(girs_report *report, const char *form,
                                            size_t form_length, const char *row, size_t row_length,
                                            const char *column, size_t column_length,
                                            girs_findings **findings_out,
                                            girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Which single cells, changed by how much, would satisfy all identities that fail together and
 * break no other rule.  A proposal: nothing is changed.
 *
 * @param json_out  {"forms":[{"form","groups":[{"findings":["<id>"],"cells":[{"row","column",
 *                  "from","to","by","also"}]}]}]}; each cell of a group alone would do; "also": ids
 *                  of findings beyond the group that it mends too, where there are any
 * @since 0.1
 */
GIRS_API girs_status girs_report_causes(girs_report *report, girs_bytes **json_out,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The preparer sends the draft to the approver: "draft" or "returned" becomes "submitted".
 *
 * @retval GIRS_CONFLICT   not from this state; the error says from which, and who (detail "by")
 * @retval GIRS_UNTRUSTED  the role given in the options may not
 *
 * @code
 * girs_report_send_for_approval(report, &error);
 * girs_report_take_back(report, &error);
 * girs_report_send_for_approval(report, &error);
 * girs_report_return(report, "Sai cột 5", GIRS_NUL, &error);  // the approver does
 * girs_report_show(report, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "state":"returned"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_report_send_for_approval(girs_report *report,
                                                   girs_error **error_out) GIRS_NOEXCEPT;
/** The preparer takes a submitted report back.  Errors as above.  @since 0.1 */
GIRS_API girs_status girs_report_take_back(girs_report *report,
                                           girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Approves the report.  An approver who gives the role approves what another has submitted; a
 * host that gives no role may approve a draft in one step.
 *
 * @retval GIRS_CONFLICT   findings stand in the way: each is a mistake of the error; or not from
 *                         this state
 * @retval GIRS_UNTRUSTED  the role given in the options may not, or the same person submitted it
 * @since 0.1
 */
GIRS_API girs_status girs_report_approve(girs_report *report, girs_error **error_out) GIRS_NOEXCEPT;
/** Returns a submitted or approved report to its preparer, with the reason.  @since 0.1 */
GIRS_API girs_status girs_report_return(girs_report *report, const char *reason,
                                        size_t reason_length, girs_error **error_out) GIRS_NOEXCEPT;

/** One who signs a report.  Start from GIRS_PARTY. */
typedef struct girs_party {
  uint32_t struct_size;
  uint32_t reserved;
  const char *role;      /* "preparer", "approver", "agency-seal" */
  const char *authority; /* "KT.", "TL.", "TUQ."..., or NULL */
  const girs_signer *signer;
} girs_party;
#define GIRS_PARTY {(uint32_t)sizeof(girs_party), 0, 0, 0, 0}

/**
 * Seals an approved report: payload, signatures and the place in the outbox in one transaction.
 *
 * @param parties  one for each role at least; preparer and approver must differ
 * @param pid_out  identity of the package, 64 hex digits; may be NULL
 * @retval GIRS_CONFLICT          the report is not approved
 * @retval GIRS_INVALID_ARGUMENT  a role is missing, or the preparer also approves
 * @retval GIRS_UNTRUSTED         a signature does not verify, or the registry does not allow it
 *
 * @code
 * girs_report_approve(report, &error);
 * girs_report_submit(report, parties, 3, &text, &error);
 * printf("queued as %s\n", girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_report_correct(report, "error", GIRS_NUL, "Sai cột 13", GIRS_NUL, "", 0, &error);
 * girs_report_set_cell(report, "", 0, "LV01", GIRS_NUL, "13", GIRS_NUL, "11", GIRS_NUL,
 *                      GIRS_NUMBERS_PLAIN, &error);
 * girs_report_difference(report, 1, 0, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints queued as
 * // prints "from":"10","to":"11"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_report_submit(girs_report *report, const girs_party *parties,
                                        size_t party_count, girs_bytes **pid_out,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Makes the package of an approved report for those who sign it one after the other, on machines
 * of their own: each reads girs_package_show() and signs with girs_package_sign(), the last one
 * hands it to girs_report_submit_signed().  The store stays as it is.
 *
 * @param signers  JSON array of {"role","keyid","authority"}, one for each role at least; keys are
 *                 those of the registry; "authority" ("KT.") may be left out
 * @param package_out  the package without signatures
 * @retval GIRS_CONFLICT   the report is not approved
 * @retval GIRS_UNTRUSTED  the registry does not hold a key, or not for its role
 * @retval GIRS_NOT_FOUND  the store holds no registry of keys
 * @since 0.1
 */
GIRS_API girs_status girs_report_prepare(girs_report *report, const char *signers,
                                         size_t signers_length, girs_bytes **package_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Queues a package of girs_report_prepare() that everybody named in it has signed.
 *
 * @param pid_out  identity of the package, 64 hex digits; may be NULL
 * @retval GIRS_CONFLICT   the report is not approved, or is no longer what was signed: it must be
 *                         prepared and signed anew
 * @retval GIRS_UNTRUSTED  a signature is missing or wrong, or the registry does not allow it
 *                         (details "reason", "keyid")
 *
 * @code
 * girs_bytes *package = NULL, *next = NULL;
 * girs_report_approve(report, &error);
 * girs_report_prepare(report, named, GIRS_NUL, &package, &error);
 * for (size_t i = 0; i < 3; ++i) {  // each on a machine of their own
 *   girs_package_sign(girs_bytes_data(package), girs_bytes_size(package), parties[i].signer, &next,
 *                     &error);
 *   girs_bytes_free(package);
 *   package = next;
 * }
 * girs_report_submit_signed(report, girs_bytes_data(package), girs_bytes_size(package), &text,
 *                           &error);
 * printf("queued as %s\n", girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_bytes_free(package);
 * // prints queued as
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_report_submit_signed(girs_report *report, const char *package,
                                               size_t package_length, girs_bytes **pid_out,
                                               girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Begins revision n+1 of a sealed report with the same cells, with the reason.  Its package follows
 * what the authority has: where the package of revision n was refused ("dead-letter", "conflict"),
 * the newest one that was taken, also one that another computer of the unit sent; an original again
 * when there is none.  What follows another computer's package begins with the figures, texts and
 * files of that one, so that no older figures come back.
 *
 * `authorization` is the identity of the authority's order to reopen the report, which a correction
 * after the deadline must name; empty: the one that a round has brought, if it is the authority's newest
 * decision on what the correction follows when the package is made.  @since 0.1
 */
GIRS_API girs_status girs_report_correct(girs_report *report, const char *reason_code,
                                         size_t reason_code_length, const char *reason,
                                         size_t reason_length, const char *authorization,
                                         size_t authorization_length,
                                         girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Begins the withdrawal of a sealed report as revision n+1, with the reason.
 *
 * @code
 * girs_report_approve(report, &error);
 * girs_report_submit(report, parties, 3, NULL, &error);
 * girs_report_withdraw(report, "error", GIRS_NUL, "Gửi nhầm kỳ", GIRS_NUL, "", 0, &error);
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_report_withdraw(girs_report *report, const char *reason_code,
                                          size_t reason_code_length, const char *reason,
                                          size_t reason_length, const char *authorization,
                                          size_t authorization_length,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The report as JSON: {"regime","unit","period","scope","rev","package_rev","kind","state","edit","pid",
 * "on_behalf","sent_otherwise","outbox","window","attachments","forms":{..},"explanations":[..],"members":[..]}.  "rev" counts the revisions
 * in this store, "package_rev" those of the authority, without the refused ones.  @since 0.1
 */
GIRS_API girs_status girs_report_show(girs_report *report, girs_bytes **json_out,
                                      girs_error **error_out) GIRS_NOEXCEPT;
/**
 * What changed between two revisions of the report (0: the newest): JSON
 * {"from","to","forms":[{"form","cells":[{"row","column","from","to"}],"rows_added",
 * "rows_removed","fields"}]}.  GIRS_NOT_FOUND when there is no such revision.  @since 0.1
 */
GIRS_API girs_status girs_report_difference(girs_report *report, int32_t from_rev, int32_t to_rev,
                                            girs_bytes **json_out,
                                            girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Who did what when, in every revision: JSON array of {"rev","at","actor","action","detail"}; of edits also "form", "edit"
 * (the draft's version after it), "changes" (as in girs_report_preview()) and "undoes" (the version
 * whose edit it took back, or null).  @since 0.1
 */
GIRS_API girs_status girs_report_history(girs_report *report, girs_bytes **json_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
