/**
 * Indicators: figures from reports, from delivered series and from formulas over other
 * indicators, each traceable to signed cells or to the vintage of a series.
 *
 * Figures are decimal text in JSON and CSV, never numbers of a program. Beside each stand:
 *   counted, expected  how many figures below it there are of those that there should be; a report
 *                      without this figure does not count, and of a formula over series whose parts are
 *                      there for different units those that have all of them (over reports: where
 *                      its parts are numerator and denominator of one indicator); of what compares
 *                      or adds up several figures those of the least complete one
 *   status             "estimate", "preliminary", "official": the least final of what it stands on;
 *                      null, or empty in CSV and streams, when it stands on nothing or could not be
 *                      worked out (growth without an earlier value)
 *   flags              "partial" (units are missing), "estimated" (a split unit was shared out),
 *                      "not-comparable" (no figure in these boundaries), "not-additive" (a rate, or a
 *                      share of one, was asked to be summed), "frequency" (it has no such period),
 *                      "revised" (an earlier vintage said otherwise), "stale" (signed before a member
 *                      was corrected, or a sum of such figures; a signed figure is never changed),
 *                      "no-unit" (there was no such unit then), "break" (of one period: the first
 *                      after a break of the series, not comparable with earlier ones; of several: a
 *                      break lies between them, after the earliest, up to and including the latest),
 *                      "negative-base" (growth, an index or a share of what is below zero: not
 *                      applicable), "nominal" and "real" (growth or an index of figures at current,
 *                      at constant prices), "error" (the formula failed, and its definition says to
 *                      show that as missing), and the flags that came with delivered values
 * Threads: any, as the store.
 */
#ifndef GIRS_INDICATOR_H
#define GIRS_INDICATOR_H

