/**
 * The HTTP server of an authority (FORMATS: PUT /v1/submissions/{pid} and the rest), on threads
 * of the host: the library starts none.  Threads: shared.
 */
#ifndef GIRS_SERVER_H
#define GIRS_SERVER_H

#include "base.h"
#include "central.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct girs_server girs_server;

/**
 * Told of a request once it is answered, on the thread that answered it: one line of JSON
 * {"at","event","method","route","status","code","keyid","bytes_in","bytes_out","ms"}, without
 * what was asked for or given.  Must not call back into the server, throw or jump.
 */
typedef void (*girs_request_log_fn)(void *context, const char *line, size_t length);

/** Where to listen, within which limits.  Start from GIRS_SERVER_OPTIONS. */
typedef struct girs_server_options {
  uint32_t struct_size;
  uint32_t flags;            /* GIRS_SERVER_SIGNED_ONLY, GIRS_SERVER_OPERATION */
  const char *host;          /* an address, default "127.0.0.1"; beyond loopback it needs TLS */
  uint32_t port;             /* 0: any free one, see girs_server_port() */
  uint32_t request_timeout_ms; /* default 30000 */
  uint32_t connections_max;  /* default 1024 */
  uint32_t reserved;         /* must be 0 */
  const char *certificate;   /* PEM, with its chain: TLS 1.3 and nothing else is then spoken */
  const char *certificate_key;        /* its PKCS#8 key in PEM */
  const char *certificate_passphrase; /* of the key; NULL for one that is not encrypted */
  const char *client_authorities;     /* PEM: every client must show a certificate of theirs */
  uint32_t requests_a_second; /* of one client address; default 0: no limit */
  uint32_t reserved2;         /* must be 0 */
  girs_request_log_fn log;    /* told of every request; may be NULL */
  void *log_context;
  const char *names;          /* of this server as clients know it, separated by blanks, each with a
                                 port or for any: a request that is signed for another server is
                                 refused; NULL: any name */
} girs_server_options;
#define GIRS_SERVER_OPTIONS {(uint32_t)sizeof(girs_server_options), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
/** Every request but for what is public (registry, log, /.well-known/girs) must be signed
 * (RFC 9421) by a key of the registry, which then may do what its roles say for their units and
 * regimes: "transport" delivers and follows, "reader" sees reports and overviews, "partner" pulls
 * what sharing rules give it, "auditor" sees who read what, "operator" the machine's state.
 * Without this flag the server is open: who reaches the listener may do all of that unsigned, and
 * a signed request what its key may. */
#define GIRS_SERVER_SIGNED_ONLY 1u
/** This listener answers GET /health and GET /metrics alone, to whoever asks: on the loopback,
 * beside another of the same girs_central, whose requests it counts. */
#define GIRS_SERVER_OPERATION 2u

/**
 * Begins to listen.  GIRS_IO when the address cannot be had (detail "url").
 *
 * @code
 * girs_server *server = NULL;
 * girs_server_listen(central, NULL, &server, &error);
 * if (girs_server_port(server) > 0) puts("listening");
 * girs_server_stop(server); // from another thread, else girs_server_run() never returns
 * girs_server_run(server, &error);
 * girs_server_free(server);
 * // prints listening
 * @endcode
 * @since 0.1
 */
GIRS_API girs_status girs_server_listen(girs_central *central, const girs_server_options *options,
                                        girs_server **server_out,
                                        girs_error **error_out) GIRS_NOEXCEPT;
/** The port that the server listens on.  @since 0.1 */
GIRS_API uint32_t girs_server_port(const girs_server *server) GIRS_NOEXCEPT;
/**
 * Serves on the calling thread until girs_server_stop(); any number of threads may.  One more than
 * there are processors does: a package that waits for the disk holds no thread, however many come
 * at once, and all of them go into one transaction.  Keys on slow tokens want more.  @since 0.1
 */
GIRS_API girs_status girs_server_run(girs_server *server, girs_error **error_out) GIRS_NOEXCEPT;
/** Stops accepting, lets running requests finish, makes girs_server_run() return.  Any thread.  @since 0.1 */
GIRS_API void girs_server_stop(girs_server *server) GIRS_NOEXCEPT;
/** Releases the server; no thread may be in girs_server_run().  @since 0.1 */
GIRS_API void girs_server_free(girs_server *server) GIRS_NOEXCEPT;

#ifdef __cplusplus
}
#endif
#endif
