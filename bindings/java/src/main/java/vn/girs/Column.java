package vn.girs;

import com.sun.jna.Pointer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** One column of a batch, read where the library has laid it out: texts, numbers, exact decimals. */
final class Column {
    private static final int DECIMAL_BYTES = 16;
    private static final int SCHEMA_DICTIONARY = 48;
    private static final int ARRAY_BUFFERS = 40;
    private static final int ARRAY_DICTIONARY = 56;

    private enum Kind { TEXT, NUMBER, DECIMAL }

    private final Kind kind;
    private final int scale;          // of decimals
    private final Pointer validity;   // null: every cell is there
    /** Numbers, decimals, offsets of texts, or places in the dictionary. */
    final ByteBuffer values;
    /** The bytes of texts, else null. */
    final ByteBuffer texts;
    private final Column dictionary;  // null: values are what they are

    /** Takes the structs of one ArrowSchema and one ArrowArray with so many rows. */
    Column(Pointer field, Pointer array, int rows) {
        String format = Call.textAt(field.getPointer(0));
        kind = kind(format);
        scale = kind == Kind.DECIMAL ? Integer.parseInt(format.substring("d:38,".length())) : 0;
        Pointer buffers = array.getPointer(ARRAY_BUFFERS);
        validity = buffers.getPointer(0);
        int width = kind == Kind.DECIMAL ? DECIMAL_BYTES : Integer.BYTES;
        values = direct(buffers.getPointer(Long.BYTES), (rows + (kind == Kind.TEXT ? 1L : 0L)) * width);
        texts = kind == Kind.TEXT
                ? direct(buffers.getPointer(2 * Long.BYTES), rows == 0 ? 0 : values.getInt(rows * Integer.BYTES)) : null;
        Pointer words = array.getPointer(ARRAY_DICTIONARY);
        dictionary = words == null ? null
                : new Column(field.getPointer(SCHEMA_DICTIONARY), words, Math.toIntExact(words.getLong(0)));
    }

    private static Kind kind(String format) {
        if (format.equals("u")) {
            return Kind.TEXT;
        } else if (format.equals("i")) {
            return Kind.NUMBER;
        } else if (format.startsWith("d:38,")) {
            return Kind.DECIMAL;
        }
        throw new IllegalStateException("a column has the Arrow format " + format);
    }

    private static ByteBuffer direct(Pointer pointer, long size) {
        ByteBuffer buffer = pointer == null || size == 0 ? ByteBuffer.allocate(0) : pointer.getByteBuffer(0, size);
        return buffer.asReadOnlyBuffer().order(ByteOrder.nativeOrder());
    }

    private boolean isAbsent(int row) {
        return validity != null && (validity.getByte(row / 8) >> (row % 8) & 1) == 0;
    }

    /** Any kind as text, or null where there is nothing. */
    String text(int row) {
        if (isAbsent(row)) {
            return null;
        } else if (dictionary != null) {
            return dictionary.text(values.getInt(row * Integer.BYTES));
        }
        switch (kind) {
            case DECIMAL:
                return decimal(row).toPlainString();
            case NUMBER:
                return Integer.toString(values.getInt(row * Integer.BYTES));
            default:
                int from = values.getInt(row * Integer.BYTES);
                byte[] bytes = new byte[values.getInt((row + 1) * Integer.BYTES) - from];
                ByteBuffer view = texts.duplicate();
                view.position(from);
                view.get(bytes);
                return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** An exact figure, or null where there is none. */
    BigDecimal figure(int row) {
        if (kind == Kind.DECIMAL) {
            return isAbsent(row) ? null : decimal(row);
        }
        String text = text(row);
        return text == null ? null : new BigDecimal(text);
    }

    private BigDecimal decimal(int row) {
        byte[] digits = new byte[DECIMAL_BYTES];
        for (int i = 0; i < DECIMAL_BYTES; i++) {
            int at = values.order() == ByteOrder.LITTLE_ENDIAN ? DECIMAL_BYTES - 1 - i : i;
            digits[i] = values.get(row * DECIMAL_BYTES + at);
        }
        return new BigDecimal(new BigInteger(digits), scale);
    }

    boolean isNumber() {
        return kind == Kind.NUMBER && dictionary == null;
    }
}
