package vn.girs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A centre in service: copies, the overview at one look, sharing, reads, evidence, a new year. */
class ServiceTest {
    private static final String FORM = "II.06a/VPCP/KSTT";

    @TempDir
    Path folder;

    private Exchange exchange;
    private Central central;
    private Authority authority;
    private String pid;

    @BeforeEach
    void serve() throws GirsException {
        exchange = new Exchange(folder);
        exchange.centre.catalog().load(Exchange.CATALOGUE);
        central = exchange.central();
        authority = exchange.centre.authority();
        pid = exchange.submit();
        assertTrue(central.admit(exchange.commune.packages().export(pid)).get("fresh").getAsBoolean());
    }

    /** The centre, as another authority describes it. */
    private JsonObject described() throws GirsException {
        JsonObject root = exchange.keys.get("root").show("");
        JsonObject told = Exchange.json("{\"roots\":[\"" + root.get("scheme").getAsString() + " "
                + root.get("spki").getAsString() + "\"]}").getAsJsonObject();
        told.addProperty("origin", Exchange.AUDIENCE);
        told.addProperty("log_key", exchange.vkey);
        return told;
    }

    /** Registers a key for a role in a next version of the registry. */
    private Key registered(String role, String unit) throws GirsException {
        Key key = Key.generate("ed25519");
        exchange.keys.put(role, key);
        JsonObject record = exchange.record(role, role, null);
        record.addProperty("unit", unit);
        JsonArray records = new JsonArray();
        records.add(record);
        central.publish(exchange.office.registry().add(records, new JsonArray(), exchange.keys.get("root")));
        return key;
    }

    private static JsonElement only(JsonArray list) {
        assertEquals(1, list.size(), list::toString);
        return list.get(0);
    }

    private static String text(JsonElement object, String name) {
        return object.getAsJsonObject().get(name).getAsString();
    }

    @Test
    void aCopyHoldsWhatTheStoreHoldsAndOverwritesNothing() throws GirsException {
        Path path = folder.resolve("copy.girs");
        List<String> seen = new CopyOnWriteArrayList<>();
        JsonObject held = exchange.centre.backup(path, (stage, unit, done, total) -> seen.add(unit));
        assertEquals(exchange.centre.inventory(), held);
        assertEquals(1, held.getAsJsonObject("rows").get("submission").getAsInt());
        assertTrue(seen.contains("pages"));
        assertThrows(GirsException.Conflict.class, () -> exchange.centre.backup(path, null));
        Path other = folder.resolve("other.girs");
        assertThrows(IllegalStateException.class, () -> exchange.centre.backup(other, (stage, unit, done, total) -> {
            throw new IllegalStateException("enough");
        }));
        assertFalse(Files.exists(other));
    }

    @Test
    void theOverviewShowsWhatCameAndWhoseTurnItIs() throws GirsException {
        assertEquals(pid, text(only(authority.board("96", null).getAsJsonArray("newest")), "pid"));
        JsonObject later = authority.board("96", exchange.clock.instant().plus(Duration.ofDays(7)));
        assertTrue(later.getAsJsonArray("late").toString().contains("\"turn\":\"31834\""));
        assertEquals(0, authority.board("01", null).getAsJsonArray("newest").size());
    }

    @Test
    void requestsAreFollowedAndACellIsTracedToItsSigners() throws GirsException {
        String asked = central.request(Exchange.json("{\"regime\":\"KSTTHC\",\"units\":[\"31825\"],"
                + "\"period\":\"2025-Q4\",\"due\":\"2026-01-20\",\"text\":\"x\"}"), exchange.keys.get("requester"));
        JsonElement told = only(authority.requests("", null));
        assertEquals(asked, text(told, "pid"));
        assertEquals(told, only(authority.requests(asked, null)));
        JsonObject traced = authority.trace(pid, FORM, "T", "3");
        assertEquals("1250", text(traced, "value"));
        assertTrue(text(traced, "receipt").startsWith("c2sp.org/tlog-proof"));
        assertThrows(GirsException.NotFound.class, () -> authority.trace("x", FORM, "T", "3"));
        assertEquals(0, authority.memberFaults().size());
    }

    @Test
    void anotherBodyPullsWhatARuleSharesAndItsReadsAreOnRecord() throws GirsException {
        Key partner = registered("partner", "01");
        Store body = exchange.open("partner.girs", "01");
        JsonObject rule = Exchange.json("{\"schema\":\"girs.sharing/1\",\"code\":\"A\",\"recipient\":\"01\","
                + "\"units\":[\"96\"],\"regimes\":[\"KSTTHC\"],\"valid_from\":\"2025-12-01\",\"valid_to\":null,"
                + "\"basis\":\"Nghị định 47/2020/NĐ-CP, Điều 5\"}").getAsJsonObject();
        try (Server server = Server.listen(central, new Server.Options().signedOnly())) {
            server.start();
            Sync.Options line = new Sync.Options().url(server.url()).signer(partner);
            GirsException refused = assertThrows(GirsException.Untrusted.class,
                    () -> body.authority().pullShared(described(), line));
            assertEquals("sharing", refused.detail("reason"));
            authority.share(rule);
            assertEquals("A", text(only(authority.shares()), "code"));
            assertEquals(1, body.authority().pullShared(described(), line).get("reports").getAsInt());
            assertEquals(0, body.authority().pullShared(described(), line).get("reports").getAsInt());
        }
        rule.addProperty("basis", "");
        assertEquals(1, assertThrows(GirsException.InvalidArgument.class, () -> authority.share(rule))
                .mistakes().size());
        JsonObject page = authority.reads(0, "01");
        assertTrue(page.get("next").isJsonNull());
        assertTrue(page.getAsJsonArray("reads").size() > 0);
        assertEquals(0, authority.reads(0, "12").getAsJsonArray("reads").size());
        assertEquals(page.getAsJsonArray("reads").size(),
                authority.forgetReads(exchange.clock.instant().plus(Duration.ofDays(1))));
    }

