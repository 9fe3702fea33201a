package vn.girs;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The C library, opened once: from the jar, or the file that the property girs.library names. */
final class Library {
    static final Header HEADER = new Header();
    private static final NativeLibrary NATIVE = open();
    private static final Map<String, Function> FUNCTIONS = new ConcurrentHashMap<>();

    private Library() {}

    /** Calls a function whose words are laid out as its declaration wants them. */
    static Object invoke(String name, List<Object> words) {
        Header.Function declared = HEADER.function(name);
        if (declared.parameters.size() != words.size()) {
            throw new IllegalStateException(name + " takes " + declared.parameters.size()
                    + " words, not " + words.size());
        }
        for (int i = 0; i < words.size(); i++) {
            check(name, declared.parameters.get(i), words.get(i));
        }
        return FUNCTIONS.computeIfAbsent(name, NATIVE::getFunction)
                .invoke(type(declared.result), words.toArray());
    }

    /** A call of the wrong shape would write over memory, so it is refused here. */
    private static void check(String name, Header.Field parameter, Object word) {
        boolean fits = parameter.isPointer()
                ? word == null || word instanceof Pointer || word instanceof com.sun.jna.Callback
                : parameter.size() == 8 ? word instanceof Long : word instanceof Integer;
        if (!fits) {
            throw new IllegalStateException(name + ": " + parameter.name + " is " + parameter.type
                    + ", not " + word);
        }
    }

    private static Class<?> type(String result) {
        switch (result) {
            case "void":
                return void.class;
            case "size_t":
            case "int64_t":
                return long.class;
            case "girs_status":
            case "int32_t":
            case "uint32_t":
                return int.class;
            default:
                return Pointer.class;
        }
    }

    private static NativeLibrary open() {
        String given = System.getProperty("girs.library");
        Path file = given != null ? Path.of(given) : unpack();
        try {
            return checked(NativeLibrary.getInstance(file.toString()), file);
        } catch (UnsatisfiedLinkError refused) {
            throw failure(file.toString(), "It uses libraries of the system that the jar does not carry:"
                    + " on Debian 12 'apt install libsqlite3-0 libssl3 libsodium23 libutf8proc2 libre2-9"
                    + " libstdc++6'. " + refused.getMessage());
        }
    }

    /** -Dgirs.library may name a library of another binary interface than the headers of this jar. */
    private static NativeLibrary checked(NativeLibrary library, Path file) {
        int abi = library.getFunction("girs_abi").invokeInt(new Object[0]);
        int version = library.getFunction("girs_version").invokeInt(new Object[0]);
        if (abi != HEADER.number("GIRS_ABI") || version < HEADER.number("GIRS_VERSION")) {
            throw failure(file.toString(), "It has version " + version + " and binary interface " + abi
                    + "; this jar is made for " + HEADER.number("GIRS_VERSION") + " and "
                    + HEADER.number("GIRS_ABI") + ".");
        }
        return library;
    }

    private static Path unpack() {
        String inside = Platform.RESOURCE_PREFIX + "/libgirs.so";
        Path folder = Path.of(System.getProperty("girs.tmpdir", System.getProperty("java.io.tmpdir")));
        try (InputStream stream = Library.class.getResourceAsStream(inside)) {
            if (stream == null) {
                throw failure("vn/girs/" + inside + " in the jar", "This jar carries no library for that"
                        + " platform; build libgirs there and name the file with -Dgirs.library=FILE.");
            }
            Path file = Files.createTempFile(folder, "libgirs-", ".so");
            file.toFile().deleteOnExit();
            Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException unwritable) {
            throw failure(folder.toString(), "The library could not be unpacked there ("
                    + unwritable + "); name a folder with -Dgirs.tmpdir=FOLDER that may hold programs.");
        }
    }

    private static UnsatisfiedLinkError failure(String tried, String advice) {
        return new UnsatisfiedLinkError("libgirs for " + Platform.RESOURCE_PREFIX + " (tried " + tried
                + "): " + advice);
    }

    /** Memory with a text and the NUL after it. */
    static Memory memory(byte[] bytes) {
        Memory memory = new Memory(bytes.length + 1L);
        memory.write(0, bytes, 0, bytes.length);
        memory.setByte(bytes.length, (byte) 0);
        return memory;
    }
}
