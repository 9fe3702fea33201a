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
/**
 * Gives `base` with a host's own calendar document laid over it ("over" names the code of `base`):
 * its days replace those of the same date, it may add years.  `base` stays as it is.
 *
 * @code
 * const char *national = "{\"schema\":\"girs.calendar/1\",\"code\":\"vn\",\"version\":1,"
 *     "\"first_year\":2026,\"last_year\":2026,\"weekly_rest\":[6,7],\"days\":[]}";
 * const char *own = "{\"schema\":\"girs.calendar/1\",\"code\":\"ours\",\"version\":1,"
 *     "\"over\":\"vn\","
 *     "\"first_year\":2026,\"last_year\":2026,\"weekly_rest\":[6,7],"
 *     "\"days\":[{\"date\":\"2026-08-03\",\"kind\":\"holiday\",\"name\":\"Lễ hội\"}]}";
 * girs_calendar *base = NULL, *calendar = NULL;
 * girs_calendar_read(national, GIRS_NUL, &base, &error);
 * girs_calendar_overlay(base, own, GIRS_NUL, &calendar, &error);
 * girs_calendar_working(calendar, "2026-08-03", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_calendar_free(calendar);
 * girs_calendar_free(base);
 * // prints "working":false
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_calendar_overlay(const girs_calendar *base, const char *json,
                                           size_t json_length, girs_calendar **calendar_out,
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
/**
 * The days that a period covers under a window rule (JSON): {"from","to"}.
 *
 * @code
 * girs_calendar_window("{\"kind\":\"nd09\"}", GIRS_NUL, "2026-Q2", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints {"from":"2026-03-15","to":"2026-06-14"}
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_calendar_window(const char *rule, size_t rule_length, const char *period,
                                          size_t period_length, girs_bytes **json_out,
                                          girs_error **error_out) GIRS_NOEXCEPT;
/**
 * When a report is due under a due rule (JSON) for the window `from`..`to`: {"due":"2026-06-16",
 * "deadline":"2026-06-16T17:00:00Z"}; the deadline is the first second that is late.
 *
 * @retval GIRS_INVALID_ARGUMENT  the rule is wrong: every mistake with its pointer
 * @retval GIRS_NOT_FOUND  the calendar does not know the year (detail "year")
 *
 * @code
 * girs_calendar *calendar = NULL;
 * const char *days = "{\"schema\":\"girs.calendar/1\",\"code\":\"vn\",\"version\":1,"
 *     "\"first_year\":2026,\"last_year\":2026,\"weekly_rest\":[6,7],\"days\":[]}";
 * girs_calendar_read(days, GIRS_NUL, &calendar, &error);
 * girs_calendar_due(calendar, "{\"kind\":\"working-days-after\",\"days\":2}", GIRS_NUL,
 *                   "2026-03-15", GIRS_NUL, "2026-06-14", GIRS_NUL, "2026-Q2", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_calendar_free(calendar);
 * // prints {"due":"2026-06-16","deadline":"2026-06-16T17:00:00Z"}
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_calendar_due(const girs_calendar *calendar, const char *rule,
                                       size_t rule_length, const char *from, size_t from_length,
                                       const char *to, size_t to_length, const char *period,
                                       size_t period_length, girs_bytes **json_out,
                                       girs_error **error_out) GIRS_NOEXCEPT;
/**
 * As girs_calendar_due(), for a rule that may tell kinds of unit apart ({"levels":{..}}) or wait for
 * the reports that are added up.
 *
 * @param level        a kind of unit ("commune") or the number of its level as counted on the
 *                     window's last day: 2 is the district to 2025-06-30, the commune since; may be
 *                     NULL where the rule is the same for all
 * @param members_due  the latest day on which one of the reports added up is due; may be NULL
 * @retval GIRS_NOT_FOUND  the rule says nothing for that level, or the calendar does not know the
 *                         year (detail "year")
 *
 * @code
 * const char *days = "{\"schema\":\"girs.calendar/1\",\"code\":\"vn\",\"version\":1,"
 *     "\"first_year\":2026,\"last_year\":2026,\"weekly_rest\":[6,7],\"days\":[]}";
 * const char *rule = "{\"levels\":{\"commune\":{\"kind\":\"working-days-after\",\"days\":1}}}";
 * girs_calendar *calendar = NULL;
 * girs_calendar_read(days, GIRS_NUL, &calendar, &error);
 * girs_calendar_due_for(calendar, rule, GIRS_NUL, "2026-03-15", GIRS_NUL, "2026-06-14", GIRS_NUL,
 *                       "2026-Q2", GIRS_NUL,
 *                       "commune", GIRS_NUL, NULL, 0, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_calendar_free(calendar);
 * // prints "due":"2026-06-15"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_calendar_due_for(const girs_calendar *calendar, const char *rule,
                                           size_t rule_length, const char *from, size_t from_length,
                                           const char *to, size_t to_length, const char *period,
                                           size_t period_length, const char *level,
                                           size_t level_length, const char *members_due,
                                           size_t members_due_length, girs_bytes **json_out,
                                           girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The periods of a regime whose windows end on the days `from` to `to`: JSON array of labels.
 *
 * @param frequency  JSON as in a regime: "quarter" in quotes, {"kind":"day","working_days_only":true},
 *                   {"kind":"years","years":5,"first_year":2021}, ..
 * @param rule       the window rule (JSON)
 * @retval GIRS_NOT_FOUND  the calendar does not know which days of a year are worked (detail "year")
 *
 * @code
 * const char *days = "{\"schema\":\"girs.calendar/1\",\"code\":\"vn\",\"version\":1,"
 *     "\"first_year\":2026,\"last_year\":2026,\"weekly_rest\":[6,7],\"days\":[]}";
 * girs_calendar *calendar = NULL;
 * girs_calendar_read(days, GIRS_NUL, &calendar, &error);
 * girs_calendar_periods(calendar, "\"quarter\"", GIRS_NUL, "{\"kind\":\"nd09\"}", GIRS_NUL,
 *                       "2026-01-01", GIRS_NUL, "2026-06-30", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * girs_calendar_free(calendar);
 * // prints "2026-Q2"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_calendar_periods(const girs_calendar *calendar, const char *frequency,
                                           size_t frequency_length, const char *rule,
                                           size_t rule_length, const char *from, size_t from_length,
                                           const char *to, size_t to_length, girs_bytes **json_out,
                                           girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Periods related to one: `relation` is "children", "parent", "next", "previous" or
 * "same-last-year"; JSON array of labels, empty where there is none.  "same-last-year" is the same
 * label a year earlier: after February a day's is another date next to a leap year (2025-D061,
 * 2 March, goes back to 2024-D061, 1 March), and W53 and D366 may have none.
 *
 * @code
 * girs_period_related("2026-C9", GIRS_NUL, "children", GIRS_NUL, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints ["2026-Q1","2026-Q2","2026-Q3"]
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_period_related(const char *period, size_t period_length,
                                         const char *relation, size_t relation_length,
                                         girs_bytes **json_out,
                                         girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
