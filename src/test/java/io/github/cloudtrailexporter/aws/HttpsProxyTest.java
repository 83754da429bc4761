package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.LogLines;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

class HttpsProxyTest {

    private static ProxyConfiguration proxy(String... environment) {
        return HttpsProxy.of(
                        environment.length == 2
                                ? Map.of(environment[0], environment[1])
                                : Map.of(environment[0], environment[1], environment[2], environment[3]))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example.com:3128, http, proxy.example.com, 3128",
        "http://proxy.example.com, http, proxy.example.com, 80",
        "https://proxy.example.com/, https, proxy.example.com, 443",
        "proxy.example.com:3128, http, proxy.example.com, 3128",
        "http://[::1]:3128, http, [::1], 3128"
    })
    void aProxyIsUsedAsItIsWritten(String value, String scheme, String host, int port) {
        ProxyConfiguration proxy = proxy("HTTPS_PROXY", value);

        assertThat(proxy.scheme()).isEqualTo(scheme);
        assertThat(proxy.host()).isEqualTo(host);
        assertThat(proxy.port()).isEqualTo(port);
        assertThat(proxy.username()).isNull();
    }

    @Test
    void theLoginIsTakenOutOfTheAddress() {
        ProxyConfiguration proxy = proxy("HTTPS_PROXY", "http://us%40er:p%3Ass+w@proxy.example.com:3128");

        assertThat(proxy.host()).isEqualTo("proxy.example.com");
        assertThat(proxy.username()).isEqualTo("us@er");
        assertThat(proxy.password()).isEqualTo("p:ss+w");
    }

    @Test
    void theNameInSmallLettersComesFirstAsInOtherPrograms() {
        assertThat(proxy("HTTPS_PROXY", "http://other:1", "https_proxy", "http://proxy:2")
                        .host())
                .isEqualTo("proxy");
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, sts.example.com, true",
        ".example.com, sts.example.com, true",
        "*.example.com, sts.example.com, true",
        "example.com, example.com, true",
        "example.com, notexample.com, false",
        "example.com, exampleXcom, false",
        "*, anything, true"
    })
    void hostsInNoProxyAreCalledDirectly(String noProxy, String host, boolean without) {
        ProxyConfiguration proxy =
                proxy("HTTPS_PROXY", "http://proxy.example.com:3128", "NO_PROXY", "localhost, " + noProxy);

        assertThat(proxy.nonProxyHosts().stream().anyMatch(host::matches)).isEqualTo(without);
    }

    @Test
    void aLoginWithoutAPasswordHasAnEmptyOne() {
        ProxyConfiguration proxy = proxy("HTTPS_PROXY", "http://user@proxy.example.com:3128");

        assertThat(proxy.username()).isEqualTo("user");
        assertThat(proxy.password()).isEmpty();
    }

    /** Port 0 cannot be called, but it is what was configured. */
    @Test
    void aWrittenPortIsKept() {
        assertThat(proxy("HTTPS_PROXY", "http://proxy.example.com:0").port()).isZero();
    }

    @Test
    void allHostsAreCalledThroughTheProxyByDefault() {
        assertThat(proxy("HTTPS_PROXY", "http://proxy:1", "NO_PROXY", " , ").nonProxyHosts())
                .isEmpty();
        assertThat(proxy("HTTPS_PROXY", "http://proxy:1").nonProxyHosts()).isEmpty();
    }

    @Test
    void anInvalidProxyIsLoggedWithoutItsPassword() {
        try (LogLines log = LogLines.of(HttpsProxy.class.getName())) {
            HttpsProxy.of(Map.of("HTTPS_PROXY", "socks5://user:secret-canary@proxy:1080"));

            assertThat(log.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("WARN HTTPS_PROXY is ignored because it is not the URL of a proxy")
                            .doesNotContain("canary"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "socks5://proxy:1080", "http://", "http://bad host", "://"})
    void whatIsNoProxyIsNotUsed(String value) {
        assertThat(HttpsProxy.of(Map.of("HTTPS_PROXY", value))).isEqualTo(Optional.empty());
    }
}
