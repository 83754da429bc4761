package io.github.cloudtrailexporter.web.security;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Checks passwords with bcrypt, one at a time: it is meant to be expensive, and a scrape needs the processor, too. */
final class PasswordHash {

    /** More than these do not wait: everybody who waits holds a thread. */
    private static final int MOST_WAITING = 8;

    /** What a bcrypt hash looks like behind version and cost; of no password that anybody knows. */
    private static final String NOBODYS = "LvQz3oTn8bXkYc1RdMhGue.qwxDxzkabYY0CUUUiVY/ayaN4PnoRO";

    private final Semaphore oneAtATime = new Semaphore(1, true);
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final String fake;

    /** @param hashes those of all users: the check of an unknown one costs as much as the dearest of them */
    PasswordHash(Collection<String> hashes) {
        String cost = hashes.stream()
                .map(hash -> hash.substring(4, 6))
                .max(String::compareTo)
                .orElse("10");
        fake = "$2y$" + cost + "$" + NOBODYS;
    }

    /**
     * Whether this is the password behind the hash; without a hash the answer is no, after the same work. Nothing if too
     * many are waiting.
     */
    Optional<Boolean> verify(byte[] password, Optional<String> hash) {
        if (!waiting.tryAcquire()) {
            return Optional.empty();
        }
        oneAtATime.acquireUninterruptibly();
        try {
            boolean same = matches(password, hash.orElse(fake));
            return Optional.of(same && hash.isPresent());
        } finally {
            oneAtATime.release();
            waiting.release();
        }
    }

    /** bcrypt looks at 72 bytes; what a client sends beyond is ignored, as everywhere else. */
    private static boolean matches(byte[] password, String hash) {
        return BCrypt.verifyer(null, LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2A))
                .verify(password, hash.getBytes(StandardCharsets.US_ASCII))
                .verified;
    }
}
