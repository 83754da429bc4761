package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The session of one role, which is assumed at the first use and again when two thirds of the session are over. If STS
 * refuses or fails then, the current session is used until its last minute, so a revoked trust policy shows after 14
 * minutes at the latest.
 *
 * <p>Not the SDK's own provider, because that one limits neither the wait for another thread's refresh nor the refresh
 * itself to the timeout of its caller (measured: 7 s with a timeout of 4 s), and hides the reason of a failure in an
 * {@link IllegalStateException}.
 */
final class RoleCredentials {

    private static final Duration REFRESH_BEFORE_END = Duration.ofMinutes(5);
    private static final Duration UNUSABLE_BEFORE_END = Duration.ofMinutes(1);

    /** How long the success of one call shows that the token is good although a Region rejects it. */
    private static final Duration ACCEPTED_LATELY = Duration.ofMinutes(5);

    private final AwsIdentity.Role role;
    private final Sts sts;
    private final Clock clock;
    private final SingleFlight<Session> assuming = new SingleFlight<>(Runnable::run);
    private final AtomicReference<Session> current = new AtomicReference<>();

    RoleCredentials(AwsIdentity.Role role, Sts sts, Clock clock) {
        this.role = role;
        this.sts = sts;
        this.clock = clock;
    }

    /** @param region where to call STS if the environment names no Region */
    Session get(String region, Duration timeout) throws AwsCallException {
        Session held = current.get();
        if (held != null && held.endsAfter(REFRESH_BEFORE_END)) {
            return held;
        }
        try {
            return assuming.get(timeout, () -> assume(region, timeout));
        } catch (AwsCallException e) {
            if (held != null && held.endsAfter(UNUSABLE_BEFORE_END)) {
                return held;
            }
            throw e;
        }
    }

    private Session assume(String region, Duration timeout) throws AwsCallException {
        Session session = session(sts.assumeRole(role, region, timeout));
        current.set(session);
        return session;
    }

    /**
     * A session without an expiration, or one that has expired by our clock, is used for this poll only: if only our
     * clock is wrong, AWS still accepts the session.
     */
    private Session session(Credentials returned) throws AwsCallException {
        if (returned == null
                || returned.accessKeyId() == null
                || returned.secretAccessKey() == null
                || returned.sessionToken() == null) {
            throw new AwsCallException(FailureReason.CREDENTIALS);
        }
        AwsCredentials keys = AwsSessionCredentials.create(
                returned.accessKeyId(), returned.secretAccessKey(), returned.sessionToken());
        return new Session(keys, Objects.requireNonNullElse(returned.expiration(), Instant.MIN));
    }

    /** The credentials of the assumed role until they expire. */
    final class Session extends SessionCredentials {

        private final Instant end;
        private volatile Instant accepted = Instant.MIN;

        private Session(AwsCredentials keys, Instant end) {
            super(role.roleArn(), keys, "");
            this.end = end;
        }

        private boolean endsAfter(Duration rest) {
            return clock.instant().plus(rest).isBefore(end);
        }

        @Override
        void accepted() {
            accepted = clock.instant();
        }

        /**
         * Makes the next poll assume the role again, unless the token is unknown in one Region and accepted in others:
         * that is the response of a disabled Region, each time.
         */
        @Override
        void rejected(Failure failure) {
            boolean acceptedLately = accepted.isAfter(clock.instant().minus(ACCEPTED_LATELY));
            if (!failure.tokenUnknown() || !acceptedLately) {
                current.compareAndSet(this, null);
            }
        }
    }
}
