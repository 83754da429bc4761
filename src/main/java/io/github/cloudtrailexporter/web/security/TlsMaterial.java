package io.github.cloudtrailexporter.web.security;

import io.github.cloudtrailexporter.config.TlsConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Key and certificates as they were in the files at one time.
 *
 * @param clientCa who vouches for clients; empty if nobody has to
 */
public record TlsMaterial(X509ExtendedKeyManager server, Optional<X509ExtendedTrustManager> clientCa) {

    /** No secret: the key store never leaves the memory of this process. */
    private static final char[] NO_PASSWORD = new char[0];

    /**
     * Reads the files.
     *
     * @throws IOException if they cannot be used; the message is for people
     */
    static TlsMaterial load(TlsConfig config) throws IOException {
        List<X509Certificate> chain = Pem.read(config.certFile()).certificates();
        PrivateKey key = Pem.read(config.keyFile()).privateKey();
        try {
            checkPair(config, chain.get(0), key);
            Optional<X509ExtendedTrustManager> clientCa = config.clientCaFile().isPresent()
                    ? Optional.of(trust(config.clientCaFile().get()))
                    : Optional.empty();
            return new TlsMaterial(server(chain, key), clientCa);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use the certificate in " + config.certFile() + ": " + e.getMessage(), e);
        }
    }

    /** Without this, a key that does not fit shows only in the handshakes, and there only as a failure. */
    private static void checkPair(TlsConfig config, X509Certificate certificate, PrivateKey key)
            throws IOException, GeneralSecurityException {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        if (!algorithm.equals(key.getAlgorithm()) || !signsFor(certificate, key)) {
            throw new IOException(
                    "the key in " + config.keyFile() + " does not belong to the certificate in " + config.certFile());
        }
    }

    private static boolean signsFor(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        String scheme =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    case "EdDSA" -> "EdDSA";
                    default -> "";
                };
        if (scheme.isEmpty()) {
            return true;
        }
        byte[] text = {1, 2, 3};
        Signature signature = Signature.getInstance(scheme);
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(text);
        return signature.verify(signed);
    }

    private static X509ExtendedKeyManager server(List<X509Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(new X509Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, NO_PASSWORD);
        KeyManager[] managers = factory.getKeyManagers();
        return (X509ExtendedKeyManager) managers[0];
    }

    private static X509ExtendedTrustManager trust(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        List<X509Certificate> authorities = Pem.read(file).certificates();
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("ca-" + i, authorities.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        TrustManager[] managers = factory.getTrustManagers();
        return (X509ExtendedTrustManager) Arrays.asList(managers).get(0);
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
