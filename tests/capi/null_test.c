/*
 * A program in C that calls every function with NULL where something is needed, and then with a
 * handle of another kind, which a binding without types may pass: each refuses with
 * GIRS_INVALID_ARGUMENT and a message, gives nothing, and never crashes; getters and frees are
 * harmless.
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

/* Handles that are none: NULL in the first round, of another kind in the second. */
static girs_error *no_error;
static girs_bytes *no_bytes;
static girs_calendar *no_calendar;
static girs_store *no_store;
static girs_formula *no_formula;
static girs_findings *no_findings;
static girs_key *no_key;
static girs_report *no_report;
static girs_central *no_central;
static girs_server *no_server;
static girs_plan *no_plan;
static girs_plan_table *no_table;
static girs_plan_run *no_run;
static girs_answer *no_answer;
static girs_cancel *no_cancel;

static void tokens(void) {
  girs_cancel *cancel = NULL;
  REFUSED(girs_cancel_create(NULL, e));
  girs_cancel_set(no_cancel);
  girs_cancel_clear(no_cancel);
  EXPECT(girs_cancel_is_set(no_cancel) == 0);
  EXPECT(girs_cancel_create(&cancel, NULL) == GIRS_OK);
  girs_cancel_free(cancel);
}

static void values_and_getters(void) {
  EXPECT(girs_error_status(no_error) == GIRS_OK);
  EXPECT(strcmp(girs_error_message(no_error), "") == 0);
  EXPECT(strcmp(girs_error_message_in(no_error, NULL), "") == 0);
  EXPECT(girs_error_detail(no_error, "path") == NULL);
  EXPECT(girs_error_detail_key(no_error, 0) == NULL);
  EXPECT(girs_error_mistake_count(no_error) == 0);
  EXPECT(girs_error_mistake_message(no_error, 0, "en") == NULL);
  EXPECT(girs_error_mistake_detail(no_error, 0, "row") == NULL);
  EXPECT(girs_error_mistake_detail_key(no_error, 0, 0) == NULL);
  EXPECT(strcmp(girs_bytes_data(no_bytes), "") == 0);
  EXPECT(girs_bytes_size(no_bytes) == 0);
  EXPECT(girs_findings_count(no_findings) == 0);
  EXPECT(girs_findings_severity(no_findings, 0) == -1);
  EXPECT(girs_findings_outcome(no_findings, 0) == -1);
  EXPECT(girs_findings_is_unexplained(no_findings, 0) == 0);
  EXPECT(girs_findings_text(no_findings, 0, "rule") == NULL);
  EXPECT(girs_findings_message(no_findings, 0, "en") == NULL ||
         strlen(girs_findings_message(no_findings, 0, "en")) == 0);
  (void)girs_findings_is_clear(no_findings);
  (void)girs_formula_text(no_formula);
  EXPECT(girs_server_port(no_server) == 0);
  EXPECT(strcmp(girs_plan_text(no_plan), "") == 0);
  EXPECT(girs_plan_run_memory(no_run, 1) == 0);
  girs_plan_run_cancel(no_run);
  girs_answer_set(no_answer, 200, "x", 1);
  girs_answer_header(no_answer, "a", "b");
  EXPECT(girs_version() == GIRS_VERSION);
  EXPECT(girs_abi() == GIRS_ABI);
  EXPECT(strcmp(girs_version_text(), "0.1.0") == 0);
}

