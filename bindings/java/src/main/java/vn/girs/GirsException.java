package vn.girs;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * A failed call: one sentence, details that a program can act on, and every mistake when data are to
 * blame. A subclass a status; catch the one that can be dealt with.
 */
public class GirsException extends Exception {
    private static final long serialVersionUID = 1L;

    /** One mistake in the data, with its place as far as it is known. */
    public static final class Mistake implements java.io.Serializable {
        private static final long serialVersionUID = 1L;
        private final String message;
        private final String vietnamese;
        private final LinkedHashMap<String, String> details;

        Mistake(String message, String vietnamese, Map<String, String> details) {
            this.message = message;
            this.vietnamese = vietnamese;
            this.details = new LinkedHashMap<>(details);
        }

        /** The sentence in English. */
        public String message() {
            return message;
        }

        /** The sentence in Vietnamese. */
        public String vietnamese() {
            return vietnamese;
        }

        /** "file", "pointer", "line", "row", "column", "index"... */
        public Map<String, String> details() {
            return Collections.unmodifiableMap(details);
        }

        @Override
        public String toString() {
            return message;
        }
    }

    /** A documented rule was broken, or the data are wrong. */
    public static class InvalidArgument extends GirsException {
        private static final long serialVersionUID = 1L;
    }

    /** There is no such thing, or not on that day. */
    public static class NotFound extends GirsException {
        private static final long serialVersionUID = 1L;
    }

    /** The state of things does not allow it; load again and look. */
    public static class Conflict extends GirsException {
        private static final long serialVersionUID = 1L;
    }

    /** A lock could not be had in time; retry later. */
    public static class Busy extends GirsException {
        private static final long serialVersionUID = 1L;
    }

    /** Disk or line failed; retry later. */
    public static class IoFailed extends GirsException {
        private static final long serialVersionUID = 1L;

        IoFailed() {}

        IoFailed(String message) {
            set(-5, message, message, Map.of(), List.of());
        }
    }

    /** Stored or received bytes break their own format. */
    public static class Corrupt extends GirsException {
        private static final long serialVersionUID = 1L;
    }

    /** A signature, key or proof does not verify; detail "reason" says which. */
    public static class Untrusted extends GirsException {
        private static final long serialVersionUID = 1L;
    }

    /** A newer format, option or file than this library knows. */
    public static class Unsupported extends GirsException {
        private static final long serialVersionUID = 1L;
    }

    /** The object was closed. */
    public static class Closed extends GirsException {
        private static final long serialVersionUID = 1L;

        Closed() {}

        Closed(String message) {
            set(-9, message, message, Map.of(), List.of());
        }
    }

    /** A callback ended the work. */
    public static class Cancelled extends GirsException {
        private static final long serialVersionUID = 1L;

        Cancelled() {}

        Cancelled(String message) {
            set(-10, message, message, Map.of(), List.of());
        }
    }

    /** Memory is gone. */
    public static class NoMemory extends GirsException {
        private static final long serialVersionUID = 1L;
    }

    /** A bug in the library; please report the message. */
    public static class Internal extends GirsException {
        private static final long serialVersionUID = 1L;
    }

    private int status;
    private String message = "";
    private String vietnamese = "";
    private LinkedHashMap<String, String> details = new LinkedHashMap<>();
    private ArrayList<Mistake> mistakes = new ArrayList<>();
    private String summary;

    GirsException() {}

    /** Keeps what was done before the failure, as JSON. */
    final void summarise(String json) {
        summary = json;
    }

    /** What a round or a pull had done before it failed (girs/sync.h lists the members); or null. */
    public JsonObject summary() {
        return summary == null ? null : JsonParser.parseString(summary).getAsJsonObject();
    }

    final void set(int code, String english, String vi, Map<String, String> found, List<Mistake> wrong) {
        status = code;
        message = english;
        vietnamese = vi;
        details = new LinkedHashMap<>(found);
        mistakes = new ArrayList<>(wrong);
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** The sentence in Vietnamese; in English where there is none. */
    public String vietnamese() {
        return vietnamese;
    }

    /** The number of the C interface. */
    public int status() {
        return status;
    }

    /** Whether the same call may succeed later. */
    public boolean isRetriable() {
        return this instanceof Busy || this instanceof IoFailed;
    }

    /** "path", "pointer", "row", "reason"... */
    public Map<String, String> details() {
        return Collections.unmodifiableMap(details);
    }

    /** A detail, or null. */
    public String detail(String key) {
        return details.get(key);
    }

    /** Every mistake in the data; empty when data are not to blame. */
    public List<Mistake> mistakes() {
        return Collections.unmodifiableList(mistakes);
    }

    /** The exception for a status and its girs_error, which is freed. */
    static GirsException take(int status, Pointer error) {
        GirsException made = made(status);
        List<Mistake> mistakes = new ArrayList<>();
        long count = (Long) invoke("girs_error_mistake_count", error);
        for (long i = 0; i < count; i++) {
            long index = i;
            mistakes.add(new Mistake(
                    Call.textAt(invoke("girs_error_mistake_message", error, index, text("en"))),
                    Call.textAt(invoke("girs_error_mistake_message", error, index, text("vi"))),
                    found(detail -> invoke("girs_error_mistake_detail_key", error, index, detail),
                            key -> invoke("girs_error_mistake_detail", error, index, key))));
        }
        made.set(status, Call.textAt(invoke("girs_error_message", error)),
                Call.textAt(invoke("girs_error_message_in", error, text("vi"))),
                found(detail -> invoke("girs_error_detail_key", error, detail),
                        key -> invoke("girs_error_detail", error, key)), mistakes);
        invoke("girs_error_free", error);
        return made;
    }

    private static GirsException made(int status) {
        switch (status) {
            case -1: return new InvalidArgument();
            case -2: return new NotFound();
            case -3: return new Conflict();
            case -4: return new Busy();
            case -5: return new IoFailed();
            case -6: return new Corrupt();
            case -7: return new Untrusted();
            case -8: return new Unsupported();
            case -9: return new Closed();
            case -10: return new Cancelled();
            case -11: return new NoMemory();
            default: return new Internal();
        }
    }

    private static Map<String, String> found(LongFunction<Object> keyAt, Function<Object, Object> valueOf) {
        Map<String, String> found = new LinkedHashMap<>();
        Object key = keyAt.apply(0);
        for (long index = 1; key != null; key = keyAt.apply(index++)) {
            found.put(Call.textAt(key), Call.textAt(valueOf.apply(key)));
        }
        return found;
    }

    private static Memory text(String text) {
        return Library.memory(Call.utf8(text));
    }

    private static Object invoke(String name, Object... words) {
        return Library.invoke(name, Arrays.asList(words));
    }
}
