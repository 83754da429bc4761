package io.github.cloudtrailexporter.web.security;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Presents the certificate that is in the files when the connection comes. The certificate and its key are asked for one
 * after the other, so the alias that a handshake chooses names the material that it goes on with.
 */
public final class CurrentKeyManager extends X509ExtendedKeyManager {

    private static final char SEPARATOR = ':';

    private record Generation(long number, TlsMaterial material) {}

    private final TlsFiles files;
    private Generation newest;
    private Generation before;

    public CurrentKeyManager(TlsFiles files) {
        this.files = files;
        this.newest = new Generation(0, files.current());
        this.before = newest;
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        Generation now = now();
        String alias = now.material().server().chooseEngineServerAlias(keyType, issuers, engine);
        return alias == null ? null : Long.toString(now.number()) + SEPARATOR + alias;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return manager(alias).getCertificateChain(within(alias));
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return manager(alias).getPrivateKey(within(alias));
    }

    private synchronized Generation now() {
        TlsMaterial material = files.current();
        if (!material.equals(newest.material())) {
            before = newest;
            newest = new Generation(newest.number() + 1, material);
        }
        return newest;
    }

    private synchronized X509ExtendedKeyManager manager(String alias) {
        boolean fromBefore = alias.startsWith(Long.toString(before.number()) + SEPARATOR);
        return (fromBefore ? before : newest).material().server();
    }

    private static String within(String alias) {
        return alias.substring(alias.indexOf(SEPARATOR) + 1);
    }

    // The server speaks through SSLEngine only, and is never a client.

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
