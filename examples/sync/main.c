/*
 * girs-sync: one round of exchange between a store and an authority.  Written in plain C on the
 * public headers, to be copied: README.md says which parts to keep.
 *
 *   girs-sync STORE URL|folder:PATH [--authorities FILE] [--request-key FILE]
 *             [--passphrase-file FILE] [--now RFC3339] [--lang vi|en] [--quiet]
 *
 * Exit code: 0 everything is receipted, 1 a package was refused, 2 wrong use, 4 no line or
 * another failure: what is not receipted stays queued.
 */
#define _POSIX_C_SOURCE 200809L /* isatty, fileno, access */
#include <girs/girs.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "by_folder.h"
#include "outcome.h"
#include "rehearsal_clock.h"
#include "secure_line.h"

enum { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_WRONG_USE = 2, EXIT_FAILED = 4 };

typedef struct arguments {
  const char *store;
  const char *url;
  const char *now; /* NULL: the system's clock */
  const char *language;
  secure_line_files files;
  int quiet;
} arguments;

static int wrong_use(const char *why, const char *what) {
  fprintf(stderr,
          "girs-sync: %s%s\n"
          "usage: girs-sync STORE URL|folder:PATH [--authorities FILE] [--request-key FILE]\n"
          "                 [--passphrase-file FILE] [--now RFC3339] [--lang vi|en] [--quiet]\n",
          why, what);
  return EXIT_WRONG_USE;
}

/* Where the value of an option belongs; NULL when there is no such option. */
static const char **place_of(const char *option, arguments *into) {
  if (strcmp(option, "--now") == 0) return &into->now;
  if (strcmp(option, "--lang") == 0) return &into->language;
  if (strcmp(option, "--authorities") == 0) return &into->files.authorities;
  if (strcmp(option, "--request-key") == 0) return &into->files.request_key;
  if (strcmp(option, "--passphrase-file") == 0) return &into->files.passphrase;
  return NULL;
}

static int read_arguments(int count, char **values, arguments *into) {
  for (int i = 1; i < count; ++i) {
    const char *const value = values[i];
    if (strcmp(value, "--quiet") == 0) {
      into->quiet = 1;
    } else if (strncmp(value, "--", 2) == 0) {
      const char **const place = place_of(value, into);
      if (place == NULL) return wrong_use("there is no option ", value);
      if (i + 1 == count) return wrong_use("a value is missing after ", value);
      *place = values[++i];
    } else if (into->store == NULL) {
      into->store = value;
    } else if (into->url == NULL) {
      into->url = value;
    } else {
      return wrong_use("one argument too many: ", value);
    }
  }
  if (into->url == NULL) return wrong_use("STORE and URL must be given", "");
  if (strcmp(into->language, "en") != 0 && strcmp(into->language, "vi") != 0)
    return wrong_use("--lang is vi or en, not ", into->language);
  return EXIT_DONE;
}

/* Ctrl-C ends the round cleanly, so that no package stays leased; a second one ends the program. */
static girs_cancel *stop;

static void stop_round(int number) {
  signal(number, SIG_DFL);
  girs_cancel_set(stop);
}

/* Redraws one line on the terminal; returning anything but 0 would cancel the round, too. */
static int32_t draw_progress(void *context, const girs_progress *progress) {
  (void)context;
  if (progress->total > 0) {
    const int filled = (int)(progress->done * 30 / progress->total);
    fprintf(stderr, "\r\033[K%-6s [%.*s%.*s] %lld/%lld %s", progress->stage, filled,
            "##############################", 30 - filled, "..............................",
            (long long)progress->done, (long long)progress->total, progress->unit);
  } else {
    fprintf(stderr, "\r\033[K%-6s %lld %s", progress->stage, (long long)progress->done,
            progress->unit);
  }
  fflush(stderr);
  return 0;
}

