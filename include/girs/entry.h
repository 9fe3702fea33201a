/**
 * Filling in a report while it is a draft: cells by hand, in bulk and from files, edits that are kept
 * and taken back, fields, rows, attached files and explanations.
 *
 * Threads: shared, as the report is.
 */
#ifndef GIRS_ENTRY_H
#define GIRS_ENTRY_H

#include "arrow.h"
#include "base.h"
#include "report.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How numbers are written in files and texts: nothing is guessed. */
enum { GIRS_NUMBERS_PLAIN = 0 /* 1234.50 */, GIRS_NUMBERS_VIETNAMESE = 1 /* 1.234,50 */ };

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
 *
 * @code
 * const int32_t rows[] = {0, 4, 8}, columns[] = {0, 1, 2}, values[] = {0, 3, 7};
 * girs_cell_columns cells = GIRS_CELL_COLUMNS;
 * cells.count = 2;
 * cells.row_offsets = rows;
 * cells.row_data = "LV02LV02";
 * cells.column_offsets = columns;
 * cells.column_data = "45";
 * cells.value_offsets = values;
 * cells.value_data = "8301200";
 * girs_report_set_cells(report, "", 0, &cells, &error);
 * girs_report_csv(report, "", 0, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints LV02,,830,1200
 * @endcode
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
 *
 * @code
 * const char *cells = "row,13\nLV01,11\n";
 * girs_report_preview(report, "", 0, "q4.csv", GIRS_NUL, cells, GIRS_NUL, GIRS_NUMBERS_PLAIN,
 *                     &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "from":"10","to":"11"
 * @endcode
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
 *
 * @code
 * const char *cells = "row,13\nLV01,11\n";
 * girs_report_merge(report, "", 0, "q4.csv", GIRS_NUL, cells, GIRS_NUL, GIRS_NUMBERS_PLAIN, 0,
 *                   &error);
 * girs_report_undo(report, &error);
 * @endcode
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
 *
 * @code
 * girs_report *earlier = NULL;
 * girs_report_options which = GIRS_REPORT_OPTIONS;
 * which.regime = "KSTTHC";
 * which.period = "2025-Q3";
 * girs_report_create(store, &which, &earlier, &error);
 * girs_report_set_cell(earlier, "", 0, "LV02", GIRS_NUL, "11", GIRS_NUL, "437", GIRS_NUL,
 *                      GIRS_NUMBERS_PLAIN, &error);
 * girs_report_fill_from(report, "", 0, "2025-Q3", GIRS_NUL, "{\"11\":\"6\"}", GIRS_NUL, &error);
 * girs_report_csv(report, "", 0, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_report_remove_row(report, "", 0, "LV02", GIRS_NUL, &error);
 * girs_report_free(earlier);
 * // prints 437
 * @endcode
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
 * Adds a file to the report, or replaces the one of that name.  A file that a signed report names
 * already is put back, should a damaged disk have taken or altered it; the report stays as it is.
 *
 * @param name        a file's name without folders
 * @param media_type  "application/pdf"
 * @retval GIRS_INVALID_ARGUMENT  a name or type that is none, or a file that the forms forbid
 *
 * @code
 * girs_report_attach(report, "thuyet-minh.pdf", GIRS_NUL, "application/pdf", GIRS_NUL, "%PDF", 4,
 *                    &error);
 * girs_report_show(report, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_report_detach(report, "thuyet-minh.pdf", GIRS_NUL, &error);
 * // prints thuyet-minh.pdf
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_report_attach(girs_report *report, const char *name, size_t name_length,
                                        const char *media_type, size_t media_type_length,
                                        const void *content, size_t content_length,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/** Takes a file away; GIRS_NOT_FOUND when there is none of that name.  @since 0.1 */
GIRS_API girs_status girs_report_detach(girs_report *report, const char *name, size_t name_length,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Makes the draft a nil return: every figure of its fixed rows is nil.
 *
 * @code
 * girs_report_make_nil(report, &error);
 * girs_report_sent_otherwise(report, "paper", GIRS_NUL, 1765764000, &error);
 * girs_report_show(report, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "kind":"nil-return"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_report_make_nil(girs_report *report,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Explains in writing why a row (empty: the form) breaks a rule of class "explain".
 *
 * @code
 * girs_report_set_cell(report, "", 0, "T", GIRS_NUL, "11", GIRS_NUL, "61", GIRS_NUL,
 *                      GIRS_NUMBERS_PLAIN, &error);
 * if (girs_report_explain(report, "", 0, "T", GIRS_NUL, "carry-over", GIRS_NUL,
 *                         "Hồ sơ chuyển kỳ sau", GIRS_NUL,
 *                         &error) == GIRS_OK)
 *   puts("explained");
 * // prints explained
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_report_explain(girs_report *report, const char *form, size_t form_length,
                                         const char *row, size_t row_length, const char *rule,
                                         size_t rule_length, const char *text, size_t text_length,
                                         girs_error **error_out) GIRS_NOEXCEPT;
/** Notes that the report was first sent by another channel (paper, e-office) at `time`.  @since 0.1 */
GIRS_API girs_status girs_report_sent_otherwise(girs_report *report, const char *channel,
                                                size_t channel_length, int64_t time,
                                                girs_error **error_out) GIRS_NOEXCEPT;
/** One form as CSV, as girs_report_import() reads it; texts that a spreadsheet would run as a formula
 * get an apostrophe before them.  @since 0.1 */
GIRS_API girs_status girs_report_csv(girs_report *report, const char *form, size_t form_length,
                                     girs_bytes **csv_out, girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
