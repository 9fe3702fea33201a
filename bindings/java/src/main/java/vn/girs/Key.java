package vn.girs;

import com.google.gson.JsonObject;
import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.Base64;

/** A private key held in memory; wiped when the object is collected. Any thread may use it. */
public final class Key extends Handle implements Signer {
    private static final int SIGNATURE_BYTES_MAX = 4096;

    private Key(Pointer pointer) {
        super("key", pointer);
    }

    /** A new key: "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "rsassa-pss-sha256", "ed25519". */
    public static Key generate(String scheme) throws GirsException {
        return new Key(Call.of("key_generate", scheme).handle());
    }

    /** Reads an encrypted PKCS#8 file. */
    public static Key open(Path path, String passphrase) throws GirsException {
        return new Key(Call.of("key_open", path.toString(), passphrase).handle());
    }

    /**
     * Opens a key on a PKCS#11 token, which it never leaves.
     *
     * @param module  the token's own library
     * @param uri     its name for the key (RFC 7512), without a PIN
     */
    public static Key openToken(Path module, String uri, String pin) throws GirsException {
        return new Key(Call.of("key_open_token", module.toString(), uri, pin).handle());
    }

    /** Writes the key as such a file, readable by its owner alone. */
    public void save(Path path, String passphrase) throws GirsException {
        Call.of("key_save", this, path.toString(), passphrase).run();
    }

    /** {"scheme","spki","keyid"} and, for Ed25519 with a name, "vkey". */
    public JsonObject show(String name) throws GirsException {
        return Call.of("key_show", this, name).json().getAsJsonObject();
    }

    @Override
    public String scheme() {
        return member("scheme");
    }

    @Override
    public byte[] spki() {
        return Base64.getDecoder().decode(member("spki"));
    }

    private String member(String name) {
        try {
            return show("").get(name).getAsString();
        } catch (GirsException closed) {
            throw new IllegalStateException(closed);
        }
    }

    @Override
    public byte[] sign(byte[] toBeSigned) throws GirsException {
        Struct struct = BoundSigner.of(this).struct;
        Memory signature = new Memory(SIGNATURE_BYTES_MAX);
        Memory room = new Memory(Long.BYTES);
        room.setLong(0, SIGNATURE_BYTES_MAX);
        Function function = Function.getFunction(
                struct.pointer().getPointer(Struct.offset("girs_signer", "sign")));
        Object[] words = {
            struct.pointer().getPointer(Struct.offset("girs_signer", "context")),
            struct.pointer().getPointer(Struct.offset("girs_signer", "scheme")),
            Library.memory(toBeSigned), (long) toBeSigned.length, signature, room,
        };
        if (function.invokeInt(words) != 0) {
            throw new IllegalStateException("the key did not sign");
        }
        java.lang.ref.Reference.reachabilityFence(this);
        return signature.getByteArray(0, Math.toIntExact(room.getLong(0)));
    }

    /** Whether a signature is one of the message by a key (SPKI DER, or a raw Ed25519 key). */
    public static boolean verify(String scheme, byte[] key, byte[] message, byte[] signature)
            throws GirsException {
        return Call.of("signature_verify", scheme, key, message, signature).valid();
    }
}
