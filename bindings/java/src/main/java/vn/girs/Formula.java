package vn.girs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.jna.Pointer;

/** A compiled formula of rules and indicators. Any thread may use it. */
public final class Formula extends Handle {
    private Formula(Pointer pointer) {
        super("formula", pointer);
    }

    /** Compiles canonical text; details "offset", "line", "column", "suggestion" on a mistake. */
    public static Formula compile(String text) throws GirsException {
        return compile(text, false, null);
    }

    /**
     * Compiles.
     *
     * @param printed   an identity as forms print it, "(3)=(4)+(5)"
     * @param language  "vi": typed with decimal commas; null: canonical
     */
    public static Formula compile(String text, boolean printed, String language) throws GirsException {
        return compile(text, printed, language, null);
    }

    /**
     * The same over cells of which something is known: every breach of types, measures and units of
     * measure is a mistake then, all at once.
     *
     * @param declared  {"columns","rows","params","indicators"} (girs/formula.h); null: nothing
     */
    public static Formula compile(String text, boolean printed, String language, JsonElement declared)
            throws GirsException {
        Struct options = new Struct("girs_formula_options").set("language", language)
                .set("declared", declared == null ? null : declared.toString());
        if (printed) {
            options.set("flags", Library.HEADER.number("GIRS_FORMULA_PRINTED"));
        }
        return new Formula(Call.of("formula_compile", text, options).handle());
    }

    /** Canonical text: what is stored, hashed and signed. */
    public String text() throws GirsException {
        return Call.textAt(Call.get("formula_text", this));
    }

    /** Type, measure, cost, references and warnings, without evaluating. */
    public JsonObject inspect() throws GirsException {
        return Call.of("formula_inspect", this).json().getAsJsonObject();
    }

    /** The value over cells given by name (girs/formula.h lists the members). */
    public JsonObject evaluate(JsonElement request) throws GirsException {
        return Call.of("formula_evaluate", this, request).json().getAsJsonObject();
    }

    /** How the formula comes to its value. */
    public JsonObject explain(JsonElement request) throws GirsException {
        return Call.of("formula_explain", this, request).json().getAsJsonObject();
    }
}
