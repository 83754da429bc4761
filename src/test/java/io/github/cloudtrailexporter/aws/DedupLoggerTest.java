package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.LogLines;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DedupLoggerTest {

    @Test
    @Tag("A27")
    @Tag("A28")
    void textOfAwsBecomesOneLineOfPrintableAscii() {
        assertThat(DedupLogger.line("a\r\n\tb\u0000\u2028\ud800\\é\"} 1"))
                .isEqualTo("a\\r\\n\\tb\\u0000\\u2028\\ud800\\\\\\u00e9\"} 1");
    }

    @Test
    @Tag("A27")
    void aLineIsAtMost256Characters() {
        assertThat(DedupLogger.line("x".repeat(100_000))).hasSize(256).endsWith("...");
        assertThat(DedupLogger.line("\u2028".repeat(100_000)))
                .hasSizeLessThanOrEqualTo(256)
                .endsWith("...");
        assertThat(DedupLogger.line("x".repeat(200))).hasSize(200);
    }

    @Test
    void printableAsciiIsNotEscaped() {
        assertThat(DedupLogger.line(" ~")).isEqualTo(" ~");
        assertThat(DedupLogger.line("\u001f\u007f")).isEqualTo("\\u001f\\u007f");
    }

    @Test
    void anExplanationMayBeLonger() {
        assertThat(DedupLogger.detail("x".repeat(1997))).hasSize(1997);
        assertThat(DedupLogger.detail("x".repeat(1998))).hasSize(2000).endsWith("...");
    }

    @Test
    void oneOfAKindIsLogged() {
        try (LogLines log = LogLines.of(DedupLogger.class.getName())) {
            DedupLogger once = new DedupLogger();

            once.warn("a\nb");
            once.warn("a\nb");
            once.warn("kind", "first");
            once.warn("kind", "second");

            assertThat(log.lines()).containsExactly("WARN a\\nb", "WARN first");
        }
    }

    @Test
    void atMost200LinesAreLoggedHoweverManyAnomaliesThereAre() {
        try (LogLines log = LogLines.of(DedupLogger.class.getName())) {
            DedupLogger once = new DedupLogger();

            IntStream.range(0, 1000).forEach(i -> once.warn("anomaly " + i));

            assertThat(log.lines()).hasSize(200).contains("WARN anomaly 0", "WARN anomaly 199");
        }
    }
}
