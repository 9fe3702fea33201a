package vn.girs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A draft beyond its cells: previews, edits taken back, rows, fields, files, what changed. */
class DraftingTest {
    @TempDir
    Path folder;

    private Exchange exchange;

    @BeforeEach
    void open() throws GirsException {
        exchange = new Exchange(folder);
    }

    private static byte[] csv(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject preview(Report report, String text) throws GirsException {
        return report.preview("", "a.csv", csv(text), Numbers.PLAIN);
    }

    @Test
    void aPreviewStoresNothingAndAnUndoTakesTheNewestEditBack() throws GirsException {
        Report report = exchange.draft(Exchange.goodCells());
        JsonObject cell = preview(report, "row,13\nLV01,11\n").getAsJsonArray("cells").get(0).getAsJsonObject();
        assertEquals("10", cell.get("from").getAsString());
        assertEquals("11", cell.get("to").getAsString());
        report.set(Cell.of("LV01", 13, 11));
        report.undo();
        assertEquals(1, preview(report, "row,13\nLV01,11\n").getAsJsonArray("cells").size());
    }

    @Test
    void twoEditorsOfOneCellAreToldOfIt() throws GirsException {
        Report report = exchange.draft(Exchange.goodCells());
        long seen = report.show().get("edit").getAsLong();
        report.set(Cell.of("LV01", 13, 12));
        report.merge("", "a.csv", csv("row,12\nLV01,50\n"), Numbers.PLAIN, seen);
        GirsException both = assertThrows(GirsException.Conflict.class,
                () -> report.merge("", "a.csv", csv("row,13\nLV01,11\n"), Numbers.PLAIN, seen));
        assertEquals(List.of("13", "12", "11"), List.of("column", "theirs", "yours").stream()
                .map(both.mistakes().get(0).details()::get).collect(Collectors.toList()));
    }

    @Test
    void rowsGoAndANilReturnSaysSo() throws GirsException {
        Report report = exchange.draft(Exchange.goodCells());
        report.removeRow("", "LV01");
        assertFalse(report.show().toString().contains("LV01"));
        assertThrows(GirsException.class, () -> report.removeRow("", "LV01"));
        report.makeNil();
        assertEquals("nil-return", report.show().get("kind").getAsString());
    }

    @Test
    void aHeaderFieldKeepsItsTextUntilItIsEmptied() throws GirsException, IOException {
        assertThrows(GirsException.NotFound.class, () -> exchange.draft(Exchange.goodCells())
                .setField("", "lap-bieu", "Lan", Numbers.PLAIN));
        Path changed = folder.resolve("header");
        try (Stream<Path> files = Files.walk(Exchange.CATALOGUE)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = changed.resolve(Exchange.CATALOGUE.relativize(file).toString());
                Files.copy(file, copy);
            }
        }
        Path form = changed.resolve("forms/ii-06a-vpcp-kstt.json");
        Files.writeString(form, Files.readString(form).replaceFirst("\"columns\":",
                "\"header\":[{\"code\":\"lap-bieu\",\"title\":{\"vi\":\"Người lập biểu\"}}],\"columns\":"));
        Store store = exchange.open("header.girs", null);
        store.catalog().load(changed);
        Report report = store.reports().create(Exchange.QUARTER.unit(Exchange.UNIT));
        report.setField("", "lap-bieu", "Nguyễn Thị Lan", Numbers.PLAIN);
        assertTrue(report.show().toString().contains("Nguyễn Thị Lan"));
        report.setField("", "lap-bieu", "", Numbers.PLAIN);
        assertFalse(report.show().toString().contains("Nguyễn Thị Lan"));
    }

    @Test
    void blankCellsComeFromTheQuarterBefore() throws GirsException {
        exchange.commune.reports().create(ReportKey.of("KSTTHC", "2025-Q3")).set(Cell.of("LV01", 11, 437));
        Report report = exchange.commune.reports().create(Exchange.QUARTER);
        report.fillFrom("", "2025-Q3", Map.of("11", "6"));
        assertEquals("437", preview(report, "row,6\nLV01,438\n").getAsJsonArray("cells").get(0).getAsJsonObject()
                .get("from").getAsString());
        assertThrows(GirsException.NotFound.class, () -> report.fillFrom("", "2025-Q1", Map.of()));
    }

    @Test
    void filesComeAndGoByTheirNames() throws GirsException {
        Report report = exchange.draft(Exchange.goodCells());
        assertThrows(GirsException.InvalidArgument.class,
                () -> report.attach("../x.pdf", "application/pdf", csv("%PDF")));
        report.attach("thuyet-minh.pdf", "application/pdf", csv("%PDF"));
        assertTrue(report.show().toString().contains("thuyet-minh.pdf"));
        report.detach("thuyet-minh.pdf");
        assertThrows(GirsException.NotFound.class, () -> report.detach("thuyet-minh.pdf"));
    }

    @Test
    void oneCellIsCheckedAloneAndCausesAreProposed() throws GirsException {
        List<Cell> wrong = new ArrayList<>(Exchange.goodCells());
        wrong.add(Cell.of("LV01", 6, 12));
        wrong.removeIf(cell -> cell.row.equals("LV01") && cell.column.equals("6") && cell.value.equals("20"));
        Report report = exchange.draft(wrong);
        assertTrue(report.checkCell("", "LV01", "6").document().toString().contains("\"received-total\""));
        assertFalse(report.checkCell("", "LV01", "9").document().toString().contains("\"received-total\""));
        assertTrue(report.causes().toString().contains("\"from\":\"12\",\"to\":\"20\""));
    }

    @Test
    void whatACorrectionChangedIsToldCellByCell() throws GirsException {
        exchange.submit();
        Report report = exchange.commune.reports().open(Exchange.QUARTER);
        report.correct("error", "Sai cột 13", "");
        report.set(Cell.of("LV01", 13, 11));
        JsonArray cells = report.difference(1, 0).getAsJsonArray("forms").get(0).getAsJsonObject()
                .getAsJsonArray("cells");
        assertEquals(1, cells.size());
        assertEquals("11", cells.get(0).getAsJsonObject().get("to").getAsString());
    }

    @Test
    void aDraftGoesToTheApproverAndComesBack() throws GirsException {
        Report report = exchange.draft(Exchange.goodCells());
        report.sendForApproval();
        assertEquals("submitted", report.show().get("state").getAsString());
        report.takeBack();
        assertEquals("draft", report.show().get("state").getAsString());
        assertThrows(GirsException.Conflict.class, report::takeBack);
    }

    @Test
    void definitionsAreReviewedAndSeveralPathsLoadAtOnce() throws GirsException {
        for (JsonElement one : Catalog.review(Exchange.CATALOGUE)) {
            assertFalse(one.getAsJsonObject().get("grave").getAsBoolean());
        }
        Path[] parts = Stream.of("regimes", "forms", "code-lists", "units", "indicators", "vn-calendar.json")
                .map(Exchange.CATALOGUE::resolve).toArray(Path[]::new);
        Catalog.check(parts);
        Store store = Store.open(folder.resolve("paths.girs"));
        store.catalog().load(parts);
        store.catalog().checkWith(parts[0]);
        assertEquals(exchange.commune.catalog().definitions(), store.catalog().definitions());
        assertThrows(GirsException.InvalidArgument.class, () -> store.catalog().load());
    }
}
