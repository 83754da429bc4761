package io.github.cloudtrailexporter.web.security;

import io.github.cloudtrailexporter.config.WebConfig.TlsConfig;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.exception.GenericException;

/** Reads the certificate, the key and the client CAs from their files. */
final class TlsMaterial {

    /** Not a secret: the key store never leaves the memory of this process. */
    private static final char[] NO_PASSWORD = new char[0];

    /** After a change of the client CA no older session is resumed for longer than this. */
    private static final int SESSION_SECONDS = 300;

    /** The signature scheme of a key's algorithm; a key of another one is not checked. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private TlsMaterial() {}

    /**
     * Reads the files.
     *
     * @throws IOException if they cannot be used; the message is for people
     */
    static SSLFactory.Builder load(TlsConfig config) throws IOException {
        List<X509Certificate> chain = Pem.read(config.certFile()).certificates();
        PrivateKey key = Pem.read(config.keyFile()).privateKey();
        try {
            checkPair(config, chain.get(0), key);
            SSLFactory.Builder builder = SSLFactory.builder()
                    .withIdentityMaterial(key, NO_PASSWORD, chain)
                    .withSessionTimeout(SESSION_SECONDS);
            return withClientCa(builder, config);
        } catch (GeneralSecurityException | GenericException e) {
            throw new IOException("cannot use the certificate in " + config.certFile() + ": " + e.getMessage(), e);
        }
    }

    private static SSLFactory.Builder withClientCa(SSLFactory.Builder builder, TlsConfig config) throws IOException {
        if (config.clientAuth().verifies() && config.clientCaFile().isPresent()) {
            return builder.withTrustMaterial(
                    Pem.read(config.clientCaFile().get()).certificates());
        }
        // The policies that do not verify accept any certificate; without a policy none is requested.
        return builder.withUnsafeTrustMaterial();
    }

    /** Without this, a key that does not match shows only in the handshakes, and there only as a failure. */
    private static void checkPair(TlsConfig config, X509Certificate certificate, PrivateKey key)
            throws IOException, GeneralSecurityException {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        if (!algorithm.equals(key.getAlgorithm()) || !signsFor(certificate, key)) {
            throw new IOException(
                    "the key in " + config.keyFile() + " does not belong to the certificate in " + config.certFile());
        }
    }

    private static boolean signsFor(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        String scheme = SIGNATURES.get(key.getAlgorithm());
        if (scheme == null) {
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
}
