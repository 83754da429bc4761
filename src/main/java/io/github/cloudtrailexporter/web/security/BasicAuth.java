package io.github.cloudtrailexporter.web.security;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * HTTP basic authentication against bcrypt hashes.
 *
 * <p>An unknown user costs the same work and gets the same response as a wrong password. Results are cached, because one
 * check takes tens of milliseconds of a core by design: a login that was right once never waits again, however many wrong
 * passwords are being tried.
 */
public final class BasicAuth {

    /** The result of checking a request; {@code BUSY}: too many passwords are being checked. */
    public enum Result {
        ACCEPTED,
        REJECTED,
        BUSY
    }

    private static final String SCHEME = "basic ";

    /** Logins in each cache. */
    private static final int REMEMBERED = 100;

    /** More requests than these do not wait for a check, because each that waits holds a thread. */
    private static final int MOST_WAITING = 8;

    private static final String UNKNOWN_HASH = "LvQz3oTn8bXkYc1RdMhGue.qwxDxzkabYY0CUUUiVY/ayaN4PnoRO";

    private final Map<String, String> users;

    /** The hash for unknown users, as expensive as the most expensive one of the known. */
    private final String fakeHash;

    private final byte[] salt = new byte[32];
    private final Map<String, Boolean> right = cache(REMEMBERED);
    private final Map<String, Boolean> wrong = cache(REMEMBERED);

    /** A check is expensive by design, and a scrape needs the processor, too. */
    private final Semaphore oneAtATime = new Semaphore(1, true);

    /** @param users the bcrypt hash of the password by user name; if there is none, every request is accepted */
    BasicAuth(Map<String, String> users) {
        new SecureRandom().nextBytes(salt);
        this.users = Map.copyOf(users);
        String cost = users.values().stream()
                .map(hash -> hash.substring(4, 6))
                .max(String::compareTo)
                .orElse("10");
        this.fakeHash = "$2y$" + cost + "$" + UNKNOWN_HASH;
    }

    /** Whether these headers contain the name and password of a user. */
    public Result check(Headers headers) {
        if (users.isEmpty()) {
            return Result.ACCEPTED;
        }
        byte[] login = login(headers);
        int colon = new String(login, StandardCharsets.ISO_8859_1).indexOf(':');
        if (colon < 0) {
            return Result.REJECTED;
        }
        String key = key(salt, login);
        if (right.get(key) != null) {
            return Result.ACCEPTED;
        }
        return wrong.get(key) != null ? Result.REJECTED : verify(login, colon, key);
    }

    /** User, colon and password as the client sent them; empty if it did not. */
    private static byte[] login(Headers headers) {
        List<String> values = headers.getOrDefault("Authorization", List.of());
        if (values.size() != 1 || !values.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder()
                    .decode(values.get(0).substring(SCHEME.length()).strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private Result verify(byte[] login, int colon, String key) {
        if (oneAtATime.getQueueLength() >= MOST_WAITING) {
            return Result.BUSY;
        }
        String user = new String(login, 0, colon, StandardCharsets.UTF_8);
        byte[] password = Arrays.copyOfRange(login, colon + 1, login.length);
        oneAtATime.acquireUninterruptibly();
        try {
            String hash = users.getOrDefault(user, fakeHash);
            // bcrypt uses 72 bytes; more are ignored, as other implementations do.
            boolean same = BCrypt.verifyer(null, LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2A))
                            .verify(password, hash.getBytes(StandardCharsets.US_ASCII))
                            .verified
                    && users.containsKey(user);
            (same ? right : wrong).put(key, true);
            return same ? Result.ACCEPTED : Result.REJECTED;
        } finally {
            oneAtATime.release();
        }
    }

    /** Logins by their key; beyond this many, the one that was not seen for the longest time is forgotten. */
    static Map<String, Boolean> cache(int most) {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        });
    }

    /**
     * Stands for a login in the caches, which keep no password: a salted hash. Two logins never share one (in
     * exporter-toolkit they once could, CVE-2022-46146), because a user name has no colon: the first colon ends it.
     */
    static String key(byte[] salt, byte[] login) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return HexFormat.of().formatHex(sha256.digest(login));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
