package io.github.cloudtrailexporter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cloudtrailexporter.config.WebConfig;
import io.github.cloudtrailexporter.web.WebOptions.ListenAddress;
import io.github.cloudtrailexporter.web.WebOptions.PathPrefix;
import io.github.cloudtrailexporter.web.security.WebAccess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebOptionsTest {

    @ParameterizedTest
    @CsvSource({
        ":10106, '', 10106",
        "127.0.0.1:9199, 127.0.0.1, 9199",
        "[::1]:9199, ::1, 9199",
        "[fe80::1%eth0]:1, fe80::1%eth0, 1",
        "localhost:0, localhost, 0"
    })
    void addressesAreWrittenAsInPrometheus(String text, String host, int port) {
        ListenAddress address = ListenAddress.parse(text);

        assertThat(address).isEqualTo(new ListenAddress(host, port));
        assertThat(address).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10106", "::1:10106", "host", "host:", "host:x", ":70000", ":123456", "[host]:1", "a b:1"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/-/healthy", "/-/ready", "/-/reload", "", "metrics", "/a b", "/a?b", "//", "/a%20"})
    void aTelemetryPathThatCannotBeServedIsRefused(String path) {
        assertThatThrownBy(() -> options(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherTelemetryPathsAreFine() {
        for (String path : List.of("/metrics", "/probe/trails", "/m/", "/~x_y.z-1")) {
            assertThatCode(() -> options(path)).doesNotThrowAnyException();
        }
    }

    private static WebOptions options(String path) {
        return new WebOptions(
                List.of(new ListenAddress("", 0)),
                path,
                PathPrefix.NONE,
                Duration.ofMillis(500),
                WebAccess.of(WebConfig.NONE));
    }
}
