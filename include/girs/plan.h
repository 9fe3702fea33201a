/**
 * Plans: many rules and indicators over the cells of many units at once.
 *
 * A plan is compiled from definitions; a table holds a column of cells for each template cell and
 * period, with one cell for each unit of a tree; a run applies the plan to the table.  The host
 * runs its parts from threads of its own.
 *
 * Figures are those of girs_formula_evaluate() over the same cells, whatever the number of parts
 * and the processor.
 *
 * Threads: a plan is free.  A table is single while it is filled; a run refuses to go on once its
 * table was changed by others than girs_plan_run_apply().  A run is shared: different parts may be
 * run by different threads at once.
 */
#ifndef GIRS_PLAN_H
#define GIRS_PLAN_H

#include "arrow.h"
#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Compiled definitions.  Threads: free. */
typedef struct girs_plan girs_plan;
/** Columns of cells over the units of one tree.  Threads: single. */
typedef struct girs_plan_table girs_plan_table;
/** A plan at work on a table.  Threads: shared. */
typedef struct girs_plan_run girs_plan_run;

/** A column that is not in the table counts as blank, instead of being a mistake. */
#define GIRS_PLAN_BLANK_COLUMNS 0x1u

/**
 * Compiles definitions.
 *
 * @param request {"definitions":[{"name":"0501","formula":"ROUND([4]/[3]*100;1)","form":"F",
 *                "row":"1" and "column":"3" (the current ones; optional),
 *                "missing":"propagate|blank_zero|zero" (default propagate),
 *                "tolerance":{"absolute":"0.5","relative":"0.01"} (of a rule that says "=")}],
 *                "forms":[{"code":"F","columns":["3","4"],"rows":["1","2"],"totals":["1"],
 *                "open_rows":false,"stocks":["4"],"rates":[],"declared":{"3":{"type":"number",
 *                "low":"0","high":"1000000","decimals":0}}}]}; all but "code" and "columns" of a
 *                form is optional.  "open_rows": its rows are a list, however many a unit has.
 *                "declared": what cells of a column may be, checked before a run computes anything;
 *                "type" is one of number, text, logical, date.
 * @retval GIRS_INVALID_ARGUMENT  formulas that do not compile, definitions that need each other;
 *                every mistake, with detail "pointer"
 *
 * @code
 * const char *request = "{\"definitions\":[{\"name\":\"share\",\"formula\":\"[4]/[3]*100\",\"form\":\"F\"}],"
 *                       "\"forms\":[{\"code\":\"F\",\"columns\":[\"3\",\"4\"]}]}";
 * girs_plan *plan = NULL;
 * girs_plan_compile(request, GIRS_NUL, &plan, &error);
 * puts(girs_plan_text(plan));
 * girs_plan_free(plan);
 * // prints share
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_plan_compile(const char *request, size_t request_length,
                                       girs_plan **plan_out, girs_error **error_out) GIRS_NOEXCEPT;
/** The plan as an engineer reads it: formulas, typed trees, graph, instructions; borrowed.
 *  @since 0.1 */
GIRS_API const char *girs_plan_text(const girs_plan *plan) GIRS_NOEXCEPT;
/** Releases it; runs that use it go on.  @since 0.1 */
GIRS_API void girs_plan_free(girs_plan *plan) GIRS_NOEXCEPT;

/**
 * Makes an empty table.
 *
 * @param units  [{"code":"VN"},{"code":"01","parent":"VN","kind":"province"}], depth first
 * @retval GIRS_INVALID_ARGUMENT  units that are not depth first; every mistake, detail "row"
 * @since 0.1
 */
