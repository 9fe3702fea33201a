package vn.girs;

import com.google.gson.JsonObject;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The findings of one check, in the form's order: data, not errors. Any thread may use them. */
public final class Findings extends Handle implements Iterable<Finding> {
    private List<Finding> all;

    Findings(Pointer pointer) {
        super("findings", pointer);
    }

    /** Their number. */
    public int size() throws GirsException {
        return Math.toIntExact((Long) Call.get("findings_count", this));
    }

    /** Whether nothing blocks sending. */
    public boolean isClear() throws GirsException {
        return (Integer) Call.get("findings_is_clear", this) == 1;
    }

    /** One finding, from 0. */
    public Finding get(int index) throws GirsException {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("there are " + size() + " findings, no number " + index);
        }
        return new Finding(this, index);
    }

    /** All of them, in order. */
    public List<Finding> list() throws GirsException {
        synchronized (this) {
            if (all == null) {
                List<Finding> made = new ArrayList<>();
                try (Table table = table()) {
                    for (int row = 0; row < table.rows(); row++) {
                        made.add(new Finding(table, row));
                    }
                }
                all = List.copyOf(made);
            }
            return all;
        }
    }

    /** All of them, in order. */
    public Stream<Finding> stream() throws GirsException {
        return list().stream();
    }

    @Override
    public Iterator<Finding> iterator() {
        try {
            return list().iterator();
        } catch (GirsException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** All findings with both messages and the cells to blame. */
    public JsonObject document() throws GirsException {
        return Call.of("findings_json", this).json().getAsJsonObject();
    }

    /** The findings in columns. */
    public Table table() throws GirsException {
        return Table.read(stream -> Call.of("findings_stream", this, stream));
    }

    /** Exports the columns into an ArrowArrayStream of the caller's, for an Arrow library. */
    public void exportArrow(long streamAddress) throws GirsException {
        Call.of("findings_stream", this, new Pointer(streamAddress)).run();
    }
}
