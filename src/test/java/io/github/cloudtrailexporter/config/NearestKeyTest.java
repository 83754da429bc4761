package io.github.cloudtrailexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestKeyTest {

    @ParameterizedTest
    @CsvSource({
        "acount_name, account_name",
        "name, name",
        "nmae, name",
        "rgion, region",
        "region, region",
        "region_s, regions",
        "roleArn, role_arn",
        "role-arn, role_arn",
        "ROLE_ARN, role_arn",
        "external, external_id",
        "account, account_name"
    })
    void misspelledKeyIsRecognized(String word, String meant) {
        assertThat(NearestKey.of(word, TargetReader.TRAIL_KEYS)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "password", "bucket", "role", "id", "kms_key_id"})
    void dissimilarKeyIsNotRecognized(String word) {
        assertThat(NearestKey.of(word, ConfigReader.POLL_KEYS)).isEmpty();
    }

    @Test
    void distanceIsOneForEachTypingMistake() {
        assertThat(NearestKey.distance("", "abc")).isEqualTo(3);
        assertThat(NearestKey.distance("abc", "abc")).isZero();
        assertThat(NearestKey.distance("abc", "acb")).isEqualTo(1);
        assertThat(NearestKey.distance("abc", "ac")).isEqualTo(1);
        assertThat(NearestKey.distance("abc", "abxc")).isEqualTo(1);
        assertThat(NearestKey.distance("abc", "axc")).isEqualTo(1);
        assertThat(NearestKey.distance("kitten", "sitting")).isEqualTo(3);
    }
}