static void frees(void) {
  girs_error_free(no_error);
  girs_bytes_free(no_bytes);
  girs_cancel_free(no_cancel);
  girs_calendar_free(no_calendar);
  girs_central_free(no_central);
  girs_findings_free(no_findings);
  girs_formula_free(no_formula);
  girs_key_free(no_key);
  girs_plan_free(no_plan);
  girs_plan_table_free(no_table);
  girs_plan_run_free(no_run);
  girs_report_free(no_report);
  girs_server_stop(no_server);
  girs_server_free(no_server);
  girs_store_free(no_store);
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
  REFUSED(girs_calendar_working(no_calendar, "2025-01-01", GIRS_NUL, &bytes, e));
  REFUSED(girs_calendar_overlay(no_calendar, "{}", 2, &calendar, e));
  REFUSED(girs_calendar_due_for(no_calendar, "{}", 2, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL, 0, &bytes,
                                e));
  REFUSED(girs_calendar_periods(no_calendar, NULL, 0, NULL, 0, NULL, 0, NULL, 0, &bytes, e));
  REFUSED(girs_calendar_window(NULL, 0, NULL, 0, &bytes, e));
  REFUSED(girs_calendar_window("{\"kind\":\"nd09\"}", GIRS_NUL, "2025-Q4", GIRS_NUL, NULL, e));
  REFUSED(girs_calendar_due(no_calendar, "{}", 2, NULL, 0, NULL, 0, NULL, 0, &bytes, e));
  REFUSED(girs_period_related(NULL, 0, NULL, 0, &bytes, e));
  REFUSED(girs_period_related("2025-Q4", GIRS_NUL, "next", GIRS_NUL, NULL, e));
  REFUSED(girs_formula_compile(NULL, 0, NULL, &formula, e));
  REFUSED(girs_formula_compile("1+1", GIRS_NUL, NULL, NULL, e));
  REFUSED(girs_formula_inspect(no_formula, &bytes, e));
  REFUSED(girs_formula_evaluate(no_formula, NULL, 0, &bytes, e));
  REFUSED(girs_formula_explain(no_formula, NULL, 0, &bytes, e));
  EXPECT(calendar == NULL && formula == NULL && bytes == NULL);
}

static void plans(void) {
  girs_plan *plan = NULL;
  girs_plan_table *table = NULL;
  girs_plan_run *run = NULL;
  struct ArrowArrayStream stream;
  int64_t figure = 1;
  REFUSED(girs_plan_compile(NULL, 0, &plan, e));
  REFUSED(girs_plan_compile("{}", 2, NULL, e));
  REFUSED(girs_plan_table_create("[]", 2, NULL, e));
  REFUSED(girs_plan_table_add(no_table, "{}", 2, &figure, NULL, 1, 0, e));
  REFUSED(girs_plan_table_set(no_table, "{}", 2, "{}", 2, e));
  REFUSED(girs_plan_table_parameter(no_table, "p", 1, "{}", 2, e));
  REFUSED(girs_plan_table_add_list(no_table, "{}", 2, &figure, NULL, &figure, 1, 0, e));
  REFUSED(girs_plan_table_require_units(no_table, "[]", 2, e));
  REFUSED(girs_plan_run_apply(no_run, "{}", 2, NULL, e));
  REFUSED(girs_plan_run_prepare(no_plan, no_table, "[]", 2, 0, &run, e));
  REFUSED(girs_plan_run_part(no_run, 0, 1, e));
  REFUSED(girs_plan_run_findings(no_run, &stream, e));
  REFUSED(girs_plan_run_values(no_run, &stream, e));
  EXPECT(plan == NULL && table == NULL && run == NULL);
}