    @Test
    void evidenceIsAskedOfACentreThatIsDescribedInFull() throws GirsException {
        JsonElement wrong = Exchange.json("{\"origin\":\"\",\"roots\":[\"x\"],\"more\":1}");
        assertTrue(assertThrows(GirsException.InvalidArgument.class, () -> central.fetchMembers(wrong,
                new Sync.Options().url("http://127.0.0.1:9"))).mistakes().size() >= 2);
        try (Server server = Server.listen(central, 0)) {
            server.start();
            JsonObject told = central.fetchMembers(described(), new Sync.Options().url(server.url()));
            assertEquals(0, told.get("wanted").getAsInt());
            assertEquals(0, told.getAsJsonArray("faults").size());
        }
    }

    @Test
    void aRoundThatFailsTellsWhatItHadDone() {
        GirsException failed = assertThrows(GirsException.IoFailed.class,
                () -> exchange.commune.sync().run("http://127.0.0.1:9"));
        assertEquals(1, failed.summary().get("queued").getAsInt());
        assertNull(assertThrows(GirsException.class, () -> exchange.commune.sync().run("no address")).summary());
    }

    @Test
    void aCatalogueIsPublishedOnceAndANewYearBeginsANewLog() throws GirsException {
        assertThrows(GirsException.Untrusted.class, () -> central.publishCatalogue(exchange.keys.get("requester")));
        Key publisher = registered("publisher", Exchange.UNIT);
        assertEquals(1, central.publishCatalogue(publisher));
        assertEquals(1, central.publishCatalogue(publisher));
        Path path = folder.resolve("next.girs");
        central.rotate(path, "baocao.example.gov.vn/log/2026");
        assertThrows(GirsException.Conflict.class, () -> central.rotate(path, "baocao.example.gov.vn/log/2026"));
        assertEquals(1, exchange.open("next.girs", null).inventory().get("log_size").getAsInt());
    }

    @Test
    void membersAreFollowedIntoAnAggregateAndComparedWithIt() throws GirsException {
        Reports reports = exchange.centre.reports();
        ReportKey which = Exchange.QUARTER.unit("96").aggregate();
        assertEquals(0, reports.members(which).get("counted").getAsInt());
        Report aggregate = reports.aggregate(which, Map.of()).report();
        assertEquals(1, reports.members(which).get("counted").getAsInt());
        aggregate.set(Cell.of("LV01", 3, 1251));
        JsonElement form = only(reports.againstMembers(which).getAsJsonArray("forms"));
        JsonElement cell = only(form.getAsJsonObject().getAsJsonArray("cells"));
        assertEquals("1", text(cell, "difference"));
        assertEquals("1250", text(only(reports.cellOfMembers(which, "", "LV01", "3")), "value"));
    }

    @Test
    void everyReportOfAPeriodIsCheckedInOneCall() throws GirsException {
        Reports reports = exchange.centre.reports();
        JsonObject told = reports.checkAll(Exchange.QUARTER, 10, null);
        assertEquals(1, told.get("clear").getAsInt());
        assertEquals(0, reports.checkAll(Exchange.QUARTER.unit("01"), 10, null).get("checked").getAsInt());
        assertThrows(GirsException.Cancelled.class, () -> reports.checkAll(Exchange.QUARTER, 10,
                (stage, unit, done, total) -> false));
        assertThrows(GirsException.NotFound.class, () -> reports.checkAll(Exchange.QUARTER.unit("none"), 10, null));
    }

