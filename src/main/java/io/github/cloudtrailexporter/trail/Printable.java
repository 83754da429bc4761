package io.github.cloudtrailexporter.trail;

/** Text from outside as one line of printable ASCII, safe in any log and on any terminal. */
public final class Printable {

    private Printable() {}

    /**
     * Escapes everything that is not printable ASCII and shortens the result.
     *
     * @param longest the most characters of the result; a text that was shortened ends in {@code ...}
     */
    public static String line(String text, int longest) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            String next = escaped(text.charAt(i));
            if (line.length() + next.length() > longest - 3) {
                return line.append("...").toString();
            }
            line.append(next);
        }
        return line.toString();
    }

    /** Whether the text is one line of printable ASCII already, of at most this many characters. */
    public static boolean isLine(String text, int longest) {
        return text.length() <= longest && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static String escaped(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\\' -> "\\\\";
            default -> c >= ' ' && c <= '~' ? String.valueOf(c) : String.format("\\u%04x", (int) c);
        };
    }
}
