package vn.girs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** forms.json: returns of forms of every kind, with the mistakes, findings, cells and causes expected. */
class FormVectorsTest {
    @TempDir
    Path folder;

    private static Report entered(Store store, JsonObject one) throws GirsException {
        JsonObject given = one.getAsJsonObject("given");
        Report report = store.reports().create(ReportKey.of(one.get("regime").getAsString(),
                given.get("period").getAsString()).unit(given.get("unit").getAsString()));
        Numbers numbers = given.has("numbers") ? Numbers.VIETNAMESE : Numbers.PLAIN;
        boolean csv = given.has("csv");
        String content = csv ? given.get("csv").getAsString() : given.get("json").toString();
        report.importFile("", csv ? "a.csv" : "a.json", content.getBytes(StandardCharsets.UTF_8), numbers);
        return report;
    }

    private static String cell(Report report, String form, String place) throws GirsException {
        int point = place.indexOf('.');
        for (JsonElement row : report.show().getAsJsonObject("forms").getAsJsonObject(form).getAsJsonObject("parts")
                .getAsJsonArray("main")) {
            if (row.getAsJsonObject().get("key").getAsString().equals(place.substring(0, point))) {
                JsonObject cells = row.getAsJsonObject().getAsJsonObject("cells");
                String column = place.substring(point + 1);
                return cells.get(cells.has(column) ? column : "c" + column).getAsString();
            }
        }
        return null;
    }

    private static void check(GirsException refused, JsonObject expected) {
        List<GirsException.Mistake> mistakes = refused.mistakes();
        assertEquals(expected.getAsJsonArray("mistakes").size(), mistakes.size());
        for (int i = 0; i < mistakes.size(); i++) {
            for (Map.Entry<String, JsonElement> wanted : expected.getAsJsonArray("mistakes").get(i).getAsJsonObject()
                    .entrySet()) {
                assertEquals(wanted.getValue().getAsString(), mistakes.get(i).details().get(wanted.getKey()));
            }
        }
    }

    private static void check(Report report, JsonObject one) throws GirsException {
        JsonObject expected = one.getAsJsonObject("expect");
        assertFalse(expected.has("mistakes"), one::toString);
        if (expected.has("findings")) {
            assertEquals(StreamSupport.stream(expected.getAsJsonArray("findings").spliterator(), false)
                    .map(JsonElement::getAsString).sorted().collect(Collectors.toList()),
                    report.check().stream().map(found -> found.part("id") + " " + found.outcome().name()
                            .toLowerCase(Locale.ROOT).replace('_', '-')).sorted().collect(Collectors.toList()));
        }
        if (expected.has("cells")) {
            for (Map.Entry<String, JsonElement> cell : expected.getAsJsonObject("cells").entrySet()) {
                assertEquals(cell.getValue().getAsString(), cell(report, one.get("form").getAsString(), cell.getKey()));
            }
        }
        if (expected.has("causes")) {
            JsonObject form = report.causes().getAsJsonArray("forms").get(0).getAsJsonObject();
            assertEquals(expected.get("causes"), form.getAsJsonArray("groups").get(0).getAsJsonObject().get("cells"));
        }
    }

    @Test
    void forms() throws Exception {
        JsonObject vectors = Exchange.json(ConformanceTest.text("forms.json")).getAsJsonObject();
        Path definitions = Files.createDirectory(folder.resolve("definitions"));
        int count = 0;
        for (JsonElement document : vectors.getAsJsonArray("documents")) {
            Files.writeString(definitions.resolve(count++ + ".json"), document.toString());
        }
        count = 0;
        for (JsonElement element : vectors.getAsJsonArray("cases")) {
            JsonObject one = element.getAsJsonObject();
            if (one.getAsJsonObject("given").has("history")) {
                continue;  // its earlier sheets are none that could be sealed
            }
            try (Store store = Store.open(folder.resolve(count++ + ".girs"))) {
                store.catalog().load(Exchange.CATALOGUE, definitions);
                check(entered(store, one), one);
            } catch (GirsException.InvalidArgument refused) {
                check(refused, one.getAsJsonObject("expect"));
            }
        }
        ConformanceTest.ran("forms", count);
    }
}
