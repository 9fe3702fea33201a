package vn.girs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Indicators: figures computed from reports, each traceable to signed cells. */
public final class Indicators extends Part {
    Indicators(Store store) {
        super(store);
    }

    /** Computes an indicator for `unit` and for each unit directly below it. */
    public List<Figure> compute(String code, String unit, String period) throws GirsException {
        List<Figure> figures = new ArrayList<>();
        try (Table table = table(code, unit, period)) {
            for (int row = 0; row < table.rows(); row++) {
                figures.add(new Figure(table, row));
            }
        }
        return figures;
    }

    /** The same as a document, with the indicator's name and unit of measure. */
    public JsonObject document(String code, String unit, String period) throws GirsException {
        return object("indicator_compute", code, unit, period);
    }

    /** The same in columns. */
    public Table table(String code, String unit, String period) throws GirsException {
        return Table.read(stream -> call("indicator_compute_stream", code, unit, period, stream));
    }

    /** What stands behind one figure, down to signed cells. */
    public JsonObject explain(String code, String unit, String period) throws GirsException {
        return object("indicator_explain", code, unit, period);
    }

    /**
     * What stands behind the one figure that a query asks for: in its breakdown, derivation and
     * boundaries, as of its moment.
     */
    public JsonObject explainQuestion(JsonElement request) throws GirsException {
        return object("indicator_explain_question", request.toString(), "json");
    }

    /** The same as a picture, "svg" or "dot". */
    public String graphQuestion(JsonElement request, String format) throws GirsException {
        return call("indicator_explain_question", request.toString(), format).text();
    }

    /**
     * Every indicator of the catalogue with all that its definition says, each member under its own
     * name, and what holds where it says nothing ("frequency", "factor", "verified"...).
     */
    public JsonArray definitions() throws GirsException {
        return list("indicator_list");
    }

    /** Figures over units, periods and breakdowns: "json", "csv", "sdmx-csv", "sdmx-json". */
    public String query(JsonElement request, String format) throws GirsException {
        return call("indicator_query", request.toString(), format).text();
    }

    /** The same in columns, of any size: {@link Table#figure} gives exact values. */
    public Batches queryBatches(JsonElement request) throws GirsException {
        String asked = request.toString();
        return new Batches(stream -> call("indicator_query_stream", asked, stream));
    }

    /**
     * Stores the figures of closed periods by column, from which large questions are answered faster;
     * nothing else depends on it. Gives {"written","kept","removed"} in periods.
     *
     * @param anew  all of them, from the reports
     */
    public JsonObject storeColumns(boolean anew) throws GirsException {
        return object("indicator_columns", anew ? Library.HEADER.number("GIRS_COLUMNS_ANEW") : 0);
    }

    /** Alerts and projections over the figures of a query. */
    public JsonObject review(JsonElement request) throws GirsException {
        return object("indicator_review", request.toString());
    }

    /**
     * Takes the values of a CSV (or SDMX-CSV 2.0) text as new vintages, all or none.
     *
     * @param vintage  day of publication for lines without one, or null
     * @param source   where the file is from, or null
     */
    public JsonObject importSeries(byte[] content, boolean sdmx, LocalDate vintage, String source)
            throws GirsException {
        Struct options = new Struct("girs_series_import_options")
                .set("vintage", vintage == null ? null : vintage.toString()).set("source", source)
                .set("flags", sdmx ? Library.HEADER.number("GIRS_SERIES_SDMX_CSV") : null);
        return object("series_import", options, content);
    }

    /** Signs one series and queues it for the authority; gives the package's identity. */
    public String submitSeries(JsonElement series, List<Party> parties) throws GirsException {
        return Party.sign(parties, "series_submit", store, series);
    }

    /** The explanation of a figure as a picture, "svg" or "dot". */
    public String graph(String code, String unit, String period, String format)
            throws GirsException {
        return call("indicator_graph", code, unit, period, format).text();
    }
}
