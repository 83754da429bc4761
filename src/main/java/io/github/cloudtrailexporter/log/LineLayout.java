package io.github.cloudtrailexporter.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import io.github.cloudtrailexporter.trail.PrintableText;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/**
 * Writes an event as one line: {@code ts=... level=... logger=... msg="..." key=value}, or the same as a JSON object. Of
 * an exception only the classes and the place are written, because its message may contain a secret; the debug level
 * writes the stack trace.
 */
final class LineLayout extends LayoutBase<ILoggingEvent> {

    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_./:@+\\[\\]-]+");

    private final Logs.Format format;
    private final boolean stackTraces;

    LineLayout(Logs.Format format, boolean stackTraces) {
        this.format = format;
        this.stackTraces = stackTraces;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        return (format == Logs.Format.json ? json(event) : logfmt(event)) + "\n";
    }

    private String json(ILoggingEvent event) {
        JsonStringWriter line = JsonWriter.string()
                .object()
                .value("timestamp", event.getInstant().toEpochMilli())
                .value("level", event.getLevel().toString())
                .value("threadName", event.getThreadName())
                .value("loggerName", event.getLoggerName())
                .value("formattedMessage", event.getFormattedMessage());
        for (KeyValuePair pair : pairs(event)) {
            boolean plain = pair.value instanceof Number || pair.value instanceof Boolean;
            line.value(pair.key, plain ? pair.value : String.valueOf(pair.value));
        }
        if (event.getThrowableProxy() != null) {
            line.value("err", error(event.getThrowableProxy()));
        }
        return line.end().done();
    }

    private String logfmt(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(256);
        line.append("ts=").append(event.getInstant());
        line.append(" level=").append(event.getLevel().toString().toLowerCase(Locale.ROOT));
        String logger = event.getLoggerName();
        line.append(" logger=").append(logger.substring(logger.lastIndexOf('.') + 1));
        line.append(" msg=").append(quoted(event.getFormattedMessage()));
        for (KeyValuePair pair : pairs(event)) {
            String value = String.valueOf(pair.value);
            line.append(' ').append(pair.key).append('=');
            line.append(BARE.matcher(value).matches() ? value : quoted(value));
        }
        if (event.getThrowableProxy() != null) {
            line.append(" err=").append(quoted(error(event.getThrowableProxy())));
        }
        return line.toString();
    }

    private static List<KeyValuePair> pairs(ILoggingEvent event) {
        return event.getKeyValuePairs() == null ? List.of() : event.getKeyValuePairs();
    }

    /** The stack trace, or the classes of an exception and its causes, and where it was thrown. */
    private String error(IThrowableProxy thrown) {
        if (stackTraces) {
            return ThrowableProxyUtil.asString(thrown);
        }
        StringBuilder place = new StringBuilder(thrown.getClassName());
        for (IThrowableProxy cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            place.append(" < ").append(cause.getClassName());
        }
        if (thrown.getStackTraceElementProxyArray().length > 0) {
            place.append(' ').append(thrown.getStackTraceElementProxyArray()[0].getSTEAsString());
        }
        return place.toString();
    }

    private static String quoted(String text) {
        return PrintableText.of(JsonWriter.string(text));
    }
}
