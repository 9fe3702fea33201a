package vn.girs;

import java.util.Arrays;
import java.util.List;

/** Keeps what a callback threw until the call is over: an exception must not cross C. */
class Raised {
    private Throwable stored;

    final synchronized void keep(Throwable thrown) {
        if (stored == null) {
            stored = thrown;
        }
    }

    private synchronized Throwable take() {
        Throwable taken = stored;
        stored = null;
        return taken;
    }

    /** Hands what a callback without an answer throws to its thread's handler, never to C. */
    static void telling(Runnable work) {
        try {
            work.run();
        } catch (Throwable thrown) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        }
    }

    interface Work<T> {
        T run() throws GirsException;
    }

    static <T> T during(Work<T> work, Raised... callbacks) throws GirsException {
        return during(work, Arrays.asList(callbacks));
    }

    /** Runs a call; throws what callbacks stored instead of the refusal that it led to. */
    static <T> T during(Work<T> work, List<? extends Raised> callbacks) throws GirsException {
        callbacks.forEach(Raised::take);
        try {
            return work.run();
        } catch (GirsException refused) {
            for (Raised callback : callbacks) {
                Throwable thrown = callback.take();
                if (thrown instanceof RuntimeException) {
                    thrown.addSuppressed(refused);
                    throw (RuntimeException) thrown;
                } else if (thrown instanceof Error) {
                    throw (Error) thrown;
                } else if (thrown != null && refused.getCause() == null) {
                    refused.initCause(thrown);
                }
            }
            throw refused;
        } finally {
            java.lang.ref.Reference.reachabilityFence(callbacks);
        }
    }
}
