package vn.girs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing, collecting, callbacks that throw, wrong arguments, buffers, threads. */
class LifetimeTest {
    @TempDir
    Path folder;

    private Exchange exchange;

    @BeforeEach
    void open() throws GirsException {
        exchange = new Exchange(folder);
    }

    private Signer token(String key, java.util.concurrent.Callable<byte[]> answer) {
        Key real = exchange.keys.get(key);
        return new Signer() {
            @Override
            public String scheme() {
                return real.scheme();
            }

            @Override
            public byte[] spki() {
                return real.spki();
            }

            @Override
            public byte[] sign(byte[] toBeSigned) throws Exception {
                return answer == null ? real.sign(toBeSigned) : answer.call();
            }
        };
    }

    @Test
    void anInterfaceSigns() throws GirsException {
        Report report = exchange.draft(Exchange.goodCells());
        report.approve();
        assertEquals(64, report.submit(exchange.parties(token("approver", null))).length());
        byte[] message = {1, 2, 3};
        Key key = exchange.keys.get("seal");
        assertTrue(Key.verify(key.scheme(), key.spki(), message, key.sign(message)));
        assertFalse(Key.verify(key.scheme(), key.spki(), new byte[] {1}, key.sign(message)));
    }

    @Test
    void whatASignerThrowsComesOutAndNothingWasSealed() throws GirsException {
        Report report = exchange.draft(Exchange.goodCells());
        report.approve();
        RuntimeException unchecked = new IllegalStateException("no token");
        assertSame(unchecked, assertThrows(IllegalStateException.class,
                () -> report.submit(exchange.parties(token("approver", () -> {
                    throw unchecked;
                })))));
        IOException checked = new IOException("line cut");
        assertSame(checked, assertThrows(GirsException.class,
                () -> report.submit(exchange.parties(token("approver", () -> {
                    throw checked;
                })))).getCause());
        assertThrows(IllegalStateException.class,
                () -> report.submit(exchange.parties(token("approver", () -> new byte[100_000]))));
        assertThrows(GirsException.Untrusted.class,
                () -> report.submit(exchange.parties(token("approver", () -> new byte[70]))));
        assertEquals(0, exchange.commune.sync().outbox().size());
    }

    @Test
    void progressCancelsByFalseAndByAnException() throws GirsException {
        exchange.submit();
        try (Server server = Server.listen(exchange.central(), new Server.Options()
                .limit("request_timeout_ms", 5000).limit("connections_max", 8))) {
            server.start();
            String url = server.url();
            assertThrows(GirsException.Cancelled.class,
                    () -> exchange.commune.sync().run(
                            new Sync.Options().url(url).progress((stage, unit, done, total) -> false)));
            RuntimeException mine = new IllegalArgumentException("enough");
            assertSame(mine, assertThrows(IllegalArgumentException.class,
                    () -> exchange.commune.sync().run(
                            new Sync.Options().url(url).progress((stage, unit, done, total) -> {
                                throw mine;
                            }))));
            assertEquals(1, exchange.commune.sync().run(url).get("receipted").getAsInt());
        }
    }

    @Test
    void aTransportOfTheHostIsAskedAndWhatItThrowsComesOut() throws GirsException {
        String pid = exchange.submit();
        List<String> asked = new ArrayList<>();
        IOException cut = new IOException("the disk is not mounted");
        GirsException refused = assertThrows(GirsException.IoFailed.class,
                () -> exchange.commune.sync().run(new Sync.Options().transport(request -> {
                    asked.add(request.method() + " " + request.path());
                    if (request.method().equals("PUT")) {
                        assertTrue(request.body().length > 1000);
                        throw cut;
                    }
                    return new Transport.Answer(200, exchange.registry, java.util.Map.of("content-type", "text"));
                })));
        assertSame(cut, refused.getCause());
        assertTrue(asked.contains("PUT /v1/submissions/" + pid), asked::toString);
    }

    @Test
    void aClosedObjectRefuses() throws GirsException {
        Report report = exchange.draft(List.of());
        Findings findings = report.check();
        findings.close();
        assertThrows(GirsException.Closed.class, findings::size);
        exchange.commune.close();
        exchange.commune.close();
        assertTrue(exchange.commune.isClosed());
        assertThrows(GirsException.Closed.class, report::show);
        assertThrows(GirsException.Closed.class, () -> exchange.commune.get("unit"));
    }

    @Test
    void objectsAreCollectedInAnyOrderWhileOthersWork() throws GirsException {
        exchange.draft(Exchange.goodCells());
        for (int turn = 0; turn < 50; turn++) {
            exchange.commune.reports().open(Exchange.QUARTER).check().list();  // garbage at once
            if (turn % 10 == 0) {
                System.gc();
            }
        }
        Report report = exchange.commune.reports().open(Exchange.QUARTER);
        exchange = null;
        System.gc();
        assertEquals(1, report.show().get("rev").getAsInt());
    }

    @Test
    void textThatIsNotUtf8IsRefusedWithItsPlace() {
        byte[] wrong = {'[', '"', (byte) 0xff, '"', ']'};
        GirsException refused = assertThrows(GirsException.InvalidArgument.class, () -> Documents.lint(wrong, false));
        assertEquals("2", refused.detail("offset"));
        assertThrows(IllegalArgumentException.class, () -> exchange.commune.set("unit", "\ud800"));
        assertThrows(IllegalArgumentException.class,
                () -> exchange.commune.reports().open(ReportKey.of("KST\0THC", "2025-Q4")));
    }

