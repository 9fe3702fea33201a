#pragma once
/*
 * A clock for rehearsals: it starts at a given moment and runs on from there, so that a quarter
 * of last year can be sent as if its deadline were near.
 */

#include <stdint.h>
#include <time.h>

typedef struct rehearsal_clock {
  int64_t start; /* the moment that it was set to, seconds since 1970 UTC */
  time_t set_at; /* when, by the system's clock */
} rehearsal_clock;

/* Sets the clock to an RFC 3339 time, "2025-12-15T09:00:00+07:00"; 0, or -1 when it is none. */
int rehearsal_clock_set(rehearsal_clock *clock, const char *rfc3339);

/* A girs_clock_fn; the context is a rehearsal_clock. */
int64_t rehearsal_clock_now(void *context);
