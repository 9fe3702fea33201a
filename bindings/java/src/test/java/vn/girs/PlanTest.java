package vn.girs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Plans: columns in, parts on threads of the host, tables out. */
class PlanTest {
    private static final List<String> PERIODS = List.of("2025-Q4");
    private static final JsonElement REQUEST = Exchange.json("{\"definitions\":["
            + "{\"name\":\"tong\",\"formula\":\"[3]=[4]+[5]\",\"form\":\"F\",\"missing\":\"blank_zero\"},"
            + "{\"name\":\"0501\",\"formula\":\"ROUND([4]/[3]*100;1)\",\"form\":\"F\"}],"
            + "\"forms\":[{\"code\":\"F\",\"columns\":[\"3\",\"4\",\"5\"]}]}");

    private static LongBuffer figures(long... values) {
        LongBuffer buffer = ByteBuffer.allocateDirect(values.length * Long.BYTES).order(ByteOrder.nativeOrder())
                .asLongBuffer();
        buffer.put(values).flip();
        return buffer;
    }

    private static JsonElement place(int column, String more) {
        return Exchange.json("{\"form\":\"F\",\"column\":\"" + column + "\",\"period\":\"2025-Q4\"" + more + "}");
    }

    private static Plan.Columns columns() throws GirsException {
        Plan.Columns made = new Plan.Columns(Exchange.json("[{\"code\":\"VN\"},{\"code\":\"01\",\"parent\":\"VN\"},"
                + "{\"code\":\"02\",\"parent\":\"VN\"}]").getAsJsonArray());
        made.add(place(3, ""), figures(100, 3000, 1001), null, 1);
        made.add(place(4, ""), figures(33, 1000, 1000), new byte[] {7}, 1);
        made.add(place(5, ""), figures(67, 2000, 0), new byte[] {3}, 1);
        return made;
    }

    private static Map<String, BigDecimal> values(Plan.Run run) throws GirsException {
        Map<String, BigDecimal> found = new HashMap<>();
        try (Table table = run.values()) {
            for (int row = 0; row < table.rows(); row++) {
                found.put(table.text("unit", row), table.figure("value", row));
            }
        }
        return found;
    }

    @Test
    void rulesAndIndicatorsAreTheSameOnAnyNumberOfThreads() throws GirsException {
        Plan plan = new Plan(REQUEST);
        assertTrue(plan.text().contains("0501"));
        for (int threads : new int[] {1, 3}) {
            Plan.Run run = plan.run(columns(), PERIODS, threads);
            try (Table found = run.findings()) {
                assertEquals(1, found.rows());
                assertEquals("02", found.text("unit", 0));
                assertEquals(new BigDecimal("0.1"), found.figure("difference", 0));
            }
            assertEquals(Map.of("VN", new BigDecimal("33"), "01", new BigDecimal("33.3"), "02",
                    new BigDecimal("99.9")), values(run));
            assertTrue(run.memory(threads) > 0);
        }
    }

    @Test
    void cellsAreSetOneByOneAndParametersAreGiven() throws GirsException {
        Plan.Columns columns = columns();
        columns.set(place(3, ",\"unit\":\"02\""), Exchange.json("{\"value\":\"12.5\"}"));
        columns.parameter("k", Exchange.json("{\"value\":\"2\"}"));
        Plan plan = new Plan(Exchange.json("{\"definitions\":[{\"name\":\"x\",\"formula\":\"[3]*[$k]\",\"form\":\"F\"}],"
                + "\"forms\":[{\"code\":\"F\",\"columns\":[\"3\",\"4\",\"5\"]}]}"));
        assertEquals(new BigDecimal("25"), values(plan.run(columns, PERIODS, 1)).get("02"));
    }

    @Test
    void aRunThatIsNotDoneOrWasCancelledSaysSo() throws GirsException {
        Plan.Run run = new Plan(REQUEST).prepare(columns(), PERIODS, false);
        assertThrows(GirsException.Conflict.class, run::values);
        run.cancel();
        assertThrows(GirsException.Cancelled.class, () -> run.part(0, 1));
    }

    @Test
    void wrongColumnsAreRefused() throws GirsException {
        Plan.Columns columns = columns();
        assertThrows(IllegalArgumentException.class, () -> columns.add(place(6, ""), LongBuffer.allocate(3), null, 0));
        assertThrows(IllegalArgumentException.class,
                () -> columns.add(place(6, ""), figures(new long[9]), new byte[] {1}, 0));
        assertThrows(GirsException.InvalidArgument.class, () -> columns.add(place(6, ""), figures(1), null, 0));
        Plan plan = new Plan(REQUEST);
        assertThrows(GirsException.InvalidArgument.class, () -> plan.prepare(columns, List.of("2024-Q4"), false));
        plan.prepare(columns, List.of("2024-Q4"), true).part(0, 1);
    }

    @Test
    void correctedCellsAndListsBringARunUpToDate() throws GirsException {
        JsonArray units = Exchange.json("[{\"code\":\"VN\"},{\"code\":\"01\",\"parent\":\"VN\"}]").getAsJsonArray();
        Plan.Columns columns = new Plan.Columns(units);
        columns.add(place(3, ""), figures(0, 5), null, 0);
        JsonElement list = Exchange.json("{\"form\":\"L\",\"column\":\"2\",\"period\":\"2025-Q4\"}");
        columns.addList(list, figures(1, 2, 4), null, figures(0, 0, 3), 0);
        columns.requireUnits(units);
        JsonArray fewer = new JsonArray();
        fewer.add(units.get(0));
        assertThrows(GirsException.InvalidArgument.class, () -> columns.requireUnits(fewer));
        assertThrows(IllegalArgumentException.class,
                () -> columns.addList(list, figures(1), null, figures(0, 0, 3), 0));
        Plan.Run run = new Plan(Exchange.json("{\"definitions\":[{\"name\":\"sum\",\"formula\":\"SUM([L!r*.c2])+[3]\","
                + "\"form\":\"F\"}],\"forms\":[{\"code\":\"F\",\"columns\":[\"3\"]},{\"code\":\"L\",\"columns\":[\"2\"],"
                + "\"open_rows\":true}]}")).run(columns, PERIODS, 1);
        assertEquals(new BigDecimal("12"), values(run).get("01"));
        JsonElement change = Exchange.json("{\"cells\":[{\"form\":\"F\",\"column\":\"3\",\"period\":\"2025-Q4\","
                + "\"unit\":\"01\",\"value\":\"9\"}]}");
        assertEquals(1, run.apply(change));
        assertEquals(new BigDecimal("16"), values(run).get("01"));
    }
}
