/**
 * Findings: what the checks of a form have to say about its cells.  A finding is data, not an
 * error: a form that breaks a rule is checked with GIRS_OK.
 */
#ifndef GIRS_FORM_H
#define GIRS_FORM_H

#include "arrow.h"
#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The findings of one check, in the form's order.  Threads: free. */
typedef struct girs_findings girs_findings;

/* Severity of a finding: an error blocks sending, "explain" must be explained in writing. */
enum { GIRS_ERROR = 0, GIRS_EXPLAIN = 1, GIRS_INFO = 2 };
/* What came of the rule. */
enum { GIRS_FAIL = 0, GIRS_NOT_EVALUATED = 1, GIRS_RULE_ERROR = 2 };

/** Number of findings.  @since 0.1 */
GIRS_API size_t girs_findings_count(const girs_findings *findings) GIRS_NOEXCEPT;
/**
 * GIRS_ERROR, GIRS_EXPLAIN or GIRS_INFO; -1 beyond the last one.
 *
 * @code
 * girs_findings *findings = NULL;
 * size_t errors = 0, to_explain = 0;
 * girs_report_check(report, &findings, &error);
 * for (size_t i = 0; i < girs_findings_count(findings); ++i) {
 *   const int32_t outcome = girs_findings_outcome(findings, i);
 *   if (girs_findings_severity(findings, i) == GIRS_ERROR && outcome == GIRS_FAIL) ++errors;
 *   if (girs_findings_is_unexplained(findings, i)) ++to_explain;
 * }
 * printf("%d errors, %d to explain\n", (int)errors, (int)to_explain);
 * girs_findings_free(findings);
 * // prints 0 errors
 * @endcode
 * @since 0.1
 */
GIRS_API int32_t girs_findings_severity(const girs_findings *findings, size_t index) GIRS_NOEXCEPT;
/** GIRS_FAIL, GIRS_NOT_EVALUATED or GIRS_RULE_ERROR; -1 beyond the last one.  @since 0.1 */
GIRS_API int32_t girs_findings_outcome(const girs_findings *findings, size_t index) GIRS_NOEXCEPT;
/** 1 when the finding still needs an explanation in writing, else 0.  @since 0.1 */
GIRS_API int32_t girs_findings_is_unexplained(const girs_findings *findings, size_t index) GIRS_NOEXCEPT;
/**
 * A part of finding `index` as text, or NULL when it has none: "id", "rule", "form", "row",
 * "column", "operation", "left", "right", "difference".  Borrowed from the findings.  @since 0.1
 */
GIRS_API const char *girs_findings_text(const girs_findings *findings, size_t index,
                                        const char *part) GIRS_NOEXCEPT;
/** What to do, in `language` ("vi", "en"), with the figures in full; borrowed.  @since 0.1 */
GIRS_API const char *girs_findings_message(const girs_findings *findings, size_t index,
                                           const char *language) GIRS_NOEXCEPT;
/** 1 when nothing blocks sending: no error and no finding without its explanation.  @since 0.1 */
GIRS_API int32_t girs_findings_is_clear(const girs_findings *findings) GIRS_NOEXCEPT;
/**
 * All findings with both messages and the cells to blame, as JSON.
 *
 * @code
 * girs_findings *findings = NULL;
 * girs_report_check(report, &findings, &error);
 * girs_findings_json(findings, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_findings_free(findings);
 * // prints "findings":[
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_findings_json(const girs_findings *findings, girs_bytes **json_out,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/**
 * All findings in columns, one batch: "severity", "outcome" and "unexplained" (int32, as the getters
 * give them), then text: "id", "rule", "form", "row", "column", "operation", "left", "right",
 * "difference", "message_en", "message_vi".  Figures are exact decimal text.
 *
 * @code
 * girs_findings *findings = NULL;
 * struct ArrowArrayStream stream;
 * struct ArrowArray batch;
 * girs_report_check(report, &findings, &error);
 * girs_findings_stream(findings, &stream, &error);
 * while (stream.get_next(&stream, &batch) == 0 && batch.release != NULL) {
 *   printf("%d findings in %d columns\n", (int)batch.length, (int)batch.n_children);
 *   batch.release(&batch);
 * }
 * stream.release(&stream);
 * girs_findings_free(findings);
 * // prints in 14 columns
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_findings_stream(const girs_findings *findings,
                                          struct ArrowArrayStream *stream_out,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Releases them.
 *
 * @code
 * girs_findings *findings = NULL;
 * girs_report_check(report, &findings, &error);
 * for (size_t i = 0; i < girs_findings_count(findings); ++i)
 *   printf("%s: %s\n", girs_findings_text(findings, i, "id"), girs_findings_message(findings, i, "vi"));
 * if (girs_findings_is_clear(findings)) puts("may be sent");
 * girs_findings_free(findings);
 * @endcode
 * @since 0.1
 */
GIRS_API void girs_findings_free(girs_findings *findings) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
