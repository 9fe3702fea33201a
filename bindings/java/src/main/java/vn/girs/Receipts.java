package vn.girs;

import com.google.gson.JsonObject;

/** Receipts of an authority's log: proof, without a network, that a package was received. */
public final class Receipts extends Part {
    private static final int HASH_BYTES = 32;

    Receipts(Store store) {
        super(store);
    }

    /** The receipt of a package in this store's outbox or log. */
    public String get(String pid) throws GirsException {
        return call("receipt_get", pid).text();
    }

    /**
     * Verifies a receipt for a package offline.
     *
     * @param receipt  tlog-proof text; empty: the one in the bundle
     * @param logKeys  verifier keys of the log, one a line
     */
    public static JsonObject verify(byte[] signed, String receipt, String logKeys) throws GirsException {
        return Call.of("receipt_verify", signed, receipt, logKeys).json().getAsJsonObject();
    }

    /** Whether a signed note is signed by one of the keys, and by none wrongly. */
    public static boolean verifyNote(String note, String verifierKeys) throws GirsException {
        return Call.of("note_verify", note, verifierKeys).valid();
    }

    /** Whether a leaf is number `index` of the tree; both numbers are unsigned. */
    public static boolean verifyInclusion(long index, long size, byte[] root, byte[] leafHash, byte[] proof)
            throws GirsException {
        return Call.of("inclusion_verify", index, size, new Call.Raw(root, HASH_BYTES),
                new Call.Raw(leafHash, HASH_BYTES), new Call.Raw(proof, whole(proof)),
                (long) proof.length / HASH_BYTES).valid();
    }

    /** Whether the second tree is the first one, grown; sizes are unsigned. */
    public static boolean verifyConsistency(long size1, long size2, byte[] root1, byte[] root2, byte[] proof)
            throws GirsException {
        return Call.of("consistency_verify", size1, size2, new Call.Raw(root1, HASH_BYTES),
                new Call.Raw(root2, HASH_BYTES), new Call.Raw(proof, whole(proof)),
                (long) proof.length / HASH_BYTES).valid();
    }

    private static int whole(byte[] proof) {
        return proof.length / HASH_BYTES * HASH_BYTES;
    }
}
