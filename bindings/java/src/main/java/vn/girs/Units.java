package vn.girs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.jna.Memory;
import java.time.LocalDate;
import java.util.List;

/** Units and agencies through time. A code means different units on different days. */
public final class Units extends Part {
    /** A national list as published: CSV with a header; days where it has no date columns. */
    public static final class Table {
        final String name;
        final byte[] content;
        final LocalDate from;
        final LocalDate to;

        /** `from` and `to` may be null. */
        public Table(String name, byte[] content, LocalDate from, LocalDate to) {
            this.name = name;
            this.content = content;
            this.from = from;
            this.to = to;
        }
    }

    /** How lists become a document; a field that is not set has its default. */
    public static final class ImportOptions {
        private final Struct struct = new Struct("girs_unit_import_options");

        /** Import what is right and tell the rest; else one mistake refuses everything. */
        public ImportOptions lenient() {
            struct.set("flags", Library.HEADER.number("GIRS_UNIT_IMPORT_LENIENT"));
            return this;
        }

        /** "code", "source", "top", "top_name", "changed_on", "complete_kinds" of girs/unit.h. */
        public ImportOptions set(String field, String value) {
            struct.set(field, value);
            return this;
        }

        /** The version of the document; 1 by default. */
        public ImportOptions version(int version) {
            struct.set("version", version);
            return this;
        }
    }

    /** A units document and, of a lenient import, the mistakes that were passed over. */
    public static final class Imported {
        private final byte[] document;
        private final byte[] mistakes;

        Imported(byte[] document, byte[] mistakes) {
            this.document = document;
            this.mistakes = mistakes;
        }

        /** Canonical JSON for the catalogue. */
        public byte[] document() {
            return document.clone();
        }

        /** One object a mistake. */
        public JsonArray mistakes() {
            return mistakes.length == 0 ? new JsonArray()
                    : com.google.gson.JsonParser.parseString(
                            new String(mistakes, java.nio.charset.StandardCharsets.UTF_8)).getAsJsonArray();
        }
    }

    Units(Store store) {
        super(store);
    }

    /** The unit with `code` on that day. */
    public JsonObject show(String code, LocalDate day) throws GirsException {
        return object("unit_show", code, day);
    }

    /** The units below `code`, depth first. */
    public JsonArray tree(String code, LocalDate day) throws GirsException {
        return list("unit_tree", code, day);
    }

    /** What became of the unit by the next change after the day. */
    public JsonArray successors(String code, LocalDate day) throws GirsException {
        return list("unit_successors", code, day);
    }

    /** What the unit was made of by the last change not after the day. */
    public JsonArray predecessors(String code, LocalDate day) throws GirsException {
        return list("unit_predecessors", code, day);
    }

    /** Units that bear `name`, below one unit or (empty) everywhere. */
    public JsonArray find(String name, LocalDate day, String below) throws GirsException {
        return list("unit_find", name, day, below);
    }

    /** The units that report to `code`, by the route of `subject` where there is one. */
    public JsonArray members(String code, String subject, LocalDate day) throws GirsException {
        return list("unit_members", code, subject, day);
    }

    /** The units listed in a group. */
    public JsonArray group(String group, LocalDate day) throws GirsException {
        return list("unit_group", group, day);
    }

    /** Figures read in the boundaries of another day (girs/unit.h lists the members). */
    public JsonArray convert(JsonElement request) throws GirsException {
        return list("unit_convert", request);
    }

    /** Makes a units document of national lists. */
    public static Imported importLists(List<Table> tables, ImportOptions options) throws GirsException {
        List<Struct> rows = Struct.array("girs_unit_table", tables.size());
        for (int i = 0; i < tables.size(); i++) {
            Table table = tables.get(i);
            rows.get(i).set("name", table.name).set("data", Library.memory(table.content))
                    .set("size", (long) table.content.length).set("from", text(table.from))
                    .set("to", text(table.to));
        }
        Call call = Call.of("unit_import", rows.get(0), (long) tables.size(), options.struct);
        Memory document = call.out();
        Memory mistakes = call.out();
        call.run();
        java.lang.ref.Reference.reachabilityFence(rows);
        return new Imported(Call.take(document), Call.take(mistakes));
    }

    private static String text(LocalDate day) {
        return day == null ? null : day.toString();
    }

    /** An electronic identifier of an agency in either notation. */
    public static JsonObject readAgency(String code) throws GirsException {
        return Call.of("agency_read", code).json().getAsJsonObject();
    }
}
