package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.AwsName;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The calls to STS, made with the ambient credentials. */
final class Sts {

    private static final String AMBIENT = "ambient";

    /** CloudTrail records it with each call. */
    private static final String SESSION_NAME = "cloudtrail-exporter";

    /** The shortest session of STS, because a revoked trust policy shows when the session ends. */
    private static final int SESSION_SECONDS = 900;

    private final AmbientCredentials ambient;
    private final AwsClients clients;
    private final AwsCalls calls;
    private final CallListener listener;
    private final SingleFlight<String> running = new SingleFlight<>(Runnable::run);
    private volatile String accountId = "";

    Sts(AmbientCredentials ambient, AwsClients clients, AwsCalls calls, CallListener listener) {
        this.ambient = ambient;
        this.clients = clients;
        this.calls = calls;
        this.listener = listener;
    }

    SessionCredentials ambient(Duration timeout) throws AwsCallException {
        return new SessionCredentials(AMBIENT, ambient.get(timeout), "");
    }

    /** The keys of the assumed role, as STS returned them: any part may be {@code null}. */
    Credentials assumeRole(AwsIdentity.Role role, String region, Duration timeout) throws AwsCallException {
        Deadline deadline = Deadline.in(timeout);
        SessionCredentials credentials = new SessionCredentials(AMBIENT, ambient.get(timeout), role.externalId());
        try {
            return calls.make(
                    Operation.ASSUME_ROLE,
                    credentials,
                    deadline.remaining(),
                    bounds -> clients.sts(region)
                            .assumeRole(r -> r.roleArn(role.roleArn())
                                    .roleSessionName(SESSION_NAME)
                                    .durationSeconds(SESSION_SECONDS)
                                    .externalId(role.externalId().isEmpty() ? null : role.externalId())
                                    .overrideConfiguration(bounds))
                            .credentials());
        } catch (AwsCallException e) {
            if (e.failure().reason() == FailureReason.ACCESS_DENIED) {
                throw new AwsCallException(e.failure().withReason(FailureReason.ASSUME_ROLE_DENIED), null);
            }
            throw e;
        }
    }

    /** The account of the ambient credentials. It never changes, so one successful call is enough. */
    String accountId(SessionCredentials credentials, String region, Duration timeout) throws AwsCallException {
        if (accountId.isEmpty()) {
            accountId = running.get(timeout, () -> requestAccountId(credentials, region, timeout));
        }
        return accountId;
    }

    private String requestAccountId(SessionCredentials credentials, String region, Duration timeout)
            throws AwsCallException {
        GetCallerIdentityResponse identity = calls.make(
                Operation.GET_CALLER_IDENTITY,
                credentials,
                timeout,
                bounds -> clients.sts(region).getCallerIdentity(request -> request.overrideConfiguration(bounds)));
        if (identity.account() == null || !AwsName.isAccountId(identity.account())) {
            throw new AwsCallException(FailureReason.BAD_RESPONSE);
        }
        if (identity.arn() != null) {
            listener.identified(identity.arn());
        }
        return identity.account();
    }
}
