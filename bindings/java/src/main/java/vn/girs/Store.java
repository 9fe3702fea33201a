package vn.girs;

import com.google.gson.JsonObject;
import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * The store: one SQLite file with settings, catalogue, drafts, outbox and evidence. Any thread may
 * use it; calls on one store follow each other.
 */
public final class Store extends Handle {
    /** How to open a store; start from {@link Store#options}. */
    public static final class Options {
        private final Struct struct = new Struct("girs_store_options");
        private ClockFunction clock;
        private LogFunction log;

        private Options() {}

        /** Never writes; the file must exist. */
        public Options readOnly() {
            struct.set("flags", Library.HEADER.number("GIRS_STORE_READ_ONLY"));
            return this;
        }

        /** How long to wait for another process; 5000 by default. */
        public Options busyTimeoutMs(int milliseconds) {
            struct.set("busy_timeout_ms", milliseconds);
            return this;
        }

        /** Another clock than the system's, for rehearsals and tests. */
        public Options clock(Clock given) {
            clock = context -> given.instant().getEpochSecond();
            struct.set("clock", clock);
            return this;
        }

        /** Once set, what runs on this store throws {@link GirsException.Cancelled}. */
        public Options cancel(CancelToken token) throws GirsException {
            struct.set("cancel", token.pointer());
            return this;
        }

        /** Hears what happens; {@link Listener#to} writes it to a logger. */
        public Options log(Listener listener) {
            log = bound(listener);
            struct.set("log", log);
            return this;
        }
    }

    interface ClockFunction extends Callback {
        long now(Pointer context);
    }

    interface LogFunction extends Callback {
        void hear(Pointer context, int level, Pointer category, Pointer text, long length);
    }

    /** What the listener throws goes to the thread's handler, never into the call. */
    private static LogFunction bound(Listener listener) {
        return (context, level, category, text, length) -> Raised.telling(() -> listener.hear(
                Listener.Level.values()[level - 1], Call.textAt(category),
                new String(text.getByteArray(0, Math.toIntExact(length)), StandardCharsets.UTF_8)));
    }

    private Store(Pointer pointer, Options options) {
        super("store", pointer, options.clock, options.log);
    }

    /** Options to change. */
    public static Options options() {
        return new Options();
    }

    /** Opens the store at `path`, creating it. */
    public static Store open(Path path) throws GirsException {
        return open(path, options());
    }

    /** Opens the store at `path`. */
    public static Store open(Path path, Options options) throws GirsException {
        return new Store(Call.of("store_open", path.toString(), options.struct).handle(), options);
    }

    /** Waits for running calls and makes later ones throw; safe from any thread, also twice. */
    @Override
    public void close() throws GirsException {
        if (!isClosed()) {
            Call.of("store_close", this).run();
            super.close();
        }
    }

    /** Sets "unit", "audience", "registry-root" or "log-key". */
    public void set(String key, String value) throws GirsException {
        Call.of("store_set", this, key, value).run();
    }

    /** A setting, when it was set. */
    public Optional<String> get(String key) throws GirsException {
        try {
            return Optional.of(Call.of("store_get", this, key).text());
        } catch (GirsException.NotFound none) {
            return Optional.empty();
        }
    }

    /**
     * Copies the store, as committed at one moment, to a new file while others go on writing; gives
     * what the copy holds.
     *
     * @param progress  or null
     */
    public JsonObject backup(Path path, Progress progress) throws GirsException {
        Progress.Bound bound = new Progress.Bound(progress);
        return Raised.during(() -> Call.of("store_backup", this, path.toString(), bound.function, null).json()
                .getAsJsonObject(), bound);
    }

    /** What there is: {"format","rows":{table: number},"log_size","checkpoint"}. */
    public JsonObject inventory() throws GirsException {
        return Call.of("store_inventory", this).json().getAsJsonObject();
    }

    /** What an authority in service asks of its store. */
    public Authority authority() {
        return new Authority(this);
    }

    /** Definitions: regimes, forms, rules, indicators, units, calendar. */
    public Catalog catalog() {
        return new Catalog(this);
    }

    /** Units and agencies through time. */
    public Units units() {
        return new Units(this);
    }

    /** Reports: drafts, checks, submissions. */
    public Reports reports() {
        return new Reports(this);
    }

    /** What is owed until when. */
    public Obligations obligations() {
        return new Obligations(this);
    }

    /** Who may sign what from when to when. */
    public Registry registry() {
        return new Registry(this);
    }

    /** Signed packages: verify, export. */
    public Packages packages() {
        return new Packages(this);
    }

    /** Proof that a package was received. */
    public Receipts receipts() {
        return new Receipts(this);
    }

    /** Proofs from this store's own log. */
    public Proofs proofs() {
        return new Proofs(this);
    }

    /** Exchange with an authority. */
    public Sync sync() {
        return new Sync(this);
    }

    /** Figures computed from reports. */
    public Indicators indicators() {
        return new Indicators(this);
    }
}
