#include <girs/girs.h> /* a commune's quarter, entered and checked: prints what breaks a rule */
#include <stdio.h>
int main(void) {
  girs_store *store = NULL; girs_report *report = NULL; girs_findings *found = NULL;
  girs_error *error = NULL;
  girs_report_options which = GIRS_REPORT_OPTIONS;
  which.regime = "KSTTHC"; which.unit = "31825"; which.period = "2025-Q4";
  const char *cells = "row,3,4,5,6\nLV01,1250,830,400,12\nT,1250,830,400,12\n";
  const int failed = girs_store_open("commune.girs", GIRS_NUL, NULL, &store, &error) < 0 ||
      girs_catalog_load(store, "examples/catalog", GIRS_NUL, &error) < 0 ||
      (girs_report_open(store, &which, &report, NULL) < 0 &&
       girs_report_create(store, &which, &report, &error) < 0) ||
      girs_report_import(report, "", 0, "cells.csv", GIRS_NUL, cells, GIRS_NUL, 0, &error) < 0 ||
      girs_report_check(report, &found, &error) < 0;
  if (failed) fprintf(stderr, "%s\n", girs_error_message(error));
  for (size_t i = 0; i < girs_findings_count(found); ++i)
    if (girs_findings_outcome(found, i) == GIRS_FAIL) puts(girs_findings_message(found, i, "en"));
  girs_error_free(error); girs_findings_free(found); girs_report_free(report); girs_store_free(store);
  return failed;
}
