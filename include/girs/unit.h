/**
 * Units and agencies through time.  A code means different units on different days, so every
 * look-up takes a day.
 */
#ifndef GIRS_UNIT_H
#define GIRS_UNIT_H

#include "base.h"
#include "store.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The unit with `code` on `day` as JSON: {"code","name","kind","parent","from","to",
 * "attributes","predecessors":[..],"successors":[..]}.
 *
 * @retval GIRS_NOT_FOUND  there is none on that day (the message says when there was)
 *
 * @code
 * girs_unit_show(store, "52", GIRS_NUL, "2025-06-30", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_unit_show(store, "52", GIRS_NUL, "2025-07-01", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "name":"Tỉnh Bình Định"
 * // prints "name":"Tỉnh Gia Lai"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_unit_show(girs_store *store, const char *code, size_t code_length,
                                    const char *day, size_t day_length, girs_bytes **json_out,
                                    girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The units below `code` on `day`, depth first: JSON array of {"code","name","kind","parent"}.
 *
 * @code
 * girs_unit_tree(store, "96", GIRS_NUL, "2025-07-01", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_unit_members(store, "96", GIRS_NUL, "KSTTHC", GIRS_NUL, "2025-12-14", GIRS_NUL, &text,
 *                   &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "code":"31825"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_unit_tree(girs_store *store, const char *code, size_t code_length,
                                    const char *day, size_t day_length, girs_bytes **json_out,
                                    girs_error **error_out) GIRS_NOEXCEPT;
/**
 * What became of the unit with `code` (as known on `day`) by the next change after `day`: JSON array
 * of {"before","after","on","whole","shares":{"area":"0.4",..}}, empty when nothing changed.
 *
 * @retval GIRS_NOT_FOUND  there is no such unit on that day
 *
 * @code
 * girs_unit_successors(store, "95", GIRS_NUL, "2025-06-30", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_unit_predecessors(store, "96", GIRS_NUL, "2025-07-01", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "after":"96"
 * // prints "before":"95"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_unit_successors(girs_store *store, const char *code, size_t code_length,
                                          const char *day, size_t day_length,
                                          girs_bytes **json_out,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/** What the unit was made of by the last change not after `day`, as above.  @since 0.1 */
GIRS_API girs_status girs_unit_predecessors(girs_store *store, const char *code,
                                            size_t code_length, const char *day, size_t day_length,
                                            girs_bytes **json_out,
                                            girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Every unit that bears `name` on `day`: JSON array of {"code","name","kind","parent","matched",
 * "exact"}.  Case, diacritics, the place of the tone and the word for the kind ("tp.", "xã") do not
 * matter; those that agree in their diacritics come first.
 *
 * @param below  only units below that one; empty: all
 *
 * @code
 * girs_unit_find(store, "ca mau", GIRS_NUL, "2025-07-01", GIRS_NUL, "", 0, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "code":"96"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_unit_find(girs_store *store, const char *name, size_t name_length,
                                    const char *day, size_t day_length, const char *below,
                                    size_t below_length, girs_bytes **json_out,
                                    girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The units that report to `code` on `day`, by the route of `subject` (code of a form or regime,
 * may be empty) where there is one, else by the tree: JSON array of units.
 *
 * @since 0.1
 */
GIRS_API girs_status girs_unit_members(girs_store *store, const char *code, size_t code_length,
                                       const char *subject, size_t subject_length, const char *day,
                                       size_t day_length, girs_bytes **json_out,
                                       girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The units listed in a group on `day`: JSON array of units.
 *
 * @code
 * girs_unit_group(store, "no-such-group", GIRS_NUL, "2025-07-01", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints []
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_unit_group(girs_store *store, const char *group, size_t group_length,
                                     const char *day, size_t day_length, girs_bytes **json_out,
                                     girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Figures read in the boundaries of another day.
 *
 * @param request   {"on":"2025-07-01","addition":"flow"|"stock"|"none","key":"area","kind":
 *                  "province","figures":[{"unit","period","on","value"},..]}: "key" shares out
 *                  units that were split, "kind" counts every unit of that kind; both may be left
 *                  out.  "addition" is "none" for rates, which are never added
 * @param json_out  array of {"unit","period","value","estimated","missing":[..],
 *                  "not_comparable":{"en","vi"}}: the value is null when a part is missing or the
 *                  figures are not comparable
 * @retval GIRS_INVALID_ARGUMENT  the request has mistakes, all of them listed
 *
 * @code
 * const char *request = "{\"on\":\"2025-07-01\",\"addition\":\"stock\",\"figures\":["
 *     "{\"unit\":\"95\",\"period\":\"2016\",\"on\":\"2016-12-31\",\"value\":\"886.2\"},"
 *     "{\"unit\":\"96\",\"period\":\"2016\",\"on\":\"2016-12-31\",\"value\":\"1222.6\"}]}";
 * girs_unit_convert(store, request, GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "value":"2108.8"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_unit_convert(girs_store *store, const char *request,
                                       size_t request_length, girs_bytes **json_out,
                                       girs_error **error_out) GIRS_NOEXCEPT;

/** A national list as published, CSV with a header.  Start from GIRS_UNIT_TABLE. */
typedef struct girs_unit_table {
  uint32_t struct_size;
  uint32_t reserved;    /* must be 0 */
  const char *name;     /* for mistakes */
  const char *data;     /* borrowed for the call */
  size_t size;
  const char *from;     /* days of versions in a list without date columns, or NULL: open */
  const char *to;
} girs_unit_table;
#define GIRS_UNIT_TABLE {(uint32_t)sizeof(girs_unit_table), 0, 0, 0, 0, 0, 0}

/* Import what is right and tell the rest; else one mistake refuses everything. */
#define GIRS_UNIT_IMPORT_LENIENT 0x1u

/** How lists become a document of the catalogue.  Start from GIRS_UNIT_IMPORT_OPTIONS. */
typedef struct girs_unit_import_options {
  uint32_t struct_size;
  uint32_t flags;
  uint32_t version;            /* of the document; 0: 1 */
  uint32_t reserved;           /* must be 0 */
  const char *code;            /* of the document; NULL: "units" */
  const char *source;          /* where the lists are from, or NULL */
  const char *top;             /* code of the unit above those without a parent, or NULL */
  const char *top_name;        /* makes it as a country when no list has it, or NULL */
  const char *changed_on;      /* day of changes without a column "on", or NULL */
  const char *complete_kinds;  /* "province,commune": the changes claim to be complete for them */
} girs_unit_import_options;
#define GIRS_UNIT_IMPORT_OPTIONS \
  {(uint32_t)sizeof(girs_unit_import_options), 0, 0, 0, 0, 0, 0, 0, 0, 0}

/**
 * Makes a document of the catalogue ({"schema":"girs.units/1",..}) of national lists: versions
 * (code,name,type,parent,valid_from,valid_to,..) and changes (old_code,new_code,area,
 * population,..).  It gets into a store as every definition does, by girs_catalog_load().
 *
 * @param document_out  the document, canonical JSON
 * @param mistakes_out  of a lenient import, JSON array of {"message_en","message_vi","file","line",
 *                      "column",..}; may be NULL
 * @retval GIRS_INVALID_ARGUMENT  every inconsistency with "file", "line" and "column"
 *
 * @code
 * girs_unit_table list = GIRS_UNIT_TABLE;
 * list.name = "list.csv";
 * list.data = "code,name,type,parent\n1,Tỉnh Cà Mau,Tỉnh,\n";
 * list.size = strlen(list.data);
 * list.from = "2020-01-01";
 * girs_unit_import(&list, 1, NULL, &text, NULL, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints girs.units/1
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_unit_import(const girs_unit_table *tables, size_t table_count,
                                      const girs_unit_import_options *options,
                                      girs_bytes **document_out, girs_bytes **mistakes_out,
                                      girs_error **error_out) GIRS_NOEXCEPT;

/**
 * Reads an electronic identifier of an agency in either notation ("G14.04", "000.00.04.G14"):
 * {"code":"G14.04","older":"000.00.04.G14","level":2,"parent":"G14"}; "older" and "parent" may be
 * null.
 *
 * @retval GIRS_INVALID_ARGUMENT  it is none; the message says why
 *
 * @code
 * girs_agency_read("000.00.04.G14", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "code":"G14.04"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_agency_read(const char *code, size_t code_length, girs_bytes **json_out,
                                      girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
