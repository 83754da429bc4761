package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.trail.PrintableText;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each anomaly once, in printable ASCII of at most 256 characters, and at most 200 different ones. */
final class DedupLogger {

    private static final Logger LOG = LoggerFactory.getLogger(DedupLogger.class);
    private static final int MOST_LINES = 200;

    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    void warn(String anomaly) {
        warn(anomaly, anomaly);
    }

    /** Logs the anomaly unless one of the same kind has been logged. */
    void warn(String kind, String anomaly) {
        if (logged.size() < MOST_LINES && logged.add(line(kind))) {
            LOG.warn(line(anomaly));
        }
    }

    static String line(String text) {
        return PrintableText.line(text, 256);
    }

    /** The same with room for a longer explanation, for the debug log. */
    static String detail(String text) {
        return PrintableText.line(text, 2000);
    }
}
