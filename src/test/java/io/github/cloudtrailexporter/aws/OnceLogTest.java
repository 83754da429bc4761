package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.LogLines;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OnceLogTest {

    @Test
    @Tag("A27")
    @Tag("A28")
    void whatAwsSendsBecomesOneLineOfPrintableAscii() {
        assertThat(OnceLog.line("a\r\n\tb\u0000\u2028\ud800\\é\"} 1"))
                .isEqualTo("a\\r\\n\\tb\\u0000\\u2028\\ud800\\\\\\u00e9\"} 1");
    }

    @Test
    @Tag("A27")
    void aLineIsAtMost256Characters() {
        assertThat(OnceLog.line("x".repeat(100_000))).hasSize(256).endsWith("...");
        assertThat(OnceLog.line("\u2028".repeat(100_000)))
                .hasSizeLessThanOrEqualTo(256)
                .endsWith("...");
        assertThat(OnceLog.line("x".repeat(200))).hasSize(200);
    }

    @Test
    void whatStandsForItselfInAsciiDoesSo() {
        assertThat(OnceLog.line(" ~")).isEqualTo(" ~");
        assertThat(OnceLog.line("\u001f\u007f")).isEqualTo("\\u001f\\u007f");
    }

    @Test
    void anExplanationMayBeLonger() {
        assertThat(OnceLog.detail("x".repeat(1997))).hasSize(1997);
        assertThat(OnceLog.detail("x".repeat(1998))).hasSize(2000).endsWith("...");
    }

    @Test
    void oneOfAKindIsLogged() {
        try (LogLines log = LogLines.of(OnceLog.class.getName())) {
            OnceLog once = new OnceLog();

            once.warn("a\nb");
            once.warn("a\nb");
            once.warn("kind", "first");
            once.warn("kind", "second");

            assertThat(log.lines()).containsExactly("WARN a\\nb", "WARN first");
        }
    }

    @Test
    void howeverManyOdditiesThereAreTheLogStaysShort() {
        try (LogLines log = LogLines.of(OnceLog.class.getName())) {
            OnceLog once = new OnceLog();

            IntStream.range(0, 1000).forEach(i -> once.warn("oddity " + i));

            assertThat(log.lines()).hasSize(200).contains("WARN oddity 0", "WARN oddity 199");
        }
    }
}
