package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.target.AwsIdentity;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The real AWS, through its SDK. */
public final class AwsCloudTrail implements CloudTrailPort {

    private static final int TIMER_THREADS = 2;

    private final Clock clock;
    private final AmbientCredentials ambient;
    private final AwsSession.Aws aws;
    private final Map<AwsIdentity.Role, RoleCredentials> roles = new ConcurrentHashMap<>();

    /**
     * Uses the ambient credentials. Makes no call, resolves no credentials and starts no thread yet.
     *
     * @param clock decides which times in responses are impossible, and when the session of a role has expired
     */
    public AwsCloudTrail(AwsOptions options, CallListener listener, Clock clock) {
        this(options, new AmbientCredentials(options), listener, clock);
    }

    /** Closes {@code ambient} when it is closed itself. */
    AwsCloudTrail(AwsOptions options, AmbientCredentials ambient, CallListener listener, Clock clock) {
        this.clock = clock;
        CountedRetries retries = new CountedRetries(listener);
        DedupLogger anomalies = new DedupLogger();
        ScheduledThreadPoolExecutor timers = timers();
        AwsCalls calls = new AwsCalls(options.callTimeout(), retries, anomalies);
        AwsClients clients = new AwsClients(options, retries, timers);
        this.ambient = ambient;
        Sts sts = new Sts(
                ambient,
                clients,
                calls,
                environmentRegion(options.profile().orElse("")).orElse(""),
                listener);
        this.aws = new AwsSession.Aws(clients, calls, sts, new TrailMapping(clock, listener, anomalies));
    }

    /** The Region of the environment or the profile; the metadata of the instance is never queried for it. */
    public static Optional<String> environmentRegion(String profile) {
        return Sts.environmentRegion(profile);
    }

    /** The timers of the call timeouts. Most never fire, so they leave the queue when their call ends. */
    private static ScheduledThreadPoolExecutor timers() {
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(TIMER_THREADS, work -> {
            Thread thread = new Thread(work, "aws-timer");
            thread.setDaemon(true);
            return thread;
        });
        timers.setRemoveOnCancelPolicy(true);
        return timers;
    }

    @Override
    public Session signIn(AwsIdentity identity, String region, Duration timeout) throws AwsCallException {
        SessionCredentials credentials = identity instanceof AwsIdentity.Role role
                ? roles.computeIfAbsent(role, r -> new RoleCredentials(r, aws.sts(), clock))
                        .get(region, timeout)
                : aws.sts().ambient(timeout);
        return new AwsSession(identity, credentials, region, aws);
    }

    @Override
    public void close() {
        aws.calls().close();
        aws.clients().close();
        ambient.close();
    }
}
