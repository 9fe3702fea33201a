package vn.girs;

/**
 * Stops long work from another thread: given to a store ({@link Store.Options#cancel}) or to one
 * round ({@link Sync.Options#cancel}), it makes what runs there throw {@link GirsException.Cancelled}.
 */
public final class CancelToken extends Handle {
    /** A token that is not set. */
    public CancelToken() throws GirsException {
        super("cancel", Call.of("cancel_create").handle());
    }

    /** What runs ends soon, what begins ends at once; from any thread. */
    public void set() throws GirsException {
        Call.get("cancel_set", this);
    }

    /** Lets work begin again. */
    public void clear() throws GirsException {
        Call.get("cancel_clear", this);
    }

    /** Whether it is set. */
    public boolean isSet() throws GirsException {
        return (Integer) Call.get("cancel_is_set", this) == 1;
    }
}
