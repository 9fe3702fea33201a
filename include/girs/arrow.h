/**
 * The Arrow C data and C stream interfaces: how results in bulk leave the library and how columns
 * of cells enter it, without a copy and without any Arrow library.  The structs are those of the
 * Apache Arrow specification, byte for byte; a program that has them already (from Arrow, nanoarrow,
 * DuckDB, ADBC...) keeps its own.
 *
 * Rules of the specification that matter here:
 *   - a stream that a girs_* function gives is the caller's, and is released by calling its
 *     `release`; it owns its data and outlives the handle that it came from
 *   - get_next() returns 0 and an array whose `release` is NULL at the end
 *   - every schema and array that get_schema() and get_next() give is the caller's to release
 *   - text columns are "u" (UTF-8 with 32-bit offsets); a bit of 0 in the first buffer of a column
 *     means that there is no value
 *
 * Threads: single; one thread at a time uses a stream.
 */
#ifndef GIRS_ARROW_H
#define GIRS_ARROW_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char *format;
  const char *name;
  const char *metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema **children;
  struct ArrowSchema *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers;
  struct ArrowArray **children;
  struct ArrowArray *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};

#endif /* ARROW_C_DATA_INTERFACE */

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
  int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
  const char *(*get_last_error)(struct ArrowArrayStream *);
  void (*release)(struct ArrowArrayStream *);
  void *private_data;
};

#endif /* ARROW_C_STREAM_INTERFACE */

#ifdef __cplusplus
}
#endif
#endif
