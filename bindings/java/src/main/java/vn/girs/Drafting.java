package vn.girs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.jna.Pointer;
import java.util.Map;

/** What a {@link Report} offers while it is a draft: previews, edits taken back, files, single cells. */
public abstract class Drafting extends Handle {
    Drafting(Pointer pointer, Store store) {
        super("report", pointer, store);
    }

    /** What a CSV or JSON file would change, and what the checks would say then; stores nothing. */
    public JsonObject preview(String form, String name, byte[] content, Numbers numbers) throws GirsException {
        return Call.of("report_preview", this, form, name, content, numbers.ordinal()).json().getAsJsonObject();
    }

    /**
     * Takes a file from an editor who saw an earlier version: what others changed since stays, and a
     * {@link GirsException.Conflict} lists the cells that both changed.
     *
     * @param base  "edit" of {@link Report#show}; 0: whatever is there
     */
    public void merge(String form, String name, byte[] content, Numbers numbers, long base) throws GirsException {
        Call.of("report_merge", this, form, name, content, numbers.ordinal(), base).run();
    }

    /** Takes back the newest edit that was not taken back yet. */
    public void undo() throws GirsException {
        Call.of("report_undo", this).run();
    }

    /** Puts the text of a header field or of an outline's section; empty takes it away. */
    public void setField(String form, String field, String text, Numbers numbers) throws GirsException {
        Call.of("report_set_field", this, form, field, text, numbers.ordinal()).run();
    }

    /** Takes a dynamic row away, or blanks a fixed one. */
    public void removeRow(String form, String row) throws GirsException {
        Call.of("report_remove_row", this, form, row).run();
    }

    /** Makes the draft a nil return: every figure of its fixed rows is nil. */
    public void makeNil() throws GirsException {
        Call.of("report_make_nil", this).run();
    }

    /**
     * Fills blank cells from an earlier period's report.
     *
     * @param columns  column there to column here; empty: dynamic rows, and columns without numbers
     */
    public void fillFrom(String form, String period, Map<String, String> columns) throws GirsException {
        JsonObject chosen = new JsonObject();
        columns.forEach(chosen::addProperty);
        Call.of("report_fill_from", this, form, period, columns.isEmpty() ? "" : chosen.toString()).run();
    }

    /**
     * Fills the national form from the unit's report of a local one, under the regime `local`; gives
     * the cells that hold something and have no place here, with the reason.
     */
    public JsonArray convert(String form, String local) throws GirsException {
        return Call.of("report_convert", this, form, local).json().getAsJsonArray();
    }

    /** A form as CSV, as it comes in; safe to open in a spreadsheet. */
    public String csv(String form) throws GirsException {
        return Call.of("report_csv", this, form).text();
    }

    /** Adds a file ("application/pdf") to the report, or replaces the one of that name. */
    public void attach(String name, String mediaType, byte[] content) throws GirsException {
        Call.of("report_attach", this, name, mediaType, content).run();
    }

    /** Takes a file away. */
    public void detach(String name) throws GirsException {
        Call.of("report_detach", this, name).run();
    }

    /** Checks one cell alone: what it must be, and the rules that read it. */
    public Findings checkCell(String form, String row, String column) throws GirsException {
        return new Findings(Call.of("report_check_cell", this, form, row, column).handle());
    }

    /** Which single cells, changed by how much, would satisfy all identities that fail together. */
    public JsonObject causes() throws GirsException {
        return Call.of("report_causes", this).json().getAsJsonObject();
    }

    /** What changed between two revisions; 0 is the newest. */
    public JsonObject difference(int fromRevision, int toRevision) throws GirsException {
        return Call.of("report_difference", this, fromRevision, toRevision).json().getAsJsonObject();
    }

    /** The preparer sends the draft to the approver. */
    public void sendForApproval() throws GirsException {
        Call.of("report_send_for_approval", this).run();
    }

    /** The preparer takes a report back that was sent for approval. */
    public void takeBack() throws GirsException {
        Call.of("report_take_back", this).run();
    }
}
