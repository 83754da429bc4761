package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The session of one role: assumed when it is first wanted, and anew when two thirds of its time are over. If STS then
 * refuses or fails, the old session serves until its last minute, so trust that was withdrawn shows after 14 minutes at
 * the latest.
 *
 * <p>Not the SDK's own provider: that one bounds neither the wait for another thread's refresh nor the refresh itself by
 * what the caller can wait (seen: 7 s for a caller with 4), and hides the reason of a failure in an {@link
 * IllegalStateException}.
 */
final class RoleCredentials {

    /** As it shows in CloudTrail's own events. */
    private static final String SESSION_NAME = "cloudtrail-exporter";

    /** The shortest session there is. Withdrawn trust shows when it ends. */
    private static final int SESSION_SECONDS = 900;

    private static final Duration REFRESH_BEFORE_END = Duration.ofMinutes(5);
    private static final Duration UNUSABLE_BEFORE_END = Duration.ofMinutes(1);

    /** How long ago another call's success speaks for a token that a Region says it does not know. */
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

    /** @param region where to ask STS if the environment does not say */
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
        AssumeRoleRequest.Builder request = AssumeRoleRequest.builder()
                .roleArn(role.roleArn())
                .roleSessionName(SESSION_NAME)
                .durationSeconds(SESSION_SECONDS);
        if (!role.externalId().isEmpty()) {
            request.externalId(role.externalId());
        }
        Session session = session(sts.assumeRole(request, region, timeout));
        current.set(session);
        return session;
    }

    /**
     * A session without an end, or with one that is over by our clock, is used for this poll and no longer: if it is our
     * clock that is wrong, AWS accepts the session, and who else should know.
     */
    private Session session(Credentials said) throws AwsCallException {
        if (said == null
                || said.accessKeyId() == null
                || said.secretAccessKey() == null
                || said.sessionToken() == null) {
            throw new AwsCallException(Failure.of(FailureReason.CREDENTIALS), null);
        }
        AwsCredentials keys =
                AwsSessionCredentials.create(said.accessKeyId(), said.secretAccessKey(), said.sessionToken());
        Instant end = said.expiration() == null ? Instant.MIN : said.expiration();
        return new Session(Caller.of(role.roleArn(), keys), end);
    }

    /** The credentials of one assumed role, for as long as they last. */
    final class Session implements SignIn {

        private final Caller caller;
        private final Instant end;
        private volatile Instant accepted = Instant.MIN;

        Session(Caller caller, Instant end) {
            this.caller = caller;
            this.end = end;
        }

        private boolean endsAfter(Duration rest) {
            return clock.instant().plus(rest).isBefore(end);
        }

        @Override
        public Caller caller() {
            return caller;
        }

        @Override
        public void accepted() {
            accepted = clock.instant();
        }

        /**
         * The next poll signs in anew, unless the token is merely unknown to one Region while others accept it: that is
         * how a disabled Region answers, every time.
         */
        @Override
        public void rejected(Failure failure) {
            boolean acceptedLately = accepted.isAfter(clock.instant().minus(ACCEPTED_LATELY));
            if (!failure.tokenUnknown() || !acceptedLately) {
                current.compareAndSet(this, null);
            }
        }
    }
}
