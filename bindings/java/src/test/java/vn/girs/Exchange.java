package vn.girs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An authority and a commune of Cà Mau with their keys and a clock that stands. */
final class Exchange {
    static final Path ROOT = Path.of(System.getProperty("girs.root")).toAbsolutePath().normalize();
    static final Path CATALOGUE = ROOT.resolve("examples/catalog");
    static final String AUDIENCE = "baocao.example.gov.vn/log/2025";
    static final String UNIT = "31825";
    static final ReportKey QUARTER = ReportKey.of("KSTTHC", "2025-Q4");
    private static final long[] FIGURES = {1250, 830, 400, 20, 1190, 1000, 180, 10, 60, 50, 10};

    final Path folder;
    final Clock clock = Clock.fixed(Instant.parse("2025-12-15T02:00:00Z"), ZoneOffset.UTC);
    final Map<String, Key> keys = new LinkedHashMap<>();
    final Store office;
    final Store commune;
    final Store centre;
    final String vkey;
    final byte[] registry;

    Exchange(Path folder) throws GirsException {
        this.folder = folder;
        for (String name : List.of("root", "preparer", "approver", "seal")) {
            keys.put(name, Key.generate("ecdsa-sha2-nistp256"));
        }
        for (String name : List.of("log", "decision", "requester")) {
            keys.put(name, Key.generate("ed25519"));
        }
        office = open("office.girs", null);
        commune = open("commune.girs", UNIT);
        centre = open("centre.girs", "G22");
        vkey = keys.get("log").show(AUDIENCE).get("vkey").getAsString();
        JsonArray records = new JsonArray();
        records.add(record("preparer", "preparer", "p1"));
        records.add(record("approver", "approver", "p2"));
        records.add(record("seal", "agency-seal", null));
        records.add(record("decision", "decider", null));
        records.add(record("requester", "requester", null));
        JsonArray logs = new JsonArray();
        logs.add(vkey);
        registry = office.registry().add(records, logs, keys.get("root"));
    }

    static JsonElement json(String text) {
        return JsonParser.parseString(text);
    }

    JsonObject record(String name, String role, String person) {
        JsonObject record = json("{\"roles\":[{\"role\":\"" + role
                + "\",\"units\":[\"*\"],\"regimes\":[\"*\"],\"types\":[\"*\"]}]}").getAsJsonObject();
        record.addProperty("scheme", keys.get(name).scheme());
        record.addProperty("spki", java.util.Base64.getEncoder().encodeToString(keys.get(name).spki()));
        record.addProperty("unit", UNIT);
        if (person != null) {
            record.addProperty("person", person);
        }
        return record;
    }

    Store open(String name, String unit) throws GirsException {
        Store store = Store.open(folder.resolve(name), Store.options().clock(clock));
        JsonObject root = keys.get("root").show("");
        store.set("audience", AUDIENCE);
        store.set("registry-root", root.get("scheme").getAsString() + " " + root.get("spki").getAsString());
        if (unit != null) {
            store.set("unit", unit);
            store.catalog().load(CATALOGUE);
        }
        return store;
    }

    Central central() throws GirsException {
        Central central = Central.open(centre, keys.get("log"), keys.get("decision"));
        central.publish(registry);
        return central;
    }

    static List<Cell> goodCells() {
        List<Cell> cells = new ArrayList<>();
        for (String row : List.of("LV01", "T")) {
            for (int i = 0; i < FIGURES.length; i++) {
                cells.add(Cell.of(row, 3 + i, FIGURES[i]));
            }
        }
        return cells;
    }

    Report draft(List<Cell> cells) throws GirsException {
        Report report = commune.reports().create(QUARTER);
        report.setCells(cells);
        return report;
    }

    List<Party> parties(Signer approver) {
        return List.of(Party.of("preparer", keys.get("preparer")),
                Party.of("approver", approver).authority("KT."), Party.of("agency-seal", keys.get("seal")));
    }

    String submit() throws GirsException {
        Report report = draft(goodCells());
        report.approve();
        return report.submit(parties(keys.get("approver")));
    }
}
