package io.github.cloudtrailexporter;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Captures the log lines of one class, from debug upwards, until this is closed. */
public final class LogLines implements AutoCloseable {

    private final ListAppender<ILoggingEvent> kept = new ListAppender<>();
    private final Logger logger;
    private final Level before;

    private LogLines(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        before = logger.getLevel();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        kept.start();
        logger.addAppender(kept);
    }

    /**
     * Starts to capture them.
     *
     * @param name of the class, which may not be public
     */
    public static LogLines of(String name) {
        return new LogLines(name);
    }

    /** Level, message and pairs, such as {@code WARN message key=value}. */
    public List<String> lines() {
        return kept.list.stream().map(LogLines::line).toList();
    }

    private static String line(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(event.getLevel() + " " + event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs()
                    .forEach(pair ->
                            line.append(' ').append(pair.key).append('=').append(pair.value));
        }
        return line.toString();
    }

    @Override
    public void close() {
        logger.detachAppender(kept);
        logger.setAdditive(true);
        logger.setLevel(before);
    }
}