    @Test
    void cellsInDirectBuffersEnterAsCellsByHandDo() throws GirsException {
        Report report = exchange.draft(List.of());
        CellColumns.Buffer rows = buffer("LV01", "LV01");
        report.setCells("", new CellColumns(2, rows, buffer("3", "4"), buffer("1250", "-")), Numbers.PLAIN);
        Report other = exchange.commune.reports().create(Exchange.QUARTER.unit("31834"));
        other.set(Cell.of("LV01", 3, 1250));
        other.set(Cell.of("LV01", "4", Cell.NIL));
        assertEquals(other.show().get("forms"), report.show().get("forms"));
        assertThrows(IllegalArgumentException.class, () -> new CellColumns(3, rows, rows, rows));
        assertThrows(IllegalArgumentException.class,
                () -> new CellColumns.Buffer(rows.offsets, ByteBuffer.allocate(8)));
    }

    private static CellColumns.Buffer buffer(String... texts) {
        ByteBuffer offsets = ByteBuffer.allocateDirect(4 * (texts.length + 1)).order(ByteOrder.nativeOrder());
        ByteBuffer data = ByteBuffer.allocateDirect(64);
        offsets.putInt(0);
        for (String text : texts) {
            data.put(text.getBytes(StandardCharsets.UTF_8));
            offsets.putInt(data.position());
        }
        return new CellColumns.Buffer(offsets.rewind().asIntBuffer(), data);
    }

    @Test
    void anArrowStreamGoesFromOneCallToAnother() throws GirsException {
        Report report = exchange.draft(List.of(Cell.of("LV01", 3, 1250)));
        try (com.sun.jna.Memory stream = new com.sun.jna.Memory(40)) {
            stream.clear();
            report.check().exportArrow(com.sun.jna.Pointer.nativeValue(stream));
            GirsException refused = assertThrows(GirsException.InvalidArgument.class,
                    () -> report.setCellsFromArrow("", com.sun.jna.Pointer.nativeValue(stream), Numbers.PLAIN));
            assertEquals("value", refused.detail("column"));
        }
        try (Table table = report.check().table()) {
            assertEquals("severity", table.names().get(0));
            assertTrue(table.values("severity").isDirect() && table.texts("message_vi").isDirect());
            assertThrows(IllegalArgumentException.class, () -> table.text("colour", 0));
            assertThrows(IllegalArgumentException.class, () -> table.text("row", table.rows()));
            table.close();
            assertThrows(IllegalArgumentException.class, () -> table.text("row", 0));
        }
    }

    @Test
    void whatIsDeclaredOfCellsMakesBreachesMistakes() throws GirsException {
        com.google.gson.JsonElement declared = Exchange.json(
                "{\"columns\":{\"3\":{\"type\":\"number\"},\"4\":{\"type\":\"text\"}}}");
        assertEquals("[3]+1", Formula.compile("[3]+1", false, null, declared).text());
        assertThrows(GirsException.InvalidArgument.class,
                () -> Formula.compile("[4]+[5]", false, null, declared));
    }

    @Test
    void threadsShareAStore() throws Exception {
        Report report = exchange.draft(List.of());
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            int base = number * 100;
            threads.add(new Thread(() -> {
                try {
                    for (int turn = 0; turn < 20; turn++) {
                        report.set(Cell.of("LV01", 3, base + turn));
                        report.check().list();
                    }
                } catch (GirsException failed) {
                    failures.add(failed);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertTrue(failures.isEmpty(), failures::toString);
    }

    @Test
    void filesAreNamedWhenTheyAreNoStore() throws Exception {
        Path file = Files.writeString(folder.resolve("none.girs"), "this is no store at all, but a text");
        GirsException refused = assertThrows(GirsException.Corrupt.class, () -> Store.open(file));
        assertTrue(refused.detail("path").endsWith("none.girs"));
        assertFalse(refused.vietnamese().isEmpty());
        assertThrows(GirsException.NotFound.class,
                () -> Store.open(folder.resolve("nowhere.girs"), Store.options().readOnly().busyTimeoutMs(10)));
    }

    @Test
    void aCallOfTheWrongShapeIsRefusedBeforeItReachesC() {
        assertThrows(IllegalStateException.class, () -> Library.invoke("girs_version", List.of(1)));
        assertThrows(IllegalStateException.class, () -> Library.invoke("girs_bytes_size", List.of(1)));
        assertThrows(IllegalStateException.class, () -> Library.invoke("girs_no_such_call", List.of()));
        assertEquals("0.1.0", Documents.version());
        assertEquals(JsonParser.parseString("{\"value\":\"2\"}"), assertDoes(() -> Formula.compile("1+1")
                .evaluate(new com.google.gson.JsonObject())));
    }

    private static <T> T assertDoes(org.junit.jupiter.api.function.ThrowingSupplier<T> work) {
        return org.junit.jupiter.api.Assertions.assertDoesNotThrow(work);
    }
}
