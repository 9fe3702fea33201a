package vn.girs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The vectors of tests/conformance through Java; counts.py compares the numbers across languages. */
class ConformanceTest {
    private static final Path VECTORS = Exchange.ROOT.resolve("tests/conformance/vectors");
    private static final Map<String, String> DECIMAL = Map.of("half-away", "round", "add", "add", "sub", "sub",
            "mul", "mul", "div", "div", "compare", "compare", "quantize", "quantize");

    static String text(String name) throws IOException {
        return Files.readString(VECTORS.resolve(name));
    }

    private static List<String> lines(String name) throws IOException {
        return text(name).lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).collect(Collectors.toList());
    }

    private static List<JsonObject> objects(String name) throws IOException {
        return lines(name).stream().map(line -> Exchange.json(line).getAsJsonObject()).collect(Collectors.toList());
    }

    private static List<JsonObject> cases(String name) throws IOException {
        List<JsonObject> cases = new ArrayList<>();
        Exchange.json(text(name)).getAsJsonObject().getAsJsonArray("cases")
                .forEach(one -> cases.add(one.getAsJsonObject()));
        return cases;
    }

    static void ran(String table, int count) throws IOException {
        assertTrue(count > 0);
        Path folder = Exchange.ROOT.resolve("build/conformance/java");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(table), count + "\n");
    }

    private static JsonObject evaluated(JsonObject given) throws GirsException {
        JsonObject request = given.deepCopy();
        String source = request.remove("expr").getAsString();
        try (Formula formula = Formula.compile(source)) {
            return formula.evaluate(request);
        } catch (GirsException.InvalidArgument refused) {
            return Exchange.json("{\"invalid\":{\"at\":" + refused.detail("offset") + "}}").getAsJsonObject();
        }
    }

    @Test
    void formulas() throws Exception {
        int count = 0;
        for (JsonObject one : cases("formula.json")) {
            JsonObject given = one.getAsJsonObject("given");
            if (given.has("context") || given.has("declared")) {
                continue;
            }
            count++;
            JsonObject answer = evaluated(given);
            JsonObject expected = one.getAsJsonObject("expect");
            JsonElement place = expected.get("invalid");
            if (place == null) {
                assertEquals(expected, answer, one::toString);
            } else if (place.isJsonPrimitive()) {
                assertTrue(answer.has("invalid"), one::toString);
            } else {
                assertEquals(place.getAsJsonObject().get("at").getAsInt(),
                        answer.getAsJsonObject("invalid").get("at").getAsInt(), one::toString);
            }
        }
        ran("formula", count);
    }

    private static LocalDate day(JsonObject request, String name) {
        return LocalDate.parse(request.get(name).getAsString());
    }

    private static String optional(JsonObject request, String name) {
        return request.has(name) ? request.get(name).getAsString() : "";
    }

    private static JsonObject answered(WorkingCalendar calendar, JsonObject request) throws GirsException {
        JsonObject answer = new JsonObject();
        String op = optional(request, "op");
        if (op.equals("window")) {
            WorkingCalendar.Window window = WorkingCalendar.window(request.get("rule"), optional(request, "period"));
            answer.addProperty("from", window.from().toString());
            answer.addProperty("to", window.to().toString());
        } else if (op.equals("due")) {
            String period = optional(request, "period");
            WorkingCalendar.Window window = WorkingCalendar.window(request.get("window"), period);
            boolean plain = !request.has("level") && !request.has("members_due");
            WorkingCalendar.Due due = plain ? calendar.due(request.get("rule"), window, period)
                    : calendar.due(request.get("rule"), window, period, optional(request, "level"),
                            optional(request, "members_due"));
            answer.addProperty("due", due.day().toString());
        } else if (op.equals("working")) {
            answer.add("working", calendar.working(day(request, "date")).get("working"));
        } else {
            List<String> periods = op.equals("periods")
                    ? calendar.periods(request.get("frequency"), request.get("rule"), day(request, "from"),
                            day(request, "to"))
                    : WorkingCalendar.related(optional(request, "period"), op);
            JsonArray list = new JsonArray();
            periods.forEach(list::add);
            answer.add("periods", list);
        }
        return answer;
    }

    @Test
    void calendar() throws Exception {
        WorkingCalendar calendar = WorkingCalendar.read(Files.readString(Exchange.CATALOGUE.resolve("vn-calendar.json")));
        List<JsonObject> cases = cases("calendar.json");
        for (JsonObject one : cases) {
            JsonObject answer;
            try {
                answer = answered(calendar, one.getAsJsonObject("request"));
            } catch (GirsException | java.time.DateTimeException refused) {
                answer = Exchange.json("{\"error\":true}").getAsJsonObject();
            }
            int known = 0;
            for (Map.Entry<String, JsonElement> member : one.getAsJsonObject("answer").entrySet()) {
                if (answer.has(member.getKey())) {
                    assertEquals(member.getValue(), answer.get(member.getKey()), one::toString);
                    known++;
                }
            }
            assertTrue(known > 0, one::toString);
        }
        ran("calendar", cases.size());
    }

    @Test
    void decimals() throws Exception {
        int count = 0;
        for (String line : lines("decimal.txt")) {
            String[] fields = line.split(" ");
            if (!DECIMAL.containsKey(fields[0])) {
                continue;  // roots and logarithms are functions of the formula language
            }
            count++;
            try {
                assertEquals(fields[4], Documents.compute(DECIMAL.get(fields[0]), fields[1],
                        fields[2].equals("-") ? "0" : fields[2], Integer.parseInt(fields[3])), line);
            } catch (GirsException.InvalidArgument none) {
                assertEquals("none", fields[4], line);
            }
        }
        ran("decimal", count);
    }

    private static byte[] percentDecoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                bytes.write(Integer.parseInt(new String(raw, i + 1, 2, StandardCharsets.UTF_8), 16));
                i += 2;
            } else {
                bytes.write(raw[i]);
            }
        }
        return text.equals("-") ? new byte[0] : bytes.toByteArray();
    }

    @Test
    void jsonSyntax() throws Exception {
        List<String> lines = lines("json-syntax.txt");
        for (String line : lines) {
            String[] fields = line.split(" ", 3);
            boolean good = true;
            try {
                Documents.lint(percentDecoded(fields[2]), false);
            } catch (GirsException.InvalidArgument refused) {
                good = false;
            }
            assertEquals(fields[0].equals("y"), good, line);
        }
        ran("json-syntax", lines.size());
    }

    @Test
    void jsonNumbers() throws Exception {
        List<String> lines = lines("json-numbers.txt");
        for (String line : lines) {
            String[] fields = line.split(" ");
            double value = Double.longBitsToDouble(Long.parseUnsignedLong(fields[0], 16));
            byte[] canonical = Documents.canonical(("[" + value + "]").getBytes(StandardCharsets.UTF_8));
            assertEquals("[" + fields[1] + "]", new String(canonical, StandardCharsets.UTF_8));
        }
        ran("json-numbers", lines.size());
    }

    private interface Verdict {
        boolean valid() throws GirsException;
    }

    private static void judge(JsonObject one, Verdict verdict) throws GirsException {
        try {
            assertEquals(one.get("valid").getAsBoolean(), verdict.valid(), one::toString);
        } catch (GirsException.Unsupported refused) {
            assertTrue(one.has("unsupported"), one::toString);
        } catch (GirsException.InvalidArgument noKey) {
            assertTrue(!one.get("valid").getAsBoolean(), one::toString);
        }
    }

    private static byte[] hex(JsonObject from, String name) {
        String text = from.get(name).getAsString();
        byte[] bytes = new byte[text.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(text.substring(2 * i, 2 * i + 2), 16);
        }
        return bytes;
    }

    private static byte[] base64(JsonElement text) {
        return Base64.getDecoder().decode(text.getAsString());
    }

    @Test
    void signatures() throws Exception {
        List<JsonObject> cases = objects("signatures.jsonl");
        for (JsonObject one : cases) {
            if (one.has("unsupported") && !one.has("valid")) {
                one.addProperty("valid", false);
            }
            judge(one, () -> Key.verify(one.get("scheme").getAsString(), hex(one, "key"), hex(one, "msg"),
                    hex(one, "sig")));
        }
        ran("signatures", cases.size());
    }

    @Test
    void envelopes() throws Exception {
        List<JsonObject> cases = objects("dsse.jsonl");
        for (JsonObject one : cases) {
            JsonObject request = one.getAsJsonObject("request");
            if (one.get("op").getAsString().equals("pae")) {
                assertArrayEquals(one.get("pae").getAsString().getBytes(StandardCharsets.UTF_8),
                        Packages.preAuthentication(request.get("payloadType").getAsString(),
                                base64(request.get("payload"))));
            } else {
                judge(one, () -> Packages.verifyEnvelope(request.get("envelope").toString()
                        .getBytes(StandardCharsets.UTF_8), request.get("scheme").getAsString(), hex(request, "key")));
            }
        }
        ran("dsse", cases.size());
    }

    @Test
    void notes() throws Exception {
        List<JsonObject> cases = objects("note.jsonl");
        for (JsonObject one : cases) {
            JsonObject request = one.getAsJsonObject("request");
            List<String> keys = new ArrayList<>();
            request.getAsJsonArray("vkeys").forEach(key -> keys.add(key.getAsString()));
            judge(one, () -> Receipts.verifyNote(request.get("note").getAsString(), String.join("\n", keys)));
        }
        ran("note", cases.size());
    }

    private static long unsigned(JsonObject request, String name) {
        return Long.parseUnsignedLong(request.get(name).getAsString());
    }

    private static boolean proves(JsonObject one, JsonObject request) throws GirsException {
        ByteArrayOutputStream proof = new ByteArrayOutputStream();
        for (JsonElement hash : request.getAsJsonArray("proof")) {
            byte[] bytes = base64(hash);
            if (bytes.length != 32) {
                return false;
            }
            proof.writeBytes(bytes);
        }
        try {
            if (one.get("op").getAsString().equals("inclusion")) {
                return Receipts.verifyInclusion(unsigned(request, "index"), unsigned(request, "size"),
                        base64(request.get("root")), base64(request.get("leaf_hash")), proof.toByteArray());
            }
            return Receipts.verifyConsistency(unsigned(request, "size1"), unsigned(request, "size2"),
                    base64(request.get("root1")), base64(request.get("root2")), proof.toByteArray());
        } catch (IllegalArgumentException otherLength) {
            return false;
        }
    }

    @Test
    void proofs() throws Exception {
        List<JsonObject> cases = objects("tlog.jsonl");
        for (JsonObject one : cases) {
            assertEquals(one.get("valid").getAsBoolean(), proves(one, one.getAsJsonObject("request")), one::toString);
        }
        ran("tlog", cases.size());
    }
}
