/**
 * The store: one SQLite file that holds a unit's settings, catalogue, drafts, outbox and
 * evidence; at an authority also its log.
 *
 * Threads: shared; calls on one store follow each other.  Several processes may open one file.
 */
#ifndef GIRS_STORE_H
#define GIRS_STORE_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct girs_store girs_store;

/** The present moment, in seconds since 1970 UTC; any thread that uses the store. */
typedef int64_t (*girs_clock_fn)(void *context);

/** How to open a store.  Start from GIRS_STORE_OPTIONS; a zero field means its default. */
typedef struct girs_store_options {
  uint32_t struct_size;     /* sizeof(girs_store_options) as the caller was compiled */
  uint32_t flags;           /* GIRS_STORE_READ_ONLY | ... */
  uint32_t busy_timeout_ms; /* default 5000 */
  uint32_t reserved;        /* must be 0 */
  girs_clock_fn clock;      /* default: the system's clock; for rehearsals and tests */
  void *clock_context;
  girs_cancel *cancel;      /* ends work on this store from another thread; may be NULL */
  girs_log_fn log;          /* hears what happens; may be NULL */
  void *log_context;
} girs_store_options;
#define GIRS_STORE_OPTIONS {(uint32_t)sizeof(girs_store_options), 0, 0, 0, 0, 0, 0, 0, 0}
#define GIRS_STORE_READ_ONLY 0x1u

/**
 * Opens the store at `path`, creating it unless GIRS_STORE_READ_ONLY is set.
 *
 * @param options    NULL: defaults
 * @param store_out  a store that the caller frees with girs_store_free()
 * @retval GIRS_NOT_FOUND    read-only and the file does not exist
 * @retval GIRS_UNSUPPORTED  the file was written by a newer library (detail "format")
 * @retval GIRS_CORRUPT      the file is not a store (detail "path")
 * @retval GIRS_BUSY         somebody else holds the file's lock; retry
 *
 * @code
 * girs_store *mine = NULL;
 * girs_store_options options = GIRS_STORE_OPTIONS;
 * options.busy_timeout_ms = 1000;
 * girs_store_open("mine.girs", GIRS_NUL, &options, &mine, &error);
 * girs_store_set(mine, "unit", GIRS_NUL, "31825", GIRS_NUL, &error);
 * girs_store_get(mine, "unit", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_store_close(mine, &error);
 * girs_store_free(mine);
 * // prints 31825
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_store_open(const char *path, size_t path_length,
                                     const girs_store_options *options, girs_store **store_out,
                                     girs_error **error_out) GIRS_NOEXCEPT;

/**
 * Sets what the store must know: "unit" (code of the unit that owns it), "audience" (the log
 * that its packages are meant for), "registry-root" (the pinned keys that sign registries,
 * one a line: scheme, space, SPKI in base64; of two or more, two must sign), "log-key" (verifier
 * key of the log, C2SP vkey; default: the registry's), "anchor" (path of the file in which an
 * authority keeps how far its log was signed, best on another disk: a store that was restored from
 * an older copy then signs nothing; default: none), "contact" (whom an authority's refusals say
 * to ask).  A centre that itself reports to one above it sets "upward", "upward-root" and
 * "upward-log-key" as well: audience, root and log key of that one; the plain settings are then
 * its own.
 *
 * @retval GIRS_INVALID_ARGUMENT  the key is none of these or the value is malformed
 * @since 0.1
 */
GIRS_API girs_status girs_store_set(girs_store *store, const char *key, size_t key_length,
                                    const char *value, size_t value_length,
                                    girs_error **error_out) GIRS_NOEXCEPT;
/** A setting; GIRS_NOT_FOUND when it was never set.  @since 0.1 */
GIRS_API girs_status girs_store_get(girs_store *store, const char *key, size_t key_length,
                                    girs_bytes **value_out, girs_error **error_out) GIRS_NOEXCEPT;

/**
 * Ends the use of the store: waits for running calls and makes later ones return GIRS_CLOSED.
 * Safe from any thread, also twice.  Memory stays until girs_store_free().  @since 0.1
 */
GIRS_API girs_status girs_store_close(girs_store *store, girs_error **error_out) GIRS_NOEXCEPT;
/** Releases the handle; objects made from it stay valid.  @since 0.1 */
GIRS_API void girs_store_free(girs_store *store) GIRS_NOEXCEPT;

/**
 * Copies the store, as committed at one moment, to a new file, while others go on writing.  The
 * copy appears under its name only when it is whole and on the disk.
 *
 * @param progress  may be NULL; unit "pages"
 * @param json_out  what the copy holds, as girs_store_inventory() gives it; may be NULL
 * @retval GIRS_CONFLICT  there is a file of that name: nothing is overwritten
 *
 * @code
 * girs_bytes *held = NULL;
 * girs_store_backup(store, "copy.girs", GIRS_NUL, NULL, NULL, &held, &error);
 * girs_store_inventory(store, &text, &error);
 * if (strcmp(girs_bytes_data(held), girs_bytes_data(text)) == 0) puts("the copy has everything");
 * girs_bytes_free(text);
 * girs_bytes_free(held);
 * // prints the copy has everything
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_store_backup(girs_store *store, const char *path, size_t path_length,
                                       girs_progress_fn progress, void *progress_context,
                                       girs_bytes **json_out,
                                       girs_error **error_out) GIRS_NOEXCEPT;
/**
 * What there is in a store: a copy that has everything has the same inventory.
 *
 * @param json_out  {"format","rows":{table: number},"log_size","checkpoint"}; "checkpoint" is the
 *                  newest signed note of the store's own log, null without one
 * @since 0.1
 */
GIRS_API girs_status girs_store_inventory(girs_store *store, girs_bytes **json_out,
                                          girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
