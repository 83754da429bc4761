package io.github.cloudtrailexporter.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The endpoint that replaces those of AWS: {@code https}, or {@code http} to a host in the same network. */
final class Endpoint {

    /** Responses of STS contain session tokens, so plain HTTP is limited to this machine, its containers and its network. */
    private static final Pattern LOCAL = Pattern.compile(
            "[^.:]+" // a container or service, such as moto
                    + "|.*\\.(localhost|local|internal|test)"
                    + "|(127|10)\\.[0-9.]+|192\\.168\\.[0-9.]+|172\\.(1[6-9]|2[0-9]|3[01])\\.[0-9.]+"
                    + "|\\[::1]");

    private static final Pattern MAY_HOLD_SECRET = Pattern.compile("[@?#]");

    private static final Rule<URI> RULE = Rule.text(
                    "a URL such as https://vpce.example.com or http://127.0.0.1:5000, without user, query or fragment",
                    Endpoint::uri)
            .unless(Endpoint::error);

    private Endpoint() {}

    static Optional<URI> read(Fields fields) {
        Optional<Value> value = fields.value("endpoint_url");
        // There may be a password before an @, and a token after a ? or #.
        value.filter(url -> url.node() instanceof ScalarNode scalar
                        && MAY_HOLD_SECRET.matcher(scalar.getValue()).find())
                .ifPresent(url -> url.problems().hide(url.node()));
        return value.flatMap(url -> url.as(RULE));
    }

    private static Optional<URI> uri(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            return Optional.of(
                    scheme == null ? uri : new URI(scheme.toLowerCase(Locale.ROOT) + text.substring(scheme.length())));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String error(URI uri) {
        String scheme = uri.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            return "it must begin with https:// or http://";
        }
        if (uri.getHost() == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
            return "it has no valid host and port";
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return "it must not contain a user, query or fragment";
        }
        boolean local = LOCAL.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
        return scheme.equals("https") || local
                ? ""
                : "session tokens must not leave the local network over http://; use https://";
    }
}
