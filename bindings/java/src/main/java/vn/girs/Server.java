package vn.girs;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The HTTP server of an authority, on threads of the host. */
public final class Server extends Handle {
    private final Central central;  // with its signers, as long as requests come
    private final String address;
    private final List<Thread> threads = new ArrayList<>();

    private Server(Pointer pointer, Central central, String address, Object log) {
        super("server", pointer, log);
        this.central = central;
        this.address = address;
    }

    /** Listens on loopback; port 0: any free one. */
    public static Server listen(Central central, int port) throws GirsException {
        return listen(central, new Options().address("127.0.0.1", port));
    }

    interface RequestLog extends Callback {
        void hear(Pointer context, Pointer line, long length);
    }

    /** Where to listen, within which limits; what is not set has its default. */
    public static final class Options {
        private final Struct struct = new Struct("girs_server_options");
        private int flags;
        private RequestLog log;
        private String host = "127.0.0.1";
        private String scheme = "http";

        /** An address; beyond loopback it needs TLS. Port 0: any free one. */
        public Options address(String address, int port) {
            host = address;
            struct.set("host", address).set("port", port);
            return this;
        }

        /** TLS 1.3 with this certificate and its key, both PEM; a passphrase or null. */
        public Options tls(String certificate, String key, String passphrase) {
            scheme = "https";
            struct.set("certificate", certificate).set("certificate_key", key)
                    .set("certificate_passphrase", passphrase);
            return this;
        }

        /** PEM: every client must show a certificate of theirs. */
        public Options clientAuthorities(String authorities) {
            struct.set("client_authorities", authorities);
            return this;
        }

        /** "request_timeout_ms", "connections_max", "requests_a_second" of girs/server.h. */
        public Options limit(String field, int value) {
            struct.set(field, value);
            return this;
        }

        /** Takes only requests signed by a key with the role "transport". */
        public Options signedOnly() {
            return flag("GIRS_SERVER_SIGNED_ONLY");
        }

        /** Answers GET /health and GET /metrics alone, beside another server of the same authority. */
        public Options operation() {
            return flag("GIRS_SERVER_OPERATION");
        }

        private Options flag(String name) {
            flags |= Library.HEADER.number(name);
            struct.set("flags", flags);
            return this;
        }

        /** Of this server as clients know it, separated by blanks, each with a port or for any. */
        public Options names(String names) {
            struct.set("names", names);
            return this;
        }

        /**
         * Hears one line of JSON for each request, on the thread that answered it. What it throws goes
         * to that thread's handler.
         */
        public Options log(Consumer<String> listener) {
            log = (context, line, length) -> Raised.telling(() -> listener.accept(
                    new String(line.getByteArray(0, Math.toIntExact(length)), StandardCharsets.UTF_8)));
            struct.set("log", log);
            return this;
        }
    }

    /** Listens. */
    public static Server listen(Central central, Options options) throws GirsException {
        return new Server(Call.of("server_listen", central, options.struct).handle(), central,
                options.scheme + "://" + options.host, options.log);
    }

    /** The port that the server listens on. */
    public int port() throws GirsException {
        return (Integer) Call.get("server_port", this);
    }

    /** Where clients find it. */
    public String url() throws GirsException {
        return address + ":" + port();
    }

    /** The authority that it serves. */
    public Central central() {
        return central;
    }

    /** Serves on this thread until {@link #stop}; any number of threads may. */
    public void run() throws GirsException {
        Call.of("server_run", this).run();
    }

    /** Serves on a new daemon thread. */
    public synchronized void start() {
        Thread thread = new Thread(() -> {
            try {
                run();
            } catch (GirsException failed) {
                throw new IllegalStateException(failed);
            }
        }, "girs-server");
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    /** Lets running requests finish and makes {@link #run} return. */
    public synchronized void stop() throws GirsException {
        Call.get("server_stop", this);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public void close() throws GirsException {
        if (!isClosed()) {
            stop();
            super.close();
        }
    }
}
