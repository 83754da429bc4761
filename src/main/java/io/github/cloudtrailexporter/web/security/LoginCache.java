package io.github.cloudtrailexporter.web.security;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers the logins that were checked last. It keeps no password: a key is a keyed hash of the whole login, with a
 * key that lives as long as the process. Two logins never share a key (in exporter-toolkit they once could,
 * CVE-2022-46146), because a user name has no colon: the first colon of a login is the end of its user.
 */
final class LoginCache {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret = secret();
    private final Map<String, Boolean> known;

    /** @param most how many are remembered; beyond, the one that was not seen for the longest time is forgotten */
    LoginCache(int most) {
        known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    /** @param login user, colon and password */
    boolean contains(byte[] login) {
        String key = key(login);
        synchronized (known) {
            return known.get(key) != null;
        }
    }

    void add(byte[] login) {
        String key = key(login);
        synchronized (known) {
            known.put(key, true);
        }
    }

    private String key(byte[] login) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(login));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SecretKeySpec secret() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return new SecretKeySpec(random, ALGORITHM);
    }
}
