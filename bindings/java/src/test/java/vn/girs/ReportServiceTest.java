package vn.girs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.girs.example.ReportService;

/** The example service, asked over HTTP, against an authority in the same process. */
class ReportServiceTest {
    private static final String CELLS = "row,3,4,5,6,7,8,9,10,11,12,13\n"
            + "LV01,1250,830,400,20,1190,1000,180,10,60,50,10\nT,1250,830,400,20,1190,1000,180,10,60,50,10\n";

    @TempDir
    Path folder;

    private static HttpResponse<String> ask(String method, String url, String body) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url))
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anotherSystemPutsFiguresAndGetsAReceipt() throws Exception {
        Exchange exchange = new Exchange(folder);
        try (Server authority = Server.listen(exchange.central(), 0)) {
            authority.start();
            try (ReportService service = new ReportService(exchange.commune,
                    exchange.parties(exchange.keys.get("approver")), authority.url(), 0)) {
                String report = service.url() + "/reports/2025-Q4";
                HttpResponse<String> mistaken = ask("PUT", report, "row,3\nLV01,abc\n");
                assertEquals(422, mistaken.statusCode());
                assertTrue(mistaken.body().contains("LV01"));
                assertTrue(ask("PUT", report, "row,3\nLV01,1250\n").body().contains("findings"));
                assertEquals(409, ask("POST", report, "").statusCode());
                assertEquals(200, ask("PUT", report, CELLS).statusCode());
                HttpResponse<String> sent = ask("POST", report, "");
                assertEquals(200, sent.statusCode(), sent::body);
                assertTrue(sent.body().contains("c2sp.org/tlog-proof"));
                assertEquals(422, ask("PUT", service.url() + "/reports/yesterday", CELLS).statusCode());
                assertEquals(405, ask("DELETE", report, "").statusCode());
            }
        }
    }
}
