package io.github.cloudtrailexporter.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The address that is asked in place of AWS: {@code https}, or {@code http} to a host that is near. */
final class Endpoint {

    /** Session tokens travel in the answers of STS, so plain HTTP is for this machine, its containers and its network. */
    private static final Pattern NEAR = Pattern.compile(
            "[^.:]+" // a container or service, such as moto
                    + "|.*\\.(localhost|local|internal|test)"
                    + "|(127|10)\\.[0-9.]+|192\\.168\\.[0-9.]+|172\\.(1[6-9]|2[0-9]|3[01])\\.[0-9.]+"
                    + "|\\[::1]");

    private static final Pattern SECRETIVE = Pattern.compile("[@?#]");

    private static final Rule<URI> RULE = Rule.text(
                    "a URL such as https://vpce.example.com or http://127.0.0.1:5000, without user, query or fragment",
                    Endpoint::uri)
            .unless(Endpoint::fault);

    private Endpoint() {}

    static Optional<URI> read(Fields fields) {
        Optional<Value> value = fields.value("endpoint_url");
        // Before an @ there may be a password, behind a ? or # a token.
        value.filter(url -> url.node() instanceof Node.Scalar scalar
                        && SECRETIVE.matcher(scalar.text()).find())
                .ifPresent(url -> url.problems().hide(url.node().place()));
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

    private static String fault(URI uri) {
        String scheme = uri.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            return "it must begin with https:// or http://";
        }
        if (uri.getHost() == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
            return "it has no valid host and port";
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return "it may hold no user, query or fragment";
        }
        boolean near = NEAR.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
        return scheme.equals("https") || near
                ? ""
                : "session tokens are not sent over http:// beyond the own network; use https://";
    }
}
