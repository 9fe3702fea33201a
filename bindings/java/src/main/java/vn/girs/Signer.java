package vn.girs;

/**
 * Somebody who signs: a {@link Key} in memory, or a token, a service, an HSM behind these three
 * methods.
 */
public interface Signer {
    /** "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "rsassa-pss-sha256" or "ed25519". */
    String scheme();

    /** The public key: SubjectPublicKeyInfo, DER. */
    byte[] spki();

    /**
     * Signs; ECDSA in DER. What it throws makes the call fail that asked for the signature: unchecked
     * exceptions come out as they are, checked ones as the cause of the {@link GirsException}.
     */
    byte[] sign(byte[] toBeSigned) throws Exception;
}
