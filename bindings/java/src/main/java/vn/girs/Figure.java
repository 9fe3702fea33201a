package vn.girs;

import java.math.BigDecimal;
import java.util.Optional;

/** The figure of one unit. */
public final class Figure {
    private final String unit;
    private final String name;
    private final BigDecimal value;
    private final String why;
    private final int counted;
    private final int expected;

    Figure(Table table, int row) {
        unit = table.text("unit", row);
        name = table.text("name", row);
        value = table.figure("value", row);
        why = table.text("why", row);
        counted = table.number("counted", row);
        expected = table.number("expected", row);
    }

    /** Code of the unit. */
    public String unit() {
        return unit;
    }

    /** Name of the unit. */
    public String name() {
        return name;
    }

    /** The value, when there is one. */
    public Optional<BigDecimal> value() {
        return Optional.ofNullable(value);
    }

    /** Why there is none: "missing", "#DIV/0!"...; or null. */
    public String why() {
        return why;
    }

    /** Reports that the figure stands on. */
    public int counted() {
        return counted;
    }

    /** Reports that it would stand on if all were there. */
    public int expected() {
        return expected;
    }
}
