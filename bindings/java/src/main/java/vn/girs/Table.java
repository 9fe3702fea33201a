package vn.girs;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
    private static final int STREAM_SIZE = 40;
    private static final int STREAM_GET_NEXT = 8;
    private static final int STREAM_RELEASE = 24;
    private static final int SCHEMA_SIZE = 72;
    private static final int SCHEMA_NAME = 8;
    private static final int SCHEMA_COUNT = 32;
    private static final int SCHEMA_CHILDREN = 40;
    private static final int SCHEMA_RELEASE = 56;
    private static final int ARRAY_SIZE = 80;
    private static final int ARRAY_BUFFERS = 40;
    private static final int ARRAY_CHILDREN = 48;
    private static final int ARRAY_RELEASE = 64;

    interface Export {
        Call call(Pointer stream) throws GirsException;
    }

    private static final class Column {
        String format;
        Pointer validity;
        ByteBuffer values;
        ByteBuffer texts;
    }

    private final Memory batch = new Memory(ARRAY_SIZE);
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private int rows;
    private boolean closed;

    private Table() {
        batch.clear();
    }

    static Table read(Export export) throws GirsException {
        Memory stream = new Memory(STREAM_SIZE);
        stream.clear();
        export.call(stream).run();
        Table table = new Table();
        Memory schema = new Memory(SCHEMA_SIZE);
        schema.clear();
        try {
            table.take(stream, schema);
            return table;
        } finally {
            release(schema, SCHEMA_RELEASE);
            release(stream, STREAM_RELEASE);
        }
    }

    private void take(Pointer stream, Pointer schema) {
        ask(stream, 0, schema);
        ask(stream, STREAM_GET_NEXT, batch);
        rows = Math.toIntExact(batch.getLong(0));
        int count = (int) schema.getLong(SCHEMA_COUNT);
        for (int i = 0; i < count; i++) {
            Pointer field = schema.getPointer(SCHEMA_CHILDREN).getPointer((long) i * Long.BYTES);
            Pointer array = batch.getPointer(ARRAY_CHILDREN).getPointer((long) i * Long.BYTES);
            columns.put(Call.textAt(field.getPointer(SCHEMA_NAME)), column(Call.textAt(field.getPointer(0)), array));
        }
    }

    private Column column(String format, Pointer array) {
        Pointer buffers = array.getPointer(ARRAY_BUFFERS);
        boolean isText = format.equals("u");
        if (!isText && !format.equals("i")) {
            throw new IllegalStateException("a column has the Arrow format " + format);
        }
        Column column = new Column();
        column.format = format;
        column.validity = buffers.getPointer(0);
        column.values = direct(buffers.getPointer(Long.BYTES), (rows + (isText ? 1 : 0)) * (long) Integer.BYTES);
        if (isText) {
            column.texts = direct(buffers.getPointer(2 * Long.BYTES), column.values.getInt(rows * Integer.BYTES));
        }
        return column;
    }

    private static ByteBuffer direct(Pointer pointer, long size) {
        ByteBuffer buffer = pointer == null || size == 0 ? ByteBuffer.allocate(0) : pointer.getByteBuffer(0, size);
        return buffer.asReadOnlyBuffer().order(ByteOrder.nativeOrder());
    }

    private static void ask(Pointer stream, int member, Pointer out) {
        int failed = Function.getFunction(stream.getPointer(member)).invokeInt(new Object[] {stream, out});
        if (failed != 0) {
            throw new IllegalStateException("the stream failed with error " + failed);
        }
    }

    private static void release(Pointer struct, int member) {
        Pointer function = struct.getPointer(member);
        if (function != null) {
            Function.getFunction(function).invokeVoid(new Object[] {struct});
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
        Column column = at(name, row);
        if (isAbsent(column, row)) {
            return null;
        }
        if (column.texts == null) {
            return Integer.toString(column.values.getInt(row * Integer.BYTES));
        }
        int from = column.values.getInt(row * Integer.BYTES);
        byte[] bytes = new byte[column.values.getInt((row + 1) * Integer.BYTES) - from];
        ByteBuffer view = column.texts.duplicate();
        view.position(from);
        view.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A whole number; 0 where there is none. */
    public int number(String name, int row) {
        Column column = at(name, row);
        if (!column.format.equals("i")) {
            throw new IllegalArgumentException(name + " is a column of text");
        }
        return column.values.getInt(row * Integer.BYTES);
    }

    /** An exact figure, or null where there is none. */
    public BigDecimal figure(String name, int row) {
        String text = text(name, row);
        return text == null ? null : new BigDecimal(text);
    }

    /** The numbers of a column, or the offsets of its texts, where they lie in memory; 32 bits each. */
    public ByteBuffer values(String name) {
        return at(name, 0, true).values.duplicate().order(ByteOrder.nativeOrder());
    }

    /** The bytes of a column's texts, where they lie in memory. */
    public ByteBuffer texts(String name) {
        return at(name, 0, true).texts.duplicate();
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

    private static boolean isAbsent(Column column, int row) {
        return column.validity != null && (column.validity.getByte(row / 8) >> (row % 8) & 1) == 0;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            release(batch, ARRAY_RELEASE);
        }
    }
}
