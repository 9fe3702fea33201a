/*
 * A program in C that calls every function with NULL where something is needed: each refuses
 * with GIRS_INVALID_ARGUMENT and a message, gives nothing, and never crashes; getters and frees
 * are harmless.
 */
#include <girs/girs.h>
#include <stdio.h>
#include <string.h>

static int failures = 0;

static void expect(int held, const char *what, int line) {
  if (held) return;
  fprintf(stderr, "null_test.c:%d: %s\n", line, what);
  ++failures;
}
#define EXPECT(condition) expect((condition) != 0, #condition, __LINE__)

/* `call` uses `e` as its error_out: once with room for an error, once without. */
#define REFUSED(call)                                               \
  do {                                                              \
    girs_error *error = NULL;                                       \
    girs_error **e = &error;                                        \
    EXPECT((call) == GIRS_INVALID_ARGUMENT);                        \
    EXPECT(girs_error_status(error) == GIRS_INVALID_ARGUMENT);      \
    EXPECT(strlen(girs_error_message(error)) > 0);                  \
    EXPECT(strlen(girs_error_message_in(error, "vi")) > 0);         \
    girs_error_free(error);                                         \
    e = NULL;                                                       \
    EXPECT((call) == GIRS_INVALID_ARGUMENT);                        \
  } while (0)

static girs_bytes *bytes; /* stays NULL: a call that fails gives nothing */

static void values_and_getters(void) {
  EXPECT(girs_error_status(NULL) == GIRS_OK);
  EXPECT(strcmp(girs_error_message(NULL), "") == 0);
  EXPECT(strcmp(girs_error_message_in(NULL, NULL), "") == 0);
  EXPECT(girs_error_detail(NULL, "path") == NULL);
  EXPECT(girs_error_mistake_count(NULL) == 0);
  EXPECT(girs_error_mistake_message(NULL, 0, "en") == NULL);
  EXPECT(girs_error_mistake_detail(NULL, 0, "row") == NULL);
  EXPECT(strcmp(girs_bytes_data(NULL), "") == 0);
  EXPECT(girs_bytes_size(NULL) == 0);
  EXPECT(girs_findings_count(NULL) == 0);
  EXPECT(girs_findings_severity(NULL, 0) == -1);
  EXPECT(girs_findings_outcome(NULL, 0) == -1);
  EXPECT(girs_findings_is_unexplained(NULL, 0) == 0);
  EXPECT(girs_findings_text(NULL, 0, "rule") == NULL);
  EXPECT(girs_findings_message(NULL, 0, "en") == NULL ||
         strlen(girs_findings_message(NULL, 0, "en")) == 0);
  (void)girs_findings_is_clear(NULL);
  (void)girs_formula_text(NULL);
  EXPECT(girs_server_port(NULL) == 0);
  EXPECT(girs_version() == GIRS_VERSION);
  EXPECT(strcmp(girs_version_text(), "0.1.0") == 0);
}

static void frees(void) {
  girs_error_free(NULL);
  girs_bytes_free(NULL);
  girs_calendar_free(NULL);
  girs_central_free(NULL);
  girs_findings_free(NULL);
  girs_formula_free(NULL);
  girs_key_free(NULL);
  girs_report_free(NULL);
  girs_server_stop(NULL);
  girs_server_free(NULL);
  girs_store_free(NULL);
}