#include "arrow.h"
#include "base.h"
#include "report.h"
#include "store.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Computes an indicator for `unit` and for each unit directly below it.
 *
 * @param json_out  {"indicator","name","unit_of_measure","unit_of_measure_en","period","figures":
 *                  [{"unit","name","value","numerator","denominator","counted","expected","pid",
 *                  "flags","now"}]}; a value is decimal text, {"absent":"missing"} and the like, or
 *                  {"error":"#DIV/0!"}; "now" stands beside the first figure when that is stale:
 *                  the figure that the reports below it come to now
 * @retval GIRS_NOT_FOUND  no such indicator or unit
 *
 * @code
 * girs_indicator_compute(store, "KSTT.01", GIRS_NUL, "96", GIRS_NUL, "2025-Q4", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "indicator":"KSTT.01"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_indicator_compute(girs_store *store, const char *code, size_t code_length,
                                            const char *unit, size_t unit_length, const char *period,
                                            size_t period_length, girs_bytes **json_out,
                                            girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The same in columns, one row a unit: "unit", "name", "period", "value", "why" (why there is no
 * value: "missing", "#DIV/0!"..), "numerator", "denominator" (text), "counted", "expected" (int32),
 * "pid" (text).  @since 0.1
 */
GIRS_API girs_status girs_indicator_compute_stream(girs_store *store, const char *code,
                                                   size_t code_length, const char *unit,
                                                   size_t unit_length, const char *period,
                                                   size_t period_length,
                                                   struct ArrowArrayStream *stream_out,
                                                   girs_error **error_out) GIRS_NOEXCEPT;
/**
 * What stands behind one figure, down to signed cells.
 *
 * Over reports, the "figure" as girs_indicator_compute() has it, the "formula", and then of a unit
 * that reports: "numerator_cells" and "denominator_cells", [{"form","row","column","period","unit",
 * "value"}], where an operand that is another indicator has its own explanation as "behind", and
 * "package": {"pid","origin","index" (the leaf in that log),"rev","logged","status","signers":
 * [{"role","keyid","person"}],"members"}. Members of an aggregate are as it names them, with "rev"
 * and "signers" of those that the store holds, and "corrected": {"pid","rev"} of a newer revision.
 * Figures that were summed up, or that a signed aggregate stands on, are "parts", each with the
 * same behind it; "now" stands beside a stale figure. At most 4,000 figures, more than a country
 * has units, in at most 64 levels of JSON: parts and operands beyond have "more": true.
 *
 * Over series and formulas "lineage": {"unit","unit_name","value","status","flags","formula","operands":[..the
 * same..],"parts":[..],"revisions":[{"vintage","published","received","source","value","status",
 * "package":{"pid","origin","index","rev","signers"}}]}, at most 200 figures; operands over
 * reports go on as above.
 *
 * @code
 * girs_indicator_explain(centre, "KSTT.01", GIRS_NUL, "31825", GIRS_NUL, "2025-Q4", GIRS_NUL,
 *                        &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "signers"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_indicator_explain(girs_store *store, const char *code, size_t code_length,
                                            const char *unit, size_t unit_length, const char *period,
                                            size_t period_length, girs_bytes **json_out,
                                            girs_error **error_out) GIRS_NOEXCEPT;

/**
 * The explanation of a figure as a picture: the figure, its operands or cells, the vintages and
 * packages that they came from, with leaf and signers; at most 400 boxes, those nearest to the
 * figure; when there are more, the last says how many were left out directly below the others.
 *
 * @param format    "dot" (Graphviz) or "svg"
 * @param text_out  the picture's text
 *
 * @code
 * girs_indicator_graph(centre, "KSTT.01", GIRS_NUL, "31825", GIRS_NUL, "2025-Q4", GIRS_NUL, "svg",
 *                      GIRS_NUL,
 *                      &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints <svg
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_indicator_graph(girs_store *store, const char *code, size_t code_length,
                                          const char *unit, size_t unit_length, const char *period,
                                          size_t period_length, const char *format,
                                          size_t format_length, girs_bytes **text_out,
                                          girs_error **error_out) GIRS_NOEXCEPT;

/**
 * What stands behind the one figure that a question asks for: in its breakdown and derivation, in
 * the boundaries of a chosen day, as of a moment.
 *
 * @param request   as girs_indicator_query(), of one indicator, unit, period, breakdown and
 *                  derivation (any but "rank")
 * @param format    "json", or a picture as girs_indicator_graph() draws it: "dot", "svg"
 * @param text_out  of a plain value in the boundaries of the time what girs_indicator_explain()
 *                  gives, with vintages, reports and decisions that counted then; of any other
 *                  "lineage" as there, with "derivation" and "boundaries": "operands" are the
 *                  figures that a formula reads or that are compared, "parts" what was added up:
 *                  periods, the earlier units of one that came of a merger ("estimated" and, over
 *                  reports, "weight" where one went over in part), units below, or the members of a
 *                  breakdown
 * @retval GIRS_INVALID_ARGUMENT  with every mistake of the request; more than one figure; a rank
 *
 * @code
 * const char *asked = "{\"indicators\":[\"KSTT.04\"],\"units\":[\"31825\"],\"from\":\"2025\"}";
 * girs_indicator_explain_question(centre, asked, GIRS_NUL, "json", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "period":"2025-Q4","breakdown":{},"value"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_indicator_explain_question(girs_store *store, const char *request,
                                                     size_t request_length, const char *format,
                                                     size_t format_length, girs_bytes **text_out,
                                                     girs_error **error_out) GIRS_NOEXCEPT;

/**
 * What deserves attention among the figures of a question: targets missed and warnings passed (by
 * the thresholds of the indicators), figures that fall three periods in a row, figures that are
 * late, figures far from their own history (at least 8 earlier periods of the question; more than
 * 3 standard deviations from their mean); and a straight line through each series of at least 5
 * values with its value for the period after the last, which is a projection and no figure. Falls,
 * histories and lines begin anew at a break of the series: only what lies after it is compared.
 *
 * @param request   as girs_indicator_query(); derivations are ignored
 * @param json_out  {"alerts":[{"kind":"target-at-least"|"target-at-most"|"warn-below"|
 *                  "warn-above"|"falling"|"late"|"anomaly","indicator","unit","period","value"?,
 *                  "limit"?,"z"?,"message_en","message_vi"}],"projections":[{"indicator","unit",
 *                  "period","projection":true,"value","low","high","values","since" (the first
 *                  period of the line)}]}; low and high are
 *                  2 standard errors of the prediction away (about 95 %); all in decimal arithmetic
 *                  of 34 digits
 *
 * @code
 * const char *asked = "{\"indicators\":[\"KSTT.01\"],\"units\":[\"31825\"],\"from\":\"2025-Q4\"}";
 * girs_indicator_review(centre, asked, GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "alerts":[
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_indicator_review(girs_store *store, const char *request,
                                           size_t request_length, girs_bytes **json_out,
                                           girs_error **error_out) GIRS_NOEXCEPT;

/**
 * Every indicator of the catalogue with all that its definition says: the newest version of each.
 *
 * @param json_out  [{..}]: every member of the definition under its own name (examples/catalog/
 *                  schema/indicator.schema.json describes them: "code", "version", "name", "measure",
 *                  "numerator", "denominator", "missing", "min", "max", "thresholds", "breaks",
 *                  "price_basis", "base_period", "split_key", "late_after_days"...) but "schema";
 *                  texts in both languages. Always there, also where the definition leaves them
 *                  out: "from" ("reports"|"series"|"formula"), "frequency" (of the newest
 *                  version of the regime where figures come from reports: a word, "years" too; as the
 *                  definition writes it where it does: a word, or of several years an object), "groups",
 *                  "breakdowns", "reporters", "body", "verified" (true only where the name is
 *                  confirmed as official), and of computed figures "factor" and "on_error"
 *
 * @code
 * girs_indicator_list(store, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "code":"KSTT.01"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_indicator_list(girs_store *store, girs_bytes **json_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;

/**
 * Many figures at once: indicators x units x periods x breakdowns x derivations.
 *
 * @param request  {"indicators":[code], "units":[code] and / or "below":code (the units directly
 *                 below it) and / or "all_below":code, "from":"2010", "to":"2016"?, "breakdowns":
 *                 [{"SEX":"F"}]? (of a formula those that all figures have which it reads), "derive":
 *                 ["value","ytd","moving-3","growth","growth-year","share","rank" (by the unrounded
 *                 figure among those asked for of one kind of unit),"index-2010"]?, "boundaries":
 *                 "2025-07-01"? (else those of each period's last day), "as_of":"2017-06-30"? (what
 *                 was published by then), "known_at":..? (what this store had received by then)}
 * @param format   "json" {"observations":[{"indicator","unit","unit_name","period","breakdown",
 *                 "derivation","value"|"absent"|"error","decimals","unit_of_measure" (with the
 *                 prices of the figure: "tỷ đồng (giá so sánh 2010)"),"unit_of_measure_en",
 *                 "price_basis"?,"base_period"?,"status","flags","counted","expected",
 *                 "vintage"?,"source"? (of the newest publication of a series that it stands
 *                 on)}]}; "csv"; "sdmx-csv" (2.0); "sdmx-json" (2.0, data); "sdmx-structure" (2.0,
 *                 the structure of that data)
 * @retval GIRS_INVALID_ARGUMENT  with every mistake of the request: unknown indicators and units,
 *                 breakdowns and periods that an indicator has not, an index whose base is of
 *                 another kind than the periods, more than 2,000,000 figures
 *
 * @code
 * const char *asked = "{\"indicators\":[\"KSTT.01\"],\"units\":[\"31825\"],\"from\":\"2025-Q4\"}";
 * girs_indicator_query(centre, asked, GIRS_NUL, "csv", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints 99.2
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_indicator_query(girs_store *store, const char *request,
                                          size_t request_length, const char *format,
                                          size_t format_length, girs_bytes **text_out,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The same in columns, batch after batch as they are asked for: "indicator", "unit", "period",
 * "breakdown", "derivation", "why" (why there is no value: "missing", "#DIV/0!"..; empty where
 * there is one), "status", "flags" (separated by a space) as texts by dictionary; "value" as
 * decimal128 of the most decimals that any of the figures has; "counted", "expected", "decimals"
 * (of the indicator) as int32. The question may be of any size: the answer is computed batch by
 * batch, plain figures over reports period by period out of columns, others one by one, by
 * indicator. Only ranks, for which all units have to be seen together, give 2,000,000 rows at most.
 * Figures of series are those that the store knew when the stream was opened, whatever is imported
 * between two batches. Reports are read when their batch is computed: one that arrives meanwhile
 * may be in later batches and not in earlier ones; "known_at" keeps it out.
 *
 * @param request     as girs_indicator_query(); "all_below":code asks for all units below one
 * @param stream_out  keeps the store open until it is released; for one thread at a time.
 *                    get_next() fails with EIO when the store cannot be read any more, and
 *                    get_last_error() says why
 *
 * @code
 * const char *asked = "{\"indicators\":[\"KSTT.01\"],\"all_below\":\"96\",\"from\":\"2025-Q4\"}";
 * struct ArrowArrayStream stream;
 * struct ArrowArray batch;
 * long rows = 0;
 * girs_indicator_columns(centre, 0, NULL, &error);
 * girs_indicator_query_stream(centre, asked, GIRS_NUL, &stream, &error);
 * while (stream.get_next(&stream, &batch) == 0 && batch.release != NULL) {
 *   rows += (long)batch.length;
 *   batch.release(&batch);
 * }
 * stream.release(&stream);
 * printf("%ld figures\n", rows);
 * // prints 64 figures
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_indicator_query_stream(girs_store *store, const char *request,
                                                 size_t request_length,
                                                 struct ArrowArrayStream *stream_out,
                                                 girs_error **error_out) GIRS_NOEXCEPT;

#define GIRS_COLUMNS_ANEW 1u /* all of them, from the reports */
/**
 * Stores the figures of closed periods by column, from which questions over many units and
 * periods are answered: about a hundred times faster than report by report after opening. The
 * first question about a period that is over stores its columns too, unless the store is only
 * read; this call does so before anybody asks. Columns follow from the reports, are brought up to
 * date when reports arrive or are corrected, and can be made anew at any time; fsck checks them.
 * Nothing depends on this call but speed.
 *
 * @param flags     0 or GIRS_COLUMNS_ANEW
 * @param json_out  {"written","kept","removed"} in periods; may be NULL
 * @since 0.1
 */
GIRS_API girs_status girs_indicator_columns(girs_store *store, uint32_t flags,
                                            girs_bytes **json_out,
                                            girs_error **error_out) GIRS_NOEXCEPT;


/** For girs_series_import_options.flags: the file is SDMX-CSV 2.0, else plain CSV. */
#define GIRS_SERIES_SDMX_CSV 1u

/** How a file of values is read. Texts are NUL-terminated and borrowed for the call. */
typedef struct girs_series_import_options {
  uint32_t struct_size;
  uint32_t flags;        /**< GIRS_SERIES_SDMX_CSV or 0 */
  const char *vintage;   /**< day or moment of publication for lines without one, "2017-06-30" */
  const char *source;    /**< where the file is from; may be NULL */
} girs_series_import_options;
#define GIRS_SERIES_IMPORT_OPTIONS \
  { (uint32_t)sizeof(girs_series_import_options), 0, 0, 0 }

/**
 * Takes the values of a file as new vintages of their series, all or none. What was known before
 * stays readable as of then; a series that says nothing new is passed over.
 *
 * CSV: a heading with indicator, unit, period, value and, as far as needed, status, flags (by a
 * space), vintage and a column for each breakdown. Values have a decimal point and no separators;
 * "-" nothing occurred, "x" not applicable, "..." not available.
 * SDMX-CSV 2.0: STRUCTURE first, then INDICATOR, REF_AREA, TIME_PERIOD, OBS_VALUE, OBS_STATUS,
 * VINTAGE, OBS_FLAGS and breakdowns ("_T": total); further attributes are passed over.
 *
 * @param json_out  {"values","series","unchanged"}
 * @retval GIRS_INVALID_ARGUMENT  with every mistake (details "line", "column"): an unknown
 *                  indicator, unit or breakdown, a period of another frequency, a value with more
 *                  decimals or outside the range of its definition, in CSV one that could mean
 *                  thousands ("12.000" of an indicator with fewer than 3 decimals), a value that
 *                  stands twice
 *
 * @code
 * const char *values = "indicator,unit,period,value,status\nDOCTORS,96,2015,3530,official\n";
 * girs_series_import_options options = GIRS_SERIES_IMPORT_OPTIONS;
 * options.vintage = "2017-06-30";
 * girs_series_import(store, &options, values, GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "values":1
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_series_import(girs_store *store,
                                        const girs_series_import_options *options,
                                        const char *text, size_t text_length,
                                        girs_bytes **json_out,
                                        girs_error **error_out) GIRS_NOEXCEPT;

/**
 * Signs one series and queues it for the authority, in one transaction. A second call for the same
 * indicator, unit, breakdown and vintage is its next revision.
 *
 * @param series   {"unit","indicator","breakdown":{"SEX":"F"}?,"vintage":"2017-06-30","values":[{
 *                 "period","value":"12.5" or "absent":"nil"|"not-applicable"|"not-available",
 *                 "status":"estimate"|"preliminary"|"official","flags":[]}]}
 * @param parties  as girs_report_submit(): "preparer", "approver" and "agency-seal"
 * @param pid_out  identity of the package, 64 hex digits; may be NULL
 * @retval GIRS_INVALID_ARGUMENT  with every mistake and its pointer, also against the definition
 * @retval GIRS_UNTRUSTED         a signature does not verify, or the registry does not allow it
 *
 * @code
 * const char *series = "{\"unit\":\"96\",\"indicator\":\"DOCTORS\",\"breakdown\":{},"
 *     "\"vintage\":\"2027-03-01\","
 *     "\"values\":[{\"period\":\"2025\",\"value\":\"1200\",\"status\":\"official\","
 *     "\"flags\":[]}]}";
 * girs_series_submit(store, series, GIRS_NUL, parties, 3, &text, &error);
 * printf("queued as %s\n", girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints queued as
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_series_submit(girs_store *store, const char *series, size_t series_length,
                                        const girs_party *parties, size_t party_count,
                                        girs_bytes **pid_out,
                                        girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
