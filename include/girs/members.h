/**
 * Many reports side by side: an aggregate and its members, what they say against the unit above, all
 * reports of a period and of a store.
 *
 * Threads: shared, as the store is.
 */
#ifndef GIRS_MEMBERS_H
#define GIRS_MEMBERS_H

#include "base.h"
#include "report.h"
#include "store.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Sums up the accepted reports of the unit's direct members into the aggregate draft, making it
 * when there is none.  Needs GIRS_REPORT_AGGREGATE.
 *
 * @param excluded  JSON object {"<unit>":"<reason>"} of members to leave out; may be empty
 * @param summary_out  JSON {"counted","members":[{"unit","pid","origin","index"} or
 *                     {"unit","excluded":{"code","text"}}]}; may be NULL
 *
 * @code
 * girs_report_options which = GIRS_REPORT_OPTIONS;
 * girs_report *aggregate = NULL;
 * which.regime = "KSTTHC";
 * which.unit = "96";
 * which.period = "2025-Q4";
 * which.flags = GIRS_REPORT_AGGREGATE;
 * girs_report_aggregate(centre, &which, "{\"31834\":\"no line\"}", GIRS_NUL, &aggregate, &text,
 *                       &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_report_members(centre, &which, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_report_free(aggregate);
 * // prints "counted":1
 * // prints "state":"aggregated"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_report_aggregate(girs_store *store, const girs_report_options *options,
                                           const char *excluded, size_t excluded_length,
                                           girs_report **report_out, girs_bytes **summary_out,
                                           girs_error **error_out) GIRS_NOEXCEPT;
/**
 * How far each direct member's report has come on its way into the aggregate that the options name
 * (GIRS_REPORT_AGGREGATE), whether it has been made yet or not.
 *
 * @param json_out  {"expected","counted","excluded","members":[{"unit","unit_name","state","pid",
 *                  "counted","outdated","reason"}]}.  "state" is "not-received", "submitted",
 *                  "returned", "withdrawn", "excluded", "approved" (waiting for the aggregate),
 *                  "aggregated" or "completed" (the aggregate is signed); "counted" the package that
 *                  the aggregate counts, "outdated" whether a newer one has come or it was returned
 * @since 0.1
 */
GIRS_API girs_status girs_report_members(girs_store *store, const girs_report_options *options,
                                         girs_bytes **json_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;
/**
 * What a unit's report says against the sum of its direct members' accepted reports: the cells that
 * differ.  The report is the store's own, else the newest received; cells that do not add up
 * (rates, texts, computed ones) are passed over.
 *
 * @param json_out  {"unit","unit_name","period","scope","expected","counted","members":[..],
 *                  "forms":[{"form","cells":[{"row","column","sum","stated","difference"}],
 *                  "partial":[{"row","column","counted","missing":["<unit>"]}],
 *                  "not_summed":[{"column","reason_en","reason_vi"}]}]}; "difference" is stated less
 *                  sum, null where one of them is no figure
 * @retval GIRS_NOT_FOUND  the store holds no such report
 *
 * @code
 * girs_report_options which = GIRS_REPORT_OPTIONS;
 * girs_report *aggregate = NULL;
 * which.regime = "KSTTHC";
 * which.unit = "96";
 * which.period = "2025-Q4";
 * which.flags = GIRS_REPORT_AGGREGATE;
 * girs_report_aggregate(centre, &which, "", 0, &aggregate, NULL, &error);
 * girs_report_set_cell(aggregate, "", 0, "T", GIRS_NUL, "3", GIRS_NUL, "1251", GIRS_NUL,
 *                      GIRS_NUMBERS_PLAIN, &error);
 * girs_report_against_members(centre, &which, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_report_cell_of_members(centre, &which, "", 0, "T", GIRS_NUL, "3", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_report_free(aggregate);
 * // prints "difference":"1"
 * // prints "value":"1250"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_report_against_members(girs_store *store,
                                                 const girs_report_options *options,
                                                 girs_bytes **json_out,
                                                 girs_error **error_out) GIRS_NOEXCEPT;
/**
 * What each member that counts gave in one cell: JSON array of {"unit","unit_name","value"}.
 * @since 0.1
 */
GIRS_API girs_status girs_report_cell_of_members(girs_store *store,
                                                 const girs_report_options *options,
                                                 const char *form, size_t form_length,
                                                 const char *row, size_t row_length,
                                                 const char *column, size_t column_length,
                                                 girs_bytes **json_out,
                                                 girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Checks every report of a regime and period that the store holds, received or begun here, in one
 * call: of the options' unit and all units below it.
 *
 * @param options       "regime" and "period"; "unit": its subtree, NULL or empty for every report
 * @param findings_max  how many findings to list at most; 0: only counts.  Counts cover all
 * @param progress      may be NULL; stage "check", unit "reports"
 * @param json_out      {"regime","period","checked","clear","summary":{"errors","explain","info",
 *                      "not_evaluated","rule_errors"},"reports":[{"unit","unit_name","scope","rev",
 *                      "pid","state","clear","summary":{..},"findings":[..]}],"cut"}; findings as
 *                      girs_findings_json() gives them, "cut" whether there were more of them
 * @code
 * girs_report_options which = GIRS_REPORT_OPTIONS;
 * which.regime = "KSTTHC";
 * which.period = "2025-Q4";
 * girs_report_check_all(store, &which, 100, NULL, NULL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "checked":1
 * @endcode
 * @retval GIRS_CANCELLED  progress said so
 * @since 0.1
 */
GIRS_API girs_status girs_report_check_all(girs_store *store, const girs_report_options *options,
                                           size_t findings_max, girs_progress_fn progress,
                                           void *progress_context, girs_bytes **json_out,
                                           girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Every report of the store: JSON array of {"regime","unit","period","scope","rev","state","pid"}.
 *
 * @code
 * struct ArrowArrayStream stream;
 * girs_report_list(store, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_report_list_stream(store, &stream, &error);  // the same for an Arrow library
 * stream.release(&stream);
 * // prints "state":"draft"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_report_list(girs_store *store, girs_bytes **json_out,
                                      girs_error **error_out) GIRS_NOEXCEPT;
/** The same in columns: text, but "rev" (int32).  @since 0.1 */
GIRS_API girs_status girs_report_list_stream(girs_store *store, struct ArrowArrayStream *stream_out,
                                             girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
