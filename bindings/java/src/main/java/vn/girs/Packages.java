package vn.girs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;

/** Signed packages: reading, verifying, carrying without a network. */
public final class Packages extends Part {
    Packages(Store store) {
        super(store);
    }

    /** Verifies a submission, envelope or bundle against the registry as of `time`. */
    public JsonObject verify(byte[] signed, Instant time) throws GirsException {
        return object("package_verify", signed, time);
    }

    /** The same as of now. */
    public JsonObject verify(byte[] signed) throws GirsException {
        return verify(signed, Instant.EPOCH);
    }

    /** The package with its receipts as one file for carriage. */
    public byte[] export(String pid) throws GirsException {
        return call("package_export", pid).bytes();
    }

    /** A page for people of what is signed, in "vi" or "en"; verifies nothing. */
    public static String show(byte[] signed, String language) throws GirsException {
        return Call.of("package_show", signed, new Call.CText(language)).text();
    }

    /** The package with one signature more, of one whom it names; needs no store. */
    public static byte[] sign(byte[] unsigned, Signer signer) throws GirsException {
        BoundSigner bound = BoundSigner.of(signer);
        return Raised.during(() -> Call.of("package_sign", unsigned, bound.struct).bytes(), bound);
    }

    /**
     * Signs up to 500 packages with one signature, so that a slow token asks for its PIN once.
     *
     * @param packages  JSON array of packages that name the signer's key in `role`
     * @param time      written into the batch
     */
    public static JsonArray signBatch(JsonArray packages, String role, Instant time, Signer signer)
            throws GirsException {
        BoundSigner bound = BoundSigner.of(signer);
        return Raised.during(() -> Call.of("package_sign_batch", packages, role, time, bound.struct).json(), bound)
                .getAsJsonArray();
    }

    /** The bytes that a DSSE signature is over. */
    public static byte[] preAuthentication(String payloadType, byte[] payload) throws GirsException {
        return Call.of("dsse_pae", payloadType, payload).bytes();
    }

    /** Whether a DSSE envelope carries a signature by a key. */
    public static boolean verifyEnvelope(byte[] envelope, String scheme, byte[] key) throws GirsException {
        return Call.of("dsse_verify", envelope, scheme, key).valid();
    }
}
