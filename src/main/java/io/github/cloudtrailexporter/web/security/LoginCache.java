package io.github.cloudtrailexporter.web.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers the logins that were checked last. It keeps no password: a key is a keyed hash of the whole login, with a
 * key that lives as long as the process. Two logins never share a key (in exporter-toolkit they once could,
 * CVE-2022-46146).
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

    boolean contains(Login login) {
        String key = key(login);
        synchronized (known) {
            return known.get(key) != null;
        }
    }

    void add(Login login) {
        String key = key(login);
        synchronized (known) {
            known.put(key, true);
        }
    }

    int size() {
        synchronized (known) {
            return known.size();
        }
    }

    private String key(Login login) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(login.key()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SecretKeySpec secret() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return new SecretKeySpec(random, ALGORITHM);
    }

    /** User and password as a client sent them. The password is in no text of this class. */
    static final class Login {

        private final String user;
        private final byte[] password;

        private Login(String user, byte[] password) {
            this.user = user;
            this.password = password;
        }

        /** What is before the first colon is the user, the rest is the password. */
        static Optional<Login> of(byte[] decoded) {
            for (int i = 0; i < decoded.length; i++) {
                if (decoded[i] == ':') {
                    String user = new String(decoded, 0, i, StandardCharsets.UTF_8);
                    return Optional.of(new Login(user, Arrays.copyOfRange(decoded, i + 1, decoded.length)));
                }
            }
            return Optional.empty();
        }

        String user() {
            return user;
        }

        /** Not copied. */
        byte[] password() {
            return password;
        }

        /** The same bytes for the same login and for no other: the length says where the user ends. */
        byte[] key() {
            byte[] name = user.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(Integer.BYTES + name.length + password.length)
                    .putInt(name.length)
                    .put(name)
                    .put(password)
                    .array();
        }

        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }
}
