/*
 * A program in C that forks while it has objects of every kind: the child is refused those that hold
 * files, locks and sockets, may free anything, cannot open a store that its parent has open, and
 * works with others; the parent goes on as if nothing had happened.
 *
 *   fork_test CATALOGUE
 */
#define _POSIX_C_SOURCE 200809L
#include <girs/girs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int failures = 0;

static void expect(int held, const char *what, int line) {
  if (held) return;
  fprintf(stderr, "fork_test.c:%d: %s\n", line, what);
  ++failures;
}
#define EXPECT(condition) expect((condition) != 0, #condition, __LINE__)
#define DONE(call) EXPECT((call) == GIRS_OK)

static char folder[] = "/tmp/girs-fork-XXXXXX";
static char own_path[64], other_path[64];

static girs_store *store = NULL;
static girs_report *report = NULL;
static girs_central *central = NULL;
static girs_server *server = NULL;
static girs_findings *findings = NULL;
static girs_formula *formula = NULL;
static girs_bytes *bytes = NULL;
static girs_key *key = NULL;
static girs_signer signer = GIRS_SIGNER; /* valid as long as the authority */

static girs_store *opened(const char *path) {
  girs_store *made = NULL;
  DONE(girs_store_open(path, GIRS_NUL, NULL, &made, NULL));
  DONE(girs_store_set(made, "unit", GIRS_NUL, "31825", GIRS_NUL, NULL));
  return made;
}

static void serve(void) {
  girs_central_options options = GIRS_CENTRAL_OPTIONS;
  char root[1024] = "ed25519 ";
  const char *spki = NULL;
  DONE(girs_key_generate("ed25519", GIRS_NUL, &key, NULL));
  DONE(girs_key_signer(key, &signer, NULL));
  DONE(girs_key_show(key, "", 0, &bytes, NULL));
  spki = strstr(girs_bytes_data(bytes), "\"spki\":\"") + 8;
  strncat(root, spki, strcspn(spki, "\""));
  DONE(girs_store_set(store, "audience", GIRS_NUL, "a.example.vn/log", GIRS_NUL, NULL));
  DONE(girs_store_set(store, "registry-root", GIRS_NUL, root, GIRS_NUL, NULL));
  options.log_key = &signer;
  DONE(girs_central_open(store, &options, &central, NULL));
  DONE(girs_server_listen(central, NULL, &server, NULL));
}

static void make_everything(const char *catalogue) {
  girs_report_options which = GIRS_REPORT_OPTIONS;
  store = opened(own_path);
  DONE(girs_catalog_load(store, catalogue, GIRS_NUL, NULL));
  which.regime = "KSTTHC";
  which.period = "2025-Q4";
  DONE(girs_report_create(store, &which, &report, NULL));
  DONE(girs_report_check(report, &findings, NULL));
  DONE(girs_formula_compile("1+1", GIRS_NUL, NULL, &formula, NULL));
  serve();
}

static void free_everything(void) {
  girs_server_free(server);
  girs_report_free(report);
  girs_central_free(central);
  girs_store_free(store);
  girs_findings_free(findings);
  girs_formula_free(formula);
  girs_bytes_free(bytes);
  girs_key_free(key);
}

/* `call` uses `e` as its error_out. */
#define REFUSED(call)                                               \
  do {                                                              \
    girs_error *error = NULL;                                       \
    girs_error **e = &error;                                        \
    EXPECT((call) == GIRS_UNSUPPORTED);                             \
    EXPECT(strstr(girs_error_message(error), "fork") != NULL);      \
    girs_error_free(error);                                         \
  } while (0)

/* The child's exit code: how many expectations failed. */
static int child(void) {
  girs_store *mine = NULL;
  girs_bytes *value = NULL;
  failures = 0;
  REFUSED(girs_store_get(store, "unit", GIRS_NUL, &value, e));
  REFUSED(girs_store_close(store, e));
  REFUSED(girs_report_show(report, &value, e));
  REFUSED(girs_central_checkpoint(central, &value, e));
  REFUSED(girs_server_run(server, e));
  REFUSED(girs_store_open(own_path, GIRS_NUL, NULL, &mine, e));
  EXPECT(mine == NULL && value == NULL);
  EXPECT(girs_server_port(server) == 0);
  girs_server_stop(server);
  EXPECT(girs_findings_count(findings) > 0);
  DONE(girs_formula_evaluate(formula, "{}", 2, &value, NULL));
  EXPECT(strcmp(girs_bytes_data(value), "{\"value\":\"2\"}") == 0);
  girs_bytes_free(value);
  mine = opened(other_path);
  DONE(girs_store_get(mine, "unit", GIRS_NUL, &value, NULL));
  girs_bytes_free(value);
  DONE(girs_store_close(mine, NULL));
  girs_store_free(mine);
  free_everything();
  return failures;
}

/* Runs `body` in a child and waits for it. */
static void in_child(int (*body)(void)) {
  int status = -1;
  const pid_t pid = fork();
  if (pid == 0) _exit(body());
  EXPECT(pid > 0 && waitpid(pid, &status, 0) == pid);
  EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static int opens_what_the_parent_closed(void) {
  failures = 0;
  girs_store_free(opened(own_path));
  return failures;
}

int main(int count, char **words) {
  char command[80];
  if (count != 2 || mkdtemp(folder) == NULL) return 2;
  snprintf(own_path, sizeof own_path, "%s/own.girs", folder);
  snprintf(other_path, sizeof other_path, "%s/other.girs", folder);
  make_everything(words[1]);
  in_child(child);
  /* The parent's files, locks and sockets are as they were. */
  girs_bytes_free(bytes);
  bytes = NULL;
  DONE(girs_store_set(store, "unit", GIRS_NUL, "31834", GIRS_NUL, NULL));
  DONE(girs_report_show(report, &bytes, NULL));
  EXPECT(strstr(girs_bytes_data(bytes), "\"state\":\"draft\"") != NULL);
  girs_bytes_free(bytes);
  DONE(girs_central_checkpoint(central, &bytes, NULL));
  EXPECT(girs_server_port(server) > 0);
  DONE(girs_store_close(store, NULL));
  in_child(opens_what_the_parent_closed);
  free_everything();
  snprintf(command, sizeof command, "rm -r %s", folder);
  EXPECT(system(command) == 0);
  if (failures > 0) fprintf(stderr, "%d expectations failed\n", failures);
  return failures > 0;
}