static void stores(void) {
  girs_store *store = NULL;
  REFUSED(girs_store_open("x.girs", GIRS_NUL, NULL, NULL, e));
  REFUSED(girs_store_open(NULL, 0, NULL, &store, e));
  REFUSED(girs_store_open("\xff.girs", GIRS_NUL, NULL, &store, e));
  EXPECT(store == NULL);
  REFUSED(girs_store_set(no_store, "unit", GIRS_NUL, "31825", GIRS_NUL, e));
  REFUSED(girs_store_get(no_store, "unit", GIRS_NUL, &bytes, e));
  REFUSED(girs_store_close(no_store, e));
  REFUSED(girs_catalog_load(no_store, "x", GIRS_NUL, e));
  REFUSED(girs_catalog_load_paths(no_store, NULL, 1, e));
  REFUSED(girs_catalog_check(NULL, 1, e));
  REFUSED(girs_catalog_check_paths(NULL, NULL, 1, e));
  if (no_store) {
    static const char *const here[] = {"."};
    EXPECT(girs_catalog_check_paths(no_store, here, 1, NULL) != GIRS_OK);
  }
  REFUSED(girs_catalog_list(no_store, &bytes, e));
  REFUSED(girs_unit_show(no_store, "96", 2, "2025-12-14", GIRS_NUL, &bytes, e));
  REFUSED(girs_unit_tree(no_store, "96", 2, "2025-12-14", GIRS_NUL, &bytes, e));
  REFUSED(girs_form_difference(no_store, "a", 1, 1, 2, &bytes, e));
  REFUSED(girs_catalog_overlaps(no_store, 2025, &bytes, e));
  REFUSED(girs_due(no_store, NULL, &bytes, e));
  REFUSED(girs_reminders(no_store, NULL, &bytes, e));
  REFUSED(girs_obligation_extend(no_store, NULL, e));
  REFUSED(girs_obligation_exclude(no_store, NULL, e));
  REFUSED(girs_obligation_restore(no_store, NULL, e));
  REFUSED(girs_unit_successors(no_store, "96", 2, "2025-06-30", GIRS_NUL, &bytes, e));
  REFUSED(girs_unit_predecessors(no_store, "96", 2, "2025-12-14", GIRS_NUL, &bytes, e));
  REFUSED(girs_unit_find(no_store, "ca mau", GIRS_NUL, "2025-12-14", GIRS_NUL, "", 0, &bytes, e));
  REFUSED(girs_unit_members(no_store, "96", 2, "", 0, "2025-12-14", GIRS_NUL, &bytes, e));
  REFUSED(girs_unit_group(no_store, "mekong", GIRS_NUL, "2025-12-14", GIRS_NUL, &bytes, e));
  REFUSED(girs_unit_convert(no_store, "{}", 2, &bytes, e));
  REFUSED(girs_unit_import(NULL, 1, NULL, &bytes, NULL, e));
  REFUSED(girs_unit_import(NULL, 0, NULL, NULL, NULL, e));
  REFUSED(girs_agency_read(NULL, 0, &bytes, e));
  REFUSED(girs_agency_read("G14", GIRS_NUL, NULL, e));
}

