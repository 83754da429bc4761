package io.github.cloudtrailexporter.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** The log: lines on stderr. What cannot be written is dropped, so that a stuck terminal holds up no scrape. */
public final class Logs {

    /** From which level on our own messages are logged; libraries are heard from warnings on. */
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a line looks. */
    public enum Format {
        LOGFMT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int QUEUE = 1024;

    private Logs() {}

    public static void install(Level level, Format format) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        install(context, level, format);
    }

    /** Into a context that holds nothing yet. */
    public static void install(LoggerContext context, Level level, Format format) {
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        // Below warnings the AWS SDK and its HTTP client write requests, with what signs them.
        root.setLevel(ch.qos.logback.classic.Level.WARN);
        context.getLogger(Logs.class.getPackageName()).setLevel(ch.qos.logback.classic.Level.toLevel(level.name()));
        root.addAppender(appender(context, encoder(format, level)));
    }

    /** Writes what is still queued. */
    public static void flush() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    private static AsyncAppender appender(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setTarget("System.err");
        stderr.setEncoder(encoder);
        stderr.start();
        AsyncAppender async = new AsyncAppender();
        async.setContext(context);
        async.setQueueSize(QUEUE);
        async.setDiscardingThreshold(0);
        async.setNeverBlock(true);
        async.addAppender(stderr);
        async.start();
        return async;
    }

    private static Encoder<ILoggingEvent> encoder(Format format, Level level) {
        boolean stackTraces = level == Level.DEBUG;
        return format == Format.LOGFMT ? new LogfmtEncoder(stackTraces) : new JsonLines(stackTraces);
    }
}
