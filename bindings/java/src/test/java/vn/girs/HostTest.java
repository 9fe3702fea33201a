package vn.girs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host hears from the library, and how it stops it. */
class HostTest {
    @TempDir
    Path folder;

    private Exchange exchange;

    @BeforeEach
    void open() throws GirsException {
        exchange = new Exchange(folder);
    }

    @Test
    void aTokenStopsWhatBeginsAndClearedLetsItBeginAgain() throws GirsException {
        CancelToken stop = new CancelToken();
        Store store = Store.open(folder.resolve("commune.girs"), Store.options().cancel(stop));
        stop.set();
        assertTrue(stop.isSet());
        GirsException cancelled = assertThrows(GirsException.Cancelled.class, () -> store.get("unit"));
        assertFalse(cancelled.details().containsKey("callback"));
        stop.clear();
        assertEquals(Exchange.UNIT, store.get("unit").orElseThrow());
    }

    @Test
    void aTokenStopsACallThatRunsOnAnotherThread() throws Exception {
        CancelToken stop = new CancelToken();
        Store store = Store.open(folder.resolve("centre.girs"), Store.options().cancel(stop));
        Thread other = new Thread(() -> {
            try {
                Thread.sleep(20);
                stop.set();
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        other.start();
        assertThrows(GirsException.Cancelled.class, () -> {
            for (;;) {
                store.catalog().load(Exchange.CATALOGUE);
            }
        });
        other.join();
        stop.clear();
        store.catalog().load(Exchange.CATALOGUE);
    }

    @Test
    void aRoundThatIsStoppedLeavesItsPackagesQueued() throws GirsException {
        exchange.submit();
        CancelToken stop = new CancelToken();
        try (Server server = Server.listen(exchange.central(), 0)) {
            server.start();
            stop.set();
            Sync.Options options = new Sync.Options().url(server.url()).cancel(stop);
            assertThrows(GirsException.Cancelled.class, () -> exchange.commune.sync().run(options));
            assertEquals("queued", exchange.commune.sync().outbox().get(0).getAsJsonObject().get("state").getAsString());
            stop.clear();
            assertEquals(1, exchange.commune.sync().run(options).get("receipted").getAsInt());
        }
    }

    @Test
    void aListenerHearsWhatHappensAndNothingThatItThrowsReachesTheCall() throws GirsException {
        List<String> heard = new CopyOnWriteArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, failed) -> thrown.add(failed));
        try (Store store = Store.open(folder.resolve("commune.girs"), Store.options().log((level, category, text) -> {
            heard.add(level + " " + category + " " + text);
            if (category.equals("catalog")) {
                throw new IllegalStateException("no file");
            }
        }))) {
            store.catalog().load(Exchange.CATALOGUE);
            assertThrows(GirsException.class, () -> store.sync().run("http://127.0.0.1:9"));
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(before);
        }
        assertTrue(heard.stream().anyMatch(line -> line.startsWith("INFO catalog ")), heard.toString());
        assertTrue(heard.stream().anyMatch(line -> line.startsWith("WARNING sync The round ended early")));
        assertTrue(heard.get(heard.size() - 1).endsWith(" is closed."));
        assertEquals(1, thrown.size());
    }

    @Test
    void aReportKeepsTheClockAndTheLogOfAStoreThatNobodyHolds() throws GirsException, InterruptedException {
        List<String> heard = new CopyOnWriteArrayList<>();
        Report report = Store.open(folder.resolve("commune.girs"), Store.options().clock(exchange.clock)
                .log((level, category, text) -> heard.add(category))).reports().create(Exchange.QUARTER);
        report.setCells(Exchange.goodCells());
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(20);
        }
        report.approve();
        report.submit(exchange.parties(exchange.keys.get("approver")));
        assertTrue(heard.contains("report"));
        Listener.to(System.getLogger("vn.girs")).hear(Listener.Level.DEBUG, "report", "also to a logger");
        assertTrue(Documents.versionNumber() >= 1000);
    }
}