static void reports(void) {
  girs_report *report = NULL;
  girs_findings *findings = NULL;
  girs_report_options options = GIRS_REPORT_OPTIONS;
  REFUSED(girs_report_create(no_store, &options, &report, e));
  REFUSED(girs_report_open(no_store, NULL, &report, e));
  REFUSED(girs_report_aggregate(no_store, NULL, NULL, 0, &report, &bytes, e));
  REFUSED(girs_report_set_cell(no_report, "", 0, "LV01", 4, "3", 1, "1", 1, 0, e));
  REFUSED(girs_report_import(no_report, "", 0, "x.csv", GIRS_NUL, "row,3\n", GIRS_NUL, 0, e));
  REFUSED(girs_report_explain(no_report, "", 0, "", 0, "r", 1, "t", 1, e));
  REFUSED(girs_report_sent_otherwise(no_report, "paper", GIRS_NUL, 0, e));
  REFUSED(girs_report_check(no_report, &findings, e));
  REFUSED(girs_report_approve(no_report, e));
  REFUSED(girs_report_return(no_report, "r", 1, e));
  REFUSED(girs_report_prepare(no_report, "[]", 2, &bytes, e));
  REFUSED(girs_report_submit_signed(no_report, "{}", 2, &bytes, e));
  REFUSED(girs_report_submit(no_report, NULL, 3, &bytes, e));
  REFUSED(girs_report_correct(no_report, "c", 1, "t", 1, NULL, 0, e));
  REFUSED(girs_report_withdraw(no_report, "c", 1, "t", 1, NULL, 0, e));
  REFUSED(girs_report_show(no_report, &bytes, e));
  REFUSED(girs_report_history(no_report, &bytes, e));
  REFUSED(girs_report_list(no_store, &bytes, e));
  REFUSED(girs_findings_json(no_findings, &bytes, e));
  REFUSED(girs_report_preview(no_report, "", 0, "x.csv", GIRS_NUL, "row,3\n", GIRS_NUL, 0, &bytes, e));
  REFUSED(girs_report_merge(no_report, "", 0, "x.csv", GIRS_NUL, "row,3\n", GIRS_NUL, 0, 1, e));
  REFUSED(girs_report_set_field(no_report, "", 0, "I", 1, "t", 1, 0, e));
  REFUSED(girs_report_remove_row(no_report, "", 0, "LV01", 4, e));
  REFUSED(girs_report_fill_from(no_report, "", 0, "2025-Q3", GIRS_NUL, NULL, 0, e));
  REFUSED(girs_report_undo(no_report, e));
  REFUSED(girs_report_attach(no_report, "a.pdf", 5, "application/pdf", GIRS_NUL, NULL, 0, e));
  REFUSED(girs_report_detach(no_report, "a.pdf", 5, e));
  REFUSED(girs_report_make_nil(no_report, e));
  REFUSED(girs_report_send_for_approval(no_report, e));
  REFUSED(girs_report_take_back(no_report, e));
  REFUSED(girs_report_difference(no_report, 1, 2, &bytes, e));
  REFUSED(girs_report_convert(no_report, "", 0, "R", 1, &bytes, e));
  REFUSED(girs_report_csv(no_report, "", 0, &bytes, e));
  REFUSED(girs_report_members(no_store, NULL, &bytes, e));
  REFUSED(girs_report_against_members(no_store, NULL, &bytes, e));
  REFUSED(girs_report_cell_of_members(no_store, NULL, "", 0, "T", 1, "3", 1, &bytes, e));
  REFUSED(girs_report_check_all(no_store, NULL, 1, NULL, NULL, &bytes, e));
  REFUSED(girs_report_check_cell(no_report, "", 0, "T", 1, "3", 1, &findings, e));
  REFUSED(girs_report_causes(no_report, &bytes, e));
  REFUSED(girs_catalog_review(NULL, 1, &bytes, e));
  REFUSED(girs_catalog_review_paths(NULL, NULL, 1, &bytes, e));
  REFUSED(girs_report_set_cells(no_report, "", 0, NULL, e));
  REFUSED(girs_report_set_cells_stream(no_report, "", 0, NULL, 0, e));
  REFUSED(girs_report_list_stream(no_store, NULL, e));
  REFUSED(girs_findings_stream(no_findings, NULL, e));
  EXPECT(report == NULL && findings == NULL && bytes == NULL);
}

static void indicators(void) {
  REFUSED(girs_indicator_list(no_store, &bytes, e));
  REFUSED(girs_indicator_query(no_store, "{}", 2, "json", GIRS_NUL, &bytes, e));
  REFUSED(girs_indicator_query_stream(no_store, "{}", 2, NULL, e));
  REFUSED(girs_indicator_columns(no_store, 0, &bytes, e));
  REFUSED(girs_indicator_review(no_store, "{}", 2, &bytes, e));
  REFUSED(girs_indicator_graph(no_store, "K", 1, "96", 2, "2025", GIRS_NUL, "dot", GIRS_NUL, &bytes, e));
  REFUSED(girs_series_import(no_store, NULL, "", 0, &bytes, e));
  REFUSED(girs_series_submit(no_store, "{}", 2, NULL, 3, &bytes, e));
  REFUSED(girs_indicator_compute_stream(no_store, "K", 1, "96", 2, "2025-Q4", GIRS_NUL, NULL, e));
  REFUSED(girs_indicator_compute(no_store, "K", 1, "96", 2, "2025-Q4", GIRS_NUL, &bytes, e));
  REFUSED(girs_indicator_explain(no_store, "K", 1, "96", 2, "2025-Q4", GIRS_NUL, &bytes, e));
  REFUSED(girs_indicator_explain_question(no_store, "{}", 2, "json", GIRS_NUL, &bytes, e));
  EXPECT(bytes == NULL);
}

