package io.github.cloudtrailexporter.aws;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** The proxy of {@code HTTPS_PROXY} and {@code NO_PROXY}; the SDK's client reads {@code HTTP_PROXY} only. */
final class HttpsProxy {

    private static final Logger LOG = LoggerFactory.getLogger(HttpsProxy.class);

    private HttpsProxy() {}

    /** Empty if the environment names no proxy, or an invalid one. */
    static Optional<ProxyConfiguration> of(Map<String, String> environment) {
        String proxy = value(environment, "https_proxy", "HTTPS_PROXY");
        if (proxy.isBlank()) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(proxy.contains("://") ? proxy : "http://" + proxy);
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
                return Optional.of(configuration(uri, value(environment, "no_proxy", "NO_PROXY")));
            }
        } catch (URISyntaxException e) {
            // Its message may contain a password.
        }
        LOG.warn("HTTPS_PROXY is ignored because it is not the URL of a proxy, such as http://proxy.example.com:3128");
        return Optional.empty();
    }

    /** The name in small letters has precedence, as in other programs. */
    private static String value(Map<String, String> environment, String small, String capital) {
        String value = environment.getOrDefault(small, "");
        return value.isBlank() ? environment.getOrDefault(capital, "") : value;
    }

    private static ProxyConfiguration configuration(URI proxy, String noProxy) throws URISyntaxException {
        int usualPort = proxy.getScheme().equals("https") ? 443 : 80;
        int port = proxy.getPort() < 0 ? usualPort : proxy.getPort();
        ProxyConfiguration.Builder builder = ProxyConfiguration.builder()
                .endpoint(new URI(proxy.getScheme(), null, proxy.getHost(), port, null, null, null))
                .nonProxyHosts(unproxied(noProxy))
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false);
        if (proxy.getUserInfo() != null) {
            String[] login = proxy.getUserInfo().split(":", 2);
            builder.username(login[0]).password(login.length == 2 ? login[1] : "");
        }
        return builder.build();
    }

    /** A name matches itself and its subdomains, with or without a leading dot; {@code *} matches everything. */
    private static Set<String> unproxied(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(name -> name.strip().replaceFirst("^(\\*?\\.)", ""))
                .filter(name -> !name.isEmpty())
                .map(name -> name.equals("*") ? ".*" : "(.*\\.)?" + Pattern.quote(name))
                .collect(Collectors.toSet());
    }
}
