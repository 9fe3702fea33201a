#include "by_folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NO_LINE = 1, PATH_SIZE = 4096 };

/* The whole file, to be freed; NULL when it cannot be read. */
static char *read_all(const char *path, size_t *size_out) {
  FILE *const file = fopen(path, "rb");
  char *bytes = NULL;
  size_t size = 0, room = 0;
  if (file == NULL) return NULL;
  for (;;) {
    if (size == room) {
      char *const more = realloc(bytes, room = room ? 2 * room : 65536);
      if (more == NULL) break;
      bytes = more;
    }
    const size_t got = fread(bytes + size, 1, room - size, file);
    size += got;
    if (got == 0) break;
  }
  fclose(file);
  *size_out = size;
  return bytes;
}

/* Under another name first, so that nobody carries away half of it. */
static int write_all(const char *path, const char *bytes, size_t size) {
  char part[PATH_SIZE];
  FILE *file;
  size_t written;
  if (snprintf(part, sizeof part, "%s.part", path) >= (int)sizeof part) return 0;
  file = fopen(part, "wb");
  if (file == NULL) return 0;
  written = fwrite(bytes, 1, size, file);
  return fclose(file) == 0 && written == size && rename(part, path) == 0;
}

/* Answers with the file at `name` in the folder; 0 when it is not there. */
static int give_file(const folder *place, const char *name, int32_t status, girs_answer *answer) {
  char path[PATH_SIZE];
  size_t size = 0;
  char *bytes;
  if (snprintf(path, sizeof path, "%s/%s", place->path, name) >= (int)sizeof path) return 0;
  bytes = read_all(path, &size);
  if (bytes == NULL) return 0;
  girs_answer_set(answer, status, bytes, size);
  free(bytes);
  return 1;
}

/* A package: its receipt, the refusal, or 202 once it lies there to be carried. */
static int32_t put_package(const folder *place, const char *pid, const girs_request *request,
                           girs_answer *answer) {
  char name[PATH_SIZE];
  snprintf(name, sizeof name, "from-authority/%s.tlog-proof", pid);
  if (give_file(place, name, 201, answer)) return 0;
  snprintf(name, sizeof name, "from-authority/%s.conflict.json", pid);
  if (give_file(place, name, 409, answer)) return 0;
  snprintf(name, sizeof name, "from-authority/%s.refused.json", pid);
  if (give_file(place, name, 422, answer)) return 0;
  if (snprintf(name, sizeof name, "%s/to-authority/%s.json", place->path, pid) >= (int)sizeof name)
    return NO_LINE;
  if (!write_all(name, request->body, request->body_length)) return NO_LINE;
  girs_answer_set(answer, 202, NULL, 0);
  return 0;
}

static int32_t exchange(void *context, const girs_request *request, girs_answer *answer) {
  static const char submissions[] = "/v1/submissions/";
  const folder *const place = context;
  const size_t length = sizeof submissions - 1;
  if (strcmp(request->method, "PUT") == 0 && strncmp(request->path, submissions, length) == 0)
    return put_package(place, request->path + length, request, answer);
  if (strcmp(request->path, "/v1/registry") == 0)
    return give_file(place, "from-authority/registry.json", 200, answer) ? 0 : NO_LINE;
  if (strncmp(request->path, "/v1/events?", 11) == 0)
    return give_file(place, "from-authority/events.ndjson", 200, answer) ? 0 : NO_LINE;
  return NO_LINE; /* packages of units below and the log's tiles do not travel this way */
}

girs_transport by_folder(folder *place) {
  girs_transport transport = GIRS_TRANSPORT;
  transport.exchange = exchange;
  transport.context = place;
  return transport;
}
