/*
 * What programs compiled against an older header rely on: where each field of a public struct
 * lies, and the number behind each name. A struct grows at its end only, so that a line here is
 * never changed, only added; tests/tidy/frozen.py says which are missing. The offsets are those
 * of 64-bit platforms. Compiling it is the test.
 */
#include <girs/girs.h>

#define FIELD(type, field, at) \
  _Static_assert(sizeof(void *) != 8 || offsetof(type, field) == (at), #type "." #field " moved")
#define CONSTANT(name, value) _Static_assert((name) == (value), #name " changed its number")
#define WIDTH(type, bytes) _Static_assert(sizeof(type) == (bytes), #type " changed its width")

WIDTH(girs_status, 4);

/* base.h */
FIELD(girs_progress, struct_size, 0);
FIELD(girs_progress, reserved, 4);
FIELD(girs_progress, stage, 8);
FIELD(girs_progress, unit, 16);
FIELD(girs_progress, done, 24);
FIELD(girs_progress, total, 32);
FIELD(girs_progress, seconds_left, 40);

/* arrow.h */
FIELD(struct ArrowSchema, format, 0);
FIELD(struct ArrowSchema, name, 8);
FIELD(struct ArrowSchema, metadata, 16);
FIELD(struct ArrowSchema, flags, 24);
FIELD(struct ArrowSchema, n_children, 32);
FIELD(struct ArrowSchema, children, 40);
FIELD(struct ArrowSchema, dictionary, 48);
FIELD(struct ArrowSchema, release, 56);
FIELD(struct ArrowSchema, private_data, 64);

/* arrow.h */
FIELD(struct ArrowArray, length, 0);
FIELD(struct ArrowArray, null_count, 8);
FIELD(struct ArrowArray, offset, 16);
FIELD(struct ArrowArray, n_buffers, 24);
FIELD(struct ArrowArray, n_children, 32);
FIELD(struct ArrowArray, buffers, 40);
FIELD(struct ArrowArray, children, 48);
FIELD(struct ArrowArray, dictionary, 56);
FIELD(struct ArrowArray, release, 64);
FIELD(struct ArrowArray, private_data, 72);

/* arrow.h */
FIELD(struct ArrowArrayStream, get_schema, 0);
FIELD(struct ArrowArrayStream, get_next, 8);
FIELD(struct ArrowArrayStream, get_last_error, 16);
FIELD(struct ArrowArrayStream, release, 24);
FIELD(struct ArrowArrayStream, private_data, 32);

/* store.h */
FIELD(girs_store_options, struct_size, 0);
FIELD(girs_store_options, flags, 4);
FIELD(girs_store_options, busy_timeout_ms, 8);
FIELD(girs_store_options, reserved, 12);
FIELD(girs_store_options, clock, 16);
FIELD(girs_store_options, clock_context, 24);
FIELD(girs_store_options, cancel, 32);
FIELD(girs_store_options, log, 40);
FIELD(girs_store_options, log_context, 48);
CONSTANT(GIRS_LEVEL_ERROR, 1);
CONSTANT(GIRS_LEVEL_WARNING, 2);
CONSTANT(GIRS_LEVEL_INFO, 3);
CONSTANT(GIRS_LEVEL_DEBUG, 4);

/* unit.h */
FIELD(girs_unit_table, struct_size, 0);
FIELD(girs_unit_table, reserved, 4);
FIELD(girs_unit_table, name, 8);
FIELD(girs_unit_table, data, 16);
FIELD(girs_unit_table, size, 24);
FIELD(girs_unit_table, from, 32);
FIELD(girs_unit_table, to, 40);

/* unit.h */
FIELD(girs_unit_import_options, struct_size, 0);
FIELD(girs_unit_import_options, flags, 4);
FIELD(girs_unit_import_options, version, 8);
FIELD(girs_unit_import_options, reserved, 12);
FIELD(girs_unit_import_options, code, 16);
FIELD(girs_unit_import_options, source, 24);
FIELD(girs_unit_import_options, top, 32);
FIELD(girs_unit_import_options, top_name, 40);
FIELD(girs_unit_import_options, changed_on, 48);
FIELD(girs_unit_import_options, complete_kinds, 56);

/* formula.h */
FIELD(girs_formula_options, struct_size, 0);
FIELD(girs_formula_options, flags, 4);
FIELD(girs_formula_options, language, 8);

/* key.h */
FIELD(girs_signer, struct_size, 0);
FIELD(girs_signer, reserved, 4);
FIELD(girs_signer, scheme, 8);
FIELD(girs_signer, spki, 16);
FIELD(girs_signer, spki_size, 24);
FIELD(girs_signer, sign, 32);
FIELD(girs_signer, context, 40);

/* report.h */
FIELD(girs_cell_columns, struct_size, 0);
FIELD(girs_cell_columns, number_style, 4);
FIELD(girs_cell_columns, count, 8);
FIELD(girs_cell_columns, row_offsets, 16);
FIELD(girs_cell_columns, row_data, 24);
FIELD(girs_cell_columns, column_offsets, 32);
FIELD(girs_cell_columns, column_data, 40);
FIELD(girs_cell_columns, value_offsets, 48);
FIELD(girs_cell_columns, value_data, 56);

/* report.h */
FIELD(girs_report_options, struct_size, 0);
FIELD(girs_report_options, flags, 4);
FIELD(girs_report_options, regime, 8);
FIELD(girs_report_options, unit, 16);
FIELD(girs_report_options, period, 24);
FIELD(girs_report_options, actor, 32);
FIELD(girs_report_options, role, 40);
FIELD(girs_report_options, on_behalf, 48);

/* report.h */
FIELD(girs_party, struct_size, 0);
FIELD(girs_party, reserved, 4);
FIELD(girs_party, role, 8);
FIELD(girs_party, authority, 16);
FIELD(girs_party, signer, 24);

/* obligation.h */
FIELD(girs_due_options, struct_size, 0);
FIELD(girs_due_options, flags, 4);
FIELD(girs_due_options, unit, 8);
FIELD(girs_due_options, from, 16);
FIELD(girs_due_options, to, 24);
FIELD(girs_due_options, time, 32);

/* obligation.h */
FIELD(girs_obligation_change, struct_size, 0);
FIELD(girs_obligation_change, flags, 4);
FIELD(girs_obligation_change, regime, 8);
FIELD(girs_obligation_change, unit, 16);
FIELD(girs_obligation_change, period, 24);
FIELD(girs_obligation_change, due, 32);
FIELD(girs_obligation_change, reason, 40);
FIELD(girs_obligation_change, author, 48);

/* sync.h */
FIELD(girs_sync_options, struct_size, 0);
FIELD(girs_sync_options, flags, 4);
FIELD(girs_sync_options, url, 8);
FIELD(girs_sync_options, timeout_ms, 16);
FIELD(girs_sync_options, reserved, 20);
FIELD(girs_sync_options, progress, 24);
FIELD(girs_sync_options, progress_context, 32);

/* central.h */
FIELD(girs_central_options, struct_size, 0);
FIELD(girs_central_options, flags, 4);
FIELD(girs_central_options, log_key, 8);
FIELD(girs_central_options, decision_key, 16);

/* server.h */
FIELD(girs_server_options, struct_size, 0);
FIELD(girs_server_options, flags, 4);
FIELD(girs_server_options, host, 8);
FIELD(girs_server_options, port, 16);
FIELD(girs_server_options, request_timeout_ms, 20);
FIELD(girs_server_options, connections_max, 24);
FIELD(girs_server_options, reserved, 28);

/* base.h */
CONSTANT(GIRS_ABI, 1u);
CONSTANT(GIRS_NUL, (size_t)-1);
CONSTANT(GIRS_OK, 0);
CONSTANT(GIRS_DONE, 1);
CONSTANT(GIRS_INVALID_ARGUMENT, -1);
CONSTANT(GIRS_NOT_FOUND, -2);
CONSTANT(GIRS_CONFLICT, -3);
CONSTANT(GIRS_BUSY, -4);
CONSTANT(GIRS_IO, -5);
CONSTANT(GIRS_CORRUPT, -6);
CONSTANT(GIRS_UNTRUSTED, -7);
CONSTANT(GIRS_UNSUPPORTED, -8);
CONSTANT(GIRS_CLOSED, -9);
CONSTANT(GIRS_CANCELLED, -10);
CONSTANT(GIRS_NO_MEMORY, -11);
CONSTANT(GIRS_INTERNAL, -12);

/* arrow.h */
CONSTANT(ARROW_FLAG_DICTIONARY_ORDERED, 1);
CONSTANT(ARROW_FLAG_NULLABLE, 2);
CONSTANT(ARROW_FLAG_MAP_KEYS_SORTED, 4);

/* json.h */
CONSTANT(GIRS_JSON_STRICT, 0x1u);

/* store.h */
CONSTANT(GIRS_STORE_READ_ONLY, 0x1u);

/* unit.h */
CONSTANT(GIRS_UNIT_IMPORT_LENIENT, 0x1u);

/* formula.h */
CONSTANT(GIRS_FORMULA_PRINTED, 0x1u);

/* form.h */
CONSTANT(GIRS_ERROR, 0);
CONSTANT(GIRS_EXPLAIN, 1);
CONSTANT(GIRS_INFO, 2);
CONSTANT(GIRS_FAIL, 0);
CONSTANT(GIRS_NOT_EVALUATED, 1);
CONSTANT(GIRS_RULE_ERROR, 2);

/* log.h */
CONSTANT(GIRS_HASH_SIZE, 32);

/* report.h */
CONSTANT(GIRS_NUMBERS_PLAIN, 0);
CONSTANT(GIRS_NUMBERS_VIETNAMESE, 1);
CONSTANT(GIRS_REPORT_AGGREGATE, 0x1u);

/* obligation.h */
CONSTANT(GIRS_DUE_WITH_UNITS_BELOW, 0x1u);
CONSTANT(GIRS_OBLIGATION_AGGREGATE, 0x1u);

/* later additions */
FIELD(girs_formula_options, declared, 16);
FIELD(girs_server_options, certificate, 32);
FIELD(girs_server_options, certificate_key, 40);
FIELD(girs_server_options, certificate_passphrase, 48);
FIELD(girs_server_options, client_authorities, 56);
FIELD(girs_server_options, requests_a_second, 64);
FIELD(girs_server_options, reserved2, 68);
FIELD(girs_server_options, log, 72);
FIELD(girs_server_options, log_context, 80);
FIELD(girs_server_options, names, 88);
FIELD(girs_request, struct_size, 0);
FIELD(girs_request, header_count, 4);
FIELD(girs_request, method, 8);
FIELD(girs_request, path, 16);
FIELD(girs_request, header_names, 24);
FIELD(girs_request, header_values, 32);
FIELD(girs_request, body, 40);
FIELD(girs_request, body_length, 48);
FIELD(girs_transport, struct_size, 0);
FIELD(girs_transport, reserved, 4);
FIELD(girs_transport, exchange, 8);
FIELD(girs_transport, context, 16);
FIELD(girs_sync_options, authorities, 40);
FIELD(girs_sync_options, pinned_keys, 48);
FIELD(girs_sync_options, certificate, 56);
FIELD(girs_sync_options, certificate_key, 64);
FIELD(girs_sync_options, certificate_passphrase, 72);
FIELD(girs_sync_options, proxy, 80);
FIELD(girs_sync_options, proxy_authorization, 88);
FIELD(girs_sync_options, signer, 96);
FIELD(girs_sync_options, transport, 104);
FIELD(girs_sync_options, cancel, 112);
CONSTANT(GIRS_COLUMNS_ANEW, 1u);
CONSTANT(GIRS_SERVER_SIGNED_ONLY, 1u);
CONSTANT(GIRS_SERVER_OPERATION, 2u);
CONSTANT(GIRS_SYNC_PATIENT, 1u);

/* indicator.h */
FIELD(girs_series_import_options, struct_size, 0);
FIELD(girs_series_import_options, flags, 4);
FIELD(girs_series_import_options, vintage, 8);
FIELD(girs_series_import_options, source, 16);
CONSTANT(GIRS_SERIES_SDMX_CSV, 1u);

/* plan.h */
CONSTANT(GIRS_PLAN_BLANK_COLUMNS, 0x1u);

int main(void) { return 0; }
