package vn.girs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;

/** The catalogue of a store: one JSON document a definition. */
public final class Catalog extends Part {
    Catalog(Store store) {
        super(store);
    }

    /** Loads every *.json below `folder`, all or nothing; every mistake at once. */
    public void load(Path folder) throws GirsException {
        call("catalog_load", folder.toString()).run();
    }

    /** Reads and checks the same files without a store. */
    public static void check(Path folder) throws GirsException {
        Call.of("catalog_check", folder.toString()).run();
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
