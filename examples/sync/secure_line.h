#pragma once
/* What a line over TLS needs from files: whom to believe, and the key that signs requests. */

#include <girs/girs.h>

/* Files, each NULL for none. */
typedef struct secure_line_files {
  const char *authorities; /* PEM; without it the machine's trust store counts */
  const char *request_key; /* Ed25519, encrypted PKCS#8 */
  const char *passphrase;  /* of that key; its first line */
} secure_line_files;

/* What the options of a round borrow; closed after the round. */
typedef struct secure_line {
  char *authorities;
  girs_key *key;
  girs_signer signer;
  const char *unreadable; /* the file that could not be read, if it was that */
} secure_line;

/* Reads the files and puts what they hold into `options`; close it after a failure too. */
girs_status secure_line_open(secure_line *line, const secure_line_files *files,
                             girs_sync_options *options, girs_error **error_out);
void secure_line_close(secure_line *line);