/* One round; fills in the outbox before it and the summary after it, as far as it came. */
static girs_status run_round(girs_store *store, const arguments *given, secure_line *line,
                             girs_bytes **before_out, girs_bytes **summary_out,
                             girs_error **error_out) {
  girs_sync_options options = GIRS_SYNC_OPTIONS;
  const int on_terminal = !given->quiet && isatty(fileno(stderr));
  static const char by_hand[] = "folder:";
  const int by_disk = strncmp(given->url, by_hand, sizeof by_hand - 1) == 0;
  folder place = {by_disk ? given->url + sizeof by_hand - 1 : "", NULL};
  const girs_transport transport = by_folder(&place);
  options.url = given->url;
  options.cancel = stop;
  if (by_disk) options.transport = &transport;
  if (on_terminal) options.progress = draw_progress;
  girs_status status = secure_line_open(line, &given->files, &options, error_out);
  if (status == GIRS_OK) status = girs_sync_outbox(store, before_out, error_out);
  if (status == GIRS_OK) status = girs_sync_run(store, &options, summary_out, error_out);
  if (on_terminal) fputs("\r\033[K", stderr);
  if (status < 0 && place.wanting != NULL)
    fprintf(stderr, in_language(given->language,
                                "girs-sync: %s is not in the folder: the courier brings it, or somebody makes it.\n",
                                "girs-sync: trong thư mục chưa có %s: người chuyển mang về, hoặc cần tạo ra.\n"),
            place.wanting);
  return status;
}

/* The exit code of a round that ended with `status` and left packages behind. */
static int exit_code(girs_status status, left_over left) {
  /* The URL or a key is none that can be used: another round would meet the same. */
  if (status == GIRS_INVALID_ARGUMENT || status == GIRS_UNSUPPORTED) return EXIT_WRONG_USE;
  if (status < 0) return EXIT_FAILED;
  if (left.refused > 0) return EXIT_REFUSED;
  return left.queued > 0 ? EXIT_FAILED : EXIT_DONE;
}

static int sync_store(girs_store *store, const arguments *given) {
  girs_bytes *before = NULL;
  girs_bytes *summary = NULL;
  girs_error *error = NULL;
  secure_line line;
  const girs_status status = run_round(store, given, &line, &before, &summary, &error);
  /* A round that was cut short has done something, too: its summary is there all the same. */
  const left_over left = print_summary(summary, given->language, given->quiet);
  int outcome = line.unreadable != NULL ? EXIT_WRONG_USE : exit_code(status, left);
  if (before != NULL && verify_receipts(store, before, given->language, given->quiet) != 0)
    outcome = EXIT_FAILED;
  if (line.unreadable != NULL)
    fprintf(stderr, in_language(given->language, "girs-sync: %s cannot be read.\n",
                                "girs-sync: không đọc được %s.\n"), line.unreadable);
  else if (status < 0)
    print_failure(error, given->language);
  secure_line_close(&line);
  if (outcome == EXIT_FAILED)
    fputs(in_language(given->language,
                      "girs-sync: what is not receipted stays queued; run again later.\n",
                      "girs-sync: gói chưa có biên nhận vẫn nằm trong hàng chờ; hãy chạy lại sau.\n"),
          stderr);
  girs_error_free(error);
  girs_bytes_free(summary);
  girs_bytes_free(before);
  return outcome;
}

int main(int count, char **values) {
  arguments given = {NULL, NULL, NULL, "en", {NULL, NULL, NULL}, 0};
  rehearsal_clock clock;
  girs_store_options options = GIRS_STORE_OPTIONS;
  girs_store *store = NULL;
  girs_error *error = NULL;
  int outcome = read_arguments(count, values, &given);
  if (outcome != EXIT_DONE) return outcome;
  if (given.now != NULL) {
    if (rehearsal_clock_set(&clock, given.now) != 0)
      return wrong_use("--now is a time such as 2025-12-15T09:00:00+07:00, not ", given.now);
    options.clock = rehearsal_clock_now;
    options.clock_context = &clock;
  }
  if (access(given.store, F_OK) != 0) return wrong_use("there is no store ", given.store);
  if (girs_store_open(given.store, GIRS_NUL, &options, &store, &error) < 0) {
    print_failure(error, given.language);
    girs_error_free(error);
    return EXIT_FAILED;
  }
  if (girs_cancel_create(&stop, NULL) == GIRS_OK) signal(SIGINT, stop_round);
  outcome = sync_store(store, &given);
  girs_store_free(store);
  signal(SIGINT, SIG_DFL);
  girs_cancel_free(stop);
  return outcome;
}
