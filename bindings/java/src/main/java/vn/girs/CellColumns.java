package vn.girs;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Collection;
import java.util.function.Function;

/**
 * Many cells in direct buffers, which C reads where they are. Each column is offsets and one run of
 * UTF-8: text i is the bytes offsets[i] to offsets[i + 1], so there are count + 1 offsets.
 */
public final class CellColumns {
    private final int count;
    private final Buffer[] columns;

    /** One column of texts. */
    public static final class Buffer {
        final IntBuffer offsets;
        final ByteBuffer data;

        /** Both must be direct, the offsets in native order. */
        public Buffer(IntBuffer offsets, ByteBuffer data) {
            if (!offsets.isDirect() || !data.isDirect() || offsets.order() != ByteOrder.nativeOrder()) {
                throw new IllegalArgumentException("buffers are direct, offsets in native order");
            }
            this.offsets = offsets;
            this.data = data;
        }

        private void check(int count) {
            boolean fits = offsets.limit() > count && offsets.get(count) <= data.limit();
            if (!fits) {
                throw new IllegalArgumentException("the buffers hold fewer than " + count + " texts");
            }
        }
    }

    /** `count` cells in three columns. */
    public CellColumns(int count, Buffer rows, Buffer columns, Buffer values) {
        this.count = count;
        this.columns = new Buffer[] {rows, columns, values};
        for (Buffer buffer : this.columns) {
            buffer.check(count);
        }
    }

    /** Lays out a collection. */
    public static CellColumns of(Collection<Cell> cells) {
        return new CellColumns(cells.size(), column(cells, cell -> cell.row), column(cells, cell -> cell.column),
                column(cells, cell -> cell.value));
    }

    private static Buffer column(Collection<Cell> cells, Function<Cell, String> part) {
        byte[][] texts = new byte[cells.size()][];
        long total = 0;
        int at = 0;
        for (Cell cell : cells) {
            texts[at] = Call.utf8(part.apply(cell));
            total += texts[at++].length;
        }
        IntBuffer offsets = ByteBuffer.allocateDirect((texts.length + 1) * Integer.BYTES)
                .order(ByteOrder.nativeOrder()).asIntBuffer();
        ByteBuffer data = ByteBuffer.allocateDirect(Math.max(Math.toIntExact(total), 1));
        offsets.put(0, 0);
        for (int i = 0; i < texts.length; i++) {
            data.put(texts[i]);
            offsets.put(i + 1, data.position());
        }
        return new Buffer(offsets, data);
    }

    Struct struct(int numberStyle) {
        Struct struct = new Struct("girs_cell_columns").set("number_style", numberStyle).set("count", (long) count);
        String[] names = {"row", "column", "value"};
        for (int i = 0; i < names.length; i++) {
            Pointer offsets = Native.getDirectBufferPointer(columns[i].offsets);
            Pointer data = Native.getDirectBufferPointer(columns[i].data);
            struct.set(names[i] + "_offsets", offsets).set(names[i] + "_data", data);
        }
        return struct;
    }
}
