package vn.girs;

import com.google.gson.JsonObject;

/** Proofs from a store's own log, for those who verify them elsewhere ({@link Receipts}). */
public final class Proofs extends Part {
    Proofs(Store store) {
        super(store);
    }

    /** That entry `index` is in the log of `size` entries (0: all that are signed). */
    public JsonObject inclusion(long index, long size) throws GirsException {
        return object("log_prove", index, size);
    }

    /** That the log of `size2` entries (0: all that are signed) continues the one of `size1`. */
    public JsonObject growth(long size1, long size2) throws GirsException {
        return object("log_prove_growth", size1, size2);
    }
}
