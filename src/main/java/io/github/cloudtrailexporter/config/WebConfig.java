package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.trail.Check;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        basicAuthUsers = Collections.unmodifiableMap(new LinkedHashMap<>(basicAuthUsers));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    @Override
    public String toString() {
        return "WebConfig[tls=" + tls + ", basicAuthUsers=" + basicAuthUsers.keySet() + ", headers=" + headers + "]";
    }

    /**
     * The TLS settings of the server. The files existed when the configuration was read; their content was not checked.
     *
     * @param certFile PEM: the server's certificate and its intermediates
     * @param keyFile PEM: its private key
     * @param clientCaFile PEM: the CA of client certificates; present if {@code clientAuth} verifies
     * @param protocols the accepted versions of TLS, as the JDK names them
     */
    public record TlsConfig(
            Path certFile, Path keyFile, ClientAuth clientAuth, Optional<Path> clientCaFile, List<String> protocols) {

        public TlsConfig {
            Check.that(
                    clientCaFile.isPresent() ? clientAuth != ClientAuth.NoClientCert : !clientAuth.verifies(),
                    "client CA with " + clientAuth);
            protocols = List.copyOf(protocols);
            Check.that(!protocols.isEmpty(), "TLS versions");
        }

        /** The policy for client certificates, named as in the file and in Go's {@code crypto/tls}. */
        public enum ClientAuth {
            NoClientCert,
            RequestClientCert,
            RequireAnyClientCert,
            VerifyClientCertIfGiven,
            RequireAndVerifyClientCert;

            /** Whether a client needs a certificate. */
            public boolean requires() {
                return this == RequireAnyClientCert || this == RequireAndVerifyClientCert;
            }

            /** Whether a given certificate must be signed by the client CA. */
            public boolean verifies() {
                return this == VerifyClientCertIfGiven || this == RequireAndVerifyClientCert;
            }
        }
    }
}
