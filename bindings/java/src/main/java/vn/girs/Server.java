package vn.girs;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/** The HTTP server of an authority, on threads of the host. */
public final class Server extends Handle {
    private final Central central;  // with its signers, as long as requests come
    private final String host;
    private final List<Thread> threads = new ArrayList<>();

    private Server(Pointer pointer, Central central, String host) {
        super("server", pointer);
        this.central = central;
        this.host = host;
    }

    /** Listens on loopback; port 0: any free one. */
    public static Server listen(Central central, int port) throws GirsException {
        return listen(central, "127.0.0.1", port, 0, 0);
    }

    /** Listens; a limit of 0 is the default. Plain HTTP is for loopback. */
    public static Server listen(Central central, String host, int port, int requestTimeoutMs,
            int connectionsMax) throws GirsException {
        Struct options = new Struct("girs_server_options").set("host", host).set("port", port)
                .set("request_timeout_ms", requestTimeoutMs).set("connections_max", connectionsMax);
        return new Server(Call.of("server_listen", central, options).handle(), central, host);
    }

    /** The port that the server listens on. */
    public int port() throws GirsException {
        return (Integer) Call.get("server_port", this);
    }

    /** Where clients find it. */
    public String url() throws GirsException {
        return "http://" + host + ":" + port();
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
