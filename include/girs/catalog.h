/**
 * The catalogue: report regimes, forms, rules, indicators, units and the working calendar, one
 * JSON document a definition (examples/catalog/README.md; JSON Schemas beside them).
 */
#ifndef GIRS_CATALOG_H
#define GIRS_CATALOG_H

#include "base.h"
#include "store.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Loads every *.json file below `folder` (a folder named "schema" is skipped) into the store,
 * all or nothing.  `folder` may be a single file, too.
 *
 * @retval GIRS_INVALID_ARGUMENT  a document is wrong: every mistake with details "file",
 *                                "pointer" (RFC 6901); nothing was loaded
 * @retval GIRS_CONFLICT          a definition is there with other content: publish a new version
 *                                (detail "definition")
 *
 * @code
 * if (girs_catalog_load(store, "examples/catalog", GIRS_NUL, &error) < 0)
 *   for (size_t i = 0; i < girs_error_mistake_count(error); ++i)
 *     printf("%s: %s\n", girs_error_mistake_detail(error, i, "file"),
 *            girs_error_mistake_message(error, i, "vi"));
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_catalog_load(girs_store *store, const char *folder,
                                       size_t folder_length, girs_error **error_out) GIRS_NOEXCEPT;
/** Reads and checks the same files without a store.  Errors as girs_catalog_load().  @since 0.1 */
GIRS_API girs_status girs_catalog_check(const char *folder, size_t folder_length,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/**
 * What an expert would say of definitions that load without mistakes.
 *
 * @param json_out  array of {"kind","grave","form","version","part","message_en","message_vi"};
 *                  "grave": no report could be right under the definition. Kinds: "contradiction"
 *                  (rules of class error that can never hold together, in a row, a column or the
 *                  whole form), "circle" (computed from itself), "no-rows", "always-explained",
 *                  "unreachable" (one value only, or in no part), "no-such-cell", "duplicate-rule",
 *                  "never-fails", "never-in-force", "flow-and-stock"
 * @retval GIRS_INVALID_ARGUMENT  as girs_catalog_check()
 * @since 0.1
 */
GIRS_API girs_status girs_catalog_review(const char *folder, size_t folder_length,
                                         girs_bytes **json_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;
/**
 * As girs_catalog_load(), for several folders and single files read together, all or nothing: a
 * document alone joins the definitions that the store holds.
 *
 * @param paths       each names a folder or a file, which may be called anything
 * @param path_count  their number, at least 1
 *
 * @code
 * const char *const paths[] = {"examples/catalog/vn-calendar.json", "examples/catalog/units"};
 * girs_catalog_load_paths(store, paths, 2, &error);
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_catalog_load_paths(girs_store *store, const char *const *paths,
                                             size_t path_count,
                                             girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Checks the same together with what `store` holds, or alone when `store` is NULL; loads nothing.
 *
 * @code
 * const char *const paths[] = {"examples/catalog"};
 * girs_catalog_check_paths(NULL, paths, 1, &error);
 * girs_catalog_review(paths[0], GIRS_NUL, &text, &error);
 * printf("%s\n", girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints [
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_catalog_check_paths(girs_store *store, const char *const *paths,
                                              size_t path_count,
                                              girs_error **error_out) GIRS_NOEXCEPT;
/**
 * What girs_catalog_review() says of the forms in these files and folders, read together with what
 * `store` holds, or alone when `store` is NULL; loads nothing.
 *
 * @param json_out  as of girs_catalog_review()
 * @retval GIRS_INVALID_ARGUMENT  as girs_catalog_check_paths()
 *
 * @code
 * const char *const paths[] = {"examples/catalog"};
 * girs_catalog_review_paths(NULL, paths, 1, &text, &error);
 * printf("%s\n", girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints [
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_catalog_review_paths(girs_store *store, const char *const *paths,
                                               size_t path_count, girs_bytes **json_out,
                                               girs_error **error_out) GIRS_NOEXCEPT;
/**
 * What the store's catalogue holds, as JSON:
 * {"digest":"sha256:..","definitions":[{"kind","code","version","digest"}]}.
 * GIRS_NOT_FOUND while no catalogue is loaded.
 *
 * @code
 * girs_catalog_list(store, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "kind":"regime"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_catalog_list(girs_store *store, girs_bytes **json_out,
                                       girs_error **error_out) GIRS_NOEXCEPT;

/**
 * What changed between two versions of a form, in sentences for those who fill it in.
 *
 * @param json_out  array of {"change":"added|removed|changed","part":"column|row|rows|rule|title",
 *                  "code","message_en","message_vi"}; empty when nothing that concerns them did
 * @retval GIRS_NOT_FOUND  no such form or version
 * @since 0.1
 */
GIRS_API girs_status girs_form_difference(girs_store *store, const char *form, size_t form_length,
                                          int32_t from_version, int32_t to_version,
                                          girs_bytes **json_out,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Regimes that ask the same units for the same figures in `year`, dearest first (Decree
 * 09/2019/ND-CP wants no figure asked for twice).
 *
 * @param json_out  array of {"first","second","units","periods","cells_a_year","forms":[{"form",
 *                  "other_form","items","columns":[..]}]}: cells_a_year = units x periods of the
 *                  one that asks less often x items
 *
 * @code
 * girs_catalog_overlaps(store, 2025, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints []
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_catalog_overlaps(girs_store *store, int32_t year, girs_bytes **json_out,
                                           girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
