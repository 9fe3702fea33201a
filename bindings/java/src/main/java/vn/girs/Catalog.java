package vn.girs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The catalogue of a store: one JSON document a definition. */
public final class Catalog extends Part {
    Catalog(Store store) {
        super(store);
    }

    /** Loads files, and every *.json below folders, all or nothing; every mistake at once. */
    public void load(Path... paths) throws GirsException {
        Memory words = words(paths);
        call("catalog_load_paths", words, (long) paths.length).run();
        Reference.reachabilityFence(words);
    }

    /** Reads and checks the same files without a store. */
    public static void check(Path... paths) throws GirsException {
        Memory words = words(paths);
        Call.of("catalog_check_paths", null, words, (long) paths.length).run();
        Reference.reachabilityFence(words);
    }

    /** Checks files and folders together with what this store holds; it stays as it is. */
    public void checkWith(Path... paths) throws GirsException {
        Memory words = words(paths);
        call("catalog_check_paths", words, (long) paths.length).run();
        Reference.reachabilityFence(words);
    }

    /** What an expert would say of definitions without mistakes: rules that can never hold together... */
    public static JsonArray review(Path folder) throws GirsException {
        return Call.of("catalog_review", folder.toString()).json().getAsJsonArray();
    }

    /** Addresses of texts, with the texts behind them in the same memory. */
    private static Memory words(Path... paths) {
        List<byte[]> texts = new ArrayList<>();
        long size = (long) Native.POINTER_SIZE * Math.max(paths.length, 1);
        for (Path path : paths) {
            byte[] text = Call.utf8(new Call.CText(path.toString()).text);
            texts.add(text);
            size += text.length + 1L;
        }
        Memory memory = new Memory(size);
        memory.clear();
        long at = (long) Native.POINTER_SIZE * Math.max(paths.length, 1);
        for (int i = 0; i < texts.size(); i++) {
            memory.setPointer((long) i * Native.POINTER_SIZE, memory.share(at));
            memory.write(at, texts.get(i), 0, texts.get(i).length);
            at += texts.get(i).length + 1L;
        }
        return memory;
    }

    /** {"digest","definitions":[{"kind","code","version","digest"}]}. */
    public JsonObject definitions() throws GirsException {
        return object("catalog_list");
    }

    /** What changed between two versions of a form, in sentences for those who fill it in. */
    public JsonArray formDifference(String form, int fromVersion, int toVersion) throws GirsException {
        return list("form_difference", form, fromVersion, toVersion);
    }

    /** Regimes that ask the same units for the same figures, dearest first. */
    public JsonArray overlaps(int year) throws GirsException {
        return list("catalog_overlaps", year);
    }
}
