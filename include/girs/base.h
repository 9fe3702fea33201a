/**
 * Status codes, errors, borrowed and owned text, cancellation, progress, library version.
 *
 * Rules that hold for every girs_* function:
 *   - text is UTF-8, given as pointer + length in bytes; pass GIRS_NUL as the length of a
 *     NUL-terminated string.  NULL with length 0 or GIRS_NUL is the empty text.  Text that the
 *     library hands out is always NUL-terminated too.
 *   - girs_status below 0 is a failure, 0 is success, above 0 is a success that says more.
 *   - on failure every *_out is set to NULL or 0, and *error_out (if given) owns an error.
 *   - a function named *_free accepts NULL and never fails.
 *   - an object is borrowed for the call unless its parameter says otherwise.
 *   - each type says which threads may use it: free (immutable, any thread), shared (locks
 *     inside, any thread) or single (one thread at a time).
 *   - a store, and what is made from one, belongs to the process that made it: after fork() the
 *     child's calls on those of its parent fail with GIRS_UNSUPPORTED and its *_free leave them
 *     alone; it opens stores of its own, but not a file that the parent had open.  A process that
 *     forks while another of its threads is inside the library must exec.
 *   - times are seconds since 1970-01-01T00:00:00Z; days are "2025-12-14"; periods are labels
 *     such as "2025-Q4"; figures are decimal text.
 *
 * The examples of these headers (@code) are compiled and run as they stand (tests/capi/
 * examples_test.py), each in a function of its own.  `store` is open and holds examples/catalog
 * and the settings of the commune 31825, `report` its draft for 2025-Q4, `central` the authority
 * above it with the store `centre`; where `centre` or `pid` is named, the report has been sealed as
 * the package `pid` and accepted there.  `parties` are the three who sign reports and `named` the
 * same as girs_report_prepare() wants them; `root_signer`, `decider`, `requester` and `publisher`
 * sign what their names say, `registry` is the signed registry of all of them, `root_text` the root
 * key as a setting, `log_vkey` the log's verifier key, `keyid` the preparer's key.  `text` is a
 * girs_bytes * and `error` a girs_error *, both NULL.  A line "// prints .." tells what the example
 * prints.
 */
#ifndef GIRS_BASE_H
#define GIRS_BASE_H

#include <stddef.h>
#include <stdint.h>

