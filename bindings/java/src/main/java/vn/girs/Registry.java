package vn.girs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;

/** The registry of keys of a store; every version is signed with its root. */
public final class Registry extends Part {
    Registry(Store store) {
        super(store);
    }

    /**
     * Makes the next version with more keys; gives the signed registry.
     *
     * @param keys     {"scheme","spki","unit","person","title","roles","not_before","not_after"} each
     * @param logKeys  verifier keys of the log, for a first version; else empty
     */
    public byte[] add(JsonArray keys, JsonArray logKeys, Signer root) throws GirsException {
        BoundSigner bound = BoundSigner.of(root);
        String logs = logKeys.size() == 0 ? "" : logKeys.toString();
        return Raised.during(() -> call("registry_add", keys, logs, bound.struct).bytes(), bound);
    }

    /** Revokes a key from a moment on, in a new version. */
    public void revoke(String keyid, Instant at, String reason, Signer root) throws GirsException {
        BoundSigner bound = BoundSigner.of(root);
        Raised.during(() -> {
            call("registry_revoke", keyid, at, reason, bound.struct).run();
            return null;
        }, bound);
    }

    /**
     * Makes the next version with any change, signed by one of two or more root keys; another signs
     * with {@link Packages#sign}, and {@link #accept} puts it into force.
     *
     * @param change  {"add","log_keys","revoke","retire","tlog_policy","min_schema","cosigners"}
     */
    public byte[] propose(JsonObject change, Signer root) throws GirsException {
        BoundSigner bound = BoundSigner.of(root);
        return Raised.during(() -> call("registry_propose", change, bound.struct).bytes(), bound);
    }

    /** Puts a signed registry into force in this store. */
    public void accept(byte[] envelope) throws GirsException {
        call("registry_import", (Object) envelope).run();
    }

    /** The registry in force, verified against the pinned root. */
    public JsonObject show() throws GirsException {
        return object("registry_show");
    }
}
