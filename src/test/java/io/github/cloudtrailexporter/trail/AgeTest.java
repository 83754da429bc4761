package io.github.cloudtrailexporter.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, less than a minute",
        "PT59S, less than a minute",
        "PT1M, 1 minute",
        "PT119M, 119 minutes",
        "PT2H, 2 hours",
        "PT47H59M, 47 hours",
        "PT48H, 2 days",
        "P400D, 400 days"
    })
    void ageIsFormattedInItsLargestUsefulUnit(Duration age, String text) {
        assertThat(Age.format(age)).isEqualTo(text);
    }
}
