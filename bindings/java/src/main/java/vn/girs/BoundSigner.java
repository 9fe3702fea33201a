package vn.girs;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;

/** A girs_signer for a {@link Signer}: lives as long as the calls that may use it. */
final class BoundSigner extends Raised {
    interface SignFunction extends Callback {
        int sign(Pointer context, Pointer scheme, Pointer data, long size, Pointer signature, Pointer room);
    }

    final Struct struct = new Struct("girs_signer");
    private final Signer signer;
    private final SignFunction function = this::answer;  // C holds its address only

    private BoundSigner(Signer signer) {
        this.signer = signer;
    }

    static BoundSigner of(Signer signer) throws GirsException {
        BoundSigner bound = new BoundSigner(signer);
        if (signer instanceof Key) {
            Call.of("key_signer", signer, bound.struct.pointer()).run();
        } else {
            byte[] spki = signer.spki();
            bound.struct.set("scheme", signer.scheme()).set("spki", Library.memory(spki))
                    .set("spki_size", (long) spki.length).set("sign", bound.function);
        }
        return bound;
    }

    private int answer(Pointer context, Pointer scheme, Pointer data, long size, Pointer signature,
            Pointer room) {
        try {
            byte[] given = signer.sign(data.getByteArray(0, Math.toIntExact(size)));
            if (given.length > room.getLong(0)) {
                throw new IllegalStateException("a signature of " + given.length + " bytes; there is room for "
                        + room.getLong(0));
            }
            signature.write(0, given, 0, given.length);
            room.setLong(0, given.length);
            return 0;
        } catch (Throwable thrown) {
            keep(thrown);
            return 1;
        }
    }
}
