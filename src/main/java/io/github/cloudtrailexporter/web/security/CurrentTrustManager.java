package io.github.cloudtrailexporter.web.security;

import io.github.cloudtrailexporter.config.TlsConfig;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Believes in clients whose certificate is signed by the authority that is in the file when the connection comes. */
final class CurrentTrustManager extends X509ExtendedTrustManager {

    private final TlsFiles files;
    private final TlsConfig.ClientAuth policy;

    CurrentTrustManager(TlsFiles files, TlsConfig.ClientAuth policy) {
        this.files = files;
        this.policy = policy;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        if (policy.verifies()) {
            authority()
                    .orElseThrow(() -> new CertificateException("there is no client CA"))
                    .checkClientTrusted(chain, authType, engine);
        }
    }

    /** Tells clients which of their certificates to show; where any will do, none is named. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authority()
                .filter(authority -> policy.verifies())
                .map(X509ExtendedTrustManager::getAcceptedIssuers)
                .orElse(new X509Certificate[0]);
    }

    private Optional<X509ExtendedTrustManager> authority() {
        return files.current().clientCa();
    }

    // The server speaks through SSLEngine only, and never asks another server.

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("not a server's engine");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("not a server's engine");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("not a client");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("not a client");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("not a client");
    }
}
