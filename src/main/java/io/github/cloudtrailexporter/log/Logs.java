package io.github.cloudtrailexporter.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** The log: lines on stderr. Lines that cannot be written are dropped, so that a blocked stderr delays no scrape. */
public final class Logs {

    /** The lowest level that is logged, named as on the command line. */
    public enum Level {
        debug,
        info,
        warn,
        error
    }

    /** The format of a line, named as on the command line. */
    public enum Format {
        logfmt,
        json
    }

    /** The log until the command line has been read. With this service, logback does not search for a configuration file. */
    public static final class Defaults extends ContextAwareBase implements Configurator {
        @Override
        public ExecutionStatus configure(LoggerContext context) {
            install(context, Level.warn, Format.logfmt);
            return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
        }
    }

    private static final String EXPORTER = "io.github.cloudtrailexporter";

    private static final int QUEUE = 1024;

    private Logs() {}

    /** Replaces the log in force. The level is that of the exporter's own messages; libraries log warnings and errors. */
    public static void install(Level level, Format format) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        install(context, level, format);
    }

    private static void install(LoggerContext context, Level level, Format format) {
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        // Below this level the AWS SDK and its HTTP client log requests with their signatures.
        root.setLevel(ch.qos.logback.classic.Level.WARN);
        context.getLogger(EXPORTER).setLevel(ch.qos.logback.classic.Level.valueOf(level.name()));
        root.addAppender(appender(context, new LineLayout(format, level == Level.debug)));
    }

    /** Writes the queued lines. */
    public static void flush() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    private static AsyncAppender appender(LoggerContext context, Layout<ILoggingEvent> layout) {
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
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
}
