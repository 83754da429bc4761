package io.github.cloudtrailexporter.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * TLS, users and headers of the exporter's pages: the supported part of exporter-toolkit's web configuration.
 *
 * @param tls none for plain HTTP
 * @param basicAuthUsers bcrypt hash of the password by user name; empty for no authentication; the hashes are not in {@link
 *     #toString()}
 * @param headers added to each response
 */
public record WebConfig(Optional<TlsConfig> tls, Map<String, String> basicAuthUsers, Map<String, String> headers) {

    /** Plain HTTP without authentication, if there is no web configuration file. */
    public static final WebConfig NONE = new WebConfig(Optional.empty(), Map.of(), Map.of());

    public WebConfig {
        Objects.requireNonNull(tls);
        basicAuthUsers = Collections.unmodifiableMap(new LinkedHashMap<>(basicAuthUsers));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    @Override
    public String toString() {
        return "WebConfig[tls=" + tls + ", basicAuthUsers=" + basicAuthUsers.keySet() + ", headers=" + headers + "]";
    }
}
