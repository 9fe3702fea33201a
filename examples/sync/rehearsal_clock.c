/* See rehearsal_clock.h. */
#include "rehearsal_clock.h"

#include <stdio.h>
#include <string.h>

/* Days since 1970-01-01 in the Gregorian calendar; years are counted from March, so that the
 * leap day comes last. */
static int64_t days_since_1970(int year, int month, int day) {
  const int64_t y = month > 2 ? year : year - 1;
  const int64_t day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
  return y * 365 + y / 4 - y / 100 + y / 400 + day_of_year - 719468;
}

/* Minutes east of UTC for "Z", "+07:00"; -1 and no change when it is neither. */
static int read_offset(const char *text, int *minutes) {
  int hours = 0;
  int rest = 0;
  int length = 0;
  char sign = '+';
  if (strcmp(text, "Z") == 0) {
    *minutes = 0;
    return 0;
  }
  if (sscanf(text, "%c%2d:%2d%n", &sign, &hours, &rest, &length) != 3) return -1;
  if ((sign != '+' && sign != '-') || text[length] != '\0') return -1;
  if (length != 6 || hours < 0 || hours > 23 || rest < 0 || rest > 59) return -1;
  *minutes = (hours * 60 + rest) * (sign == '-' ? -1 : 1);
  return 0;
}

int rehearsal_clock_set(rehearsal_clock *clock, const char *rfc3339) {
  static const int month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int year, month, day, hour, minute, second;
  int offset = 0;
  int length = 0;
  if (sscanf(rfc3339, "%4d-%2d-%2dT%2d:%2d:%2d%n", &year, &month, &day, &hour, &minute, &second,
             &length) != 6)
    return -1;
  if (length != 19 || read_offset(rfc3339 + length, &offset) != 0) return -1;
  if (year < 1970 || month < 1 || month > 12) return -1;
  const int leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (day < 1 || day > month_days[month - 1] + leap) return -1;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
  clock->start = days_since_1970(year, month, day) * 86400 + hour * 3600 + (minute - offset) * 60 +
                 second;
  clock->set_at = time(NULL);
  return 0;
}

int64_t rehearsal_clock_now(void *context) {
  const rehearsal_clock *const clock = context;
  return clock->start + (int64_t)(time(NULL) - clock->set_at);
}
