package io.github.cloudtrailexporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrapeTimeoutTest {

    private final ScrapeTimeout timeout = new ScrapeTimeout(Duration.ofMillis(500), () -> Duration.ofSeconds(9));

    @ParameterizedTest
    @CsvSource({"10, 9500", "0.6, 100", "4.25, 3750", "30, 25000", "600, 25000", "25.5, 25000"})
    @Tag("H16")
    void theHeaderMinusTheOffsetButNeverMoreThanTheJdkWaits(String header, long millis) {
        assertThat(timeout.timeout(headers(header))).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "NaN", "1e9", "x", "", "0.5", "0.1", "10s", "1_0", "Infinity", "10, 20", "99999999999"
            })
    @Tag("H16")
    void anUnusableHeaderIsNoHeader(String header) {
        assertThat(timeout.timeout(headers(header))).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    @Tag("H16")
    void twoHeadersAreNoHeader() {
        assertThat(timeout.timeout(headers("10", "20"))).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void withoutAHeaderTheConfiguredTimeoutAppliesWithinTheSameLimit() {
        ScrapeTimeout patient = new ScrapeTimeout(Duration.ZERO, () -> Duration.ofMinutes(5));

        assertThat(timeout.timeout(new Headers())).isEqualTo(Duration.ofSeconds(9));
        assertThat(patient.timeout(new Headers())).isEqualTo(ScrapeTimeout.LONGEST);
    }

    @ParameterizedTest
    @CsvSource({"10, 9350", "0.6, 90"})
    void thePollEndsEarlyEnoughForThePageToBeRenderedInTime(String header, long millis) {
        // The longest of ten, because a busy machine may pause the test before it reads the clock.
        Duration remaining = Stream.generate(() -> ScrapeTimeout.pollDeadline(timeout.timeout(headers(header)))
                        .remaining())
                .limit(10)
                .max(Duration::compareTo)
                .orElseThrow();

        assertThat(remaining).isBetween(Duration.ofMillis(millis / 2), Duration.ofMillis(millis));
    }

    private static Headers headers(String... values) {
        Headers headers = new Headers();
        for (String value : values) {
            headers.add(ScrapeTimeout.HEADER, value);
        }
        return headers;
    }
}
