package io.github.cloudtrailexporter.log;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Map;

/**
 * One JSON object for one event. As {@link LogfmtEncoder}, it shows of an exception the classes and the place; its
 * messages may hold anything, and are for the debug level.
 */
final class JsonLines extends JsonEncoder {

    private final boolean stackTraces;

    JsonLines(boolean stackTraces) {
        this.stackTraces = stackTraces;
        setWithArguments(false);
        setWithSequenceNumber(false);
        setWithNanoseconds(false);
        setWithContext(false);
        setWithMessage(false);
        setWithFormattedMessage(true);
        setWithThrowable(stackTraces);
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return super.encode(stackTraces || event.getThrowableProxy() == null ? event : withPlace(event));
    }

    private static ILoggingEvent withPlace(ILoggingEvent event) {
        LoggingEvent copy = new LoggingEvent();
        copy.setInstant(event.getInstant());
        copy.setLevel(event.getLevel());
        copy.setThreadName(event.getThreadName());
        copy.setLoggerName(event.getLoggerName());
        copy.setMDCPropertyMap(Map.of());
        copy.setMessage(event.getFormattedMessage() + ": " + LogfmtEncoder.place(event.getThrowableProxy()));
        return copy;
    }
}
