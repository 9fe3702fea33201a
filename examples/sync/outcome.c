/* See outcome.h. */
#include "outcome.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_text.h"

const char *in_language(const char *language, const char *en, const char *vi) {
  return strcmp(language, "vi") == 0 ? vi : en;
}

static json_text whole(const girs_bytes *json) {
  const json_text none = {NULL, NULL};
  if (json == NULL) return none;
  const json_text text = {girs_bytes_data(json), girs_bytes_data(json) + girs_bytes_size(json)};
  return text;
}

void print_failure(const girs_error *error, const char *language) {
  fprintf(stderr, "girs-sync: %s\n", girs_error_message_in(error, language));
  for (size_t i = 0; i < girs_error_mistake_count(error); ++i)
    fprintf(stderr, "  %s\n", girs_error_mistake_message(error, i, language));
}

static void print_refused(json_text refused, const char *language) {
  char *const pid = json_string(json_member(refused, "pid"));
  char *const reason = json_string(json_member(refused, "reason"));
  char *const message =
      json_string(json_member(refused, in_language(language, "message_en", "message_vi")));
  printf(in_language(language, "refused %s (%s): %s\n", "bị từ chối %s (%s): %s\n"),
         pid != NULL ? pid : "?", reason != NULL ? reason : "?", message != NULL ? message : "");
  free(pid);
  free(reason);
  free(message);
}

left_over print_summary(const girs_bytes *summary, const char *language, int quiet) {
  const json_text all = whole(summary);
  left_over left = {0, json_integer(json_member(all, "queued"))};
  if (all.begin == NULL) return left;
  for (json_text rest = json_elements(json_member(all, "refused")), one; json_next(&rest, &one);) {
    print_refused(one, language);
    ++left.refused;
  }
  if (quiet) return left;
  printf(in_language(language,
                     "packages: %" PRId64 " delivered, %" PRId64 " receipted, %" PRId64
                     " refused, %" PRId64 " still queued\n",
                     "gói báo cáo: %" PRId64 " đã gửi, %" PRId64 " có biên nhận, %" PRId64
                     " bị từ chối, %" PRId64 " còn chờ gửi\n"),
         json_integer(json_member(all, "pushed")), json_integer(json_member(all, "receipted")),
         left.refused, left.queued);
  printf(in_language(language, "came in: %" PRId64 " reports, %" PRId64 " decisions\n",
                     "nhận về: %" PRId64 " báo cáo, %" PRId64 " quyết định\n"),
         json_integer(json_member(all, "reports")), json_integer(json_member(all, "decisions")));
  return left;
}

/*
 * The verifier keys of the authority's log, one a line, for free(): the store's own setting, or
 * else those of the registry; empty when neither is there, NULL when memory is gone.
 */
static char *log_keys(girs_store *store) {
  girs_bytes *found = NULL;
  if (girs_store_get(store, "log-key", GIRS_NUL, &found, NULL) == GIRS_OK) {
    char *const copy = malloc(girs_bytes_size(found) + 1);
    if (copy != NULL) memcpy(copy, girs_bytes_data(found), girs_bytes_size(found) + 1);
    girs_bytes_free(found);
    return copy;
  }
  if (girs_registry_show(store, &found, NULL) < 0) return calloc(1, 1);
  char *const keys = calloc(1, girs_bytes_size(found) + 1);
  const json_text list = json_elements(json_member(whole(found), "log_keys"));
  for (json_text rest = list, one; keys != NULL && json_next(&rest, &one);) {
    char *const key = json_string(one);
    if (key != NULL) strcat(strcat(keys, key), "\n");
    free(key);
  }
  girs_bytes_free(found);
  return keys;
}

/* 1 when the package's receipt verifies, 0 when it has none yet, -1 when it does not verify. */
static int verify_receipt(girs_store *store, const char *pid, const char *keys,
                          const char *language) {
  girs_bytes *receipt = NULL;
  girs_bytes *bundle = NULL;
  girs_error *error = NULL;
  girs_status status = girs_receipt_get(store, pid, GIRS_NUL, &receipt, &error);
  const int pending = status == GIRS_NOT_FOUND;
  if (status == GIRS_OK) status = girs_package_export(store, pid, GIRS_NUL, &bundle, &error);
  if (status == GIRS_OK)
    status = girs_receipt_verify(girs_bytes_data(bundle), girs_bytes_size(bundle),
                                 girs_bytes_data(receipt), girs_bytes_size(receipt), keys, GIRS_NUL,
                                 NULL, &error);
  if (status < 0 && !pending) print_failure(error, language);
  girs_error_free(error);
  girs_bytes_free(bundle);
  girs_bytes_free(receipt);
  return status == GIRS_OK ? 1 : pending ? 0 : -1;
}

int verify_receipts(girs_store *store, const girs_bytes *outbox, const char *language, int quiet) {
  char *const keys = log_keys(store);
  int64_t verified = 0;
  int failed = keys == NULL;
  for (json_text rest = json_elements(whole(outbox)), row; json_next(&rest, &row);) {
    char *const pid = json_string(json_member(row, "pid"));
    char *const state = json_string(json_member(row, "state"));
    if (keys != NULL && pid != NULL && state != NULL && strcmp(state, "queued") == 0) {
      const int answer = verify_receipt(store, pid, keys, language);
      if (answer > 0) ++verified;
      if (answer < 0) failed = 1;
    }
    free(pid);
    free(state);
  }
  free(keys);
  if (verified > 0 && !quiet)
    printf(in_language(language, "receipts: %" PRId64 " verified with the log's key and stored\n",
                       "biên nhận: %" PRId64 " đã kiểm tra bằng khóa của nhật ký và lưu vào kho\n"),
           verified);
  return failed ? -1 : 0;
}
