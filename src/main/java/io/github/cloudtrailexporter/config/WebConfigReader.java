package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.WebConfig.TlsConfig;
import io.github.cloudtrailexporter.config.WebConfig.TlsConfig.ClientAuth;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads a web configuration file in the format of Prometheus' exporter-toolkit
 * (https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md). Unsupported
 * keys are rejected by name, because a configured protection must not be silently missing.
 */
public final class WebConfigReader {

    static final List<String> KEYS = List.of("tls_server_config", "http_server_config", "basic_auth_users");

    static final List<String> TLS_KEYS =
            List.of("cert_file", "key_file", "client_auth_type", "client_ca_file", "min_version", "max_version");

    private static final String UNSUPPORTED_TLS_KEYS =
            "cert key client_ca client_allowed_sans cipher_suites" + " curve_preferences prefer_server_cipher_suites";

    /** The versions of TLS that are still safe. */
    private static final List<String> VERSIONS = List.of("TLS12", "TLS13");

    /** The same as the JDK names them. */
    private static final List<String> PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");

    private static final Rule<String> BCRYPT_HASH = Rule.matching(
            "a bcrypt hash of the password, as htpasswd -nBC 10 makes it",
            text -> text.matches("\\$2[aby]\\$(0[4-9]|[12][0-9]|3[01])\\$[./A-Za-z0-9]{53}"));

    // Basic authentication separates user and password by the first colon. A dollar is the start of a hash.
    private static final Rule<String> USER =
            Rule.matching("the name of a user, which has no colon", text -> text.matches("[^:$\\p{Cc}][^:\\p{Cc}]*"));

    private static final Rule<String> BOOLEAN = Rule.matching(
                    "true or false", text -> text.matches("(?i)true|false|yes|no|on|off"))
            .of(Tag.BOOL);

    private static final Rule<String> HEADER = Rule.matching(
                    "the text of a header", text -> text.matches("[\\x20-\\x7E]+"))
            .of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP);

    private static final Map<String, Rule<String>> HEADERS = new TreeMap<>(Map.of(
            "Content-Security-Policy", HEADER,
            "Strict-Transport-Security", HEADER,
            "X-Content-Type-Options", Rule.oneOf(List.of("nosniff")),
            "X-Frame-Options", Rule.oneOf(List.of("deny", "sameorigin")),
            "X-XSS-Protection", HEADER));

    private static final Rule<Integer> VERSION_INDEX = Rule.oneOf(VERSIONS)
            .hinting(text -> text.matches("TLS1[01]") ? "older versions are not safe (RFC 8996)" : "")
            .as(VERSIONS::indexOf);

    private static final Rule<ClientAuth> CLIENT_AUTH = Rule.oneOf(
                    Arrays.stream(ClientAuth.values()).map(Enum::name).toList())
            .as(ClientAuth::valueOf);

    private WebConfigReader() {}

    /** Reads a regular file of at most 1 MiB, in UTF-8. Relative paths in it start at its folder. */
    public static WebConfig read(Path file) throws ConfigException {
        Problems problems = new Problems(file.toString(), TextFile.read(file), Variables.NONE);
        Path folder = file.toAbsolutePath().getParent();
        WebConfig config = YamlParser.parse(problems)
                .fields(KEYS, "rate_limit")
                .map(fields -> config(fields, folder))
                .orElse(WebConfig.NONE);
        problems.throwIfAny();
        return config;
    }

    private static WebConfig config(Fields fields, Path folder) {
        if (fields.isEmpty() && fields.problems().count() == 0) {
            fields.reject("this file protects nothing: expected tls_server_config, basic_auth_users or headers");
        }
        Optional<TlsConfig> tls = fields.fields("tls_server_config", TLS_KEYS, UNSUPPORTED_TLS_KEYS.split(" ", -1))
                .flatMap(found -> tls(found, folder));
        Map<String, String> headers = fields.fields("http_server_config", List.of("http2", "headers"))
                .map(WebConfigReader::headers)
                .orElse(Map.of());
        Map<String, String> users =
                fields.value("basic_auth_users").map(WebConfigReader::users).orElse(Map.of());
        return new WebConfig(tls, users, headers);
    }

    private static Optional<TlsConfig> tls(Fields fields, Path folder) {
        int before = fields.problems().count();
        Rule<Path> file = Rule.text("a file that can be read", text -> file(folder, text))
                .hinting(text -> "relative paths start at the folder of this file");
        Optional<Path> cert = fields.require("cert_file", file);
        Optional<Path> key = fields.require("key_file", file);
        Optional<Path> clientCa = fields.get("client_ca_file", file);
        ClientAuth auth = fields.get("client_auth_type", CLIENT_AUTH).orElse(ClientAuth.NoClientCert);
        int min = fields.get("min_version", VERSION_INDEX).orElse(0);
        int max = fields.get("max_version", VERSION_INDEX).orElse(1);
        if (auth == ClientAuth.NoClientCert && fields.problems().count() == before) {
            fields.rejectKey("client_ca_file", "expected a client_auth_type beside it that requests certificates");
        }
        if (auth.verifies() && !fields.has("client_ca_file")) {
            fields.rejectKey("client_auth_type", "expected client_ca_file beside it, to verify the certificates with");
        }
        if (min > max) {
            fields.rejectKey("min_version", "expected no later than max_version");
        }
        // A misspelled required key is missing, too, but was already reported.
        if (cert.isEmpty() || key.isEmpty() || fields.problems().count() > before) {
            return Optional.empty();
        }
        return Optional.of(new TlsConfig(cert.get(), key.get(), auth, clientCa, PROTOCOLS.subList(min, max + 1)));
    }

    private static Optional<Path> file(Path folder, String text) {
        try {
            return Optional.of(folder.resolve(text))
                    .filter(Files::isRegularFile)
                    .filter(Files::isReadable);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> headers(Fields server) {
        // The JDK's server supports only HTTP/1.1, which every client supports, so that both values are accepted.
        server.get("http2", BOOLEAN);
        Map<String, String> headers = new LinkedHashMap<>();
        server.fields("headers", List.copyOf(HEADERS.keySet()))
                .ifPresent(fields -> HEADERS.forEach(
                        (name, rule) -> fields.get(name, rule).ifPresent(text -> headers.put(name, text))));
        return headers;
    }

    private static Map<String, String> users(Value value) {
        Map<String, String> users = new LinkedHashMap<>();
        value.entries("a mapping of user names to bcrypt hashes", USER)
                .forEach((name, hash) -> hash.as(BCRYPT_HASH).ifPresent(text -> users.put(name, text)));
        return users;
    }
}
