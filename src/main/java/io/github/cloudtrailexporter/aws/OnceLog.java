package io.github.cloudtrailexporter.aws;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logs each oddity of AWS's answers once: one line, printable ASCII only, at most 256 characters, and at most 200
 * different ones, whatever AWS sends.
 */
final class OnceLog {

    private static final System.Logger LOG = System.getLogger(OnceLog.class.getName());
    private static final int MOST_LINES = 200;
    private static final int LONGEST_LINE = 256;
    private static final int LONGEST_DETAIL = 2000;

    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    void warn(String oddity) {
        warn(oddity, oddity);
    }

    /** Logs the oddity unless one of the same kind was logged before. */
    void warn(String kind, String oddity) {
        if (logged.size() < MOST_LINES && logged.add(line(kind))) {
            LOG.log(System.Logger.Level.WARNING, line(oddity));
        }
    }

    /** The text as one line that is safe in any log. */
    static String line(String text) {
        return line(text, LONGEST_LINE);
    }

    /** The same with room for AWS's explanations, for the debug log. */
    static String detail(String text) {
        return line(text, LONGEST_DETAIL);
    }

    private static String line(String text, int longest) {
        StringBuilder line = new StringBuilder(LONGEST_LINE);
        for (int i = 0; i < text.length(); i++) {
            String next = escaped(text.charAt(i));
            if (line.length() + next.length() > longest - 3) {
                return line.append("...").toString();
            }
            line.append(next);
        }
        return line.toString();
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
