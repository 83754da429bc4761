package io.github.cloudtrailexporter.web.security;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Checks passwords with bcrypt, one at a time: it is meant to be expensive, and a scrape needs the processor, too. */
final class PasswordHash {

    /** More requests than these do not wait, because each that waits holds a thread. */
    private static final int MOST_WAITING = 8;

    /** The salt and hash of a password that is not known. */
    private static final String UNKNOWN_HASH = "LvQz3oTn8bXkYc1RdMhGue.qwxDxzkabYY0CUUUiVY/ayaN4PnoRO";

    private final Semaphore oneAtATime = new Semaphore(1, true);
    private final String fake;

    /** @param hashes those of all users: the check of an unknown user costs as much as the most expensive of them */
    PasswordHash(Collection<String> hashes) {
        String cost = hashes.stream()
                .map(hash -> hash.substring(4, 6))
                .max(String::compareTo)
                .orElse("10");
        fake = "$2y$" + cost + "$" + UNKNOWN_HASH;
    }

    /**
     * Whether the hash is the one of this password; without a hash it is not, after the same work. Empty if too many are
     * waiting.
     */
    Optional<Boolean> verify(byte[] password, Optional<String> hash) {
        if (oneAtATime.getQueueLength() >= MOST_WAITING) {
            return Optional.empty();
        }
        oneAtATime.acquireUninterruptibly();
        try {
            boolean same = matches(password, hash.orElse(fake));
            return Optional.of(same && hash.isPresent());
        } finally {
            oneAtATime.release();
        }
    }

    /** bcrypt uses 72 bytes; more are ignored, as other implementations do. */
    private static boolean matches(byte[] password, String hash) {
        return BCrypt.verifyer(null, LongPasswordStrategies.truncate(BCrypt.Version.VERSION_2A))
                .verify(password, hash.getBytes(StandardCharsets.US_ASCII))
                .verified;
    }
}
