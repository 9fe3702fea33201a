package vn.girs;

import java.math.BigDecimal;

/** One cell on its way into a form. */
public final class Cell {
    /** Nothing occurred. */
    public static final String NIL = "-";
    /** Not entered. */
    public static final String BLANK = "";
    /** The cell does not apply. */
    public static final String NOT_APPLICABLE = "x";
    /** Not available yet. */
    public static final String NOT_AVAILABLE = "...";

    final String row;
    final String column;
    final String value;

    private Cell(String row, String column, String value) {
        this.row = row;
        this.column = column;
        this.value = value;
    }

    /** A text, or one of the words above. */
    public static Cell of(String row, String column, String value) {
        return new Cell(row, column, value);
    }

    /** A whole number. */
    public static Cell of(String row, int column, long value) {
        return new Cell(row, Integer.toString(column), Long.toString(value));
    }

    /** An exact figure. */
    public static Cell of(String row, int column, BigDecimal value) {
        return new Cell(row, Integer.toString(column), value.toPlainString());
    }
}
