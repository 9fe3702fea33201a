package vn.girs;

/** One who signs a report. */
public final class Party {
    final String role;
    final String authority;
    final Signer signer;

    private Party(String role, String authority, Signer signer) {
        this.role = role;
        this.authority = authority;
        this.signer = signer;
    }

    /** "preparer", "approver" or "agency-seal". */
    public static Party of(String role, Signer signer) {
        return new Party(role, null, signer);
    }

    /** Signs on behalf: "KT.", "TL.", "TUQ."... */
    public Party authority(String form) {
        return new Party(role, form, signer);
    }
}
