package io.github.cloudtrailexporter.web.security;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import io.github.cloudtrailexporter.config.WebConfig.TlsConfig;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.exception.GenericException;
import nl.altindag.ssl.util.SSLFactoryUtils;

/**
 * TLS as the web configuration requires it. Changed files are read again when the next connection comes; files that
 * cannot be used leave the old ones in force.
 */
public final class Tls extends HttpsConfigurator {

    /** Not a secret: the key store never leaves the memory of this process. */
    private static final char[] NO_PASSWORD = new char[0];

    /** After a change of the client CA no older session is resumed for longer than this. */
    private static final int SESSION_SECONDS = 300;

    /** The signature scheme of a key's algorithm; a key of another one is not checked. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private final TlsConfig config;
    private final SSLFactory factory;
    private final FileReload files;

    private Tls(TlsConfig config, SSLFactory factory, FileReload files) {
        super(factory.getSslContext());
        this.config = config;
        this.factory = factory;
        this.files = files;
    }

    /** Reads the files; fails if they cannot be used, with a message for people. */
    static Tls of(TlsConfig config, ReloadMetrics reloads, LongSupplier nanoTime) throws IOException {
        List<Path> paths = Stream.concat(Stream.of(config.certFile(), config.keyFile()), config.clientCaFile().stream())
                .toList();
        // First, so that a change after the reading is noticed.
        FileReload files = new FileReload(paths, reloads, nanoTime);
        SSLFactory factory = load(config)
                .withSwappableIdentityMaterial()
                .withSwappableTrustMaterial()
                .build();
        return new Tls(config, factory, files);
    }

    /** Connects to a server without verifying its certificate. */
    public static SSLSocketFactory clientTrustingAnyServer() {
        return SSLFactory.builder()
                .withTrustingAllCertificatesWithoutValidation()
                .build()
                .getSslSocketFactory();
    }

    @Override
    public void configure(HttpsParameters parameters) {
        reloadIfChanged();
        SSLParameters tls = getSSLContext().getDefaultSSLParameters();
        tls.setProtocols(config.protocols().toArray(String[]::new));
        tls.setWantClientAuth(config.clientAuth() != TlsConfig.ClientAuth.NoClientCert);
        if (config.clientAuth().requires()) {
            tls.setNeedClientAuth(true);
        }
        parameters.setSSLParameters(tls);
    }

    void reloadIfChanged() {
        files.readIfChanged(() -> SSLFactoryUtils.reload(factory, load(config).build()));
    }

    static SSLFactory.Builder load(TlsConfig config) throws IOException {
        List<X509Certificate> chain = Pem.read(config.certFile()).certificates();
        PrivateKey key = Pem.read(config.keyFile()).privateKey();
        try {
            // Without this, a key that does not match shows only in the handshakes, and there only as a failure.
            if (!signsFor(chain.get(0), key)) {
                throw new IOException("the key in " + config.keyFile() + " does not belong to the certificate in "
                        + config.certFile());
            }
            SSLFactory.Builder builder = SSLFactory.builder()
                    .withIdentityMaterial(key, NO_PASSWORD, chain)
                    .withSessionTimeout(SESSION_SECONDS);
            // The policies that do not verify accept any certificate; without a policy none is requested.
            return config.clientAuth().verifies() && config.clientCaFile().isPresent()
                    ? builder.withTrustMaterial(
                            Pem.read(config.clientCaFile().get()).certificates())
                    : builder.withUnsafeTrustMaterial();
        } catch (GeneralSecurityException | GenericException e) {
            throw new IOException("cannot use the certificate in " + config.certFile() + ": " + e.getMessage(), e);
        }
    }

    private static boolean signsFor(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        String algorithm = key.getAlgorithm();
        boolean same = algorithm.equals(certificate.getPublicKey().getAlgorithm());
        if (!same || !SIGNATURES.containsKey(algorithm)) {
            return same;
        }
        byte[] text = {1, 2, 3};
        Signature signature = Signature.getInstance(SIGNATURES.get(algorithm));
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(text);
        return signature.verify(signed);
    }
}
