package vn.girs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a batch costs over the C call, in the processor's time: run by tests/bench/java.sh, not with
 * the tests. The peer is the C function itself, called with words that lie ready.
 */
class BatchBench {
    private static final int ROWS = 2_000;
    private static final int COLUMNS = 11;
    private static final int RUNS = 200;

    @TempDir
    Path folder;

    private interface Work {
        void run() throws GirsException;
    }

    private static double bestOf(Work work) throws GirsException {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            work.run();
            best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun);
        }
        return (double) best / (ROWS * COLUMNS);
    }

    /** A form of any number of rows, so that a batch is large. */
    private Report wide() throws GirsException, IOException {
        JsonArray columns = new JsonArray();
        for (int i = 1; i <= COLUMNS; i++) {
            columns.add(Exchange.json("{\"code\":\"" + i + "\",\"title\":{\"vi\":\"Số\"},\"type\":\"number\","
                    + "\"measure\":\"flow\"}"));
        }
        JsonObject form = Exchange.json("{\"schema\":\"girs.form/1\",\"code\":\"WIDE\",\"version\":1,"
                + "\"title\":{\"vi\":\"Số\"},\"from\":\"2021-01-01\",\"rows\":{\"dynamic\":{}}}").getAsJsonObject();
        form.add("columns", columns);
        JsonObject regime = Exchange.json(Files.readString(Exchange.CATALOGUE.resolve("regimes/kstthc.json")))
                .getAsJsonObject();
        regime.addProperty("code", "WIDE");
        regime.add("forms", Exchange.json("[\"WIDE\"]"));
        Path wide = Files.createDirectory(folder.resolve("wide"));
        Files.writeString(wide.resolve("form.json"), form.toString());
        Files.writeString(wide.resolve("regime.json"), regime.toString());
        Store store = Store.open(folder.resolve("bench.girs"));
        store.catalog().load(Exchange.CATALOGUE);
        store.catalog().load(wide);
        return store.reports().create(ReportKey.of("WIDE", "2025-Q4").unit(Exchange.UNIT));
    }

    private static void refused(Work work) throws GirsException {
        try {
            work.run();
        } catch (GirsException.NotFound expected) {
            return;
        }
        throw new IllegalStateException("there is a form NONE");
    }

    @Test
    void cells() throws GirsException, IOException {
        List<Cell> many = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            for (int column = 1; column <= COLUMNS; column++) {
                many.add(Cell.of("R" + row, column, (long) row * column));
            }
        }
        Report report = wide();
        CellColumns buffers = CellColumns.of(many);
        report.setCells("WIDE", buffers, Numbers.PLAIN);  // the real thing works
        // A form that does not exist, so that what is timed is handing over, not the form's work.
        double inC = bestOf(() -> {
            Struct struct = buffers.struct(0);
            com.sun.jna.Memory form = Library.memory(Call.utf8("NONE"));
            int status = (Integer) Library.invoke("girs_report_set_cells",
                    Arrays.asList(report.pointer(), form, 4L, struct.pointer(), null));
            if (status != -2) {
                throw new IllegalStateException("status " + status);
            }
        });
        double inBuffers = bestOf(() -> refused(() -> report.setCells("NONE", buffers, Numbers.PLAIN)));
        double inObjects = bestOf(() -> refused(() -> report.setCells("NONE", CellColumns.of(many), Numbers.PLAIN)));
        print("java-cells", inBuffers - inC, 5, inC);
        print("java-cells-of-objects", inObjects - inC, 250, inC);
    }

    private static void print(String bench, double value, double limit, double peer) {
        System.out.printf("{\"bench\":\"%s\",\"value\":%.2f,\"unit\":\"ns a cell over C\",\"limit\":%.0f,"
                + "\"peer\":\"the C call, ns a cell\",\"peer_value\":%.2f}%n", bench, Math.max(0, value), limit, peer);
    }
}
