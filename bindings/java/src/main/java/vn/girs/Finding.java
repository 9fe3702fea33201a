package vn.girs;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a check has to say about cells. Figures are exact, as text. */
public final class Finding {
    /** An error blocks sending, "explain" must be explained in writing. */
    public enum Severity { ERROR, EXPLAIN, INFO }

    /** What came of the rule. */
    public enum Outcome { FAIL, NOT_EVALUATED, RULE_ERROR }

    private static final String[] PARTS = {
        "id", "rule", "form", "row", "column", "operation", "left", "right", "difference",
    };
    private final Severity severity;
    private final Outcome outcome;
    private final boolean unexplained;
    private final Map<String, String> parts = new LinkedHashMap<>();
    private final String message;
    private final String vietnamese;

    /** From a row of columns. */
    Finding(Table table, int row) {
        severity = Severity.values()[table.number("severity", row)];
        outcome = Outcome.values()[table.number("outcome", row)];
        unexplained = table.number("unexplained", row) == 1;
        for (String part : PARTS) {
            put(part, table.text(part, row));
        }
        message = table.text("message_en", row);
        vietnamese = table.text("message_vi", row);
    }

    /** By the getters, for a single one. */
    Finding(Findings all, long index) throws GirsException {
        severity = Severity.values()[(Integer) Call.get("findings_severity", all, index)];
        outcome = Outcome.values()[(Integer) Call.get("findings_outcome", all, index)];
        unexplained = (Integer) Call.get("findings_is_unexplained", all, index) == 1;
        for (String part : PARTS) {
            put(part, Call.textAt(Call.get("findings_text", all, index, new Call.CText(part))));
        }
        message = Call.textAt(Call.get("findings_message", all, index, new Call.CText("en")));
        vietnamese = Call.textAt(Call.get("findings_message", all, index, new Call.CText("vi")));
    }

    private void put(String part, String value) {
        if (value != null) {
            parts.put(part, value);
        }
    }

    /** How grave it is. */
    public Severity severity() {
        return severity;
    }

    /** What came of the rule. */
    public Outcome outcome() {
        return outcome;
    }

    /** Whether it still needs an explanation in writing. */
    public boolean isUnexplained() {
        return unexplained;
    }

    /** "id", "rule", "form", "row", "column", "operation", "left", "right", "difference"; or null. */
    public String part(String name) {
        return parts.get(name);
    }

    /** What to do, in English. */
    public String message() {
        return message;
    }

    /** What to do, in Vietnamese. */
    public String vietnamese() {
        return vietnamese;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Finding && ((Finding) other).parts.equals(parts)
                && ((Finding) other).severity == severity && ((Finding) other).outcome == outcome
                && ((Finding) other).message.equals(message);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return severity + " " + message;
    }
}
