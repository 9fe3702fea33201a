package vn.girs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.jna.Pointer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A working calendar: weekly rest, holidays, make-up days. Any thread may use it. */
public final class WorkingCalendar extends Handle {
    /** The last day to report, and the first second that is late. */
    public static final class Due {
        private final LocalDate day;
        private final Instant deadline;

        private Due(JsonObject told) {
            day = LocalDate.parse(told.get("due").getAsString());
            deadline = Instant.parse(told.get("deadline").getAsString());
        }

        /** The last day. */
        public LocalDate day() {
            return day;
        }

        /** The first second that is late. */
        public Instant deadline() {
            return deadline;
        }
    }

    /** The first and the last day of a period under a rule. */
    public static final class Window {
        private final LocalDate from;
        private final LocalDate to;

        /** Both days count. */
        public Window(LocalDate from, LocalDate to) {
            this.from = from;
            this.to = to;
        }

        /** The first day. */
        public LocalDate from() {
            return from;
        }

        /** The last day. */
        public LocalDate to() {
            return to;
        }
    }

    private WorkingCalendar(Pointer pointer) {
        super("calendar", pointer);
    }

    /** Reads a calendar document; every mistake at once. */
    public static WorkingCalendar read(String document) throws GirsException {
        return new WorkingCalendar(Call.of("calendar_read", document).handle());
    }

    /** This calendar with a host's own days laid over it. */
    public WorkingCalendar overlay(String document) throws GirsException {
        return new WorkingCalendar(Call.of("calendar_overlay", this, document).handle());
    }

    /** Whether a day is worked: {"working","why","why_vi"}. */
    public JsonObject working(LocalDate day) throws GirsException {
        return Call.of("calendar_working", this, day).json().getAsJsonObject();
    }

    /** When a report for the window is due under a rule. */
    public Due due(JsonElement rule, Window window, String period) throws GirsException {
        return new Due(Call.of("calendar_due", this, rule, window.from, window.to, period).json()
                .getAsJsonObject());
    }

    /** The same for a rule that tells levels apart or waits for members; both may be empty. */
    public Due due(JsonElement rule, Window window, String period, String level, String membersDue)
            throws GirsException {
        return new Due(Call.of("calendar_due_for", this, rule, window.from, window.to, period, level,
                membersDue).json().getAsJsonObject());
    }

    /** The periods of a frequency whose windows end on the days `from` to `to`. */
    public List<String> periods(JsonElement frequency, JsonElement rule, LocalDate from, LocalDate to)
            throws GirsException {
        return texts(Call.of("calendar_periods", this, frequency, rule, from, to).json());
    }

    /** The days that a period covers under a window rule. */
    public static Window window(JsonElement rule, String period) throws GirsException {
        JsonObject told = Call.of("calendar_window", rule, period).json().getAsJsonObject();
        return new Window(LocalDate.parse(told.get("from").getAsString()),
                LocalDate.parse(told.get("to").getAsString()));
    }

    /** "children", "parent", "next", "previous" or "same-last-year" of a period. */
    public static List<String> related(String period, String relation) throws GirsException {
        return texts(Call.of("period_related", period, relation).json());
    }

    private static List<String> texts(JsonElement told) {
        List<String> texts = new ArrayList<>();
        for (JsonElement one : (JsonArray) told) {
            texts.add(one.getAsString());
        }
        return texts;
    }
}
