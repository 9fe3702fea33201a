package vn.girs;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    /** Calls girs_NAME with the parties last; gives the package's identity. */
    static String sign(List<Party> parties, String name, Object... arguments) throws GirsException {
        List<Struct> rows = Struct.array("girs_party", parties.size());
        List<BoundSigner> signers = new ArrayList<>();
        for (int i = 0; i < parties.size(); i++) {
            Party party = parties.get(i);
            BoundSigner signer = BoundSigner.of(party.signer);
            signers.add(signer);
            rows.get(i).set("role", party.role).set("authority", party.authority).set("signer", signer.struct);
        }
        List<Object> words = new ArrayList<>(Arrays.asList(arguments));
        words.add(rows.get(0));
        words.add((long) parties.size());
        Call call = Call.of(name, words.toArray());
        try {
            return Raised.during(call::text, signers);
        } finally {
            Reference.reachabilityFence(rows);
        }
    }

    /** Signs on behalf: "KT.", "TL.", "TUQ."... */
    public Party authority(String form) {
        return new Party(role, form, signer);
    }
}
