/**
 * A report of one unit, regime and period: entered as a draft, checked, approved, sealed into a
 * signed package, corrected by further revisions.
 *
 * Threads: shared.  A handle names the report; every call reads its present state from the
 * store.
 */
#ifndef GIRS_REPORT_H
#define GIRS_REPORT_H

#include "arrow.h"
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

/* How numbers are written in files and texts: nothing is guessed. */
enum { GIRS_NUMBERS_PLAIN = 0 /* 1234.50 */, GIRS_NUMBERS_VIETNAMESE = 1 /* 1.234,50 */ };

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
/** Opens an existing report; GIRS_NOT_FOUND when there is none.  @since 0.1 */
GIRS_API girs_status girs_report_open(girs_store *store, const girs_report_options *options,
                                      girs_report **report_out,
                                      girs_error **error_out) GIRS_NOEXCEPT;
/** Releases the handle.  @since 0.1 */
GIRS_API void girs_report_free(girs_report *report) GIRS_NOEXCEPT;

/**
 * Puts one cell.  The text is a figure, or "-" (nothing occurred), "" (blank), "x" (not
 * applicable), "..." (not available yet).
 *
 * @param form    code of the form; empty when the regime has one form
 * @param column  its printed number, or its name
 * @param number_style  GIRS_NUMBERS_PLAIN or GIRS_NUMBERS_VIETNAMESE
 * @retval GIRS_INVALID_ARGUMENT  the text does not fit the column (details "row", "column")
 * @retval GIRS_NOT_FOUND         no such form, row or column
 * @retval GIRS_CONFLICT          the report is approved or sealed
 * @since 0.1
 */