GIRS_API girs_status girs_plan_table_create(const char *units, size_t units_length,
                                            girs_plan_table **table_out,
                                            girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Adds a column of whole numbers that share a scale: `figures[i]` / 10^scale for unit i, as an
 * Arrow array of int64 has them.
 *
 * @param place    {"form":"F","row":"1","column":"3","period":"2025-Q4"}; "row" may be left out;
 *                 {"indicator":"0102","period":".."} for an indicator that comes from elsewhere
 * @param count    cells; one for each unit
 * @param present  one bit a cell, the lowest first, 0: blank; NULL: all are there
 * @param scale    0 to 18
 * @retval GIRS_INVALID_ARGUMENT  another count, a column that is there already (detail "column")
 * @since 0.1
 */
GIRS_API girs_status girs_plan_table_add(girs_plan_table *table, const char *place,
                                         size_t place_length, const int64_t *figures,
                                         const uint8_t *present, size_t count, int32_t scale,
                                         girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Adds a column of a list: unit i has the cells `figures[offsets[i]]` to `figures[offsets[i+1]-1]`,
 * as an Arrow list array has them.  Columns of one list have the same offsets.
 *
 * @param place         as of girs_plan_table_add(), without "row"
 * @param present       one bit a cell; NULL: all are there
 * @param offset_count  one more than there are units; the last is the number of cells
 * @retval GIRS_INVALID_ARGUMENT  offsets that fall, do not fit the units or differ from those of
 *                      another column of the list (detail "column")
 *
 * @code
 * const int64_t figures[] = {125, 340, 90}, offsets[] = {0, 2, 3};  // two rows of VN, one of 01
 * girs_plan_table *table = NULL;
 * girs_plan_table_create("[{\"code\":\"VN\"},{\"code\":\"01\",\"parent\":\"VN\"}]", GIRS_NUL,
 *                        &table, &error);
 * girs_plan_table_add_list(table, "{\"form\":\"L\",\"column\":\"2\",\"period\":\"2025\"}",
 *                          GIRS_NUL, figures, NULL,
 *                          offsets, 3, 2, &error);
 * girs_plan_table_free(table);
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_plan_table_add_list(girs_plan_table *table, const char *place,
                                              size_t place_length, const int64_t *figures,
                                              const uint8_t *present, const int64_t *offsets,
                                              size_t offset_count, int32_t scale,
                                              girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Refuses another tree of units than that of the table: for a host that keeps a table while the
 * country's units may have changed.
 *
 * @param units  as of girs_plan_table_create()
 * @retval GIRS_INVALID_ARGUMENT  units that came, went or moved, each with detail "unit"
 * @since 0.1
 */
GIRS_API girs_status girs_plan_table_require_units(const girs_plan_table *table, const char *units,
                                                   size_t units_length,
                                                   girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Sets one cell, in a column that is there or in a new blank one.
 *
 * @param place  as of girs_plan_table_add(), with "unit"
 * @param value  {"value":"12.5"}, {"absent":"nil|missing|not-available|not-applicable"} or
 *               {"text":".."}
 * @since 0.1
 */
GIRS_API girs_status girs_plan_table_set(girs_plan_table *table, const char *place,
                                         size_t place_length, const char *value,
                                         size_t value_length, girs_error **error_out) GIRS_NOEXCEPT;
/** Sets [$name]; `value` as of girs_plan_table_set().  @since 0.1 */
GIRS_API girs_status girs_plan_table_parameter(girs_plan_table *table, const char *name,
                                               size_t name_length, const char *value,
                                               size_t value_length,
                                               girs_error **error_out) GIRS_NOEXCEPT;
/** Releases it; runs that use it go on.  @since 0.1 */
GIRS_API void girs_plan_table_free(girs_plan_table *table) GIRS_NOEXCEPT;

/**
 * Finds a column for everything that the plan reads; computes nothing yet.
 *
 * @param periods  ["2025-Q3","2025-Q4"]
 * @param flags    GIRS_PLAN_BLANK_COLUMNS
 * @retval GIRS_INVALID_ARGUMENT  columns that are not there, details "column" and "period"; cells
 *                 that are not as declared, detail "unit" too (the first hundred of a column)
 * @since 0.1
 */
GIRS_API girs_status girs_plan_run_prepare(const girs_plan *plan, const girs_plan_table *table,
                                           const char *periods, size_t periods_length,
                                           uint32_t flags, girs_plan_run **run_out,
                                           girs_error **error_out) GIRS_NOEXCEPT;
/**
 * What the run holds at most beside plan and table with `threads` at work, in bytes: results and
 * room to compute, known before anything is computed, whatever the figures come to.  Figures that
 * may go beyond int64 are counted with 16 bytes more each; texts that formulas give are beside it.
 *
 * @since 0.1
 */
GIRS_API int64_t girs_plan_run_memory(const girs_plan_run *run, size_t threads) GIRS_NOEXCEPT;
/**
 * Computes part `part` of `parts`, counted from 0.  All parts together are the whole; any number
 * of parts gives the same results.
 *
 * @retval GIRS_CANCELLED  girs_plan_run_cancel() was called
 * @retval GIRS_CONFLICT   the table was changed after girs_plan_run_prepare()
 * @since 0.1
 */
GIRS_API girs_status girs_plan_run_part(girs_plan_run *run, size_t part, size_t parts,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Puts corrected cells into the run's table and brings the results up to date: what depends on
 * them is computed again, nothing else, with the results of a new run over the whole table.
 * Other runs over the same table end with that.  After all parts, and not beside other calls.
 *
 * @param changes  {"cells":[{"form":"F","row":"1","column":"3","period":"2025-Q4","unit":"01",
 *                 "value":"12.5"}],"lists":[{"form":"L","period":"2025-Q4","unit":"01",
 *                 "rows":[{"2":{"value":"7"},"3":{"absent":"nil"}}]}]}; a cell's value is as of
 *                 girs_plan_table_set(), "row" of a list is "*1" for the unit's first.  "lists"
 *                 put other rows in place of all that the unit has, before the cells; a column that
 *                 a row leaves out is blank there.
 * @param definitions_out  how many definitions were computed again somewhere; may be NULL
 * @retval GIRS_NOT_FOUND         a unit, column or row that is not there, and nothing is changed
 * @retval GIRS_INVALID_ARGUMENT  a cell that is not as declared, and nothing is changed
 * @retval GIRS_CONFLICT          some part has not run to its end, or the table was changed otherwise
 *
 * @code
 * const char *request = "{\"definitions\":[{\"name\":\"all\",\"formula\":\"SUM([3^LEAVES])\","
 *                       "\"form\":\"F\"}],\"forms\":[{\"code\":\"F\",\"columns\":[\"3\"]}]}";
 * const char *units = "[{\"code\":\"VN\"},{\"code\":\"01\",\"parent\":\"VN\"}]";
 * const char *place = "{\"form\":\"F\",\"column\":\"3\",\"period\":\"2025-Q4\"}";
 * const char *changes = "{\"cells\":[{\"form\":\"F\",\"column\":\"3\",\"period\":\"2025-Q4\","
 *                       "\"unit\":\"01\",\"value\":\"8\"}]}";
 * const int64_t figures[] = {0, 7};
 * girs_plan *plan = NULL;
 * girs_plan_table *table = NULL;
 * girs_plan_run *run = NULL;
 * int64_t again = 0;
 * girs_plan_compile(request, GIRS_NUL, &plan, &error);
 * girs_plan_table_create(units, GIRS_NUL, &table, &error);
 * girs_plan_table_add(table, place, GIRS_NUL, figures, NULL, 2, 0, &error);
 * girs_plan_run_prepare(plan, table, "[\"2025-Q4\"]", GIRS_NUL, 0, &run, &error);
 * girs_plan_run_part(run, 0, 1, &error);
 * girs_plan_run_apply(run, changes, GIRS_NUL, &again, &error);
 * printf("%d computed again\n", (int)again);
 * girs_plan_run_free(run);
 * girs_plan_table_free(table);
 * girs_plan_free(plan);
 * // prints 1 computed again
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_plan_run_apply(girs_plan_run *run, const char *changes,
                                         size_t changes_length, int64_t *definitions_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;
/** Stops all parts of the run within some milliseconds, for good; from any thread.  @since 0.1 */
GIRS_API void girs_plan_run_cancel(girs_plan_run *run) GIRS_NOEXCEPT;
/**
 * What the rules found, units that pass left out: text columns "rule", "period", "unit",
 * "outcome" ("fail", "not-evaluated", "error"), "left", "right" and "difference" (of a comparison,
 * in full precision).  After all parts.
 *
 * @param stream_out  the caller's; outlives the run
 * @retval GIRS_CONFLICT  some part has not run to its end
 * @since 0.1
 */
GIRS_API girs_status girs_plan_run_findings(const girs_plan_run *run,
                                            struct ArrowArrayStream *stream_out,
                                            girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The values of the indicators: text columns "indicator", "period", "unit", "value" (decimal text,
 * no value otherwise) and "why" ("missing", "nil", "not-applicable", "#DIV/0!"... without a value).
 * After all parts.
 *
 * @param stream_out  the caller's; outlives the run
 * @retval GIRS_CONFLICT     some part has not run to its end
 * @retval GIRS_UNSUPPORTED  more text than 2 GiB in one column; run fewer periods at a time
 *
 * @code
 * const char *request = "{\"definitions\":[{\"name\":\"rate\",\"formula\":\"[3]*[$factor]\","
 *     "\"form\":\"F\"},"
 *                       "{\"name\":\"least\",\"formula\":\"[3]>=1\",\"form\":\"F\"}],"
 *                       "\"forms\":[{\"code\":\"F\",\"columns\":[\"3\"]}]}";
 * girs_plan *plan = NULL;
 * girs_plan_table *table = NULL;
 * girs_plan_run *run = NULL;
 * struct ArrowArrayStream values, findings;
 * girs_plan_compile(request, GIRS_NUL, &plan, &error);
 * girs_plan_table_create("[{\"code\":\"01\"}]", GIRS_NUL, &table, &error);
 * girs_plan_table_require_units(table, "[{\"code\":\"01\"}]", GIRS_NUL, &error);
 * girs_plan_table_set(table,
 *                     "{\"form\":\"F\",\"column\":\"3\",\"period\":\"2025\",\"unit\":\"01\"}",
 *                         GIRS_NUL,
 *                     "{\"value\":\"0.5\"}", GIRS_NUL, &error);
 * girs_plan_table_parameter(table, "factor", GIRS_NUL, "{\"value\":\"100\"}", GIRS_NUL, &error);
 * girs_plan_run_prepare(plan, table, "[\"2025\"]", GIRS_NUL, 0, &run, &error);
 * if (girs_plan_run_memory(run, 1) > 1 << 30) girs_plan_run_cancel(run);
 * girs_plan_run_part(run, 0, 1, &error);
 * girs_plan_run_values(run, &values, &error);      // "50" of rate
 * girs_plan_run_findings(run, &findings, &error);  // "least" fails
 * puts("ready for an Arrow library");
 * values.release(&values);
 * findings.release(&findings);
 * girs_plan_run_free(run);
 * girs_plan_table_free(table);
 * girs_plan_free(plan);
 * // prints ready
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_plan_run_values(const girs_plan_run *run,
                                          struct ArrowArrayStream *stream_out,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/** Releases it; not while a part is running.  @since 0.1 */
GIRS_API void girs_plan_run_free(girs_plan_run *run) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
