#pragma once
/*
 * A transport of packages by a folder that people carry: a USB disk, a share, an e-mail's
 * attachment.  README.md tells what lies in it.
 */
#include <girs/girs.h>

typedef struct folder {
  const char *path;
  const char *wanting; /* what the round asked for and nobody has brought yet; NULL: nothing */
} folder;

/* The transport that uses `place`, which must outlive it. */
girs_transport by_folder(folder *place);
