package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsOptionsTest {

    private static AwsOptions options(String endpoint, Duration callTimeout, int concurrency, String userAgent) {
        Optional<URI> url = Optional.of(URI.create(endpoint));
        return new AwsOptions(Optional.empty(), url, callTimeout, concurrency, userAgent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1", "/nothing", "127.0.0.1", "http:opaque"})
    void anEndpointIsAnHttpUrl(String endpoint) {
        assertThatThrownBy(() -> options(endpoint, Duration.ofSeconds(3), 1, "a/1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timeoutConcurrencyAndUserAgentAreChecked() {
        String endpoint = "http://127.0.0.1:5000";
        assertThatThrownBy(() -> options(endpoint, Duration.ZERO, 1, "a/1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options(endpoint, Duration.ofSeconds(3), 0, "a/1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options(endpoint, Duration.ofSeconds(3), 1, "a\r\nX: y"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
