package vn.girs;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/** The HTTP server of an authority, on threads of the host. */
public final class Server extends Handle {
    private final Central central;  // with its signers, as long as requests come
    private final String address;
    private final List<Thread> threads = new ArrayList<>();

    private Server(Pointer pointer, Central central, String address) {
        super("server", pointer);
        this.central = central;
        this.address = address;
    }

    /** Listens on loopback; port 0: any free one. */
    public static Server listen(Central central, int port) throws GirsException {
        return listen(central, new Options().address("127.0.0.1", port));
    }

    /** Where to listen, within which limits; what is not set has its default. */
    public static final class Options {
        private final Struct struct = new Struct("girs_server_options");
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
            struct.set("flags", Library.HEADER.number("GIRS_SERVER_SIGNED_ONLY"));
            return this;
        }
    }

    /** Listens. */
    public static Server listen(Central central, Options options) throws GirsException {
        return new Server(Call.of("server_listen", central, options.struct).handle(), central,
                options.scheme + "://" + options.host);
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
