package io.github.cloudtrailexporter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cloudtrailexporter.web.WebOptions.PathPrefix;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPrefixTest {

    @ParameterizedTest
    @CsvSource({
        "https://prometheus.example.com/cloudtrail/, , /cloudtrail, /cloudtrail",
        "https://prometheus.example.com/cloudtrail, /, '', /cloudtrail",
        "http://prometheus.example.com/a/b, /b, /b, /a/b",
        "http://prometheus.example.com, , '', ''",
        ", /cloudtrail/, /cloudtrail, /cloudtrail",
        ", cloudtrail, /cloudtrail, /cloudtrail",
        ", /, '', ''",
        ", , '', ''"
    })
    void theRoutePrefixIsThePathOfTheExternalUrlUnlessItIsSet(
            String externalUrl, String routePrefix, String routes, String links) {
        assertThat(PathPrefix.of(Optional.ofNullable(externalUrl), Optional.ofNullable(routePrefix)))
                .isEqualTo(new PathPrefix(routes, links));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/path", "prometheus.example.com", "ftp://example.com/a", "http://a b", "http://a/b%20c"})
    void anInvalidExternalUrlIsRejected(String url) {
        assertThatThrownBy(() -> PathPrefix.of(Optional.of(url), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a b", "/a?b", "/a//b", "/a\"b"})
    void anInvalidRoutePrefixIsRejected(String path) {
        assertThatThrownBy(() -> PathPrefix.of(Optional.empty(), Optional.of(path)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com/a%20b, , /a%20b",
        "http://example.com/a%20b, /c, /a%20b",
        "http://example.com/c, /a b, /a b",
        ", /a b, /a b"
    })
    void theMessageNamesOnlyTheInvalidPrefix(String externalUrl, String routePrefix, String invalid) {
        assertThatThrownBy(() -> PathPrefix.of(Optional.ofNullable(externalUrl), Optional.ofNullable(routePrefix)))
                .hasMessageStartingWith("'" + invalid + "' is not a valid path prefix");
    }
}
