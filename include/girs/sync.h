/**
 * Sync: one bounded round with an authority on the caller's thread.
 */
#ifndef GIRS_SYNC_H
#define GIRS_SYNC_H

#include "base.h"
#include "key.h"
#include "store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A request that a transport of the host carries.  Read-only, valid during the call. */
typedef struct girs_request {
  uint32_t struct_size;
  uint32_t header_count;
  const char *method;               /* "GET", "HEAD", "PUT" */
  const char *path;                 /* with query: "/v1/events?since=0" */
  const char *const *header_names;  /* in lower case */
  const char *const *header_values;
  const char *body;
  size_t body_length;
} girs_request;

/** Where a transport puts the answer to a request: girs_answer_set(), girs_answer_header(). */
typedef struct girs_answer girs_answer;

/**
 * How packages travel when it is not by HTTP: LGSP, e-mail, a disk.  Nothing that it brings is
 * believed before it is verified, so it needs no trust.  Start from GIRS_TRANSPORT.
 */
typedef struct girs_transport {
  uint32_t struct_size;
  uint32_t reserved; /* must be 0 */
  /**
   * Carries one request, on the thread of girs_sync_run(), and fills `answer` with a status of
   * HTTP.  Anything but 0 says that there is no line now: the work stays queued and the round
   * ends with GIRS_IO and detail "callback".  A package that is on its way, with its receipt
   * still to come, is answered with status 202.
   */
  int32_t (*exchange)(void *context, const girs_request *request, girs_answer *answer);
  void *context;
} girs_transport;
#define GIRS_TRANSPORT {(uint32_t)sizeof(girs_transport), 0, 0, 0}

/** Sets status and body of an answer; the bytes are copied.  @since 0.1 */
GIRS_API void girs_answer_set(girs_answer *answer, int32_t status, const char *body,
                              size_t body_length) GIRS_NOEXCEPT;
/** Adds a header field to an answer: "link" of a page of events, "content-type".  @since 0.1 */
GIRS_API void girs_answer_header(girs_answer *answer, const char *name,
                                 const char *value) GIRS_NOEXCEPT;

/** How to sync.  Start from GIRS_SYNC_OPTIONS; a zero field means its default. */
typedef struct girs_sync_options {
  uint32_t struct_size;
  uint32_t flags;        /* GIRS_SYNC_PATIENT */
  const char *url;       /* "https://baocao.example.gov.vn"; plain http is for loopback only */
  uint32_t timeout_ms;   /* for one exchange; default 30000 */
  uint32_t reserved;     /* must be 0 */
  girs_progress_fn progress; /* may be NULL; returning anything but 0 cancels.  Stages "push" (packages),
                                "upload" (an attachment's bytes), "pull" (events), "catalogue"
                                (definitions), "shared" and "members" (reports); over HTTP also,
                                after each 100 ms of an exchange, "send" (bytes of the body that
                                are out, of how many) or "receive" (bytes of the answer, total 0) */
  void *progress_context;
  const char *authorities;   /* PEM of authorities to believe; NULL: the host's trust store */
  const char *pinned_keys;   /* hex SHA-256 of public keys (SPKI), separated by blanks: then the
                                server must hold one of them, and nothing else counts */
  const char *certificate;   /* PEM, with its chain, for a server that asks for one */
  const char *certificate_key;        /* its PKCS#8 key in PEM */
  const char *certificate_passphrase; /* of the key; NULL for one that is not encrypted */
  const char *proxy;         /* "http://proxy:3128": https goes through its tunnel (CONNECT) */
  const char *proxy_authorization;    /* value of Proxy-Authorization */
  const girs_signer *signer; /* Ed25519: signs each request (RFC 9421); may be NULL */
  const girs_transport *transport;    /* instead of HTTP; then `url` may be NULL */
  const girs_cancel *cancel; /* ends the round before its next package or event, over HTTP within
                                100 ms also while one travels; may be NULL */
} girs_sync_options;
#define GIRS_SYNC_OPTIONS {(uint32_t)sizeof(girs_sync_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
/** Packages that wait after a failed attempt are left until their time; otherwise they are tried
 * now.  For a host that runs rounds by itself. */
#define GIRS_SYNC_PATIENT 1u

