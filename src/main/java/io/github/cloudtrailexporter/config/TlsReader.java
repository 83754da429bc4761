package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.WebConfig.TlsConfig;
import io.github.cloudtrailexporter.config.WebConfig.TlsConfig.ClientAuth;
import io.github.cloudtrailexporter.config.WebConfig.TlsConfig.Version;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads {@code tls_server_config}. */
final class TlsReader {

    private static final List<String> KEYS =
            List.of("cert_file", "key_file", "client_auth_type", "client_ca_file", "min_version", "max_version");

    private static final List<String> UNSUPPORTED = List.of(
            "cert",
            "key",
            "client_ca",
            "client_allowed_sans",
            "cipher_suites",
            "curve_preferences",
            "prefer_server_cipher_suites");

    private static final Rule<Version> VERSION = Rule.oneOf(
                    Arrays.stream(Version.values()).map(Version::name).toList())
            .hinting(text -> text.matches("TLS1[01]") ? "older versions are not safe (RFC 8996)" : "")
            .as(Version::valueOf);

    private static final Rule<ClientAuth> CLIENT_AUTH = Rule.oneOf(
                    Arrays.stream(ClientAuth.values()).map(ClientAuth::id).toList())
            .as(TlsReader::clientAuth);

    private final Fields fields;
    private final Rule<Path> file;

    private TlsReader(Fields fields, Path folder) {
        this.fields = fields;
        this.file = Rule.text("a file that can be read", text -> file(folder, text))
                .hinting(text -> "relative paths start at the folder of this file");
    }

    static Optional<TlsConfig> read(Value value, Path folder) {
        return value.fields(KEYS, UNSUPPORTED).flatMap(fields -> new TlsReader(fields, folder).tls());
    }

    private Optional<TlsConfig> tls() {
        int before = fields.problems().count();
        Optional<Path> cert = fields.require("cert_file", file);
        Optional<Path> key = fields.require("key_file", file);
        Optional<Path> clientCa = fields.get("client_ca_file", file);
        Optional<ClientAuth> auth = clientAuth();
        Version min = fields.get("min_version", VERSION).orElse(Version.TLS12);
        Version max = fields.get("max_version", VERSION).orElse(Version.TLS13);
        auth.ifPresent(this::checkClientCa);
        if (min.compareTo(max) > 0) {
            fields.rejectKey("min_version", "expected no later than max_version");
        }
        // A misspelled required key is missing, too, but was already reported.
        if (cert.isEmpty()
                || key.isEmpty()
                || auth.isEmpty()
                || fields.problems().count() > before) {
            return Optional.empty();
        }
        return Optional.of(new TlsConfig(cert.get(), key.get(), auth.get(), clientCa, min, max));
    }

    private Optional<ClientAuth> clientAuth() {
        return fields.has("client_auth_type")
                ? fields.get("client_auth_type", CLIENT_AUTH)
                : Optional.of(ClientAuth.NO_CLIENT_CERT);
    }

    private void checkClientCa(ClientAuth auth) {
        boolean hasCa = fields.has("client_ca_file");
        if (hasCa && auth == ClientAuth.NO_CLIENT_CERT) {
            fields.rejectKey("client_ca_file", "expected a client_auth_type beside it that requests certificates");
        }
        if (!hasCa && auth.verifies()) {
            fields.rejectKey("client_auth_type", "expected client_ca_file beside it, to verify the certificates with");
        }
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

    private static ClientAuth clientAuth(String id) {
        return Arrays.stream(ClientAuth.values())
                .filter(auth -> auth.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
