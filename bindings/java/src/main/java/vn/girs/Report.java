package vn.girs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * A report of one unit, regime and period, from the draft to the signed package. Any thread may use
 * it; every call reads its present state from the store.
 */
public final class Report extends Drafting {
    Report(Pointer pointer, Store store) {
        super(pointer, store);
    }

    /** Puts one cell by hand; {@link #setCells} is made for many. */
    public void set(Cell cell) throws GirsException {
        set("", cell, Numbers.PLAIN);
    }

    /** The same for a form of several and a style of numbers. */
    public void set(String form, Cell cell, Numbers numbers) throws GirsException {
        Call.of("report_set_cell", this, form, cell.row, cell.column, cell.value, numbers.ordinal()).run();
    }

    /** Puts many cells in one call, all or nothing; every mistake has its "index". */
    public void setCells(Collection<Cell> cells) throws GirsException {
        setCells("", CellColumns.of(cells), Numbers.PLAIN);
    }

    /** The same from direct buffers, without a copy. */
    public void setCells(String form, CellColumns cells, Numbers numbers) throws GirsException {
        Call.of("report_set_cells", this, form, cells.struct(numbers.ordinal())).run();
        Reference.reachabilityFence(cells);
    }

    /**
     * The same from an ArrowArrayStream of another library, which is moved out of and released.
     *
     * @param streamAddress  of the C struct; its text columns are "row", "column" and "value"
     */
    public void setCellsFromArrow(String form, long streamAddress, Numbers numbers) throws GirsException {
        Call.of("report_set_cells_stream", this, form, new Pointer(streamAddress), numbers.ordinal()).run();
    }

    /** Takes the content of a CSV or JSON file (by the end of `name`), all or nothing. */
    public void importFile(String name, byte[] content) throws GirsException {
        importFile("", name, content, Numbers.PLAIN);
    }

    /** The same for a form of several and a style of numbers. */
    public void importFile(String form, String name, byte[] content, Numbers numbers) throws GirsException {
        Call.of("report_import", this, form, name, content, numbers.ordinal()).run();
    }

    /** Explains in writing why a row (empty: the form) breaks a rule of class "explain". */
    public void explain(String form, String row, String rule, String text) throws GirsException {
        Call.of("report_explain", this, form, row, rule, text).run();
    }

    /** Notes that the report was first sent by another channel (paper, e-office). */
    public void sentOtherwise(String channel, Instant time) throws GirsException {
        Call.of("report_sent_otherwise", this, channel, time).run();
    }

    /** Checks the report against its forms' rules. */
    public Findings check() throws GirsException {
        return new Findings(Call.of("report_check", this).handle());
    }

    /** Approves the draft; a {@link GirsException.Conflict} lists what stands in the way. */
    public void approve() throws GirsException {
        Call.of("report_approve", this).run();
    }

    /** Returns an approved report to its preparer, with the reason. */
    public void sendBack(String reason) throws GirsException {
        Call.of("report_return", this, reason).run();
    }

    /** Seals an approved report and puts it into the outbox; gives the package's identity. */
    public String submit(List<Party> parties) throws GirsException {
        return Party.sign(parties, "report_submit", this);
    }

    /**
     * Makes the package of an approved report for those who sign it one after the other with
     * {@link Packages#sign}; the last one hands it to {@link #submitSigned}. The store stays as it is.
     *
     * @param signers  {"role","keyid","authority"} each
     */
    public byte[] prepare(JsonArray signers) throws GirsException {
        return Call.of("report_prepare", this, signers).bytes();
    }

    /** Queues a package of {@link #prepare} that everybody named in it has signed. */
    public String submitSigned(byte[] signed) throws GirsException {
        return Call.of("report_submit_signed", this, signed).text();
    }

    /** Begins revision n+1 of a sealed report with the same cells. */
    public void correct(String reasonCode, String reason, String authorization) throws GirsException {
        Call.of("report_correct", this, reasonCode, reason, authorization).run();
    }

    /** Begins the withdrawal of a sealed report as revision n+1. */
    public void withdraw(String reasonCode, String reason, String authorization) throws GirsException {
        Call.of("report_withdraw", this, reasonCode, reason, authorization).run();
    }

    /** State, window, due date, forms with their cells, explanations, members. */
    public JsonObject show() throws GirsException {
        return Call.of("report_show", this).json().getAsJsonObject();
    }

    /** Who did what when. */
    public JsonArray history() throws GirsException {
        return Call.of("report_history", this).json().getAsJsonArray();
    }
}