/**
 * Runs one round: fetches the registry of keys, delivers every queued package in order, verifies
 * and stores the receipts, then fetches decisions on own packages, the packages and decisions of
 * units below, and requests to report, whose definitions join the store's catalogue.  What cannot
 * be taken, for want of a definition or of a valid signature, is passed by and tried again in
 * later rounds.  A package is leased while it is on its way, so that two processes never send it at
 * once; after a failed attempt it waits, 1 s to 15 min with full jitter or as long as the server's
 * Retry-After says, before a later round tries it again.
 *
 * @param summary_out  JSON {"pushed","receipted","refused":[{"pid","reason","message_en",
 *                     "message_vi"}],"queued","reports","series","decisions","requests",
 *                     "definitions","passed":[{"index","kind","reason","message_en","message_vi"}],
 *                     "waiting","next_attempt"}: "index" is -1 for the authority's catalogue; how
 *                     many queued packages wait for their time and when the first of them comes,
 *                     null when none does; given also on failure
 *                     when the round had begun; may be NULL
 * @retval GIRS_IO         no line: everything not yet receipted stays queued (detail "url")
 * @retval GIRS_UNTRUSTED  the authority does not accept requests of this machine (details
 *                         "http_status" and "reason": request-signature, request-role, authority,
 *                         clock, replayed); or
 *                         the authority's answer does not verify: the package stays queued; detail
 *                         "alarm" = "true" from the third time in a row.  Detail "reason" =
 *                         "certificate": the server's TLS certificate; "fork": the log contradicts
 *                         itself, both notes are kept, and no later round goes on
 * @retval GIRS_CANCELLED  by the progress function or the cancel token; nothing is left half done
 *
 * @code
 * girs_sync_options options = GIRS_SYNC_OPTIONS;
 * options.url = "http://127.0.0.1:9";
 * if (girs_sync_run(store, &options, &text, &error) == GIRS_IO) puts("no line; later again");
 * girs_error_free(error);
 * error = NULL;
 * girs_bytes_free(text);
 * // prints no line; later again
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_sync_run(girs_store *store, const girs_sync_options *options,
                                   girs_bytes **summary_out, girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Watches the log of an authority, as any body can: reads its signed checkpoint and its entries,
 * and finds what an honest log does not have.  A log without findings is read on from where the
 * last watch of this store ended: what was read, grown by what follows, must give the new signed
 * root, else every entry is read again.  Findings are told by each watch.  Its key is the store's "log-key",
 * else the registry's.  The checkpoint is remembered; of one that contradicts it later both signed
 * notes are kept as evidence.  Needs no place in the authority's registry.  The line is that of
 * girs_sync_run(), with all its options; flags must be 0.
 *
 * @param json_out  {"origin","size","root","read_from","own_found","finding_count","findings":[{"index","rule",
 *                  "message_en","message_vi"}]}, at most 1000 findings of entries.  Rules: leaf,
 *                  genesis, time, chain, decision, version (of an entry); root (the entries do not
 *                  lead to the signed root), missing (an own package with a receipt), fork
 * @retval GIRS_IO         no line
 * @retval GIRS_UNTRUSTED  the checkpoint is not signed by the log
 *
 * @code
 * girs_sync_options options = GIRS_SYNC_OPTIONS;
 * options.url = "http://127.0.0.1:9";
 * if (girs_log_monitor(store, &options, &text, &error) == GIRS_IO) puts("no line");
 * girs_error_free(error);
 * error = NULL;
 * girs_bytes_free(text);
 * // prints no line
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_log_monitor(girs_store *store, const girs_sync_options *options,
                                      girs_bytes **json_out,
                                      girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The outbox: JSON array of {"pid","unit","period","rev","state","attempts","queued_at","note",
 * "note_en"}: why it is in this state, in both languages; in the order in which they were queued,
 * also when the clock was set back meanwhile.
 * States: awaiting-signature, queued, sending, awaiting-receipt, receipted,
 * receipted-unwitnessed, accepted, rejected, conflict, dead-letter.
 *
 * @code
 * girs_report_approve(report, &error);
 * girs_report_submit(report, parties, 3, NULL, &error);
 * girs_sync_outbox(store, &text, &error);
 * puts(girs_bytes_data(text));
 * girs_bytes_free(text);
 * // prints "state":"queued"
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_sync_outbox(girs_store *store, girs_bytes **json_out,
                                      girs_error **error_out) GIRS_NOEXCEPT;
/**
 * Queues a package that was refused ("dead-letter", "conflict") again, as it was signed: for when
 * the authority has mended its side, a key that it did not know, say.  Where the report must be
 * changed, girs_report_correct() begins the package that follows.
 *
 * @retval GIRS_NOT_FOUND  there is no such package in the outbox
 * @retval GIRS_CONFLICT   it was not refused (detail "state"), or another revision has taken its place
 *
 * @code
 * girs_report_approve(report, &error);
 * girs_report_submit(report, parties, 3, &text, &error);
 * if (girs_sync_send_again(store, girs_bytes_data(text), GIRS_NUL, &error) == GIRS_CONFLICT)
 *   puts("it was not refused");
 * girs_error_free(error);
 * error = NULL;
 * girs_bytes_free(text);
 * // prints it was not refused
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_sync_send_again(girs_store *store, const char *pid, size_t pid_length,
                                          girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
