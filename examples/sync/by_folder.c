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

/* A package: its receipt, the refusal, or 202 once it lies there to be carried. */
static int32_t put_package(const folder *place, const char *pid, const girs_request *request,
                           girs_answer *answer) {
  char name[PATH_SIZE];
  snprintf(name, sizeof name, "from-authority/%s.tlog-proof", pid);
  if (give_file(place, name, 201, answer)) return 0;
  snprintf(name, sizeof name, "from-authority/%s.conflict.json", pid);
  if (take_file(place, name, 409, answer)) return 0;
  snprintf(name, sizeof name, "from-authority/%s.refused.json", pid);
  if (take_file(place, name, 422, answer)) return 0;
  if (snprintf(name, sizeof name, "%s/to-authority/%s.json", place->path, pid) >= (int)sizeof name)
    return NO_LINE;
  if (!write_file(name, request->body, request->body_length)) return NO_LINE;
  girs_answer_set(answer, 202, NULL, 0);
  return 0;
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
  const folder *const place = context;
  const size_t length = sizeof submissions - 1;
  if (strncmp(request->path, submissions, length) == 0)
    return strcmp(request->method, "PUT") == 0
               ? put_package(place, request->path + length, request, answer)
               : get_package(place, request->path + length, answer);
  if (strcmp(request->path, "/v1/registry") == 0)
    return give_file(place, "from-authority/registry.json", 200, answer) ? 0 : NO_LINE;
  if (strncmp(request->path, "/v1/events?", 11) == 0)
    return give_file(place, "from-authority/events.ndjson", 200, answer) ? 0 : NO_LINE;
  return NO_LINE; /* the log's tiles do not travel this way */
}

girs_transport by_folder(folder *place) {
  girs_transport transport = GIRS_TRANSPORT;
  transport.exchange = exchange;
  transport.context = place;
  return transport;
}
