package vn.girs;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;

/** Hears how far long work has come, on the thread that asked for it. */
@FunctionalInterface
public interface Progress {
    /** Gives true to go on, false to cancel; `total` is 0 while it is not known. */
    boolean report(String stage, String unit, long done, long total);

    /** The same with an estimate from the pace so far; -1 while it is not known. */
    default boolean report(String stage, String unit, long done, long total, long secondsLeft) {
        return report(stage, unit, done, total);
    }

    /** A girs_progress_fn for the length of one call. */
    final class Bound extends Raised {
        interface Reported extends Callback {
            int report(Pointer context, Pointer progress);
        }

        private final Progress progress;
        /** Null without a listener. */
        final Reported function;

        Bound(Progress progress) {
            this.progress = progress;
            function = progress == null ? null : this::answer;
        }

        private int answer(Pointer context, Pointer at) {
            try {
                boolean goOn = progress.report(text(at, "stage"), text(at, "unit"),
                        at.getLong(Struct.offset("girs_progress", "done")),
                        at.getLong(Struct.offset("girs_progress", "total")),
                        at.getLong(Struct.offset("girs_progress", "seconds_left")));
                return goOn ? 0 : 1;
            } catch (Throwable thrown) {
                keep(thrown);
                return 1;
            }
        }

        private static String text(Pointer at, String field) {
            return Call.textAt(at.getPointer(Struct.offset("girs_progress", field)));
        }
    }
}
