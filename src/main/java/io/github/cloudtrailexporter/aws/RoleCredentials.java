package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
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

    /** The shortest session of STS, because a revoked trust policy shows when the session ends. */
    private static final int SESSION_SECONDS = 900;

    private final AwsIdentity.Role role;
    private final AmbientCredentials ambient;
    private final AwsClients clients;
    private final AwsCalls calls;
    private final Clock clock;
    private final SingleFlight<SessionCredentials> assuming = new SingleFlight<>();
    private volatile SessionCredentials current;

    RoleCredentials(
            AwsIdentity.Role role, AmbientCredentials ambient, AwsClients clients, AwsCalls calls, Clock clock) {
        this.role = role;
        this.ambient = ambient;
        this.clients = clients;
        this.calls = calls;
        this.clock = clock;
    }

    SessionCredentials get(String region, Duration timeout) throws AwsCallException {
        SessionCredentials held = current;
        if (held != null && held.endsAfter(REFRESH_BEFORE_END)) {
            return held;
        }
        try {
            return assuming.get(timeout, () -> current = assume(region, timeout));
        } catch (AwsCallException e) {
            if (held != null && held.endsAfter(UNUSABLE_BEFORE_END)) {
                return held;
            }
            throw e;
        }
    }

    private SessionCredentials assume(String region, Duration timeout) throws AwsCallException {
        Deadline deadline = Deadline.in(timeout);
        SessionCredentials own = SessionCredentials.ambient(ambient.get(timeout), role.externalId());
        try {
            return session(calls.make(
                    Operation.ASSUME_ROLE,
                    own,
                    deadline.remaining(),
                    bounds -> clients.sts(region)
                            .assumeRole(r -> r.roleArn(role.roleArn())
                                    .roleSessionName("cloudtrail-exporter")
                                    .durationSeconds(SESSION_SECONDS)
                                    .externalId(role.externalId().isEmpty() ? null : role.externalId())
                                    .overrideConfiguration(bounds))
                            .credentials()));
        } catch (AwsCallException e) {
            if (e.failure().reason() == FailureReason.ACCESS_DENIED) {
                throw new AwsCallException(e.failure().withReason(FailureReason.ASSUME_ROLE_DENIED));
            }
            throw e;
        }
    }

    /**
     * A session without an expiration, or one that has expired by our clock, is used for this poll only: if only our
     * clock is wrong, AWS still accepts the session.
     */
    private SessionCredentials session(Credentials returned) throws AwsCallException {
        if (returned == null
                || returned.accessKeyId() == null
                || returned.secretAccessKey() == null
                || returned.sessionToken() == null) {
            throw new AwsCallException(FailureReason.CREDENTIALS);
        }
        AwsCredentials keys = AwsSessionCredentials.create(
                returned.accessKeyId(), returned.secretAccessKey(), returned.sessionToken());
        Instant end = Objects.requireNonNullElse(returned.expiration(), Instant.MIN);
        return new SessionCredentials(role.roleArn(), keys, "", end, clock);
    }
}