static void plain_functions(void) {
  girs_calendar *calendar = NULL;
  girs_formula *formula = NULL;
  REFUSED(girs_json_lint(NULL, 0, 0, e));
  REFUSED(girs_json_lint("x", 1, 0x80u, e));
  REFUSED(girs_json_lint(NULL, 7, 0, e));
  REFUSED(girs_json_canonical(NULL, 0, &bytes, e));
  REFUSED(girs_json_canonical("{}", 2, NULL, e));
  REFUSED(girs_decimal_compute(NULL, 0, NULL, 0, NULL, 0, 0, &bytes, e));
  REFUSED(girs_decimal_compute("add", 3, "1", 1, "2", 1, 0, NULL, e));
  REFUSED(girs_calendar_read(NULL, 0, &calendar, e));
  REFUSED(girs_calendar_read("{}", 2, NULL, e));
  REFUSED(girs_calendar_working(NULL, "2025-01-01", GIRS_NUL, &bytes, e));
  REFUSED(girs_calendar_overlay(NULL, "{}", 2, &calendar, e));
  REFUSED(girs_calendar_due_for(NULL, "{}", 2, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, &bytes,
                                e));
  REFUSED(girs_calendar_periods(NULL, NULL, 0, NULL, 0, NULL, 0, NULL, 0, &bytes, e));
  REFUSED(girs_calendar_window(NULL, 0, NULL, 0, &bytes, e));
  REFUSED(girs_calendar_window("{\"kind\":\"nd09\"}", GIRS_NUL, "2025-Q4", GIRS_NUL, NULL, e));
  REFUSED(girs_calendar_due(NULL, "{}", 2, NULL, 0, NULL, 0, NULL, 0, &bytes, e));
  REFUSED(girs_period_related(NULL, 0, NULL, 0, &bytes, e));
  REFUSED(girs_period_related("2025-Q4", GIRS_NUL, "next", GIRS_NUL, NULL, e));
  REFUSED(girs_formula_compile(NULL, 0, NULL, &formula, e));
  REFUSED(girs_formula_compile("1+1", GIRS_NUL, NULL, NULL, e));
  REFUSED(girs_formula_inspect(NULL, &bytes, e));
  REFUSED(girs_formula_evaluate(NULL, NULL, 0, &bytes, e));
  REFUSED(girs_formula_explain(NULL, NULL, 0, &bytes, e));
  EXPECT(calendar == NULL && formula == NULL && bytes == NULL);
}

static void stores(void) {
  girs_store *store = NULL;
  REFUSED(girs_store_open("x.girs", GIRS_NUL, NULL, NULL, e));
  REFUSED(girs_store_open(NULL, 0, NULL, &store, e));
  REFUSED(girs_store_open("\xff.girs", GIRS_NUL, NULL, &store, e));
  EXPECT(store == NULL);
  REFUSED(girs_store_set(NULL, "unit", GIRS_NUL, "31825", GIRS_NUL, e));
  REFUSED(girs_store_get(NULL, "unit", GIRS_NUL, &bytes, e));
  REFUSED(girs_store_close(NULL, e));
  REFUSED(girs_catalog_load(NULL, "x", GIRS_NUL, e));
  REFUSED(girs_catalog_list(NULL, &bytes, e));
  REFUSED(girs_unit_show(NULL, "96", 2, "2025-12-14", GIRS_NUL, &bytes, e));
  REFUSED(girs_unit_tree(NULL, "96", 2, "2025-12-14", GIRS_NUL, &bytes, e));
  REFUSED(girs_form_difference(NULL, "a", 1, 1, 2, &bytes, e));
  REFUSED(girs_catalog_overlaps(NULL, 2025, &bytes, e));
  REFUSED(girs_due(NULL, NULL, &bytes, e));
  REFUSED(girs_reminders(NULL, NULL, &bytes, e));
  REFUSED(girs_obligation_extend(NULL, NULL, e));
  REFUSED(girs_obligation_exclude(NULL, NULL, e));
  REFUSED(girs_obligation_restore(NULL, NULL, e));
  REFUSED(girs_unit_successors(NULL, "96", 2, "2025-06-30", GIRS_NUL, &bytes, e));
  REFUSED(girs_unit_predecessors(NULL, "96", 2, "2025-12-14", GIRS_NUL, &bytes, e));
  REFUSED(girs_unit_find(NULL, "ca mau", GIRS_NUL, "2025-12-14", GIRS_NUL, "", 0, &bytes, e));
  REFUSED(girs_unit_members(NULL, "96", 2, "", 0, "2025-12-14", GIRS_NUL, &bytes, e));
  REFUSED(girs_unit_group(NULL, "mekong", GIRS_NUL, "2025-12-14", GIRS_NUL, &bytes, e));
  REFUSED(girs_unit_convert(NULL, "{}", 2, &bytes, e));
  REFUSED(girs_unit_import(NULL, 1, NULL, &bytes, NULL, e));
  REFUSED(girs_unit_import(NULL, 0, NULL, NULL, NULL, e));
  REFUSED(girs_agency_read(NULL, 0, &bytes, e));
  REFUSED(girs_agency_read("G14", GIRS_NUL, NULL, e));
}

