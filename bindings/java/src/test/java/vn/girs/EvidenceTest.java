package vn.girs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in steps and in batches, registries of two persons, proofs, watching a log, series. */
class EvidenceTest {
    @TempDir
    Path folder;

    private Exchange exchange;
    private List<Party> parties;

    @BeforeEach
    void open() throws GirsException {
        exchange = new Exchange(folder);
        parties = exchange.parties(exchange.keys.get("approver"));
    }

    private Report approved() throws GirsException {
        exchange.commune.registry().accept(exchange.registry);
        Report report = exchange.draft(Exchange.goodCells());
        report.approve();
        return report;
    }

    private JsonArray named() throws GirsException {
        JsonArray signers = new JsonArray();
        for (Party party : parties) {
            JsonObject one = new JsonObject();
            one.addProperty("role", party.role);
            one.addProperty("keyid", ((Key) party.signer).show("").get("keyid").getAsString());
            signers.add(one);
        }
        return signers;
    }

    private static byte[] bytes(JsonElement json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aPackageGoesFromSignerToSignerAndIsQueuedWhenAllHaveSigned() throws GirsException {
        Report report = approved();
        byte[] carried = report.prepare(named());
        assertTrue(Packages.show(carried, "en").contains("1250"));
        byte[] unsigned = carried;
        assertThrows(GirsException.class, () -> report.submitSigned(unsigned));
        for (Party party : parties) {
            byte[] signed = Packages.sign(carried, party.signer);
            assertThrows(GirsException.Conflict.class, () -> Packages.sign(signed, party.signer));
            carried = signed;
        }
        String pid = report.submitSigned(carried);
        assertThrows(GirsException.Conflict.class, () -> exchange.commune.sync().sendAgain(pid)); // it was not refused
        assertEquals(pid, exchange.commune.sync().outbox().get(0).getAsJsonObject().get("pid").getAsString());
    }

    @Test
    void oneSignatureOfABatchStandsForEachOfItsPackages() throws GirsException {
        Report report = approved();
        byte[] carried = report.prepare(named());
        for (Party party : parties.subList(0, 2)) {
            carried = Packages.sign(carried, party.signer);
        }
        JsonArray packages = new JsonArray();
        packages.add(Exchange.json(new String(carried, StandardCharsets.UTF_8)));
        JsonArray signed = Packages.signBatch(packages, "agency-seal", exchange.clock.instant(),
                parties.get(2).signer);
        assertEquals(64, report.submitSigned(bytes(signed.get(0))).length());
        assertEquals("0", assertThrows(GirsException.InvalidArgument.class, () -> Packages.signBatch(packages,
                "agency-seal", exchange.clock.instant(), exchange.keys.get("root"))).mistakes().get(0).details()
                .get("row"));
    }

    @Test
    void withTwoRootKeysNoSinglePersonChangesWhoMaySign() throws GirsException {
        Key second = Key.generate("ecdsa-sha2-nistp256");
        Store office = exchange.open("office2.girs", null);
        StringBuilder roots = new StringBuilder();
        for (Key root : List.of(exchange.keys.get("root"), second)) {
            roots.append(root.scheme()).append(' ').append(Base64.getEncoder().encodeToString(root.spki())).append('\n');
        }
        office.set("registry-root", roots.toString());
        JsonObject change = Exchange.json("{\"log_keys\":[\"" + exchange.vkey + "\"],\"cosigners\":[\""
                + second.show("").get("keyid").getAsString() + "\"]}").getAsJsonObject();
        byte[] proposed = office.registry().propose(change, exchange.keys.get("root"));
        assertThrows(GirsException.Untrusted.class, () -> office.registry().accept(proposed));
        office.registry().accept(Packages.sign(proposed, second));
        assertEquals(1, office.registry().show().get("version").getAsInt());
    }

    @Test
    void aTokenThatIsNotThereIsRefused() {
        assertThrows(GirsException.class, () -> Key.openToken(folder.resolve("none.so"),
                "pkcs11:token=a;object=b", "1234"));
    }

    private static byte[] decoded(JsonArray hashes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        hashes.forEach(one -> all.writeBytes(Base64.getDecoder().decode(one.getAsString())));
        return all.toByteArray();
    }

    private static byte[] hash(JsonObject proof, String name) {
        return Base64.getDecoder().decode(proof.get(name).getAsString());
    }

    @Test
    void theLogProvesItsEntriesAndItsGrowthToThoseWhoWatchIt() throws GirsException {
        exchange.submit();
        try (Server server = Server.listen(exchange.central(), 0)) {
            server.start();
            exchange.commune.sync().run(server.url());
            IllegalStateException enough = new IllegalStateException("enough");
            assertSame(enough, assertThrows(IllegalStateException.class, () -> exchange.commune
                    .sync().monitor(new Sync.Options().url(server.url()).progress((stage, unit, done, total) -> {
                        throw enough;
                    }))));
            JsonObject seen = exchange.commune.sync().monitor(new Sync.Options().url(server.url()));
            assertEquals(1, seen.get("own_found").getAsInt());
            assertEquals(0, seen.get("finding_count").getAsInt());
        }
        Proofs proofs = exchange.centre.proofs();
        JsonObject one = proofs.inclusion(1, 0);
        assertTrue(Receipts.verifyInclusion(1, one.get("size").getAsLong(), hash(one, "root"), hash(one, "leaf_hash"),
                decoded(one.getAsJsonArray("proof"))));
        JsonObject grown = proofs.growth(1, 0);
        assertTrue(Receipts.verifyConsistency(1, grown.get("size2").getAsLong(), hash(grown, "root1"),
                hash(grown, "root2"), decoded(grown.getAsJsonArray("proof"))));
        assertThrows(GirsException.NotFound.class, () -> proofs.inclusion(10_000, 0));
    }

    @Test
    void seriesComeInAsVintagesAndGoOutSigned() throws GirsException {
        Indicators indicators = exchange.centre.indicators();
        byte[] csv = "indicator,unit,period,value,status\nDOCTORS,96,2015,3530,official\n"
                .getBytes(StandardCharsets.UTF_8);
        assertEquals(1, indicators.importSeries(csv, false, LocalDate.of(2017, 6, 30), "test").get("values").getAsInt());
        assertTrue(indicators.query(Exchange.json(
                "{\"indicators\":[\"DOCTORS\"],\"units\":[\"96\"],\"from\":\"2015\"}"), "csv").contains("3530"));
        byte[] wrong = "indicator,unit,period,value\nNONE,96,2015,1\n".getBytes(StandardCharsets.UTF_8);
        assertEquals("2", assertThrows(GirsException.InvalidArgument.class, () -> indicators.importSeries(wrong, false,
                LocalDate.of(2017, 6, 30), null)).mistakes().get(0).details().get("line"));
        String pid = indicators.submitSeries(Exchange.json("{\"unit\":\"96\",\"indicator\":\"DOCTORS\",\"breakdown\":{},"
                + "\"vintage\":\"2027-03-01\",\"values\":[{\"period\":\"2025\",\"value\":\"1200\","
                + "\"status\":\"official\",\"flags\":[]}]}"), parties);
        assertTrue(exchange.centre.sync().outbox().toString().contains(pid));
    }
}
