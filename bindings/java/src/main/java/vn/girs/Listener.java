package vn.girs;

/** Hears what happens on a store, for the host's own log, on the threads that use the store. */
@FunctionalInterface
public interface Listener {
    /** How much a sentence matters. */
    enum Level { ERROR, WARNING, INFO, DEBUG }

    /**
     * One sentence in English, without figures and secrets.
     *
     * @param category  "store", "catalog", "report", "sync", "central" or "server"
     */
    void hear(Level level, String category, String text);

    /** A listener that writes to a logger of the platform. */
    static Listener to(System.Logger logger) {
        System.Logger.Level[] levels = {System.Logger.Level.ERROR, System.Logger.Level.WARNING,
            System.Logger.Level.INFO, System.Logger.Level.DEBUG};
        return (level, category, text) -> logger.log(levels[level.ordinal()], category + ": " + text);
    }
}
