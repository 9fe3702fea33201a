package vn.girs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Entering, checking, sealing and exchanging reports. */
class ReportTest {
    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path folder;

    private Exchange exchange;

    @BeforeEach
    void open() throws GirsException {
        exchange = new Exchange(folder);
    }

    @Test
    void aQuarterGoesFromTheFormToAReceipt() throws GirsException {
        String pid = exchange.submit();
        List<String> stages = new ArrayList<>();
        try (Server server = Server.listen(exchange.central(), 0)) {
            server.start();
            JsonObject summary = exchange.commune.sync().run(new Sync.Options().url(server.url())
                    .timeoutMs(20_000).patient().progress((stage, unit, done, total) -> stages.add(stage)));
            assertEquals(1, summary.get("receipted").getAsInt());
        }
        assertFalse(stages.isEmpty());
        byte[] bundle = exchange.commune.packages().export(pid);
        assertTrue(Receipts.verify(bundle, "", exchange.vkey).has("origin"));
        assertEquals(pid, exchange.commune.packages().verify(bundle).get("pid").getAsString());
        assertTrue(exchange.commune.receipts().get(pid).startsWith("c2sp.org/tlog-proof"));
        assertTrue(Packages.show(bundle, "vi").contains("31825"));
        assertEquals(pid, exchange.commune.sync().outbox().get(0).getAsJsonObject().get("pid").getAsString());
        assertEquals(1, Central.overview(exchange.centre, "KSTTHC", "2025-Q4", Exchange.UNIT, null)
                .getAsJsonObject("totals").get("received").getAsInt());
        assertEquals(0, Central.fsck(exchange.centre, null).getAsJsonArray("faults").size());
        Figure figure = exchange.centre.indicators().compute("KSTT.01", Exchange.UNIT, "2025-Q4").get(0);
        assertEquals(new BigDecimal("99.2"), figure.value().orElseThrow());
        assertTrue(exchange.centre.indicators().explain("KSTT.01", Exchange.UNIT, "2025-Q4").size() > 0);
        assertEquals("KSTT.01", exchange.centre.indicators().document("KSTT.01", Exchange.UNIT, "2025-Q4")
                .get("indicator").getAsString());
    }

    @Test
    void theAuthorityAdmitsDecidesAsksAndAddsUp() throws GirsException {
        String pid = exchange.submit();
        Central central = Central.open(exchange.centre, exchange.keys.get("log"), null);
        central.publish(exchange.registry);
        assertTrue(central.admit(exchange.commune.packages().export(pid)).get("fresh").getAsBoolean());
        assertEquals(64, central.decide(pid, "accepted", "ok", "complete", exchange.keys.get("decision")).length());
        assertEquals(64, central.request(Exchange.json("{\"regime\":\"KSTTHC\",\"units\":[\"31825\"],"
                + "\"period\":\"2025-Q4\",\"due\":\"2026-01-20\",\"text\":\"Again, please.\"}"),
                exchange.keys.get("requester")).length());
        assertTrue(central.checkpoint().startsWith("baocao.example.gov.vn"));
        Reports.Aggregate sum = exchange.centre.reports().aggregate(Exchange.QUARTER.unit("96"),
                Map.of("31834", "no line"));
        assertEquals(1, sum.members().get("counted").getAsInt());
        assertEquals("aggregate", sum.report().show().get("scope").getAsString());
    }

    @Test
    void findingsAreListsAndStreamsOfTypedValues() throws GirsException {
        Findings findings = exchange.draft(List.of(Cell.of("LV01", 3, 1250),
                Cell.of("LV01", 4, new BigDecimal("830")))).check();
        assertEquals(findings.size(), findings.list().size());
        for (int i = 0; i < findings.size(); i++) {
            assertEquals(findings.get(i), findings.list().get(i));
            assertEquals(findings.get(i).vietnamese(), findings.list().get(i).vietnamese());
        }
        assertTrue(findings.stream().anyMatch(one -> one.severity() == Finding.Severity.ERROR
                && one.outcome() == Finding.Outcome.FAIL && !one.isUnexplained()));
        assertFalse(findings.isClear());
        assertEquals(findings.size(), findings.document().getAsJsonArray("findings").size());
        assertThrows(IndexOutOfBoundsException.class, () -> findings.get(findings.size()));
    }

    @Test
    void mistakesComeAllAtOnceWithTheirPlaces() throws GirsException {
        Report report = exchange.draft(List.of());
        GirsException refused = assertThrows(GirsException.InvalidArgument.class, () -> report.setCells(
                List.of(Cell.of("LV01", "3", "abc"), Cell.of("LV99", 3, 1), Cell.of("LV01", 99, 1))));
        assertEquals(3, refused.mistakes().size());
        assertEquals("0", refused.mistakes().get(0).details().get("index"));
        assertEquals("LV01", refused.mistakes().get(0).details().get("row"));
        assertFalse(refused.isRetriable());
        report.importFile("good.csv", "row,3\nLV01,12\n".getBytes(StandardCharsets.UTF_8));
        report.set(Cell.of("LV01", "4", Cell.NIL));
        report.set("", Cell.of("LV01", "5", "1.234"), Numbers.VIETNAMESE);
        assertTrue(report.show().toString().contains("1234"));
    }

    @Test
    void aReportIsApprovedReturnedCorrectedAndWithdrawn() throws GirsException {
        Report report = exchange.draft(Exchange.goodCells());
        List<Party> parties = exchange.parties(exchange.keys.get("approver"));
        report.approve();
        report.sendBack("one figure is doubtful");
        assertThrows(GirsException.Conflict.class, () -> report.submit(parties));
        report.sentOtherwise("paper", exchange.clock.instant());
        assertThrows(GirsException.NotFound.class, () -> report.explain("", "", "no-such-rule", "text"));
        report.approve();
        report.submit(parties);
        report.correct("data-error", "a figure was wrong", "");
        report.approve();
        report.submit(parties);
        report.withdraw("data-error", "the whole was wrong", "");
        assertEquals(3, report.show().get("rev").getAsInt());
        assertTrue(exchange.commune.reports().open(Exchange.QUARTER.actor("p1")).history().size() > 0);
        assertEquals(3, exchange.commune.reports().list().size());  // one a revision
        try (Table table = exchange.commune.reports().table()) {
            assertEquals(Exchange.UNIT, table.text("unit", 0));
        }
    }

    @Test
    void obligationsAreListedAndChanged() throws GirsException {
        Obligations owed = exchange.commune.obligations();
        LocalDate from = LocalDate.of(2025, 12, 1);
        LocalDate to = LocalDate.of(2025, 12, 31);
        ReportKey which = Exchange.QUARTER.unit(Exchange.UNIT);
        assertEquals(1, owed.due(null, from, to, false, null).size());
        assertTrue(owed.reminders(null, from, to, true, null).size() > 0);
        owed.extend(which, LocalDate.of(2026, 1, 10), "storm", "office");
        owed.exclude(which, "storm", "office");
        assertThrows(GirsException.Conflict.class, () -> owed.exclude(which, "storm", "office"));
        owed.restore(which, "over", "office");
    }
}
