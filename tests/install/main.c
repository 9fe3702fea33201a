/* Prints the version of the installed library; fails when header and library do not agree. */
#include <girs/girs.h>
#include <stdio.h>

int main(void) {
  const unsigned long header = (unsigned long)GIRS_VERSION;
  const unsigned long library = (unsigned long)girs_version();
  printf("girs %lu\n", library);
  if (header != library) {
    fprintf(stderr, "the header is of version %lu, the library of %lu\n", header, library);
    return 1;
  }
  return 0;
}
