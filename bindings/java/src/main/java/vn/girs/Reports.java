package vn.girs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The reports of a store. */
public final class Reports extends Part {
    /** An aggregate draft, and who was counted. */
    public static final class Aggregate {
        private final Report report;
        private final JsonObject members;

        Aggregate(Report report, JsonObject members) {
            this.report = report;
            this.members = members;
        }

        /** The draft. */
        public Report report() {
            return report;
        }

        /** {"counted","members":[..]}. */
        public JsonObject members() {
            return members;
        }
    }

    Reports(Store store) {
        super(store);
    }

    /** Begins a report with empty forms. */
    public Report create(ReportKey which) throws GirsException {
        return new Report(call("report_create", which.options()).handle(), store);
    }

    /** Opens an existing report. */
    public Report open(ReportKey which) throws GirsException {
        return new Report(call("report_open", which.options()).handle(), store);
    }

    /** Sums up the accepted reports of the unit's members, but those left out with a reason. */
    public Aggregate aggregate(ReportKey which, Map<String, String> excluded) throws GirsException {
        JsonObject reasons = new JsonObject();
        excluded.forEach(reasons::addProperty);
        Call call = call("report_aggregate", which.aggregate().options(),
                excluded.isEmpty() ? "" : reasons.toString());
        Memory report = call.out();
        Memory summary = call.out();
        call.run();
        return new Aggregate(new Report(report.getPointer(0), store), JsonParser.parseString(
                new String(Call.take(summary), StandardCharsets.UTF_8)).getAsJsonObject());
    }

    /** How far each direct member's report has come on its way into the unit's aggregate. */
    public JsonObject members(ReportKey which) throws GirsException {
        return object("report_members", which.aggregate().options());
    }

    /** The cells in which a unit's report differs from the sum of its members'. */
    public JsonObject againstMembers(ReportKey which) throws GirsException {
        return object("report_against_members", which.options());
    }

    /** What each member that counts gave in one cell: {"unit","unit_name","value"}. */
    public JsonArray cellOfMembers(ReportKey which, String form, String row, String column) throws GirsException {
        return list("report_cell_of_members", which.options(), form, row, column);
    }

    /**
     * Checks every report of a regime and period that the store holds, in one call: those of the
     * key's unit and all units below; of a key without a unit all.
     *
     * @param findingsMax  how many findings to list; counts cover everything
     * @param progress     or null
     */
    public JsonObject checkAll(ReportKey which, int findingsMax, Progress progress) throws GirsException {
        Progress.Bound bound = new Progress.Bound(progress);
        return Raised.during(() -> object("report_check_all", which.options(), (long) findingsMax, bound.function,
                null), bound);
    }

    /** Every report: regime, unit, period, scope, rev, kind, state, pid. */
    public JsonArray list() throws GirsException {
        return list("report_list");
    }

    /** The same in columns. */
    public Table table() throws GirsException {
        return Table.read(stream -> call("report_list_stream", stream));
    }
}
