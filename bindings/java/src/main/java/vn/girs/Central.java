package vn.girs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The receiving authority: admits packages, logs them, decides on them. Any thread may use it. */
public final class Central extends Handle {
    private final List<BoundSigner> signers;  // C uses them as long as the handle lives

    private Central(Pointer pointer, Store store, List<BoundSigner> signers) {
        super("central", pointer, store);
        this.signers = signers;
    }

    /**
     * Opens the authority's side of a store.
     *
     * @param logKey       Ed25519: signs checkpoints
     * @param decisionKey  signs decisions made by the rules; null: people decide
     */
    public static Central open(Store store, Signer logKey, Signer decisionKey) throws GirsException {
        List<BoundSigner> signers = new ArrayList<>();
        Struct options = new Struct("girs_central_options");
        signers.add(BoundSigner.of(logKey));
        options.set("log_key", signers.get(0).struct);
        if (decisionKey != null) {
            signers.add(BoundSigner.of(decisionKey));
            options.set("decision_key", signers.get(1).struct);
        }
        Pointer opened = Raised.during(() -> Call.of("central_open", store, options).handle(), signers);
        return new Central(opened, store, signers);
    }

    /** Puts a signed registry into force and logs it. */
    public void publish(byte[] registry) throws GirsException {
        Raised.during(() -> {
            Call.of("central_publish", this, registry).run();
            return null;
        }, signers);
    }

    /** Takes a package that came by another way than HTTP: {"fresh","index","receipt"}. */
    public JsonObject admit(byte[] signed) throws GirsException {
        return Raised.during(() -> Call.of("central_admit", this, signed).json().getAsJsonObject(), signers);
    }

    /** Decides: "accepted", "rejected", "reopened", "excluded"; codes are separated by blanks. */
    public String decide(String pid, String decision, String codes, String reason, Signer decider)
            throws GirsException {
        BoundSigner bound = BoundSigner.of(decider);
        return text(Raised.during(() -> Call.of("central_decide", this, pid, decision, codes, reason,
                bound.struct).bytes(), with(bound)));
    }

    /** Asks chosen units for a report (girs/central.h lists the members). */
    public String request(JsonElement request, Signer requester) throws GirsException {
        BoundSigner bound = BoundSigner.of(requester);
        return text(Raised.during(() -> Call.of("central_request", this, request, bound.struct).bytes(),
                with(bound)));
    }

    /** Publishes the catalogue that the store holds, for units to adopt; gives its version. */
    public long publishCatalogue(Signer publisher) throws GirsException {
        BoundSigner bound = BoundSigner.of(publisher);
        Call call = Call.of("central_publish_catalogue", this, bound.struct);
        Memory version = call.out();
        return Raised.during(() -> {
            call.run();
            return version.getLong(0);
        }, with(bound));
    }

    /**
     * Fetches from a centre below what its aggregates were summed from, as evidence, and decides on
     * those that waited for it. Gives {"wanted","fetched","settled","faults"}.
     *
     * @param below  {"origin","roots","log_key"}
     * @throws GirsException.Untrusted  the log below contradicts itself; its summary is the same
     */
    public JsonObject fetchMembers(JsonElement below, Sync.Options line) throws GirsException {
        return Raised.during(() -> line.ask(Call.of("central_fetch_members", this, below)), signers);
    }

    /** A new year, a new log: a new store whose log begins with the last checkpoint of this one. */
    public void rotate(Path path, String origin) throws GirsException {
        Raised.during(() -> {
            Call.of("central_rotate", this, path.toString(), origin).run();
            return null;
        }, signers);
    }

    /** The signed checkpoint of the log as it stands. */
    public String checkpoint() throws GirsException {
        return text(Raised.during(() -> Call.of("central_checkpoint", this).bytes(), signers));
    }

    private List<BoundSigner> with(BoundSigner more) {
        List<BoundSigner> all = new ArrayList<>(signers);
        all.add(more);
        return all;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Who has reported and who is late as of `time` (null: now), for `unit` and all below. */
    public static JsonObject overview(Store store, String regime, String period, String unit, Instant time)
            throws GirsException {
        return Call.of("overview", store, regime, period, unit, time == null ? Instant.EPOCH : time).json()
                .getAsJsonObject();
    }

    /** Re-checks everything that the store claims; no "faults": all is as it was signed. */
    public static JsonObject fsck(Store store, Progress progress) throws GirsException {
        Progress.Bound bound = new Progress.Bound(progress);
        return Raised.during(() -> Call.of("fsck", store, bound.function, null).json().getAsJsonObject(), bound);
    }
}
