package vn.girs;

/** How numbers are written in texts; nothing is guessed. */
public enum Numbers {
    /** 1234.50 */
    PLAIN,
    /** 1.234,50 */
    VIETNAMESE
}
