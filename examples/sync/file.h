#pragma once
/* Whole files, in plain C. */

#include <stddef.h>

/* The file's bytes and a NUL after them, for free(); NULL when it cannot be read. */
char *read_file(const char *path, size_t *size_out);
/* Under another name first, so that nobody carries away half of it; 1 when it is written. */
int write_file(const char *path, const char *bytes, size_t size);