static void keys_and_packages(void) {
  static const uint8_t hash[GIRS_HASH_SIZE];
  const uint8_t octet[1] = {0};
  int32_t valid = 1;
  girs_key *key = NULL;
  girs_signer signer = GIRS_SIGNER;
  REFUSED(girs_key_generate("ed25519", GIRS_NUL, NULL, e));
  REFUSED(girs_key_open("x", 1, "p", 1, NULL, e));
  REFUSED(girs_key_save(no_key, "x", 1, "p", 1, e));
  REFUSED(girs_key_show(no_key, "", 0, &bytes, e));
  REFUSED(girs_key_signer(no_key, &signer, e));
  REFUSED(girs_registry_add(no_store, "[]", 2, NULL, 0, &signer, &bytes, e));
  REFUSED(girs_registry_revoke(no_store, "k", 1, 0, "r", 1, &signer, e));
  REFUSED(girs_key_open_token("m", 1, "u", 1, "p", 1, NULL, e));
  REFUSED(girs_registry_propose(no_store, "{}", 2, &signer, &bytes, e));
  REFUSED(girs_registry_import(no_store, "{}", 2, e));
  REFUSED(girs_registry_show(no_store, &bytes, e));
  REFUSED(girs_package_verify(no_store, "{}", 2, 0, &bytes, e));
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
  REFUSED(girs_log_prove(no_store, 0, 0, &bytes, e));
  REFUSED(girs_log_prove_growth(no_store, 1, 0, &bytes, e));
  REFUSED(girs_log_monitor(no_store, NULL, &bytes, e));
  REFUSED(girs_note_verify("", 0, "", 0, NULL, e));
  REFUSED(girs_note_verify("", 0, "none", 4, &valid, e));
  REFUSED(girs_inclusion_verify(0, 1, hash, hash, NULL, 0, NULL, e));
  REFUSED(girs_inclusion_verify(0, 1, NULL, hash, NULL, 0, &valid, e));
  REFUSED(girs_inclusion_verify(0, 1, hash, hash, NULL, 1, &valid, e));
  REFUSED(girs_consistency_verify(1, 1, hash, NULL, NULL, 0, &valid, e));
  EXPECT(valid == 0);
  REFUSED(girs_package_export(no_store, "p", 1, &bytes, e));
  REFUSED(girs_receipt_get(no_store, "p", 1, &bytes, e));
  REFUSED(girs_receipt_verify(NULL, 1, "", 0, "", 0, &bytes, e));
  EXPECT(key == NULL && bytes == NULL);
}

