package vn.girs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Compiled definitions: many rules and indicators over the cells of many units at once. */
public final class Plan extends Handle {
    /** Compiles; every mistake with its pointer. girs/plan.h lists the members of the request. */
    public Plan(JsonElement request) throws GirsException {
        super("plan", Call.of("plan_compile", request).handle());
    }

    /** The plan as an engineer reads it: formulas, graph, instructions. */
    public String text() throws GirsException {
        return Call.textAt(Call.get("plan_text", this));
    }

    /**
     * Finds a column for everything that the plan reads; computes nothing yet.
     *
     * @param blankColumns  a column that is not in the table is blank instead of a mistake
     */
    public Run prepare(Columns columns, List<String> periods, boolean blankColumns) throws GirsException {
        JsonArray named = new JsonArray();
        periods.forEach(named::add);
        int flags = blankColumns ? Library.HEADER.number("GIRS_PLAN_BLANK_COLUMNS") : 0;
        return new Run(Call.of("plan_run_prepare", this, columns, named, flags).handle());
    }

    /** Computes all of it on so many threads. */
    public Run run(Columns columns, List<String> periods, int threads) throws GirsException {
        Run run = prepare(columns, periods, false);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int part = i;
                parts.add(pool.submit(() -> {
                    run.part(part, threads);
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
            return run;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof GirsException) {
                throw (GirsException) failed.getCause();
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            run.cancel();
            Thread.currentThread().interrupt();
            throw new GirsException.Cancelled("The thread that waits for the run was interrupted.");
        } finally {
            pool.shutdown();
        }
    }

    /** Columns of cells over the units of one tree; one thread fills it. */
    public static final class Columns extends Handle {
        /** `units` are {"code","parent","kind"}, depth first. */
        public Columns(JsonArray units) throws GirsException {
            super("plan_table", Call.of("plan_table_create", units).handle());
        }

        /**
         * Adds a column: figure i / 10^scale for unit i.
         *
         * @param figures  direct, in native order
         * @param present  one bit a cell, the lowest first, 0: blank; null: all are there
         */
        public void add(JsonElement place, LongBuffer figures, byte[] present, int scale) throws GirsException {
            Memory bits = bits(present, figures.remaining());
            Call.of("plan_table_add", this, place, address(figures), bits, (long) figures.remaining(), scale).run();
            Reference.reachabilityFence(figures);
            Reference.reachabilityFence(bits);
        }

        /**
         * Adds a column of a list: unit i has the cells offsets[i] to offsets[i+1] - 1.
         *
         * @param offsets  direct, in native order; one more than there are units
         */
        public void addList(JsonElement place, LongBuffer figures, byte[] present, LongBuffer offsets, int scale)
                throws GirsException {
            int last = offsets.remaining() - 1;
            if (last >= 0 && offsets.get(offsets.position() + last) != figures.remaining()) {
                throw new IllegalArgumentException("the last offset is the number of cells, " + figures.remaining());
            }
            Memory bits = bits(present, figures.remaining());
            Call.of("plan_table_add_list", this, place, address(figures), bits, address(offsets), last + 1L, scale)
                    .run();
            Reference.reachabilityFence(List.of(figures, offsets));
            Reference.reachabilityFence(bits);
        }

        private static Pointer address(LongBuffer buffer) {
            if (!buffer.isDirect() || buffer.order() != ByteOrder.nativeOrder()) {
                throw new IllegalArgumentException("the buffer is direct, in native order");
            }
            return Native.getDirectBufferPointer(buffer.slice());
        }

        private static Memory bits(byte[] present, int count) {
            if (present != null && present.length * 8L < count) {
                throw new IllegalArgumentException(present.length + " bytes of bits do not cover " + count + " cells");
            }
            return present == null ? null : Library.memory(present);
        }

        /** Refuses another tree of units than that of the table, with each that came, went or moved. */
        public void requireUnits(JsonArray units) throws GirsException {
            Call.of("plan_table_require_units", this, units).run();
        }

        /** Sets one cell: {"value":"12.5"}, {"absent":"nil"} or {"text":..}. */
        public void set(JsonElement place, JsonElement value) throws GirsException {
            Call.of("plan_table_set", this, place, value).run();
        }

        /** Sets [$name]. */
        public void parameter(String name, JsonElement value) throws GirsException {
            Call.of("plan_table_parameter", this, name, value).run();
        }
    }

    /** A plan at work. Different threads may compute different parts at once. */
    public static final class Run extends Handle {
        private Run(Pointer pointer) {
            super("plan_run", pointer);
        }

        /** Bytes that it holds with `threads` at work. */
        public long memory(int threads) throws GirsException {
            return (Long) Call.get("plan_run_memory", this, (long) threads);
        }

        /** Computes part `part` of `parts`, counted from 0. */
        public void part(int part, int parts) throws GirsException {
            Call.of("plan_run_part", this, (long) part, (long) parts).run();
        }

        /**
         * Puts corrected cells and lists into the table and brings the results up to date; gives how
         * many definitions were computed again somewhere (girs/plan.h lists the members).
         */
        public long apply(JsonElement changes) throws GirsException {
            Call call = Call.of("plan_run_apply", this, changes);
            Memory count = call.out();
            call.run();
            return count.getLong(0);
        }

        /** Stops all parts for good; from any thread. They throw {@link GirsException.Cancelled}. */
        public void cancel() throws GirsException {
            Call.get("plan_run_cancel", this);
        }

        /** What the rules found, once all parts are done. */
        public Table findings() throws GirsException {
            return Table.read(stream -> Call.of("plan_run_findings", this, stream));
        }

        /** The values of the indicators, once all parts are done. */
        public Table values() throws GirsException {
            return Table.read(stream -> Call.of("plan_run_values", this, stream));
        }
    }
}
