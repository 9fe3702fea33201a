package vn.girs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores and packages go from one language to the others: bindings/python/tests has the other half. */
class OtherLanguagesTest {
    private static final Path FOLDER = Exchange.ROOT.resolve("build/exchange");
    private static final ReportKey WHICH = Exchange.QUARTER.unit(Exchange.UNIT);

    @ParameterizedTest
    @ValueSource(strings = {"c", "python"})
    void whatOthersWroteIsRead(String language) throws Exception {
        Path folder = FOLDER.resolve(language);
        assumeTrue(Files.exists(folder.resolve("commune.girs")), "bindings/python/test.sh writes it");
        try (Store store = Store.open(folder.resolve("commune.girs"), Store.options().readOnly())) {
            JsonObject state = store.reports().open(WHICH).show();
            assertTrue(state.get("forms").toString().contains("1250"));
            if (Files.exists(folder.resolve("bundle.girs.json"))) {
                byte[] bundle = Files.readAllBytes(folder.resolve("bundle.girs.json"));
                assertEquals(state.get("pid"), store.packages().verify(bundle).get("pid"));
                assertTrue(Receipts.verify(bundle, "", Files.readString(folder.resolve("keys.txt"))).has("state"));
            }
        }
    }

    @Test
    void aStoreAndAPackageAreLeftForOthers() throws Exception {
        Path folder = emptied(FOLDER.resolve("java"));
        Exchange exchange = new Exchange(folder);
        String pid = exchange.submit();
        try (Server server = Server.listen(exchange.central(), 0)) {
            server.start();
            exchange.commune.sync().run(server.url());
        }
        Files.write(folder.resolve("bundle.girs.json"), exchange.commune.packages().export(pid));
        Files.writeString(folder.resolve("keys.txt"), exchange.vkey + "\n");
        exchange.commune.close();
    }

    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path path : Files.walk(folder).sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                Files.delete(path);
            }
        }
        return Files.createDirectories(folder);
    }
}
