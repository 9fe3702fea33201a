/**
 * Sync: one bounded round with an authority on the caller's thread.
 */
#ifndef GIRS_SYNC_H
#define GIRS_SYNC_H

#include "base.h"
#include "store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How to sync.  Start from GIRS_SYNC_OPTIONS; a zero field means its default. */
typedef struct girs_sync_options {
  uint32_t struct_size;
  uint32_t flags;        /* must be 0 */
  const char *url;       /* "http://127.0.0.1:8080": plain HTTP is for loopback only */
  uint32_t timeout_ms;   /* for one exchange; default 30000 */
  uint32_t reserved;     /* must be 0 */
  girs_progress_fn progress; /* may be NULL; returning anything but 0 cancels */
  void *progress_context;
} girs_sync_options;
#define GIRS_SYNC_OPTIONS {(uint32_t)sizeof(girs_sync_options), 0, 0, 0, 0, 0, 0}

/**
 * Runs one round: fetches the registry of keys, delivers every queued package in order, verifies
 * and stores the receipts, then fetches decisions on own packages, the packages and decisions of
 * units below, and requests to report, whose definitions join the store's catalogue.  What cannot
 * be taken, for want of a definition or of a valid signature, is passed by and tried again in
 * later rounds.
 *
 * @param summary_out  JSON {"pushed","receipted","refused":[{"pid","reason","message_en",
 *                     "message_vi"}],"queued","reports","decisions","requests","passed":[{
 *                     "index","kind","reason","message_en","message_vi"}]}; given also on failure
 *                     when the round had begun; may be NULL
 * @retval GIRS_IO         no line: everything not yet receipted stays queued (detail "url")
 * @retval GIRS_UNTRUSTED  the authority's answer does not verify: the package stays queued
 * @retval GIRS_CANCELLED  by the progress function
 * @since 0.1
 */
GIRS_API girs_status girs_sync_run(girs_store *store, const girs_sync_options *options,
                                   girs_bytes **summary_out, girs_error **error_out) GIRS_NOEXCEPT;
/**
 * The outbox: JSON array of {"pid","unit","period","rev","state","attempts","queued_at","note"}.
 * States: queued, receipted, accepted, rejected, conflict, dead-letter.  @since 0.1
 */
GIRS_API girs_status girs_sync_outbox(girs_store *store, girs_bytes **json_out,
                                      girs_error **error_out) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