#if defined(GIRS_STATIC)
#define GIRS_API
#elif defined(_WIN32) && defined(GIRS_BUILDING)
#define GIRS_API __declspec(dllexport)
#elif defined(_WIN32)
#define GIRS_API __declspec(dllimport)
#else
#define GIRS_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
#define GIRS_NOEXCEPT noexcept
extern "C" {
#else
#define GIRS_NOEXCEPT
#endif

#define GIRS_VERSION 1000u /* major * 1000000 + minor * 1000 + patch */
#define GIRS_ABI 1u        /* of the binary interface: the number of the shared library's name */
#define GIRS_NUL ((size_t)-1)

/* Returned by value as int32_t: the width of a C enum is not part of any ABI. */
typedef int32_t girs_status;
enum {
  GIRS_OK = 0,
  GIRS_DONE = 1,              /* a cursor has no more batches */
  GIRS_INVALID_ARGUMENT = -1, /* the caller broke a documented rule, or data are wrong */
  GIRS_NOT_FOUND = -2,
  GIRS_CONFLICT = -3,    /* the state of things does not allow it; load again and look */
  GIRS_BUSY = -4,        /* a lock could not be had in time; retry later */
  GIRS_IO = -5,          /* disk or line; retry later */
  GIRS_CORRUPT = -6,     /* stored or received bytes break their own format */
  GIRS_UNTRUSTED = -7,   /* a signature, key or proof does not verify */
  GIRS_UNSUPPORTED = -8, /* newer format, option or file than this library knows */
  GIRS_CLOSED = -9,
  GIRS_CANCELLED = -10,
  GIRS_NO_MEMORY = -11,
  GIRS_INTERNAL = -12 /* a bug in the library; please report the message */
};

/**
 * Why a call failed.  Threads: free.  Outlives every handle.  When data are to blame, the
 * error lists every mistake in them, each with its place.
 */
typedef struct girs_error girs_error;

/** The status that the call returned.  @since 0.1 */
GIRS_API girs_status girs_error_status(const girs_error *error) GIRS_NOEXCEPT;
/** One sentence in English, never NULL, valid until the error is freed.  @since 0.1 */
GIRS_API const char *girs_error_message(const girs_error *error) GIRS_NOEXCEPT;
/**
 * The sentence in `language`, "vi" or "en"; English where there is no Vietnamese one.
 * Never NULL, valid until the error is freed.  @since 0.1
 */
GIRS_API const char *girs_error_message_in(const girs_error *error,
                                           const char *language) GIRS_NOEXCEPT;
/**
 * A structured detail, or NULL when the error has none of that key: "path", "file", "pointer",
 * "row", "column", "rule", "unit", "period", "format", "url", "http_status", "offset",
 * "reason", "callback" and what a function documents.  Valid until the error is freed.
 * @since 0.1
 */
GIRS_API const char *girs_error_detail(const girs_error *error, const char *key) GIRS_NOEXCEPT;
/**
 * The key of detail `index`, from 0; NULL beyond the last one.  For bindings, which copy all.
 *
 * @code
 * girs_error *refused = NULL;
 * girs_json_lint("{\"a\":}", GIRS_NUL, 0, &refused);
 * printf("%d: %s\n", (int)girs_error_status(refused), girs_error_message(refused));
 * for (size_t i = 0; girs_error_detail_key(refused, i) != NULL; ++i)
 *   printf("%s = %s\n", girs_error_detail_key(refused, i),
 *          girs_error_detail(refused, girs_error_detail_key(refused, i)));
 * girs_error_free(refused);
 * // prints offset = 5
 * @endcode
 * @since 0.1
 */
GIRS_API const char *girs_error_detail_key(const girs_error *error, size_t index) GIRS_NOEXCEPT;
/** Number of mistakes in the data; 0 when the data are not to blame.  @since 0.1 */
GIRS_API size_t girs_error_mistake_count(const girs_error *error) GIRS_NOEXCEPT;
/** The sentence of mistake `index` in `language`; NULL beyond the last one.  @since 0.1 */
GIRS_API const char *girs_error_mistake_message(const girs_error *error, size_t index,
                                                const char *language) GIRS_NOEXCEPT;
/** A detail of mistake `index` ("file", "pointer", "line", "row", "column"...) or NULL.  @since 0.1 */
GIRS_API const char *girs_error_mistake_detail(const girs_error *error, size_t index,
                                               const char *key) GIRS_NOEXCEPT;
/**
 * The key of detail `detail` of mistake `index`, from 0; NULL beyond the last one.
 *
 * @code
 * girs_error *refused = NULL;
 * girs_calendar_window("{\"kind\":\"closing-day\",\"day\":45}", GIRS_NUL, "2026", GIRS_NUL, &text,
 *                      &refused);
 * for (size_t i = 0; i < girs_error_mistake_count(refused); ++i)
 *   for (size_t k = 0; girs_error_mistake_detail_key(refused, i, k) != NULL; ++k)
 *     puts(girs_error_mistake_detail_key(refused, i, k));
 * girs_error_free(refused);
 * // prints pointer
 * @endcode
 * @since 0.1
 */
GIRS_API const char *girs_error_mistake_detail_key(const girs_error *error, size_t index,
                                                   size_t detail) GIRS_NOEXCEPT;
/**
 * Releases the error.
 *
 * @code
 * if (girs_json_lint("{\"a\":}", GIRS_NUL, 0, &error) < 0)
 *   printf("%s at byte %s\n", girs_error_message_in(error, "en"), girs_error_detail(error, "offset"));
 * girs_error_free(error);
 * error = NULL;
 * // prints at byte 5
 * @endcode
 * @since 0.1
 */
GIRS_API void girs_error_free(girs_error *error) GIRS_NOEXCEPT;

/** Bytes that the library gives to the caller.  Threads: free. */
typedef struct girs_bytes girs_bytes;
/**
 * The bytes, followed by a NUL that does not count; never NULL.
 *
 * @code
 * girs_json_canonical("{\"b\":1.0,\"a\":2}", GIRS_NUL, &text, &error);
 * fwrite(girs_bytes_data(text), 1, girs_bytes_size(text), stdout);
 * girs_bytes_free(text);
 * // prints {"a":2,"b":1}
 * @endcode
 * @since 0.1
 */
GIRS_API const char *girs_bytes_data(const girs_bytes *bytes) GIRS_NOEXCEPT;
/** Their number.  @since 0.1 */
GIRS_API size_t girs_bytes_size(const girs_bytes *bytes) GIRS_NOEXCEPT;
/** Releases them.  @since 0.1 */
GIRS_API void girs_bytes_free(girs_bytes *bytes) GIRS_NOEXCEPT;

/** How far long work has come.  Valid during the callback. */
typedef struct girs_progress {
  uint32_t struct_size;
  uint32_t reserved;
  const char *stage; /* "push", "pull", "verify", ... */
  const char *unit;  /* "packages", "events", "leaves" */
  int64_t done;
  int64_t total; /* 0 while it is not known */
  int64_t seconds_left; /* an estimate from the pace so far; -1 while it is not known */
} girs_progress;
/**
 * Called on the thread that asked for the work.  Return 0 to go on, anything else to cancel: the
 * call then fails with GIRS_CANCELLED and detail "callback" = that number.  Must not call back
 * into the same handle, throw or jump.
 */
typedef int32_t (*girs_progress_fn)(void *context, const girs_progress *progress);

/**
 * Stops long work from another thread.  Given to a store (girs_store_options.cancel), everything
 * that runs on it ends at the next row that it reads or writes, its transaction undone; given to a
 * round (girs_sync_options.cancel), it ends before the next package or event.  The call then fails
 * with GIRS_CANCELLED.  Threads: shared.
 */
typedef struct girs_cancel girs_cancel;
/**
 * A token that is not set.
 *
 * @code
 * girs_cancel *stop = NULL;
 * girs_store *mine = NULL;
 * girs_store_options options = GIRS_STORE_OPTIONS;
 * girs_cancel_create(&stop, &error);
 * options.cancel = stop;
 * girs_store_open("mine.girs", GIRS_NUL, &options, &mine, &error);
 * girs_cancel_set(stop);
 * if (girs_store_set(mine, "unit", GIRS_NUL, "31825", GIRS_NUL, NULL) == GIRS_CANCELLED) puts("stopped");
 * if (girs_cancel_is_set(stop)) girs_cancel_clear(stop);
 * if (girs_store_set(mine, "unit", GIRS_NUL, "31825", GIRS_NUL, NULL) == GIRS_OK) puts("and on");
 * girs_store_free(mine);
 * girs_cancel_free(stop);
 * // prints stopped
 * // prints and on
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_cancel_create(girs_cancel **cancel_out,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/** Sets it: what runs ends soon, what begins ends at once.  Safe in a signal handler.  @since 0.1 */
GIRS_API void girs_cancel_set(girs_cancel *cancel) GIRS_NOEXCEPT;
/** Lets work begin again; wait for what was stopped to return first.  @since 0.1 */
GIRS_API void girs_cancel_clear(girs_cancel *cancel) GIRS_NOEXCEPT;
/** 1 while it is set, else 0.  @since 0.1 */
GIRS_API int32_t girs_cancel_is_set(const girs_cancel *cancel) GIRS_NOEXCEPT;
/** Releases the handle; what was opened with it goes on.  @since 0.1 */
GIRS_API void girs_cancel_free(girs_cancel *cancel) GIRS_NOEXCEPT;

enum { /* levels of girs_log_fn */
  GIRS_LEVEL_ERROR = 1,   /* somebody must look: the log of an authority contradicts itself */
  GIRS_LEVEL_WARNING = 2, /* something was refused or put off */
  GIRS_LEVEL_INFO = 3,    /* something was done: a round, a package sealed, a catalogue loaded */
  GIRS_LEVEL_DEBUG = 4    /* each request of a server */
};
/**
 * Tells the host what happens, for its own log; given in the options of a store.  Called on the
 * threads that use the store, and never changes what a call does.  `category` is "store",
 * "catalog", "report", "sync", "central" or "server"; `text` is one sentence in English with
 * `length` bytes and a NUL, without figures and secrets, valid during the call.  Must not call
 * back into the same handle, throw or jump.
 */
typedef void (*girs_log_fn)(void *context, int32_t level, const char *category, const char *text,
                            size_t length);

/**
 * The version of the library in use, comparable with GIRS_VERSION of the header.
 *
 * @code
 * if (girs_version() < GIRS_VERSION || girs_abi() != GIRS_ABI)
 *   puts("a library older than the header");
 * printf("girs %s\n", girs_version_text());
 * // prints girs 0.1.0
 * @endcode
 * @since 0.1
 */
GIRS_API uint32_t girs_version(void) GIRS_NOEXCEPT;
/** The same as text, "0.1.0"; static.  @since 0.1 */
GIRS_API const char *girs_version_text(void) GIRS_NOEXCEPT;
/**
 * The binary interface of the library in use.  A program works with every library of the same
 * number that is not older than its header; whoever loads the library by name, as bindings do,
 * compares it with GIRS_ABI first.  @since 0.1
 */
GIRS_API uint32_t girs_abi(void) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