GIRS_API girs_status girs_report_set_cell(girs_report *report, const char *form, size_t form_length,
                                          const char *row, size_t row_length, const char *column,
                                          size_t column_length, const char *text, size_t text_length,
                                          int32_t number_style,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Takes cells from a CSV or JSON file (src/form/README.md shows the layouts), all or nothing.
 *
 * @param name  the file's name, for messages; ".json" at its end means JSON, else CSV
 * @retval GIRS_INVALID_ARGUMENT  every mistake with details "line", "row", "column"; the draft
 *                                stays as it was
 *
 * @code
 * const char *cells = "row,4,5\nLV02,830,400\n";
 * if (girs_report_import(report, "", 0, "q4.csv", GIRS_NUL, cells, GIRS_NUL, GIRS_NUMBERS_PLAIN, &error) < 0)
 *   for (size_t i = 0; i < girs_error_mistake_count(error); ++i)
 *     printf("line %s: %s\n", girs_error_mistake_detail(error, i, "line"),
 *            girs_error_mistake_message(error, i, "vi"));
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_report_import(girs_report *report, const char *form, size_t form_length,
                                        const char *name, size_t name_length, const char *content,
                                        size_t content_length, int32_t number_style,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Cells in plain columns.  Each column is offsets and one run of UTF-8, as Arrow lays out text:
 * text i is data[offsets[i]] up to data[offsets[i + 1]], so there are count + 1 offsets.  Values
 * are written as girs_report_set_cell() reads them.  Start from GIRS_CELL_COLUMNS.
 */
typedef struct girs_cell_columns {
  uint32_t struct_size;
  int32_t number_style;  /* GIRS_NUMBERS_PLAIN or GIRS_NUMBERS_VIETNAMESE */
  size_t count;
  const int32_t *row_offsets;
  const char *row_data;
  const int32_t *column_offsets;
  const char *column_data;
  const int32_t *value_offsets;
  const char *value_data;
} girs_cell_columns;
#define GIRS_CELL_COLUMNS {(uint32_t)sizeof(girs_cell_columns), 0, 0, 0, 0, 0, 0, 0, 0}

/**
 * Puts many cells in one call and one transaction, all or nothing.
 *
 * @param cells  borrowed for the call
 * @retval GIRS_INVALID_ARGUMENT  every mistake with details "index" (from 0), "row", "column"; the
 *                                draft stays as it was
 * @retval GIRS_CONFLICT          the report is approved or sealed
 * @since 0.1
 */
GIRS_API girs_status girs_report_set_cells(girs_report *report, const char *form,
                                           size_t form_length, const girs_cell_columns *cells,
                                           girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The same for an Arrow stream with the text columns "row", "column" and "value" (utf8 or
 * large_utf8; no value is blank); other columns are passed over.
 *
 * @param cells  moved out of and released by the call, whatever comes of it
 * @since 0.1
 */
GIRS_API girs_status girs_report_set_cells_stream(girs_report *report, const char *form,
                                                  size_t form_length,
                                                  struct ArrowArrayStream *cells,
                                                  int32_t number_style,
                                                  girs_error **error_out) GIRS_NOEXCEPT;
/**
 * What a file would change, and what the checks would say then; nothing is stored.
 *
 * @param json_out  {"form","cells":[{"row","column","from","to"}],"rows_added":[],
 *                  "rows_removed":[],"fields":[{"field","from","to"}],"findings":[..],
 *                  "summary":{..}}; a cell as in a package, null when blank
 * @retval GIRS_INVALID_ARGUMENT  as girs_report_import(): every mistake with its row and column
 * @since 0.1
 */
GIRS_API girs_status girs_report_preview(girs_report *report, const char *form, size_t form_length,
                                         const char *name, size_t name_length, const char *content,
                                         size_t content_length, int32_t number_style,
                                         girs_bytes **json_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Takes cells from a file as girs_report_import() does, for an editor who saw version `base` of
 * the draft ("edit" of girs_report_show()): what others changed since stays, and where both
 * changed one cell nothing is stored.
 *
 * @param base  the version seen; 0: whatever is there
 * @retval GIRS_CONFLICT  every cell that both changed is a mistake with details "row", "column",
 *                        "base", "theirs", "yours", "actor"
 * @since 0.1
 */
GIRS_API girs_status girs_report_merge(girs_report *report, const char *form, size_t form_length,
                                       const char *name, size_t name_length, const char *content,
                                       size_t content_length, int32_t number_style, int64_t base,
                                       girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Puts the text of a header field, or of a section of an outline; empty takes it away.
 *
 * @retval GIRS_NOT_FOUND         the form has no such field
 * @retval GIRS_INVALID_ARGUMENT  the text does not fit, or the software fills the field in
 * @since 0.1
 */
GIRS_API girs_status girs_report_set_field(girs_report *report, const char *form,
                                           size_t form_length, const char *field,
                                           size_t field_length, const char *text,
                                           size_t text_length, int32_t number_style,
                                           girs_error **error_out) GIRS_NOEXCEPT;
/** Takes a dynamic row away, or blanks a fixed one.  @since 0.1 */
GIRS_API girs_status girs_report_remove_row(girs_report *report, const char *form,
                                            size_t form_length, const char *row, size_t row_length,
                                            girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Fills blank cells from an earlier period's report of the same store.
 *
 * @param columns  JSON object {"<column there>":"<column here>"}; empty: dynamic rows, and every
 *                 column that holds no number
 * @retval GIRS_NOT_FOUND  there is no such report
 * @since 0.1
 */
GIRS_API girs_status girs_report_fill_from(girs_report *report, const char *form,
                                           size_t form_length, const char *period,
                                           size_t period_length, const char *columns,
                                           size_t columns_length, girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Puts what the unit reported in a local form (under the regime `local`, for the same period) into
 * the national form that it varies, column by column as the local form's "variant_of" maps them.
 * An edit like any other: it is in the history and can be undone.
 *
 * @param left_out  JSON array of {"row","column","reason_en","reason_vi"}: cells of the local form
 *                  that hold something and have no place in the national one; may be NULL
 * @retval GIRS_NOT_FOUND         the store holds no such report under that regime
 * @retval GIRS_INVALID_ARGUMENT  none of its forms is a variant of this form and version
 * @retval GIRS_CONFLICT          two local cells meet in one that does not add up
 * @since 0.1
 */
GIRS_API girs_status girs_report_convert(girs_report *report, const char *form, size_t form_length,
                                         const char *local, size_t local_length,
                                         girs_bytes **left_out, girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Takes back the newest edit that was not taken back yet; both stay in the history.
 *
 * @retval GIRS_NOT_FOUND  there is none
 * @since 0.1
 */
GIRS_API girs_status girs_report_undo(girs_report *report, girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Adds a file to the report, or replaces the one of that name.
 *
 * @param name        a file's name without folders
 * @param media_type  "application/pdf"
 * @retval GIRS_INVALID_ARGUMENT  a name or type that is none, or a file that the forms forbid
 * @since 0.1
 */
GIRS_API girs_status girs_report_attach(girs_report *report, const char *name, size_t name_length,
                                        const char *media_type, size_t media_type_length,
                                        const void *content, size_t content_length,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/** Takes a file away; GIRS_NOT_FOUND when there is none of that name.  @since 0.1 */
GIRS_API girs_status girs_report_detach(girs_report *report, const char *name, size_t name_length,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/** Makes the draft a nil return: every figure of its fixed rows is nil.  @since 0.1 */
GIRS_API girs_status girs_report_make_nil(girs_report *report,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/** Explains in writing why a row (empty: the form) breaks a rule of class "explain".  @since 0.1 */
GIRS_API girs_status girs_report_explain(girs_report *report, const char *form, size_t form_length,
                                         const char *row, size_t row_length, const char *rule,
                                         size_t rule_length, const char *text, size_t text_length,
                                         girs_error **error_out) GIRS_NOEXCEPT;
/** Notes that the report was first sent by another channel (paper, e-office) at `time`.  @since 0.1 */
GIRS_API girs_status girs_report_sent_otherwise(girs_report *report, const char *channel,
                                                size_t channel_length, int64_t time,
                                                girs_error **error_out) GIRS_NOEXCEPT;
/** Checks the report against its forms' rules.  The findings are the caller's to free.  @since 0.1 */
GIRS_API girs_status girs_report_check(girs_report *report, girs_findings **findings_out,
                                       girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Checks one cell alone: what it must be, and the rules that read it.  For screens, after every
 * change.  The findings are the caller's to free.  @since 0.1
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
 *                  "from","to","by"}]}]}]}; each cell of a group alone would do
 * @since 0.1
 */
GIRS_API girs_status girs_report_causes(girs_report *report, girs_bytes **json_out,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/** One form as CSV, as girs_report_import() reads it; texts that a spreadsheet would run as a formula
 * get an apostrophe before them.  @since 0.1 */
GIRS_API girs_status girs_report_csv(girs_report *report, const char *form, size_t form_length,
                                     girs_bytes **csv_out, girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The preparer sends the draft to the approver: "draft" or "returned" becomes "submitted".
 *
 * @retval GIRS_CONFLICT   not from this state; the error says from which, and who (detail "by")
 * @retval GIRS_UNTRUSTED  the role given in the options may not
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
 * @since 0.1
 */
GIRS_API girs_status girs_report_submit_signed(girs_report *report, const char *package,
                                               size_t package_length, girs_bytes **pid_out,
                                               girs_error **error_out) GIRS_NOEXCEPT;
/** Begins revision n+1 of a sealed report with the same cells, with the reason.  @since 0.1 */
GIRS_API girs_status girs_report_correct(girs_report *report, const char *reason_code,
                                         size_t reason_code_length, const char *reason,
                                         size_t reason_length, const char *authorization,
                                         size_t authorization_length,
                                         girs_error **error_out) GIRS_NOEXCEPT;
/** Begins the withdrawal of a sealed report as revision n+1, with the reason.  @since 0.1 */
GIRS_API girs_status girs_report_withdraw(girs_report *report, const char *reason_code,
                                          size_t reason_code_length, const char *reason,
                                          size_t reason_length, const char *authorization,
                                          size_t authorization_length,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The report as JSON: {"regime","unit","period","scope","rev","kind","state","edit","pid",
 * "on_behalf","sent_otherwise","outbox","window","attachments","forms":{..},"explanations":[..],"members":[..]}.  @since 0.1
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
 * Who did what when: JSON array of {"at","actor","action","detail"}; of edits also "form", "edit"
 * (the draft's version after it), "changes" (as in girs_report_preview()) and "undoes" (the version
 * whose edit it took back, or null).  @since 0.1
 */
GIRS_API girs_status girs_report_history(girs_report *report, girs_bytes **json_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
