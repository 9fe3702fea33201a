/* See secure_line.h. */
#include "secure_line.h"

#include <stdlib.h>
#include <string.h>

#include "file.h"

static girs_status open_key(secure_line *line, const secure_line_files *files,
                            girs_error **error_out) {
  size_t size = 0;
  char *passphrase = NULL;
  girs_status status;
  if (files->passphrase != NULL) {
    passphrase = read_file(files->passphrase, &size);
    if (passphrase == NULL) {
      line->unreadable = files->passphrase;
      return GIRS_IO;
    }
    size = strcspn(passphrase, "\r\n");
  }
  status = girs_key_open(files->request_key, GIRS_NUL, passphrase != NULL ? passphrase : "", size,
                         &line->key, error_out);
  free(passphrase);
  return status == GIRS_OK ? girs_key_signer(line->key, &line->signer, error_out) : status;
}

girs_status secure_line_open(secure_line *line, const secure_line_files *files,
                             girs_sync_options *options, girs_error **error_out) {
  const girs_signer none = GIRS_SIGNER;
  size_t size = 0;
  memset(line, 0, sizeof *line);
  line->signer = none;
  if (files->authorities != NULL) {
    line->authorities = read_file(files->authorities, &size);
    if (line->authorities == NULL) {
      line->unreadable = files->authorities;
      return GIRS_IO;
    }
    options->authorities = line->authorities;
  }
  if (files->request_key != NULL) {
    const girs_status status = open_key(line, files, error_out);
    if (status < 0) return status;
    options->signer = &line->signer;
  }
  return GIRS_OK;
}

void secure_line_close(secure_line *line) {
  girs_key_free(line->key);
  free(line->authorities);
}
