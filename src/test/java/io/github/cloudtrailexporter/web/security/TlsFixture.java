package io.github.cloudtrailexporter.web.security;

import io.github.cloudtrailexporter.config.WebConfig.TlsConfig;
import io.github.cloudtrailexporter.config.WebConfig.TlsConfig.ClientAuth;
import java.io.IOException;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** Certificates and keys of the test resources, and clients that use them. */
public final class TlsFixture {

    private static final List<String> PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");

    private TlsFixture() {}

    public static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(TlsFixture.class.getResource("/tls/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static TlsConfig server(String certificate, String key) {
        return new TlsConfig(file(certificate), file(key), ClientAuth.NoClientCert, Optional.empty(), PROTOCOLS);
    }

    public static TlsConfig clients(ClientAuth policy) {
        Optional<Path> authority = policy == ClientAuth.NoClientCert ? Optional.empty() : Optional.of(file("ca.pem"));
        return new TlsConfig(file("rsa.pem"), file("rsa.key"), policy, authority, PROTOCOLS);
    }

    /** Trusts the test CA, and shows this certificate if the server asks, whatever the server says that it accepts. */
    public static SSLContext client(Optional<String> certificate) throws GeneralSecurityException, IOException {
        KeyStore trust = store();
        trust.setCertificateEntry("ca", Pem.read(file("ca.pem")).certificates().get(0));
        TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
        trusted.init(trust);
        KeyManager[] mine = certificate.isPresent()
                ? new KeyManager[] {
                    new Stubborn(
                            Pem.read(file(certificate.get() + ".pem"))
                                    .certificates()
                                    .get(0),
                            Pem.read(file(certificate.get() + ".key")).privateKey())
                }
                : new KeyManager[0];
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(mine, trusted.getTrustManagers(), null);
        return context;
    }

    private static final class Stubborn extends X509ExtendedKeyManager {
        private final X509Certificate certificate;
        private final PrivateKey key;

        Stubborn(X509Certificate certificate, PrivateKey key) {
            this.certificate = certificate;
            this.key = key;
        }

        @Override
        public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            return "me";
        }

        @Override
        public String chooseEngineClientAlias(String[] keyType, Principal[] issuers, SSLEngine engine) {
            return "me";
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {certificate};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[] {"me"};
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return null;
        }
    }

    private static KeyStore store() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, new char[0]);
        return store;
    }
}
