package io.github.cloudtrailexporter.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class JsonLinesTest {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @Test
    void anExceptionIsItsClassesAndItsPlace() throws Exception {
        JsonObject line = JsonParser.object().from(line(false));

        assertThat(line.getString("level")).isEqualTo("ERROR");
        assertThat(line.getString("loggerName")).isEqualTo("a.Logger");
        assertThat(line.getString("formattedMessage"))
                .startsWith("it failed twice: java.lang.IllegalStateException < java.lang.RuntimeException ")
                .contains("JsonLinesTest");
        assertThat(line).doesNotContainKey("throwable");
    }

    @Test
    void itsMessagesAreForTheDebugLevel() {
        assertThat(line(false)).doesNotContain("secret");
        assertThat(line(true)).contains("outer secret", "inner secret", "stepArray");
    }

    private String line(boolean stackTraces) {
        JsonLines lines = new JsonLines(stackTraces);
        lines.setContext(context);
        lines.start();
        Throwable thrown = new IllegalStateException("outer secret", new RuntimeException("inner secret"));
        LoggingEvent event = new LoggingEvent(
                getClass().getName(), context.getLogger("a.Logger"), Level.ERROR, "it failed {}", thrown, new Object[] {
                    "twice"
                });
        return new String(lines.encode(event), StandardCharsets.UTF_8);
    }
}
