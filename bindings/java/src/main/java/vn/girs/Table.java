package vn.girs;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A result in columns, read where the library has laid it out (Arrow C data interface). Closing it
 * releases the memory; buffers must not be used afterwards.
 */
public final class Table implements AutoCloseable {
    // Offsets of the 64-bit structs, which are frozen by the Arrow specification.
    static final int BATCH_SIZE = 80;
    private static final int SCHEMA_NAME = 8;
    private static final int SCHEMA_COUNT = 32;
    private static final int SCHEMA_CHILDREN = 40;
    private static final int ARRAY_CHILDREN = 48;
    private static final int ARRAY_RELEASE = 64;

    private final Memory batch;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final int rows;
    private boolean closed;

    /** Owns `batch`; of `schema` nothing is kept. */
    Table(Pointer schema, Memory batch) {
        this.batch = batch;
        rows = isThere(batch) ? Math.toIntExact(batch.getLong(0)) : 0;
        int count = isThere(batch) ? (int) schema.getLong(SCHEMA_COUNT) : 0;
        for (int i = 0; i < count; i++) {
            Pointer field = schema.getPointer(SCHEMA_CHILDREN).getPointer((long) i * Long.BYTES);
            Pointer array = batch.getPointer(ARRAY_CHILDREN).getPointer((long) i * Long.BYTES);
            columns.put(Call.textAt(field.getPointer(SCHEMA_NAME)), new Column(field, array, rows));
        }
    }

    static boolean isThere(Pointer batch) {
        return batch.getPointer(ARRAY_RELEASE) != null;
    }

    /** A result that comes in one batch. */
    static Table read(Batches.Export export) throws GirsException {
        try (Batches batches = new Batches(export)) {
            Table table = batches.next();
            if (table == null) {
                throw new IllegalStateException("the stream has no batch");
            }
            return table;
        }
    }

    /** How many rows there are. */
    public int rows() {
        return rows;
    }

    /** The names of the columns, in order. */
    public List<String> names() {
        return new ArrayList<>(columns.keySet());
    }

    /** A text, or null where there is none. */
    public String text(String name, int row) {
        return at(name, row).text(row);
    }

    /** A whole number; 0 where there is none. */
    public int number(String name, int row) {
        Column column = at(name, row);
        if (!column.isNumber()) {
            throw new IllegalArgumentException(name + " is no column of whole numbers");
        }
        return column.values.getInt(row * Integer.BYTES);
    }

    /** An exact figure, or null where there is none. */
    public BigDecimal figure(String name, int row) {
        return at(name, row).figure(row);
    }

    /**
     * The numbers of a column, the offsets of its texts, or their places in its dictionary, where they
     * lie in memory; 32 bits each, figures of 128 bits.
     */
    public ByteBuffer values(String name) {
        return at(name, 0, true).values.duplicate().order(ByteOrder.nativeOrder());
    }

    /** The bytes of a column's texts, where they lie in memory. */
    public ByteBuffer texts(String name) {
        ByteBuffer texts = at(name, 0, true).texts;
        if (texts == null) {
            throw new IllegalArgumentException(name + " is no column of plain texts");
        }
        return texts.duplicate();
    }

    private Column at(String name, int row) {
        return at(name, row, row >= 0 && row < rows);
    }

    private Column at(String name, int row, boolean there) {
        Column column = columns.get(name);
        if (closed || column == null || !there) {
            throw new IllegalArgumentException(closed ? "the table is closed"
                    : column == null ? "there is no column " + name : "there is no row " + row);
        }
        return column;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Batches.release(batch, ARRAY_RELEASE);
        }
    }
}