static void exchange(void) {
  girs_central *central = NULL;
  girs_server *server = NULL;
  girs_sync_options options = GIRS_SYNC_OPTIONS;
  REFUSED(girs_central_open(no_store, NULL, &central, e));
  REFUSED(girs_central_publish(no_central, "{}", 2, e));
  REFUSED(girs_central_admit(no_central, "{}", 2, &bytes, e));
  REFUSED(girs_central_decide(no_central, "p", 1, "accepted", GIRS_NUL, NULL, 0, NULL, 0, NULL, &bytes, e));
  REFUSED(girs_central_request(no_central, "{}", 2, NULL, &bytes, e));
  REFUSED(girs_central_publish_catalogue(no_central, NULL, NULL, e));
  REFUSED(girs_central_checkpoint(no_central, &bytes, e));
  REFUSED(girs_overview(no_store, "K", 1, "2025-Q4", GIRS_NUL, "96", 2, 0, &bytes, e));
  REFUSED(girs_fsck(no_store, NULL, NULL, &bytes, e));
  REFUSED(girs_store_backup(no_store, "x", 1, NULL, NULL, &bytes, e));
  REFUSED(girs_store_inventory(no_store, &bytes, e));
  REFUSED(girs_central_board(no_store, "96", 2, 0, &bytes, e));
  REFUSED(girs_central_reads(no_store, 0, "96", 2, &bytes, e));
  REFUSED(girs_central_forget_reads(no_store, 0, NULL, e));
  REFUSED(girs_central_request_status(no_store, "", 0, 0, &bytes, e));
  REFUSED(girs_central_share(no_store, "{}", 2, e));
  REFUSED(girs_central_shares(no_store, &bytes, e));
  REFUSED(girs_central_member_faults(no_store, &bytes, e));
  REFUSED(girs_central_trace(no_store, "p", 1, "f", 1, "r", 1, "3", 1, &bytes, e));
  REFUSED(girs_central_retention(no_store, "{}", 2, 0, &bytes, e));
  REFUSED(girs_central_rotate(no_central, "x", 1, "y", 1, e));
  REFUSED(girs_central_fetch_members(no_central, "{}", 2, NULL, &bytes, e));
  REFUSED(girs_central_pull_shared(no_store, "{}", 2, NULL, &bytes, e));
  REFUSED(girs_server_listen(no_central, NULL, &server, e));
  REFUSED(girs_server_run(no_server, e));
  REFUSED(girs_sync_run(no_store, &options, &bytes, e));
  REFUSED(girs_sync_outbox(no_store, &bytes, e));
  REFUSED(girs_sync_send_again(no_store, "p", 1, e));
  EXPECT(central == NULL && server == NULL && bytes == NULL);
}

static void every_function(void) {
  values_and_getters();
  plain_functions();
  plans();
  stores();
  reports();
  indicators();
  keys_and_packages();
  exchange();
  tokens();
}

/* Every kind takes a handle of bytes for one of its own, bytes and errors a formula. */
static void handles_of_other_kinds(void) {
  girs_bytes *other_bytes = NULL;
  girs_formula *other_formula = NULL;
  EXPECT(girs_json_canonical("{}", 2, &other_bytes, NULL) == GIRS_OK);
  EXPECT(girs_formula_compile("1+1", GIRS_NUL, NULL, &other_formula, NULL) == GIRS_OK);
  no_error = (girs_error *)(void *)other_formula;
  no_bytes = (girs_bytes *)(void *)other_formula;
  no_calendar = (girs_calendar *)(void *)other_bytes;
  no_store = (girs_store *)(void *)other_bytes;
  no_formula = (girs_formula *)(void *)other_bytes;
  no_findings = (girs_findings *)(void *)other_bytes;
  no_key = (girs_key *)(void *)other_bytes;
  no_report = (girs_report *)(void *)other_bytes;
  no_central = (girs_central *)(void *)other_bytes;
  no_server = (girs_server *)(void *)other_bytes;
  no_plan = (girs_plan *)(void *)other_bytes;
  no_table = (girs_plan_table *)(void *)other_bytes;
  no_run = (girs_plan_run *)(void *)other_bytes;
  no_answer = (girs_answer *)(void *)other_bytes;
  no_cancel = (girs_cancel *)(void *)other_bytes;
  every_function();
  frees();
  EXPECT(strcmp(girs_bytes_data(other_bytes), "{}") == 0); /* untouched by all of that */
  girs_bytes_free(other_bytes);
  girs_formula_free(other_formula);
}

int main(void) {
  frees();
  every_function();
  handles_of_other_kinds();
  if (failures > 0) fprintf(stderr, "%d expectations failed\n", failures);
  return failures > 0;
}
