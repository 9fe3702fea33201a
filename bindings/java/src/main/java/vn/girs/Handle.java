package vn.girs;

import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.util.List;

/**
 * Owns one object of the library. {@link #close()} ends its use; the memory is freed when the
 * object becomes unreachable. Objects made from it stay valid.
 */
public abstract class Handle implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();
    private final String noun;
    private final Pointer pointer;
    private final Object[] kept;
    private volatile boolean closed;

    /**
     * Owns `pointer`.
     *
     * @param kept  objects whose callbacks C may call for this one; they live as long
     */
    Handle(String noun, Pointer pointer, Object... kept) {
        this.noun = noun;
        this.kept = kept;
        this.pointer = pointer;
        CLEANER.register(this, freeing("girs_" + noun + "_free", pointer));
    }

    /** Static, so that what the cleaner holds does not reach the handle. */
    private static Runnable freeing(String free, Pointer pointer) {
        return () -> Library.invoke(free, List.of(pointer));
    }

    /** Ends the use; later calls throw {@link GirsException.Closed}. Safe to call twice. */
    @Override
    public void close() throws GirsException {
        closed = true;
    }

    /** Whether {@link #close()} was called. */
    public final boolean isClosed() {
        return closed;
    }

    /** The C handle, while it may be used; {@link Call} keeps this object alive meanwhile. */
    final Pointer pointer() throws GirsException {
        if (closed) {
            throw new GirsException.Closed("This " + noun + " is closed.");
        }
        return pointer;
    }
}
