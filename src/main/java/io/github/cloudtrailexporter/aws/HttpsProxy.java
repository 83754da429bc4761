package io.github.cloudtrailexporter.aws;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/**
 * The proxy of the environment for requests over TLS, with the usual meaning of {@code HTTPS_PROXY} and {@code NO_PROXY}.
 * The SDK's HTTP client reads {@code HTTP_PROXY} only.
 */
final class HttpsProxy {

    private static final System.Logger LOG = System.getLogger(HttpsProxy.class.getName());

    private HttpsProxy() {}

    /** Empty if the environment names no proxy, or an invalid one. */
    static Optional<ProxyConfiguration> of(Map<String, String> environment) {
        return first(environment, "https_proxy", "HTTPS_PROXY").flatMap(value -> proxy(value, environment));
    }

    private static Optional<ProxyConfiguration> proxy(String value, Map<String, String> environment) {
        Optional<URI> uri = uri(value);
        if (uri.isEmpty()) {
            // Without the value, because it may contain a password.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "HTTPS_PROXY is ignored because it is not the URL of a proxy, such as http://proxy.example.com:3128");
        }
        return uri.map(proxy -> configuration(proxy, environment));
    }

    private static Optional<URI> uri(String value) {
        try {
            URI uri = new URI(value.contains("://") ? value : "http://" + value);
            boolean usable = uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme());
            return usable ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static ProxyConfiguration configuration(URI proxy, Map<String, String> environment) {
        ProxyConfiguration.Builder builder = ProxyConfiguration.builder()
                .endpoint(endpoint(proxy))
                .nonProxyHosts(
                        unproxied(first(environment, "no_proxy", "NO_PROXY").orElse("")))
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false);
        if (proxy.getRawUserInfo() != null) {
            String[] login = proxy.getRawUserInfo().split(":", 2);
            builder.username(decoded(login[0])).password(login.length == 2 ? decoded(login[1]) : "");
        }
        return builder.build();
    }

    private static URI endpoint(URI proxy) {
        int usual = proxy.getScheme().equals("https") ? 443 : 80;
        return URI.create(
                proxy.getScheme() + "://" + proxy.getHost() + ":" + (proxy.getPort() < 0 ? usual : proxy.getPort()));
    }

    /** A name matches itself and its subdomains, with or without a leading dot; {@code *} matches everything. */
    private static Set<String> unproxied(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(HttpsProxy::pattern)
                .collect(Collectors.toSet());
    }

    private static String pattern(String name) {
        String plain = name.replaceFirst("^(\\*?\\.)", "");
        return plain.equals("*") ? ".*" : "(.*\\.)?" + Pattern.quote(plain);
    }

    private static Optional<String> first(Map<String, String> environment, String... names) {
        return Stream.of(names)
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
