package vn.girs;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/** An option struct, laid out as its declaration in the header says; a field not set is zero. */
final class Struct {
    private final String name;
    private final Pointer memory;
    private final List<Object> kept = new ArrayList<>();

    Struct(String name) {
        this(name, new Memory(size(name)), 0);
    }

    private Struct(String name, Pointer memory, int unused) {
        this.name = name;
        this.memory = memory;
        kept.add(memory);
        memory.clear(size(name));
        set("struct_size", size(name));
    }

    /** `count` structs in a row; at least the memory of one. */
    static List<Struct> array(String name, int count) {
        int size = size(name);
        Memory memory = new Memory((long) size * Math.max(count, 1));
        List<Struct> made = new ArrayList<>();
        for (int i = 0; i < Math.max(count, 1); i++) {
            Struct one = new Struct(name, memory.share((long) i * size, size), 0);
            one.kept.add(memory);
            made.add(one);
        }
        return made;
    }

    /** Sets a field; null leaves its default. */
    Struct set(String field, Object value) {
        if (value == null) {
            return this;
        }
        int offset = 0;
        for (Header.Field one : Library.HEADER.struct(name)) {
            offset = align(offset, one.size());
            if (one.name.equals(field)) {
                write(offset, one, value);
                return this;
            }
            offset += one.size();
        }
        throw new IllegalStateException(name + " has no field " + field);
    }

    private void write(int offset, Header.Field field, Object value) {
        kept.add(value);
        if (field.isPointer()) {
            Pointer pointer = value instanceof String ? Library.memory(Call.utf8(new Call.CText((String) value).text))
                    : value instanceof Struct ? ((Struct) value).memory
                    : value instanceof Callback ? CallbackReference.getFunctionPointer((Callback) value)
                    : (Pointer) value;
            kept.add(pointer);
            memory.setPointer(offset, pointer);
        } else if (field.size() == 8) {
            memory.setLong(offset, ((Number) value).longValue());
        } else {
            memory.setInt(offset, ((Number) value).intValue());
        }
    }

    Pointer pointer() {
        return memory;
    }

    static int size(String name) {
        int size = 0;
        int widest = 4;
        for (Header.Field field : Library.HEADER.struct(name)) {
            size = align(size, field.size()) + field.size();
            widest = Math.max(widest, field.size());
        }
        return align(size, widest);
    }

    /** Where a field of `name` begins. */
    static int offset(String name, String wanted) {
        int offset = 0;
        for (Header.Field field : Library.HEADER.struct(name)) {
            offset = align(offset, field.size());
            if (field.name.equals(wanted)) {
                return offset;
            }
            offset += field.size();
        }
        throw new IllegalStateException(name + " has no field " + wanted);
    }

    private static int align(int offset, int size) {
        return (offset + size - 1) / size * size;
    }
}
