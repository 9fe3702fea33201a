/**
 * What has to be reported, by whom and until when.  An obligation is not made by anybody: it
 * follows from the regimes of the catalogue, the units of the day and the authority's requests,
 * so every obliged unit has its record as soon as a period opens.  What an authority changes
 * about one (a later due date, an exclusion) is recorded with reason and author.
 */
#ifndef GIRS_OBLIGATION_H
#define GIRS_OBLIGATION_H

#include "base.h"
#include "store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Which reports are asked about.  Start from GIRS_DUE_OPTIONS. */
typedef struct girs_due_options {
  uint32_t struct_size;
  uint32_t flags;    /* GIRS_DUE_WITH_UNITS_BELOW */
  const char *unit;  /* default: the store's unit */
  const char *from;  /* first day, "2025-12-01" */
  const char *to;    /* last day */
  int64_t time;      /* as it stood then, seconds since 1970 UTC; 0: now */
} girs_due_options;
#define GIRS_DUE_OPTIONS {(uint32_t)sizeof(girs_due_options), 0, 0, 0, 0, 0}
#define GIRS_DUE_WITH_UNITS_BELOW 0x1u

/**
 * The reports whose due dates, extensions included, lie between two days, in order of due date.
 *
 * @param json_out  array of {"regime","unit","unit_name","period","scope","window":{"from","to"},
 *                  "due","deadline","state","days_left","extended","excluded","request"}.
 *                  "deadline" is the first second that is late (RFC 3339).  "state" is
 *                  "not-begun", "draft", "returned", "approved"; once sealed "queued",
 *                  "receipted", "accepted", "rejected", "conflict"; "received" of a package from
 *                  a unit below that nobody decided on; "excluded".  At a moment of the
 *                  past a sealed report is "queued" until it was decided on.  "days_left" is negative when
 *                  the due date is over and null once the report is on its way.  "extended" and
 *                  "excluded" are null or {"reason","author","at"}; "request" is null or the pid
 *                  of the request that asks for the report.
 * @retval GIRS_NOT_FOUND  the catalogue has no such unit (detail "unit"), or the calendar does not
 *                         know a year that a due date needs (detail "year")
 * @retval GIRS_INVALID_ARGUMENT  `from` is after `to`
 *
 * @code
 * girs_due_options asked = GIRS_DUE_OPTIONS;
 * asked.from = "2025-12-01";
 * asked.to = "2025-12-31";
 * girs_due(store, &asked, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "due":"2025-12-15"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_due(girs_store *store, const girs_due_options *options,
                              girs_bytes **json_out, girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The reminders (the regime's "reminders": days before and after the due date) that fall after
 * the day `from` up to the day `to`, of reports still to be sent.  A host polls with the day of
 * its last poll as `from`.
 *
 * @param json_out  array of what girs_due() gives, each with "reminder" (the day it falls on) and
 *                  "days" (from the due date, negative before it)
 *
 * @code
 * girs_due_options polled = GIRS_DUE_OPTIONS;
 * polled.from = "2025-12-01";  // the day of the last poll
 * polled.to = "2025-12-31";
 * polled.time = 1764547200;    // 2025-12-01: what was still to be sent then
 * girs_reminders(store, &polled, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "reminder":"2025-12-
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_reminders(girs_store *store, const girs_due_options *options,
                                    girs_bytes **json_out, girs_error **error_out) GIRS_NOEXCEPT;

/** One obligation, and who changes what about it.  Start from GIRS_OBLIGATION_CHANGE. */
typedef struct girs_obligation_change {
  uint32_t struct_size;
  uint32_t flags;     /* GIRS_OBLIGATION_AGGREGATE: the unit's aggregate, not its own report */
  const char *regime; /* "KSTTHC" */
  const char *unit;
  const char *period; /* "2025-Q4" */
  const char *due;    /* of an extension: the new last day */
  const char *reason; /* why; must be given */
  const char *author; /* who decided it; must be given */
} girs_obligation_change;
#define GIRS_OBLIGATION_CHANGE {(uint32_t)sizeof(girs_obligation_change), 0, 0, 0, 0, 0, 0, 0}
#define GIRS_OBLIGATION_AGGREGATE 0x1u

/**
 * Moves the due date of one report of one unit (gia hạn), and no other: an aggregator that is due
 * "after-members" keeps the date that the regime gives, as its own superior waits for it, and may
 * leave the late member out with the reason; who grants it more time extends its report as well.
 *
 * @retval GIRS_NOT_FOUND         the unit does not owe that report
 * @retval GIRS_INVALID_ARGUMENT  the new date is not later than the one that counts (detail
 *                                "due"), or reason or author is missing
 *
 * @code
 * girs_obligation_change change = GIRS_OBLIGATION_CHANGE;
 * change.regime = "KSTTHC";
 * change.unit = "31834";
 * change.period = "2025-Q4";
 * change.due = "2025-12-22";
 * change.reason = "Bão số 12";
 * change.author = "Chánh Văn phòng";
 * girs_obligation_extend(store, &change, &error);
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_obligation_extend(girs_store *store, const girs_obligation_change *change,
                                            girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Takes one report out of what is expected, with the reason; completeness no longer counts it.
 *
 * @retval GIRS_CONFLICT   it is excluded already
 * @retval GIRS_NOT_FOUND  the unit does not owe that report
 *
 * @code
 * girs_obligation_change change = GIRS_OBLIGATION_CHANGE;
 * change.regime = "KSTTHC";
 * change.unit = "31834";
 * change.period = "2025-Q4";
 * change.reason = "Bão số 12";
 * change.author = "Chánh Văn phòng";
 * girs_obligation_exclude(store, &change, &error);
 * change.reason = "Đã có điện trở lại";
 * girs_obligation_restore(store, &change, &error);
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_obligation_exclude(girs_store *store, const girs_obligation_change *change,
                                             girs_error **error_out) GIRS_NOEXCEPT;
/** Ends an exclusion, with the reason; GIRS_CONFLICT when there is none.  @since 0.1 */
GIRS_API girs_status girs_obligation_restore(girs_store *store, const girs_obligation_change *change,
                                             girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
