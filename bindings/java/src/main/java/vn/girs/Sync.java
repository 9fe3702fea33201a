package vn.girs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** Exchange with an authority: one bounded round on the caller's thread, and the outbox. */
public final class Sync extends Part {
    Sync(Store store) {
        super(store);
    }

    /** Runs one round and gives its summary. */
    public JsonObject run(String url) throws GirsException {
        return run(url, 0, null);
    }

    /** The same with a limit for one exchange (0: 30 seconds) and a listener (may be null). */
    public JsonObject run(String url, int timeoutMs, Progress progress) throws GirsException {
        Progress.Bound bound = new Progress.Bound(progress);
        Struct options = new Struct("girs_sync_options").set("url", url).set("timeout_ms", timeoutMs)
                .set("progress", bound.function);
        return Raised.during(() -> object("sync_run", options), bound);
    }

    /** What is queued, receipted, accepted, rejected. */
    public JsonArray outbox() throws GirsException {
        return list("sync_outbox");
    }
}
