package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.faults.Row;
import org.junit.jupiter.api.Test;

class OnceLogTest {

    @Test
    @Row({"A27", "A28"})
    void whatAwsSendsBecomesOneLineOfPrintableAscii() {
        assertThat(OnceLog.line("a\r\n\tb\u0000\u2028\ud800\\é\"} 1"))
                .isEqualTo("a\\r\\n\\tb\\u0000\\u2028\\ud800\\\\\\u00e9\"} 1");
    }

    @Test
    @Row("A27")
    void aLineIsAtMost256Characters() {
        assertThat(OnceLog.line("x".repeat(100_000))).hasSize(256).endsWith("...");
        assertThat(OnceLog.line("\u2028".repeat(100_000)))
                .hasSizeLessThanOrEqualTo(256)
                .endsWith("...");
        assertThat(OnceLog.line("x".repeat(200))).hasSize(200);
    }
}
