package vn.girs;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * A result of any size in columns, batch after batch as they are asked for (Arrow C stream
 * interface). One thread at a time. Closing it ends the work; tables that it gave stay valid.
 */
public final class Batches implements AutoCloseable {
    // Offsets of the 64-bit structs, which are frozen by the Arrow specification.
    private static final int STREAM_SIZE = 40;
    private static final int STREAM_GET_NEXT = 8;
    private static final int STREAM_GET_LAST_ERROR = 16;
    private static final int STREAM_RELEASE = 24;
    private static final int SCHEMA_SIZE = 72;
    private static final int SCHEMA_RELEASE = 56;

    interface Export {
        Call call(Pointer stream) throws GirsException;
    }

    private final Memory stream = new Memory(STREAM_SIZE);
    private final Memory schema = new Memory(SCHEMA_SIZE);
    private boolean closed;

    Batches(Export export) throws GirsException {
        stream.clear();
        schema.clear();
        export.call(stream).run();
        try {
            ask(0, schema);
        } catch (GirsException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /**
     * The next batch, which the caller closes; null after the last.
     *
     * @throws GirsException.IoFailed  the store cannot be read any more
     */
    public Table next() throws GirsException {
        if (closed) {
            throw new GirsException.Closed("These batches are closed.");
        }
        Memory batch = new Memory(Table.BATCH_SIZE);
        batch.clear();
        ask(STREAM_GET_NEXT, batch);
        return Table.isThere(batch) ? new Table(schema, batch) : null;
    }

    private void ask(int member, Pointer out) throws GirsException {
        int failed = Function.getFunction(stream.getPointer(member)).invokeInt(new Object[] {stream, out});
        if (failed != 0) {
            Function why = Function.getFunction(stream.getPointer(STREAM_GET_LAST_ERROR));
            String said = Call.textAt(why.invokePointer(new Object[] {stream}));
            throw new GirsException.IoFailed(said == null || said.isEmpty() ? "The stream failed with error " + failed
                    + "." : said);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            release(schema, SCHEMA_RELEASE);
            release(stream, STREAM_RELEASE);
        }
    }

    static void release(Pointer struct, int member) {
        Pointer function = struct.getPointer(member);
        if (function != null) {
            Function.getFunction(function).invokeVoid(new Object[] {struct});
        }
    }
}