    @Test
    void aFormGoesOutAsTheCsvThatComesInAndALocalOneFillsTheNational() throws Exception {
        Report report = exchange.commune.reports().create(Exchange.QUARTER.unit("31834"));
        report.setCells(Exchange.goodCells());
        String csv = report.csv("");
        report.importFile("again.csv", csv.getBytes(StandardCharsets.UTF_8));
        assertEquals(csv, report.csv(""));
        Path form = Files.writeString(folder.resolve("form.json"), "{\"schema\":\"girs.form/1\",\"code\":\"CM-06\","
                + "\"version\":1,\"title\":{\"vi\":\"Biểu tỉnh\"},\"columns\":[{\"code\":\"a\",\"title\":{\"vi\":\"a\"},"
                + "\"type\":\"number\",\"measure\":\"flow\"},{\"code\":\"d\",\"title\":{\"vi\":\"d\"},"
                + "\"type\":\"number\",\"measure\":\"flow\"}],\"rows\":{\"dynamic\":{\"code_list\":\"linh-vuc\"}},"
                + "\"variant_of\":{\"form\":\"" + FORM + "\",\"version\":1,\"columns\":{\"a\":\"4\"}}}");
        Path regime = Files.writeString(folder.resolve("regime.json"), "{\"schema\":\"girs.regime/1\",\"code\":"
                + "\"CM-KSTT\",\"version\":1,\"name\":{\"vi\":\"Báo cáo của tỉnh\"},\"kind\":\"periodic\","
                + "\"frequency\":\"quarter\",\"window\":{\"kind\":\"nd09\"},\"due\":{\"levels\":{\"commune\":"
                + "{\"kind\":\"working-days-after\",\"days\":1}}},\"reporters\":[\"commune\"],\"aggregators\":[],"
                + "\"recipient\":\"G22\",\"forms\":[\"CM-06\"],\"from\":\"2021-01-01\"}");
        exchange.commune.catalog().load(form, regime);
        Report local = exchange.commune.reports().create(ReportKey.of("CM-KSTT", "2025-Q3"));
        local.setCells(List.of(Cell.of("LV01", "a", "7"), Cell.of("LV01", "d", "9")));
        Report national = exchange.commune.reports().create(ReportKey.of("KSTTHC", "2025-Q3"));
        assertEquals("d", text(only(national.convert("", "CM-KSTT")), "column"));
        assertTrue(national.csv("").contains("LV01,,7,"));
    }

    @Test
    void aRoleHoldsAPersonToItAndAUnitAboveEntersData() throws GirsException {
        ReportKey other = Exchange.QUARTER.unit("31834");
        assertThrows(GirsException.InvalidArgument.class,
                () -> exchange.commune.reports().create(other.role("chairman")));
        Report report = exchange.commune.reports().create(other.actor("p1").role("preparer").onBehalf("96"));
        assertEquals("96", text(report.show(), "on_behalf"));
        assertThrows(GirsException.Untrusted.class, report::approve);
    }

    @Test
    void aServersRequestsAreHeardAndItsStateIsAskedBesideIt() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (Server server = Server.listen(central, new Server.Options().names("127.0.0.1").log(line -> {
            lines.add(line);
            throw new IllegalStateException("no disk");  // goes to the thread's handler
        })); Server state = Server.listen(central, new Server.Options().operation())) {
            server.start();
            state.start();
            Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
            List<Throwable> thrown = new CopyOnWriteArrayList<>();
            Thread.setDefaultUncaughtExceptionHandler((thread, failed) -> thrown.add(failed));
            try {
                exchange.commune.sync().run(server.url());
            } finally {
                Thread.setDefaultUncaughtExceptionHandler(before);
            }
            assertTrue(Exchange.json(lines.get(0)).getAsJsonObject().has("route"));
            try (InputStream answer = URI.create(state.url() + "/metrics").toURL().openStream()) {
                assertTrue(new String(answer.readAllBytes(), StandardCharsets.UTF_8).contains("girs_"));
            }
            assertFalse(thrown.isEmpty());
        }
    }

    @Test
    void figuresComeBatchByBatchAsExactDecimals() throws GirsException {
        Indicators indicators = exchange.centre.indicators();
        assertTrue(indicators.storeColumns(false).has("written"));
        assertEquals(0, indicators.storeColumns(true).get("kept").getAsInt());
        JsonElement asked = Exchange.json("{\"indicators\":[\"KSTT.01\"],\"units\":[\"96\"],\"all_below\":\"96\","
                + "\"from\":\"2025-Q4\"}");
        int rows = 0;
        BigDecimal found = null;
        Batches all = indicators.queryBatches(asked);
        for (Table batch = all.next(); batch != null; batch = all.next()) {
            try (Table table = batch) {
                for (int row = 0; row < table.rows(); row++, rows++) {
                    BigDecimal figure = table.figure("value", row);
                    assertEquals(figure == null, !table.text("why", row).isEmpty());
                    if (table.text("unit", row).equals(Exchange.UNIT)) {
                        found = figure;
                        assertEquals("2025-Q4", table.text("period", row));
                        assertEquals(1, table.number("counted", row));
                    }
                }
                assertThrows(IllegalArgumentException.class, () -> table.number("unit", 0));
                assertThrows(IllegalArgumentException.class, () -> table.texts("unit"));
                assertEquals(table.rows() * 16, table.values("value").remaining());
            }
        }
        assertTrue(rows > 60);
        assertNotNull(found);
        assertEquals(0, new BigDecimal("99.2").compareTo(found));
        all.close();
        assertThrows(GirsException.Closed.class, all::next);
        assertThrows(GirsException.InvalidArgument.class,
                () -> indicators.queryBatches(Exchange.json("{\"indicators\":[\"NONE\"]}")));
    }
}
