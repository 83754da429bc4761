package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.Node.Kind;
import io.github.cloudtrailexporter.config.Problems.Secrets;
import io.github.cloudtrailexporter.config.WebConfig.TlsConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads a web configuration file in the format of Prometheus' exporter-toolkit
 * (https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md). Unsupported
 * keys are rejected by name, because a configured protection must not be silently missing.
 */
public final class WebConfigReader {

    private static final Rule<String> BCRYPT_HASH = Rule.matching(
            "a bcrypt hash of the password, as htpasswd -nBC 10 makes it",
            Pattern.compile("\\$2[aby]\\$(0[4-9]|[12][0-9]|3[01])\\$[./A-Za-z0-9]{53}"));

    private static final List<String> KEYS = List.of("tls_server_config", "http_server_config", "basic_auth_users");

    // Basic authentication separates user and password by the first colon. A dollar is the start of a hash.
    private static final Rule<String> USER = Rule.matching(
                    "the name of a user, which has no colon", Pattern.compile("[^:$\\p{Cc}][^:\\p{Cc}]*"))
            .of(Kind.TEXT, Kind.NUMBER, Kind.BOOLEAN, Kind.DATE);

    private static final Rule<String> BOOLEAN = Rule.matching(
                    "true or false", Pattern.compile("true|false|yes|no|on|off", Pattern.CASE_INSENSITIVE))
            .of(Kind.BOOLEAN);

    private static final Rule<String> HEADER = Rule.matching("the text of a header", Pattern.compile("[\\x20-\\x7E]+"))
            .of(Kind.TEXT, Kind.NUMBER, Kind.BOOLEAN, Kind.DATE);

    /** The headers of exporter-toolkit, with their rules. */
    private static final Map<String, Rule<String>> HEADERS = new TreeMap<>(Map.of(
            "Content-Security-Policy", HEADER,
            "Strict-Transport-Security", HEADER,
            "X-Content-Type-Options", Rule.oneOf(List.of("nosniff")),
            "X-Frame-Options", Rule.oneOf(List.of("deny", "sameorigin")),
            "X-XSS-Protection", HEADER));

    private WebConfigReader() {}

    /**
     * Reads a file.
     *
     * @param file a regular file of at most 1 MiB, in UTF-8; relative paths in it start at its folder
     * @throws ConfigException with all problems, if there is any
     */
    public static WebConfig read(Path file) throws ConfigException {
        Problems problems = new Problems(ConfigFile.read(file), Secrets.OF_WEB_CONFIG);
        Node root = TreeBuilder.build(Variables.NONE, problems);
        WebConfig config = new Value("", root, problems)
                .fields(KEYS, List.of("rate_limit"))
                .map(fields -> config(fields, file.toAbsolutePath().getParent()))
                .orElse(WebConfig.NONE);
        problems.throwIfAny();
        return config;
    }

    private static WebConfig config(Fields fields, Path folder) {
        if (fields.isEmpty() && !fields.hasUnknownKeys()) {
            fields.reject("this file protects nothing: expected tls_server_config, basic_auth_users or headers");
        }
        Optional<TlsConfig> tls = fields.value("tls_server_config").flatMap(value -> TlsReader.read(value, folder));
        Map<String, String> headers =
                fields.value("http_server_config").map(WebConfigReader::headers).orElse(Map.of());
        Map<String, String> users =
                fields.value("basic_auth_users").map(WebConfigReader::users).orElse(Map.of());
        return new WebConfig(tls, users, headers);
    }

    private static Map<String, String> headers(Value value) {
        Optional<Fields> server = value.fields(List.of("http2", "headers"));
        // The JDK's server supports only HTTP/1.1, which every client supports, so that both values are accepted.
        server.ifPresent(fields -> fields.get("http2", BOOLEAN));
        Map<String, String> headers = new LinkedHashMap<>();
        server.flatMap(fields -> fields.value("headers"))
                .flatMap(list -> list.fields(List.copyOf(HEADERS.keySet())))
                .ifPresent(fields -> HEADERS.forEach(
                        (name, rule) -> fields.get(name, rule).ifPresent(text -> headers.put(name, text))));
        return headers;
    }

    private static Map<String, String> users(Value value) {
        if (!value.isMapping()) {
            // It is probably a password.
            value.problems().hide(value.node().place());
        }
        Map<String, String> users = new LinkedHashMap<>();
        value.entries("a mapping of user names to bcrypt hashes", USER)
                .forEach((name, hash) -> hash.as(BCRYPT_HASH).ifPresent(text -> users.put(name, text)));
        return users;
    }
}
