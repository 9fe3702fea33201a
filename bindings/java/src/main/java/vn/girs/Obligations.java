package vn.girs;

import com.google.gson.JsonArray;
import java.time.Instant;
import java.time.LocalDate;

/** What has to be reported, by whom and until when; and what an authority changes about it. */
public final class Obligations extends Part {
    Obligations(Store store) {
        super(store);
    }

    /** The reports due from `from` to `to`; `unit` null: the store's; `time` null: now. */
    public JsonArray due(String unit, LocalDate from, LocalDate to, boolean withUnitsBelow, Instant time)
            throws GirsException {
        return list("due", options(unit, from, to, withUnitsBelow, time));
    }

    /** The reminders after the day `after` up to `to`, of reports still to be sent. */
    public JsonArray reminders(String unit, LocalDate after, LocalDate to, boolean withUnitsBelow, Instant time)
            throws GirsException {
        return list("reminders", options(unit, after, to, withUnitsBelow, time));
    }

    private static Struct options(String unit, LocalDate from, LocalDate to, boolean below, Instant time) {
        return new Struct("girs_due_options").set("unit", unit).set("from", from.toString())
                .set("to", to.toString()).set("time", time == null ? null : time.getEpochSecond())
                .set("flags", below ? Library.HEADER.number("GIRS_DUE_WITH_UNITS_BELOW") : null);
    }

    /** Moves the due date of one report of one unit (gia hạn). */
    public void extend(ReportKey which, LocalDate due, String reason, String author) throws GirsException {
        call("obligation_extend", change(which, reason, author).set("due", due.toString())).run();
    }

    /** Takes one report out of what is expected, with the reason. */
    public void exclude(ReportKey which, String reason, String author) throws GirsException {
        call("obligation_exclude", change(which, reason, author)).run();
    }

    /** Ends an exclusion, with the reason. */
    public void restore(ReportKey which, String reason, String author) throws GirsException {
        call("obligation_restore", change(which, reason, author)).run();
    }

    private static Struct change(ReportKey which, String reason, String author) {
        return new Struct("girs_obligation_change").set("regime", which.regime).set("unit", which.unit)
                .set("period", which.period).set("reason", reason).set("author", author)
                .set("flags", which.aggregate ? Library.HEADER.number("GIRS_OBLIGATION_AGGREGATE") : null);
    }
}
