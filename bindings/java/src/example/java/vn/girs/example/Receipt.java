package vn.girs.example;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import vn.girs.Cell;
import vn.girs.Central;
import vn.girs.Finding;
import vn.girs.GirsException;
import vn.girs.Key;
import vn.girs.Party;
import vn.girs.Report;
import vn.girs.ReportKey;
import vn.girs.Server;
import vn.girs.Signer;
import vn.girs.Store;

/**
 * The README's program against an authority in the same process: prints the receipt.
 *
 * <pre>java -cp ... vn.girs.example.Receipt examples/catalog</pre>
 */
public final class Receipt {
    private static final String AUDIENCE = "baocao.example.gov.vn/log/2025";
    private static final String UNIT = "31825";

    private Receipt() {}

    static String send(Path path, String url, Signer preparer, Signer approver, Signer seal) throws GirsException {
        try (Store store = Store.open(path)) {
            Report report = store.reports().create(ReportKey.of("KSTTHC", "2025-Q4"));
            long[] figures = {1250, 830, 400, 20, 1190, 1000, 180, 10, 60, 50, 10};
            List<Cell> cells = new ArrayList<>();
            for (String row : List.of("LV01", "T")) {
                for (int i = 0; i < figures.length; i++) cells.add(Cell.of(row, 3 + i, figures[i]));
            }
            report.setCells(cells);
            report.check().stream().map(Finding::vietnamese).forEach(System.out::println);
            report.approve();                       // Conflict lists what stands in the way
            String pid = report.submit(List.of(
                    Party.of("preparer", preparer),
                    Party.of("approver", approver).authority("KT."),
                    Party.of("agency-seal", seal)));
            store.sync().run(url);
            return store.receipts().get(pid);
        }
    }

    /** Sets up keys, a registry and both stores; in real life the authority is elsewhere. */
    public static void main(String[] arguments) throws GirsException, IOException {
        Path catalogue = Path.of(arguments[0]);
        Path folder = Files.createTempDirectory("receipt");
        Key root = Key.generate("ecdsa-sha2-nistp256");
        Key preparer = Key.generate("ecdsa-sha2-nistp256");
        Key approver = Key.generate("ecdsa-sha2-nistp256");
        Key seal = Key.generate("ecdsa-sha2-nistp256");
        Key log = Key.generate("ed25519");
        Key decider = Key.generate("ed25519");
        JsonArray keys = new JsonArray();
        keys.add(record(preparer, "preparer", "Lan"));
        keys.add(record(approver, "approver", "Minh"));
        keys.add(record(seal, "agency-seal", null));
        keys.add(record(decider, "decider", null));
        JsonArray logs = new JsonArray();
        logs.add(log.show(AUDIENCE).get("vkey"));

        store(folder.resolve("commune.girs"), root, UNIT, catalogue).close();
        Store centre = store(folder.resolve("centre.girs"), root, "G22", catalogue);
        Central central = Central.open(centre, log, decider);
        central.publish(centre.registry().add(keys, logs, root));
        Server server = Server.listen(central, 0);
        server.start();
        System.out.println(send(folder.resolve("commune.girs"), server.url(), preparer, approver, seal));
        // Everything is still open and the server runs: a program may end like that.
    }

    private static Store store(Path path, Key root, String unit, Path catalogue) throws GirsException {
        Store store = Store.open(path);
        store.set("audience", AUDIENCE);
        store.set("registry-root", root.scheme() + " " + Base64.getEncoder().encodeToString(root.spki()));
        store.set("unit", unit);
        store.catalog().load(catalogue);
        return store;
    }

    private static JsonObject record(Key key, String role, String person) {
        JsonObject record = JsonParser.parseString("{\"roles\":[{\"role\":\"" + role
                + "\",\"units\":[\"*\"],\"regimes\":[\"*\"],\"types\":[\"*\"]}]}").getAsJsonObject();
        record.addProperty("scheme", key.scheme());
        record.addProperty("spki", Base64.getEncoder().encodeToString(key.spki()));
        record.addProperty("unit", UNIT);
        if (person != null) {
            record.addProperty("person", person);
        }
        return record;
    }
}
