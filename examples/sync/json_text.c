/* See json_text.h. */
#include "json_text.h"

#include <stdlib.h>
#include <string.h>

static const char *skip_blanks(const char *at, const char *end) {
  while (at < end && strchr(" \t\r\n,:", *at) != NULL) ++at;
  return at;
}

static const char *skip_string(const char *at, const char *end) {
  for (++at; at < end && *at != '"'; ++at)
    if (*at == '\\') ++at;
  return at < end ? at + 1 : end;
}

/* One past the value that begins at `at`. */
static const char *skip_value(const char *at, const char *end) {
  int depth = 0;
  while (at < end) {
    if (*at == '"') {
      at = skip_string(at, end);
    } else {
      if (*at == '{' || *at == '[') ++depth;
      if (*at == '}' || *at == ']') --depth;
      ++at;
    }
    if (depth == 0 && (at == end || strchr(",:]} \t\r\n", *at) != NULL)) return at;
  }
  return end;
}

/* The next value before `end`, which it steps over; none at the closing bracket. */
static json_text take_value(const char **at, const char *end) {
  json_text none = {NULL, NULL};
  json_text value;
  value.begin = skip_blanks(*at, end);
  if (value.begin >= end || *value.begin == ']' || *value.begin == '}') return none;
  value.end = skip_value(value.begin, end);
  *at = value.end;
  return value;
}

json_text json_member(json_text object, const char *name) {
  json_text none = {NULL, NULL};
  if (object.begin == NULL || *object.begin != '{') return none;
  const size_t length = strlen(name);
  for (const char *at = object.begin + 1;;) {
    const json_text key = take_value(&at, object.end);
    if (key.begin == NULL) return none;
    const json_text value = take_value(&at, object.end);
    if ((size_t)(key.end - key.begin) == length + 2 && memcmp(key.begin + 1, name, length) == 0)
      return value;
  }
}

json_text json_elements(json_text array) {
  if (array.begin != NULL && *array.begin == '[') {
    ++array.begin;
    --array.end;
  }
  return array;
}

int json_next(json_text *rest, json_text *item) {
  if (rest->begin == NULL) return 0;
  *item = take_value(&rest->begin, rest->end);
  return item->begin != NULL;
}

int64_t json_integer(json_text value) {
  return value.begin == NULL ? 0 : (int64_t)strtoll(value.begin, NULL, 10);
}

/* Writes a code point as UTF-8; the number of bytes. */
static size_t put_utf8(char *to, unsigned long point) {
  static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  if (point < 0x80) {
    *to = (char)point;
    return 1;
  }
  const size_t size = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  for (size_t i = size - 1; i > 0; --i, point >>= 6) to[i] = (char)(0x80 | (point & 0x3F));
  to[0] = (char)(lead[size] | point);
  return size;
}

static unsigned long hex4(const char *at) {
  char digits[5] = {0};
  memcpy(digits, at, 4);
  return strtoul(digits, NULL, 16);
}

/* Writes what the escape at `*at` (after its backslash) stands for. */
static size_t put_escape(char *to, const char **at) {
  static const char names[] = "bfnrt";
  static const char meanings[] = "\b\f\n\r\t";
  const char name = *(*at)++;
  if (name == 'u') {
    unsigned long point = hex4(*at);
    *at += 4;
    if (point >= 0xD800 && point < 0xDC00) {
      point = 0x10000 + ((point - 0xD800) << 10) + (hex4(*at + 2) - 0xDC00);
      *at += 6;
    }
    return put_utf8(to, point);
  }
  const char *const known = strchr(names, name);
  *to = known != NULL ? meanings[known - names] : name;
  return 1;
}

char *json_string(json_text value) {
  if (value.begin == NULL || *value.begin != '"') return NULL;
  char *const copy = malloc((size_t)(value.end - value.begin));
  if (copy == NULL) return NULL;
  char *to = copy;
  for (const char *at = value.begin + 1; at < value.end - 1;) {
    if (*at == '\\') {
      ++at;
      to += put_escape(to, &at);
    } else {
      *to++ = *at++;
    }
  }
  *to = '\0';
  return copy;
}
