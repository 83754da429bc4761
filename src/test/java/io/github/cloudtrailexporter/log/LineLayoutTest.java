package io.github.cloudtrailexporter.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class LineLayoutTest {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @Test
    void anExceptionIsItsClassesAndItsPlace() throws Exception {
        JsonObject line = JsonParser.object().from(line(Logs.Format.json, false, failure()));

        assertThat(line.getString("level")).isEqualTo("ERROR");
        assertThat(line.getString("loggerName")).isEqualTo("a.Logger");
        assertThat(line.getString("formattedMessage")).isEqualTo("it failed twice");
        assertThat(line.getString("err"))
                .startsWith("java.lang.IllegalStateException < java.lang.RuntimeException ")
                .contains("LineLayoutTest");
        assertThat(line).doesNotContainKey("throwable");
    }

    @Test
    void messagesOfAnExceptionAreForTheDebugLevel() {
        for (Logs.Format format : Logs.Format.values()) {
            assertThat(line(format, false, failure())).doesNotContain("secret");
            assertThat(line(format, true, failure())).contains("outer secret", "inner secret", "\\tat ");
        }
    }

    @Test
    void pairsFollowTheMessage() {
        LoggingEvent event = event("polling");
        event.addKeyValuePair(new KeyValuePair("trails", 13));
        event.addKeyValuePair(new KeyValuePair("region", "eu-west-1"));
        event.addKeyValuePair(new KeyValuePair("name", "a \"b\""));
        event.addKeyValuePair(new KeyValuePair("empty", ""));
        event.setInstant(Instant.EPOCH);

        assertThat(line(Logs.Format.logfmt, false, event))
                .isEqualTo(
                        "ts=1970-01-01T00:00:00Z level=error logger=Logger msg=\"polling\" trails=13 region=eu-west-1"
                                + " name=\"a \\\"b\\\"\" empty=\"\"\n");
    }

    @Test
    void numbersAndBooleansKeepTheirTypeInJson() throws Exception {
        LoggingEvent event = event("polling");
        event.addKeyValuePair(new KeyValuePair("trails", 13));
        event.addKeyValuePair(new KeyValuePair("tls", true));
        event.addKeyValuePair(new KeyValuePair("region", "eu-west-1"));

        assertThat(JsonParser.object().from(line(Logs.Format.json, false, event)))
                .containsEntry("trails", 13)
                .containsEntry("tls", true)
                .containsEntry("region", "eu-west-1");
    }

    @Test
    void textFromOutsideIsNeverAFormatString() throws Exception {
        String excerpt = "config.yml:1:9: {} {0} %s\n  trails: {}\r\u001b[31m";
        LoggingEvent event = event("not reloaded");
        event.addKeyValuePair(new KeyValuePair("problems", excerpt));

        assertThat(line(Logs.Format.logfmt, false, event))
                .endsWith(" problems=\"config.yml:1:9: {} {0} %s\\n  trails: {}\\r\\u001b[31m\"\n")
                .hasLineCount(1);
        assertThat(JsonParser.object().from(line(Logs.Format.json, false, event)))
                .containsEntry("problems", excerpt);
    }

    private LoggingEvent failure() {
        Throwable thrown = new IllegalStateException("outer secret", new RuntimeException("inner secret"));
        return event("it failed {}", thrown, "twice");
    }

    private LoggingEvent event(String message) {
        return event(message, null);
    }

    private LoggingEvent event(String message, Throwable thrown, Object... arguments) {
        return new LoggingEvent(
                getClass().getName(),
                context.getLogger("a.Logger"),
                Level.ERROR,
                message,
                thrown,
                arguments.length == 0 ? null : arguments);
    }

    private static String line(Logs.Format format, boolean stackTraces, LoggingEvent event) {
        return new LineLayout(format, stackTraces).doLayout(event);
    }
}
