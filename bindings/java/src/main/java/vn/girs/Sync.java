package vn.girs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/** Exchange with an authority: one bounded round on the caller's thread, and the outbox. */
public final class Sync extends Part {
    /** How to sync; what is not set has its default. */
    public static final class Options {
        private final Struct struct = new Struct("girs_sync_options");
        private final List<Raised> raised = new ArrayList<>();
        private CancelToken cancel;  // C holds its address only

        /** Runs a call with these options last, and what it gives as JSON. */
        JsonObject ask(Call call) throws GirsException {
            call.with(struct);
            try {
                return Raised.during(() -> call.summed().getAsJsonObject(), raised);
            } finally {
                Reference.reachabilityFence(cancel);
            }
        }

        /** "https://baocao.example.gov.vn"; plain http is for loopback only. */
        public Options url(String url) {
            return text("url", url);
        }

        /** For one exchange; 30 seconds by default. */
        public Options timeoutMs(int milliseconds) {
            struct.set("timeout_ms", milliseconds);
            return this;
        }

        /** Leaves packages that wait after a failed attempt until their time. */
        public Options patient() {
            struct.set("flags", Library.HEADER.number("GIRS_SYNC_PATIENT"));
            return this;
        }

        /**
         * "authorities", "pinned_keys", "certificate", "certificate_key", "certificate_passphrase",
         * "proxy", "proxy_authorization" of girs/sync.h.
         */
        public Options text(String field, String value) {
            struct.set(field, value);
            return this;
        }

        /** Hears how far the round has come, and may cancel it. */
        public Options progress(Progress listener) {
            Progress.Bound bound = new Progress.Bound(listener);
            raised.add(bound);
            struct.set("progress", bound.function);
            return this;
        }

        /** Ed25519: signs each request. */
        public Options signer(Signer signer) throws GirsException {
            BoundSigner bound = BoundSigner.of(signer);
            raised.add(bound);
            struct.set("signer", bound.struct);
            return this;
        }

        /** Carries requests instead of HTTP. */
        public Options transport(Transport transport) {
            Transport.Bound bound = new Transport.Bound(transport);
            raised.add(bound);
            struct.set("transport", bound.struct);
            return this;
        }

        /** Ends the round before its next package or event. */
        public Options cancel(CancelToken token) throws GirsException {
            cancel = token;
            struct.set("cancel", token.pointer());
            return this;
        }
    }

    Sync(Store store) {
        super(store);
    }

    /** Runs one round and gives its summary; {@link GirsException#summary} has it after a failure. */
    public JsonObject run(String url) throws GirsException {
        return run(new Options().url(url));
    }

    /** The same with options. */
    public JsonObject run(Options options) throws GirsException {
        return options.ask(call("sync_run"));
    }

    /** Watches an authority's log, as any body can; finds what an honest log does not have. */
    public JsonObject monitor(Options options) throws GirsException {
        return options.ask(call("log_monitor"));
    }

    /** What is queued, receipted, accepted, rejected. */
    public JsonArray outbox() throws GirsException {
        return list("sync_outbox");
    }

    /** Queues a refused package again, as it was signed: the authority has mended its side. */
    public void sendAgain(String pid) throws GirsException {
        call("sync_send_again", pid).run();
    }
}
