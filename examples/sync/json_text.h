#pragma once
/*
 * Walks JSON that the library wrote. Such text is well-formed, so nothing is checked here; a
 * program that has a JSON library of its own uses that instead.
 */

#include <stddef.h>
#include <stdint.h>

/* One value inside a larger text; `begin` is NULL when there is none. */
typedef struct json_text {
  const char *begin;
  const char *end;
} json_text;

/* The value of an object's member, or none. */
json_text json_member(json_text object, const char *name);

/* What stands between an array's brackets. */
json_text json_elements(json_text array);

/*
 * The next of them; returns 0 after the last one.
 *
 *   for (json_text rest = json_elements(array), item; json_next(&rest, &item);) ...
 */
int json_next(json_text *rest, json_text *item);

/* A whole number; 0 when there is none. */
int64_t json_integer(json_text value);

/* The characters of a string, for free(); NULL when it is no string or memory is gone. */
char *json_string(json_text value);
