package vn.girs;

import java.math.BigDecimal;

/** JSON and decimal arithmetic as the library does them, and its version. */
public final class Documents {
    private Documents() {}

    /** Checks that bytes are JSON; strict also refuses what packages must not hold. */
    public static void lint(byte[] document, boolean strict) throws GirsException {
        Call.of("json_lint", document, strict ? Library.HEADER.number("GIRS_JSON_STRICT") : 0).run();
    }

    /** The RFC 8785 bytes of a document: what is hashed and signed. */
    public static byte[] canonical(byte[] document) throws GirsException {
        return Call.of("json_canonical", document).bytes();
    }

    /** "add", "sub", "mul", "div", "round", "quantize" or "compare", with 34 digits. */
    public static BigDecimal compute(String operation, BigDecimal a, BigDecimal b, int places)
            throws GirsException {
        return new BigDecimal(compute(operation, a.toPlainString(), b.toPlainString(), places));
    }

    /** The same for texts as people write them. */
    public static String compute(String operation, String a, String b, int places) throws GirsException {
        return Call.of("decimal_compute", operation, a, b, places).text();
    }

    /** The version of the library as a number: major * 1000000 + minor * 1000 + patch. */
    public static int versionNumber() {
        return (Integer) Library.invoke("girs_version", java.util.List.of());
    }

    /** The version of the library, "0.1.0". */
    public static String version() {
        return Call.textAt(Library.invoke("girs_version_text", java.util.List.of()));
    }
}
