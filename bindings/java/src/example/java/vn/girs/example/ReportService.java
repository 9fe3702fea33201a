package vn.girs.example;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import vn.girs.Finding;
import vn.girs.GirsException;
import vn.girs.Key;
import vn.girs.Party;
import vn.girs.Report;
import vn.girs.ReportKey;
import vn.girs.Store;

/**
 * A plain HTTP service that embeds the store of a commune: another system of the office puts the
 * figures of a quarter, the service checks them, seals them and sends them to the authority.
 *
 * <pre>
 * PUT  /reports/2025-Q4   CSV cells; answers 200 with the findings, 422 with every mistake
 * POST /reports/2025-Q4   approves, seals and sends; answers 200 with the receipt, 409 with what
 *                         stands in the way
 * </pre>
 */
public final class ReportService implements AutoCloseable {
    private static final String REGIME = "KSTTHC";
    private static final int BODY_BYTES_MAX = 1 << 20;
    private final Store store;
    private final List<Party> parties;
    private final String authority;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    /** Listens on loopback; port 0: any free one. `authority` is the URL to send to. */
    public ReportService(Store store, List<Party> parties, String authority, int port) throws IOException {
        this.store = store;
        this.parties = parties;
        this.authority = authority;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.createContext("/reports/", this::answer);
        http.setExecutor(threads);
        http.start();
    }

    /** Where clients find it. */
    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String period = exchange.getRequestURI().getPath().substring("/reports/".length());
        try {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX);
            switch (exchange.getRequestMethod()) {
                case "PUT": send(exchange, 200, enter(period, body)); break;
                case "POST": send(exchange, 200, submit(period)); break;
                default: send(exchange, 405, new JsonObject());
            }
        } catch (GirsException.InvalidArgument refused) {
            send(exchange, 422, explained(refused));
        } catch (GirsException.NotFound refused) {
            send(exchange, 404, explained(refused));
        } catch (GirsException.Conflict refused) {
            send(exchange, 409, explained(refused));
        } catch (GirsException failed) {
            send(exchange, failed.isRetriable() ? 503 : 500, explained(failed));
        } finally {
            exchange.close();
        }
    }

    private Report report(String period) throws GirsException {
        ReportKey which = ReportKey.of(REGIME, period).actor("service");
        try {
            return store.reports().open(which);
        } catch (GirsException.NotFound none) {
            return store.reports().create(which);
        }
    }

    private JsonObject enter(String period, byte[] cells) throws GirsException {
        Report report = report(period);
        report.importFile(period + ".csv", cells);
        JsonArray messages = new JsonArray();
        for (Finding finding : report.check()) {
            messages.add(finding.vietnamese());
        }
        JsonObject answer = new JsonObject();
        answer.add("findings", messages);
        return answer;
    }

    private JsonObject submit(String period) throws GirsException {
        Report report = report(period);
        report.approve();
        String pid = report.submit(parties);
        store.sync().run(authority);
        JsonObject answer = new JsonObject();
        answer.addProperty("pid", pid);
        answer.addProperty("receipt", store.receipts().get(pid));
        return answer;
    }

    private static JsonObject explained(GirsException refused) {
        JsonArray mistakes = new JsonArray();
        refused.mistakes().forEach(one -> mistakes.add(one.vietnamese()));
        JsonObject answer = new JsonObject();
        answer.addProperty("message", refused.vietnamese());
        answer.add("mistakes", mistakes);
        return answer;
    }

    private static void send(HttpExchange exchange, int status, JsonObject answer) throws IOException {
        byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdown();
    }

    /** ReportService STORE AUTHORITY-URL PORT PREPARER.pem APPROVER.pem SEAL.pem, passphrase in GIRS_PASSPHRASE. */
    public static void main(String[] arguments) throws Exception {
        String passphrase = System.getenv("GIRS_PASSPHRASE");
        List<Party> parties = List.of(
                Party.of("preparer", Key.open(Path.of(arguments[3]), passphrase)),
                Party.of("approver", Key.open(Path.of(arguments[4]), passphrase)),
                Party.of("agency-seal", Key.open(Path.of(arguments[5]), passphrase)));
        ReportService service = new ReportService(Store.open(Path.of(arguments[0])), parties, arguments[1],
                Integer.parseInt(arguments[2]));
        System.out.println("listening on " + service.url());
    }
}