static void reports(void) {
  girs_report *report = NULL;
  girs_findings *findings = NULL;
  girs_report_options options = GIRS_REPORT_OPTIONS;
  REFUSED(girs_report_create(NULL, &options, &report, e));
  REFUSED(girs_report_open(NULL, NULL, &report, e));
  REFUSED(girs_report_aggregate(NULL, NULL, NULL, 0, &report, &bytes, e));
  REFUSED(girs_report_set_cell(NULL, "", 0, "LV01", 4, "3", 1, "1", 1, 0, e));
  REFUSED(girs_report_import(NULL, "", 0, "x.csv", GIRS_NUL, "row,3\n", GIRS_NUL, 0, e));
  REFUSED(girs_report_explain(NULL, "", 0, "", 0, "r", 1, "t", 1, e));
  REFUSED(girs_report_sent_otherwise(NULL, "paper", GIRS_NUL, 0, e));
  REFUSED(girs_report_check(NULL, &findings, e));
  REFUSED(girs_report_approve(NULL, e));
  REFUSED(girs_report_return(NULL, "r", 1, e));
  REFUSED(girs_report_prepare(NULL, "[]", 2, &bytes, e));
  REFUSED(girs_report_submit_signed(NULL, "{}", 2, &bytes, e));
  REFUSED(girs_report_submit(NULL, NULL, 3, &bytes, e));
  REFUSED(girs_report_correct(NULL, "c", 1, "t", 1, NULL, 0, e));
  REFUSED(girs_report_withdraw(NULL, "c", 1, "t", 1, NULL, 0, e));
  REFUSED(girs_report_show(NULL, &bytes, e));
  REFUSED(girs_report_history(NULL, &bytes, e));
  REFUSED(girs_report_list(NULL, &bytes, e));
  REFUSED(girs_findings_json(NULL, &bytes, e));
  REFUSED(girs_report_preview(NULL, "", 0, "x.csv", GIRS_NUL, "row,3\n", GIRS_NUL, 0, &bytes, e));
  REFUSED(girs_report_merge(NULL, "", 0, "x.csv", GIRS_NUL, "row,3\n", GIRS_NUL, 0, 1, e));
  REFUSED(girs_report_set_field(NULL, "", 0, "I", 1, "t", 1, 0, e));
  REFUSED(girs_report_remove_row(NULL, "", 0, "LV01", 4, e));
  REFUSED(girs_report_fill_from(NULL, "", 0, "2025-Q3", GIRS_NUL, NULL, 0, e));
  REFUSED(girs_report_undo(NULL, e));
  REFUSED(girs_report_attach(NULL, "a.pdf", 5, "application/pdf", GIRS_NUL, NULL, 0, e));
  REFUSED(girs_report_detach(NULL, "a.pdf", 5, e));
  REFUSED(girs_report_make_nil(NULL, e));
  REFUSED(girs_report_send_for_approval(NULL, e));
  REFUSED(girs_report_take_back(NULL, e));
  REFUSED(girs_report_difference(NULL, 1, 2, &bytes, e));
  REFUSED(girs_report_check_cell(NULL, "", 0, "T", 1, "3", 1, &findings, e));
  REFUSED(girs_report_causes(NULL, &bytes, e));
  REFUSED(girs_catalog_review(NULL, 1, &bytes, e));
  REFUSED(girs_report_set_cells(NULL, "", 0, NULL, e));
  REFUSED(girs_report_set_cells_stream(NULL, "", 0, NULL, 0, e));
  REFUSED(girs_report_list_stream(NULL, NULL, e));
  REFUSED(girs_findings_stream(NULL, NULL, e));
  REFUSED(girs_indicator_compute_stream(NULL, "K", 1, "96", 2, "2025-Q4", GIRS_NUL, NULL, e));
  REFUSED(girs_indicator_compute(NULL, "K", 1, "96", 2, "2025-Q4", GIRS_NUL, &bytes, e));
  REFUSED(girs_indicator_explain(NULL, "K", 1, "96", 2, "2025-Q4", GIRS_NUL, &bytes, e));
  EXPECT(report == NULL && findings == NULL && bytes == NULL);
}

