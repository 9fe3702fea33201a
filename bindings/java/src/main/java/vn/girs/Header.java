package vn.girs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the public headers declare: functions, structs, numbers. The jar carries the headers
 * themselves, so there is no second copy of the declarations that could differ.
 */
final class Header {
    /** One parameter or field: its C type without its name, and the name. */
    static final class Field {
        final String type;
        final String name;

        Field(String type, String name) {
            this.type = type;
            this.name = name;
        }

        boolean isPointer() {
            return type.endsWith("*") || type.endsWith("_fn");
        }

        /** Bytes that a value takes, which is also its alignment in a struct. */
        int size() {
            if (isPointer() || type.equals("size_t") || type.equals("int64_t") || type.equals("uint64_t")) {
                return 8;
            }
            if (type.equals("int32_t") || type.equals("uint32_t") || type.equals("girs_status")) {
                return 4;
            }
            throw new IllegalStateException("the header has a type that Java does not know: " + type);
        }
    }

    /** One function: what it returns and takes. */
    static final class Function {
        final String result;
        final List<Field> parameters;

        Function(String result, List<Field> parameters) {
            this.result = result;
            this.parameters = parameters;
        }
    }

    private static final Pattern INCLUDE = Pattern.compile("(?m)^#include \"(\\w+\\.h)\"");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("(?m)^#define (GIRS_\\w+)\\s+(0x[0-9a-fA-F]+|\\d+)u?\\b");
    private static final Pattern FUNCTION =
            Pattern.compile("GIRS_API\\s+([\\w\\s*]+?)\\s*\\b(girs_\\w+)\\(([^)]*)\\)\\s*GIRS_NOEXCEPT;");
    private static final Pattern STRUCT =
            Pattern.compile("typedef struct (girs_\\w+) \\{(.*?)\\} \\1;", Pattern.DOTALL);
    private static final Pattern FUNCTION_FIELD =
            Pattern.compile("\\w+ \\(\\*(\\w+)\\)\\(.*\\)", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("(.*?)(\\w+)");

    private final Map<String, Function> functions = new LinkedHashMap<>();
    private final Map<String, List<Field>> structs = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    /** Reads girs.h and every header that it includes. */
    Header() {
        Deque<String> waiting = new ArrayDeque<>(List.of("girs.h"));
        Set<String> seen = new HashSet<>();
        while (!waiting.isEmpty()) {
            String name = waiting.pop();
            if (seen.add(name)) {
                String text = text(name);
                INCLUDE.matcher(text).results().forEach(found -> waiting.add(found.group(1)));
                read(COMMENT.matcher(text).replaceAll(" "));
            }
        }
    }

    /** The declaration of a function. */
    Function function(String name) {
        return known(functions, name);
    }

    Map<String, Function> functions() {
        return functions;
    }

    /** The fields of an option struct, in order. */
    List<Field> struct(String name) {
        return known(structs, name);
    }

    /** A flag or another whole number that a macro names. */
    int number(String name) {
        return known(numbers, name);
    }

    private static <T> T known(Map<String, T> map, String name) {
        T found = map.get(name);
        if (found == null) {
            throw new IllegalStateException("the header does not declare " + name);
        }
        return found;
    }

    private static String text(String name) {
        try (InputStream stream = Header.class.getResourceAsStream("include/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks the header " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("the jar's header " + name + " cannot be read", unreadable);
        }
    }

    private void read(String text) {
        NUMBER.matcher(text).results()
                .forEach(found -> numbers.put(found.group(1), Integer.decode(found.group(2))));
        FUNCTION.matcher(text).results()
                .forEach(found -> functions.put(found.group(2),
                        new Function(plain(found.group(1)), fields(found.group(3), ","))));
        STRUCT.matcher(text).results()
                .forEach(found -> structs.put(found.group(1), fields(found.group(2), ";")));
    }

    private static List<Field> fields(String text, String separator) {
        List<Field> fields = new ArrayList<>();
        for (String one : text.split(separator)) {
            Matcher field = FIELD.matcher(one.strip());
            Matcher function = FUNCTION_FIELD.matcher(one.strip());
            if (function.matches()) {
                fields.add(new Field("*", function.group(1)));
            } else if (field.matches() && !field.group(1).isBlank()) {
                fields.add(new Field(plain(field.group(1)), field.group(2)));
            } else if (!one.isBlank() && !one.strip().equals("void")) {
                throw new IllegalStateException("a declaration of another shape: " + one.strip());
            }
        }
        return fields;
    }

    /** A type in one spelling: no const, no blanks before stars. */
    private static String plain(String type) {
        return type.replace("const", " ").replace("struct ", " ").strip()
                .replaceAll("\\s+", " ").replaceAll("\\s*\\*", "*");
    }
}
