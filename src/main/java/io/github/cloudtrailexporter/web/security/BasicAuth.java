package io.github.cloudtrailexporter.web.security;

import com.sun.net.httpserver.Headers;
import io.github.cloudtrailexporter.web.security.LoginCache.Login;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP basic authentication against bcrypt hashes.
 *
 * <p>An unknown user costs the same work and gets the same response as a wrong password. Results are cached, because one
 * check takes tens of milliseconds of a core by design: a login that was right once never waits again, however many wrong
 * passwords are being tried.
 */
public final class BasicAuth {

    /** The result of checking a request. */
    public enum Result {
        ACCEPTED,
        REJECTED,
        /** Too many passwords are being checked. */
        BUSY
    }

    private static final String SCHEME = "basic ";
    private static final int REMEMBERED = 100;

    private final Map<String, String> users;
    private final PasswordHash hashing;
    private final LoginCache right = new LoginCache(REMEMBERED);
    private final LoginCache wrong = new LoginCache(REMEMBERED);

    /**
     * Creates the check for these users.
     *
     * @param users the bcrypt hash of the password by user name; if there is none, every request is accepted
     */
    public BasicAuth(Map<String, String> users) {
        this.users = Map.copyOf(users);
        this.hashing = new PasswordHash(users.values());
    }

    public Result check(Headers headers) {
        if (users.isEmpty()) {
            return Result.ACCEPTED;
        }
        return login(headers).map(this::check).orElse(Result.REJECTED);
    }

    private Result check(Login login) {
        if (right.contains(login)) {
            return Result.ACCEPTED;
        }
        if (wrong.contains(login)) {
            return Result.REJECTED;
        }
        Optional<Boolean> verified = hashing.verify(login.password(), Optional.ofNullable(users.get(login.user())));
        verified.ifPresent(good -> (good ? right : wrong).add(login));
        return verified.map(good -> good ? Result.ACCEPTED : Result.REJECTED).orElse(Result.BUSY);
    }

    private static Optional<Login> login(Headers headers) {
        List<String> values = headers.getOrDefault("Authorization", List.of());
        if (values.size() != 1 || !values.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            String encoded = values.get(0).substring(SCHEME.length()).strip();
            return Login.of(Base64.getDecoder().decode(encoded));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
