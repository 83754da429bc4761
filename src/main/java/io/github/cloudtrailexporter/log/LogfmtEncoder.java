package io.github.cloudtrailexporter.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import io.github.cloudtrailexporter.trail.Visible;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One line for one event: {@code ts=... level=... logger=... msg="..."}. Whatever is in a message, it stays one line. Of
 * an exception it shows the classes and the place; its messages may hold anything, and are for the debug level.
 */
final class LogfmtEncoder extends EncoderBase<ILoggingEvent> {

    private final boolean stackTraces;

    LogfmtEncoder(boolean stackTraces) {
        this.stackTraces = stackTraces;
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(256);
        line.append("ts=").append(event.getInstant());
        line.append(" level=").append(event.getLevel().toString().toLowerCase(Locale.ROOT));
        String logger = event.getLoggerName();
        line.append(" logger=").append(logger.substring(logger.lastIndexOf('.') + 1));
        quoted(line.append(" msg="), event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            error(line, event.getThrowableProxy());
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void error(StringBuilder line, IThrowableProxy thrown) {
        quoted(line.append(" err="), stackTraces ? ThrowableProxyUtil.asString(thrown) : place(thrown));
    }

    /** The classes of an exception and its causes, and where it was thrown. */
    static String place(IThrowableProxy thrown) {
        StringBuilder place = new StringBuilder(thrown.getClassName());
        for (IThrowableProxy cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            place.append(" < ").append(cause.getClassName());
        }
        if (thrown.getStackTraceElementProxyArray().length > 0) {
            place.append(' ').append(thrown.getStackTraceElementProxyArray()[0].getSTEAsString());
        }
        return place.toString();
    }

    private static void quoted(StringBuilder line, String text) {
        line.append('"');
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> line.append('\\').appendCodePoint(c);
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> appendVisible(line, c);
            }
        });
        line.append('"');
    }

    private static void appendVisible(StringBuilder line, int c) {
        if (Visible.isVisible(c)) {
            line.appendCodePoint(c);
        } else {
            line.append(String.format("\\u%04x", c));
        }
    }
}