static void keys_and_packages(void) {
  static const uint8_t hash[GIRS_HASH_SIZE];
  const uint8_t octet[1] = {0};
  int32_t valid = 1;
  girs_key *key = NULL;
  girs_signer signer = GIRS_SIGNER;
  REFUSED(girs_key_generate("ed25519", GIRS_NUL, NULL, e));
  REFUSED(girs_key_open("x", 1, "p", 1, NULL, e));
  REFUSED(girs_key_save(NULL, "x", 1, "p", 1, e));
  REFUSED(girs_key_show(NULL, "", 0, &bytes, e));
  REFUSED(girs_key_signer(NULL, &signer, e));
  REFUSED(girs_registry_add(NULL, "[]", 2, NULL, 0, &signer, &bytes, e));
  REFUSED(girs_registry_revoke(NULL, "k", 1, 0, "r", 1, &signer, e));
  REFUSED(girs_key_open_token("m", 1, "u", 1, "p", 1, NULL, e));
  REFUSED(girs_registry_propose(NULL, "{}", 2, &signer, &bytes, e));
  REFUSED(girs_registry_import(NULL, "{}", 2, e));
  REFUSED(girs_registry_show(NULL, &bytes, e));
  REFUSED(girs_package_verify(NULL, "{}", 2, 0, &bytes, e));
  REFUSED(girs_package_show("{}", 2, "en", NULL, e));
  REFUSED(girs_package_sign("{}", 2, NULL, &bytes, e));
  REFUSED(girs_package_sign("{}", 2, &signer, NULL, e));
  REFUSED(girs_package_sign_batch("[]", 2, "approver", 8, 0, NULL, &bytes, e));
  REFUSED(girs_package_sign_batch("[]", 2, "approver", 8, 0, &signer, NULL, e));
  REFUSED(girs_signature_verify("ed25519", 7, octet, 1, octet, 1, octet, 1, NULL, e));
  REFUSED(girs_signature_verify("ed25519", 7, NULL, 32, octet, 1, octet, 1, &valid, e));
  REFUSED(girs_signature_verify("ed25519", 7, octet, 1, NULL, 1, octet, 1, &valid, e));
  REFUSED(girs_signature_verify("ed25519", 7, octet, 1, octet, 1, NULL, 1, &valid, e));
  REFUSED(girs_dsse_pae("t", 1, octet, 1, NULL, e));
  REFUSED(girs_dsse_pae("t", 1, NULL, 1, &bytes, e));
  REFUSED(girs_dsse_verify("{}", 2, "ed25519", 7, octet, 1, NULL, e));
  REFUSED(girs_dsse_verify("{}", 2, "ed25519", 7, NULL, 1, &valid, e));
  REFUSED(girs_log_prove(NULL, 0, 0, &bytes, e));
  REFUSED(girs_log_prove_growth(NULL, 1, 0, &bytes, e));
  REFUSED(girs_log_monitor(NULL, NULL, &bytes, e));
  REFUSED(girs_note_verify("", 0, "", 0, NULL, e));
  REFUSED(girs_note_verify("", 0, "none", 4, &valid, e));
  REFUSED(girs_inclusion_verify(0, 1, hash, hash, NULL, 0, NULL, e));
  REFUSED(girs_inclusion_verify(0, 1, NULL, hash, NULL, 0, &valid, e));
  REFUSED(girs_inclusion_verify(0, 1, hash, hash, NULL, 1, &valid, e));
  REFUSED(girs_consistency_verify(1, 1, hash, NULL, NULL, 0, &valid, e));
  EXPECT(valid == 0);
  REFUSED(girs_package_export(NULL, "p", 1, &bytes, e));
  REFUSED(girs_receipt_get(NULL, "p", 1, &bytes, e));
  EXPECT(key == NULL && bytes == NULL);
}

static void exchange(void) {
  girs_central *central = NULL;
  girs_server *server = NULL;
  girs_sync_options options = GIRS_SYNC_OPTIONS;
  REFUSED(girs_central_open(NULL, NULL, &central, e));
  REFUSED(girs_central_publish(NULL, "{}", 2, e));
  REFUSED(girs_central_admit(NULL, "{}", 2, &bytes, e));
  REFUSED(girs_central_decide(NULL, "p", 1, "accepted", GIRS_NUL, NULL, 0, NULL, 0, NULL, &bytes, e));
  REFUSED(girs_central_request(NULL, "{}", 2, NULL, &bytes, e));
  REFUSED(girs_central_checkpoint(NULL, &bytes, e));
  REFUSED(girs_overview(NULL, "K", 1, "2025-Q4", GIRS_NUL, "96", 2, 0, &bytes, e));
  REFUSED(girs_fsck(NULL, NULL, NULL, &bytes, e));
  REFUSED(girs_server_listen(NULL, NULL, &server, e));
  REFUSED(girs_server_run(NULL, e));
  REFUSED(girs_sync_run(NULL, &options, &bytes, e));
  REFUSED(girs_sync_outbox(NULL, &bytes, e));
  EXPECT(central == NULL && server == NULL && bytes == NULL);
}

int main(void) {
  values_and_getters();
  frees();
  plain_functions();
  stores();
  reports();
  keys_and_packages();
  exchange();
  if (failures > 0) fprintf(stderr, "%d expectations failed\n", failures);
  return failures > 0;
}
