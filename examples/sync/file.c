/* See file.h. */
#include "file.h"

#include <stdio.h>
#include <stdlib.h>

enum { PATH_SIZE = 4096 };

char *read_file(const char *path, size_t *size_out) {
  FILE *const file = fopen(path, "rb");
  char *bytes = NULL;
  size_t size = 0, room = 0, got = 0;
  int whole = 0;
  if (file == NULL) return NULL;
  do {
    if (room - size < 2) { /* one for the NUL */
      char *const more = realloc(bytes, room = room ? 2 * room : 65536);
      if (more == NULL) break;
      bytes = more;
    }
    got = fread(bytes + size, 1, room - size - 1, file);
    size += got;
    whole = got == 0 && !ferror(file);
  } while (got > 0);
  fclose(file);
  if (!whole) {
    free(bytes);
    return NULL;
  }
  bytes[size] = '\0';
  *size_out = size;
  return bytes;
}

int write_file(const char *path, const char *bytes, size_t size) {
  char part[PATH_SIZE];
  FILE *file;
  size_t written;
  if (snprintf(part, sizeof part, "%s.part", path) >= (int)sizeof part) return 0;
  file = fopen(part, "wb");
  if (file == NULL) return 0;
  written = fwrite(bytes, 1, size, file);
  return fclose(file) == 0 && written == size && rename(part, path) == 0;
}
