package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.trail.Printable;
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
        return Printable.line(text, LONGEST_LINE);
    }

    /** The same with room for AWS's explanations, for the debug log. */
    static String detail(String text) {
        return Printable.line(text, LONGEST_DETAIL);
    }
}
