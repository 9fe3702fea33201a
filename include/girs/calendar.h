/**
 * Periods, windows, working days and due dates.
 */
#ifndef GIRS_CALENDAR_H
#define GIRS_CALENDAR_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A working calendar: weekly rest, holidays, make-up days.  Threads: free. */
typedef struct girs_calendar girs_calendar;

/** Reads a calendar document ({"schema":"girs.calendar/1",...}); every mistake at once.  @since 0.1 */
GIRS_API girs_status girs_calendar_read(const char *json, size_t json_length,
                                        girs_calendar **calendar_out,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/** Releases it.  @since 0.1 */
GIRS_API void girs_calendar_free(girs_calendar *calendar) GIRS_NOEXCEPT;
/**
 * Whether `day` is worked: {"working":false,"why":"..","why_vi":".."}.
 *
 * @retval GIRS_NOT_FOUND  the calendar does not know the year (detail "year")
 * @since 0.1
 */
GIRS_API girs_status girs_calendar_working(const girs_calendar *calendar, const char *day,
                                           size_t day_length, girs_bytes **json_out,
                                           girs_error **error_out) GIRS_NOEXCEPT;
/** The days that a period covers under a window rule (JSON): {"from","to"}.  @since 0.1 */
GIRS_API girs_status girs_calendar_window(const char *rule, size_t rule_length, const char *period,
                                          size_t period_length, girs_bytes **json_out,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/**
 * When a report is due under a due rule (JSON) for the window `from`..`to`: {"due":"2026-06-16",
 * "deadline":"2026-06-16T17:00:00Z"}; the deadline is the first second that is late.  @since 0.1
 */
GIRS_API girs_status girs_calendar_due(const girs_calendar *calendar, const char *rule,
                                       size_t rule_length, const char *from, size_t from_length,
                                       const char *to, size_t to_length, const char *period,
                                       size_t period_length, girs_bytes **json_out,
                                       girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Periods related to one: `relation` is "children", "parent", "next", "previous" or
 * "same-last-year"; JSON array of labels, empty where there is none.  @since 0.1
 */
GIRS_API girs_status girs_period_related(const char *period, size_t period_length,
                                         const char *relation, size_t relation_length,
                                         girs_bytes **json_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
