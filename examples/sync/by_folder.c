#include "by_folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"

enum { NO_LINE = 1, PATH_SIZE = 4096 };

/* Answers with the file at `name` in the folder; 0 when it is not there. */
static int give_file(const folder *place, const char *name, int32_t status, girs_answer *answer) {
  char path[PATH_SIZE];
  size_t size = 0;
  char *bytes;
  if (snprintf(path, sizeof path, "%s/%s", place->path, name) >= (int)sizeof path) return 0;
  bytes = read_file(path, &size);
  if (bytes == NULL) return 0;
  girs_answer_set(answer, status, bytes, size);
  free(bytes);
  return 1;
}

/* As give_file(), and takes the file away: a package that is sent again waits for a new answer. */
static int take_file(const folder *place, const char *name, int32_t status, girs_answer *answer) {
  char path[PATH_SIZE];
  if (!give_file(place, name, status, answer)) return 0;
  return snprintf(path, sizeof path, "%s/%s", place->path, name) < (int)sizeof path &&
         remove(path) == 0;
}

/* Puts what is sent into the folder under this name, to be carried; 0 when it cannot be written. */
static int lay_down(const folder *place, const char *id, const char *kind, const girs_request *request) {
  char path[PATH_SIZE];
  return snprintf(path, sizeof path, "%s/to-authority/%s.%s", place->path, id, kind) < (int)sizeof path &&
         write_file(path, request->body, request->body_length);
}

/* A package: its receipt, the refusal, or 202 once it lies there to be carried. */
static int32_t put_package(folder *place, const char *pid, const girs_request *request,
                           girs_answer *answer) {
  char name[PATH_SIZE];
  snprintf(name, sizeof name, "from-authority/%s.tlog-proof", pid);
  if (give_file(place, name, 201, answer)) return 0;
  snprintf(name, sizeof name, "from-authority/%s.conflict.json", pid);
  if (take_file(place, name, 409, answer)) return 0;
  snprintf(name, sizeof name, "from-authority/%s.refused.json", pid);
  if (take_file(place, name, 422, answer)) return 0;
  if (!lay_down(place, pid, "json", request)) {
    place->wanting = "to-authority/";
    return NO_LINE;
  }
  girs_answer_set(answer, 202, NULL, 0);
  return 0;
}

/* A file of a package that the authority asked for: the courier takes it there before the package. */
static int32_t put_attachment(folder *place, const char *hex, const girs_request *request,
                              girs_answer *answer) {
  if (!lay_down(place, hex, "attachment", request)) return NO_LINE;
  girs_answer_set(answer, 201, NULL, 0);
  return 0;
}

/* News of the authority. */
static int32_t get_news(folder *place, const char *name, girs_answer *answer) {
  if (give_file(place, name, 200, answer)) return 0;
  place->wanting = name;
  return NO_LINE;
}

/* What another computer of the unit sent instead, where the courier brought it. */
static int32_t get_package(const folder *place, const char *wanted, girs_answer *answer) {
  static const char absent[] = "{\"code\":\"not-found\",\"detail\":\"The courier did not bring it.\","
                               "\"detail_vi\":\"Chưa được mang đến.\"}";
  const char *const rest = strchr(wanted, '/');
  const int length = rest != NULL ? (int)(rest - wanted) : (int)strlen(wanted);
  char name[PATH_SIZE];
  snprintf(name, sizeof name, "from-authority/%.*s.%s", length, wanted,
           rest != NULL ? "tlog-proof" : "package.json");
  if (!give_file(place, name, 200, answer))
    girs_answer_set(answer, 404, absent, sizeof absent - 1);
  return 0;
}

static int32_t exchange(void *context, const girs_request *request, girs_answer *answer) {
  static const char submissions[] = "/v1/submissions/";
  static const char blobs[] = "/v1/blobs/sha256/";
  folder *const place = context;
  const size_t length = sizeof submissions - 1;
  if (strncmp(request->path, submissions, length) == 0)
    return strcmp(request->method, "PUT") == 0
               ? put_package(place, request->path + length, request, answer)
               : get_package(place, request->path + length, answer);
  if (strcmp(request->path, "/v1/registry") == 0)
    return get_news(place, "from-authority/registry.json", answer);
  if (strncmp(request->path, "/v1/events?", 11) == 0)
    return get_news(place, "from-authority/events.ndjson", answer);
  if (strncmp(request->path, blobs, sizeof blobs - 1) == 0 && strcmp(request->method, "PUT") == 0)
    return put_attachment(place, request->path + sizeof blobs - 1, request, answer);
  return NO_LINE; /* the log's tiles do not travel this way */
}

girs_transport by_folder(folder *place) {
  girs_transport transport = GIRS_TRANSPORT;
  transport.exchange = exchange;
  transport.context = place;
  return transport;
}
