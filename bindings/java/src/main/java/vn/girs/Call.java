package vn.girs;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How a Java call becomes a C call. Every function of the headers has the same shape, so one place
 * lays out texts, handles, options and results, and turns a failure into an exception.
 */
final class Call {
    private final String name;
    private final List<Object> words = new ArrayList<>();
    private final List<Object> kept = new ArrayList<>();  // what the call borrows

    private Call(String name) {
        this.name = "girs_" + name;
    }

    /** Begins a call of girs_NAME. Texts become pointer and length, days and moments what C takes. */
    static Call of(String name, Object... arguments) throws GirsException {
        Call call = new Call(name);
        for (Object argument : arguments) {
            call.add(argument);
        }
        return call;
    }

    /** One more argument. */
    Call with(Object argument) throws GirsException {
        add(argument);
        return this;
    }

    private void add(Object argument) throws GirsException {
        if (argument instanceof Handle) {
            kept.add(argument);
            words.add(((Handle) argument).pointer());
        } else if (argument instanceof CharSequence) {
            addBytes(utf8((CharSequence) argument));
        } else if (argument instanceof byte[]) {
            addBytes((byte[]) argument);
        } else if (argument instanceof LocalDate || argument instanceof JsonElement) {
            addBytes(utf8(argument.toString()));
        } else if (argument instanceof Instant) {
            words.add(((Instant) argument).getEpochSecond());
        } else if (argument instanceof Struct) {
            kept.add(argument);
            words.add(((Struct) argument).pointer());
        } else if (argument instanceof CText) {
            Memory text = Library.memory(utf8(((CText) argument).text));
            kept.add(text);
            words.add(text);
        } else if (argument instanceof Raw) {
            Memory bytes = Library.memory(((Raw) argument).bytes);
            kept.add(bytes);
            words.add(bytes);
        } else {
            words.add(argument);
        }
    }

    private void addBytes(byte[] bytes) {
        Memory memory = Library.memory(bytes);
        kept.add(memory);
        words.add(memory);
        words.add((long) bytes.length);
    }

    /** Runs it, with an error at the end. */
    void run() throws GirsException {
        Memory error = new Memory(Native.POINTER_SIZE);
        error.clear();
        words.add(error);
        try {
            int status = (Integer) Library.invoke(name, words);
            if (status < 0) {
                throw GirsException.take(status, error.getPointer(0));
            }
        } finally {
            Reference.reachabilityFence(kept);
        }
    }

    /** Runs a call that gives something through an address. */
    Pointer handle() throws GirsException {
        Memory out = out();
        run();
        return out.getPointer(0);
    }

    /** A *_out parameter at this place. */
    Memory out() {
        Memory out = new Memory(Native.POINTER_SIZE);
        out.clear();
        words.add(out);
        return out;
    }

    /** Runs a call that answers yes or no. */
    boolean valid() throws GirsException {
        Memory out = out();
        run();
        return out.getInt(0) != 0;
    }

    byte[] bytes() throws GirsException {
        Memory out = out();
        run();
        return take(out);
    }

    /** Runs a call that gives JSON; what was given before an error is the exception's summary. */
    JsonElement summed() throws GirsException {
        Memory out = out();
        try {
            run();
        } catch (GirsException failed) {
            byte[] told = take(out);
            failed.summarise(told.length == 0 ? null : new String(told, StandardCharsets.UTF_8));
            throw failed;
        }
        return JsonParser.parseString(new String(take(out), StandardCharsets.UTF_8));
    }

    String text() throws GirsException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    JsonElement json() throws GirsException {
        return JsonParser.parseString(text());
    }

    /** Copies what a girs_bytes holds and frees it; nothing was given: empty. */
    static byte[] take(Memory out) {
        Pointer bytes = out.getPointer(0);
        if (bytes == null) {
            return new byte[0];
        }
        long size = (Long) Library.invoke("girs_bytes_size", List.of(bytes));
        Pointer data = (Pointer) Library.invoke("girs_bytes_data", List.of(bytes));
        byte[] copy = data.getByteArray(0, Math.toIntExact(size));
        Library.invoke("girs_bytes_free", List.of(bytes));
        return copy;
    }

    /** A getter on a handle: no error, no out parameter. */
    static Object get(String name, Handle handle, Object... more) throws GirsException {
        Call call = of(name, handle);
        for (Object word : more) {
            call.add(word);
        }
        try {
            return Library.invoke(call.name, call.words);
        } finally {
            Reference.reachabilityFence(call.kept);
        }
    }

    /** A borrowed C text, or null. */
    static String textAt(Object pointer) {
        return pointer == null ? null : ((Pointer) pointer).getString(0, "UTF-8");
    }

    /** UTF-8; half a surrogate pair is refused, never replaced by a question mark. */
    static byte[] utf8(CharSequence text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException half) {
            throw new IllegalArgumentException("the text holds half a surrogate pair", half);
        }
    }

    /** Bytes whose number is fixed, so that C takes no length. */
    static final class Raw {
        final byte[] bytes;

        Raw(byte[] bytes, int size) {
            if (bytes.length != size) {
                throw new IllegalArgumentException("there must be " + size + " bytes, not " + bytes.length);
            }
            this.bytes = bytes;
        }
    }

    /** A text that C reads up to its NUL, without a length. */
    static final class CText {
        final String text;

        CText(String text) {
            if (text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("the text holds a NUL character");
            }
            this.text = text;
        }
    }
}
