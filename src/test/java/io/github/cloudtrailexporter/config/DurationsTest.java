package io.github.cloudtrailexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0s, 0",
        "1ms, 1",
        "500ms, 500",
        "45s, 45000",
        "10m, 600000",
        "1h30m, 5400000",
        "1d, 86400000",
        "1w, 604800000",
        "1y, 31536000000",
        "1y2w3d4h5m6s7ms, 33019506007",
        "90m, 5400000",
        "001s, 1000",
        "292y, 9208512000000"
    })
    void durationOfPrometheusIsRead(String text, long millis) {
        assertThat(Durations.parse(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "00",
                "-1s",
                "+1s",
                "1.5h",
                "1 s",
                "1s ",
                "1S",
                "1m1h",
                "1s1s",
                "ms",
                "1us",
                "1ns",
                "1e3s",
                "PT1S",
                "293y",
                "9223372036854775807y",
                "99999999999999999999s",
                "١s"
            })
    void otherTextIsNotADuration(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @Test
    void durationIsFormattedWithUnits() {
        assertThat(Durations.format(Duration.ofSeconds(9))).isEqualTo("9s");
        assertThat(Durations.format(Duration.ofSeconds(90))).isEqualTo("1m30s");
    }
}
