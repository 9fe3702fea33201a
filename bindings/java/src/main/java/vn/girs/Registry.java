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

    /** The registry in force, verified against the pinned root. */
    public JsonObject show() throws GirsException {
        return object("registry_show");
    }
}
