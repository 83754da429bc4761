package io.github.cloudtrailexporter.demo;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.EventSelectors;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The AWS of {@code --demo}. It reports each call to the listener under the names that AWS has for it and takes as long as
 * a Region at some distance would, so that the exporter's own metrics look as they do in production.
 */
public final class DemoCloudTrail implements CloudTrailPort {

    private final DemoFleet fleet;
    private final Clock clock;
    private final CallListener calls;
    private final BiFunction<String, String, Duration> latency;
    private final Set<String> assumed = ConcurrentHashMap.newKeySet();
    private volatile boolean identified;

    /** The content of a response, or the failure in its place. */
    @FunctionalInterface
    private interface Response<T> {
        T get() throws AwsCallException;
    }

    public DemoCloudTrail(DemoCompany company, Clock clock, CallListener calls) {
        this(company.fleet(), clock, calls, DemoCloudTrail::usualLatency);
    }

    /** @param latency how long AWS takes for an operation in a Region */
    DemoCloudTrail(DemoFleet fleet, Clock clock, CallListener calls, BiFunction<String, String, Duration> latency) {
        this.fleet = fleet;
        this.clock = clock;
        this.calls = calls;
        this.latency = latency;
    }

    /** 20 to 83 ms, by Region. */
    private static Duration usualLatency(String operation, String region) {
        return Duration.ofMillis(20 + Math.floorMod((operation + region).hashCode(), 64));
    }

    @Override
    public Session signIn(AwsIdentity identity, String region, Duration timeout) throws AwsCallException {
        if (identity instanceof AwsIdentity.Role role) {
            assume(role, region, timeout);
            return new DemoSession(role.accountId(), region);
        }
        return new DemoSession(fleet.ambientAccount(), region);
    }

    private void assume(AwsIdentity.Role role, String region, Duration timeout) throws AwsCallException {
        if (assumed.contains(role.roleArn())) {
            return;
        }
        call("sts", "AssumeRole", region, timeout, () -> {
            if (!fleet.isKnown(role.accountId())) {
                throw failure(FailureReason.ASSUME_ROLE_DENIED, "AccessDenied");
            }
            return assumed.add(role.roleArn());
        });
    }

    private <T> T call(String service, String operation, String region, Duration timeout, Response<T> response)
            throws AwsCallException {
        long start = System.nanoTime();
        String errorCode = "";
        try {
            await(latency.apply(operation, region), timeout);
            return response.get();
        } catch (AwsCallException e) {
            errorCode = e.failure().errorCode().value();
            throw e;
        } finally {
            calls.attempt(service, operation, errorCode, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static void await(Duration latency, Duration timeout) throws AwsCallException {
        boolean inTime = latency.compareTo(timeout) < 0;
        try {
            TimeUnit.NANOSECONDS.sleep((inTime ? latency : timeout).toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AwsCallException(Failure.of(FailureReason.TIMEOUT), e);
        }
        if (!inTime) {
            throw new AwsCallException(FailureReason.TIMEOUT);
        }
    }

    private static AwsCallException failure(FailureReason reason, String code) {
        return new AwsCallException(new Failure(reason, code), null);
    }

    @Override
    public void close() {
        // There are no connections.
    }

    private final class DemoSession implements Session {

        private final String account;
        private final String home;

        private DemoSession(String account, String home) {
            this.account = account;
            this.home = home;
        }

        @Override
        public String accountId(Duration timeout) throws AwsCallException {
            if (account.equals(fleet.ambientAccount()) && !identified) {
                call("sts", "GetCallerIdentity", home, timeout, () -> account);
                identified = true;
            }
            return account;
        }

        @Override
        public Set<String> enabledRegions(String region, Duration timeout) throws AwsCallException {
            return call("ec2", "DescribeRegions", region, timeout, fleet::regions);
        }

        @Override
        public TrailStatus trailStatus(TrailArn arn, String region, Duration timeout) throws AwsCallException {
            Response<TrailStatus> status = () -> readable(arn, region).status(region, clock.instant());
            return call("cloudtrail", "GetTrailStatus", region, timeout, status);
        }

        @Override
        public EventSelectors eventSelectors(TrailArn arn, String region, Duration timeout) throws AwsCallException {
            Response<EventSelectors> selectors = () -> readable(arn, region).eventSelectors(clock.instant());
            return call("cloudtrail", "GetEventSelectors", region, timeout, selectors);
        }

        private DemoTrail readable(TrailArn arn, String region) throws AwsCallException {
            DemoTrail trail = fleet.find(arn, account, region)
                    .orElseThrow(() -> failure(FailureReason.TRAIL_NOT_FOUND, "TrailNotFoundException"));
            if (trail.isDenied()) {
                throw failure(FailureReason.ACCESS_DENIED, "AccessDeniedException");
            }
            return trail;
        }

        @Override
        public Map<TrailArn, TrailSettings> describeTrails(String region, Duration timeout) throws AwsCallException {
            Map<TrailArn, TrailSettings> visible =
                    fleet.visible(account, region).collect(Collectors.toMap(DemoTrail::arn, DemoTrail::settings));
            return call("cloudtrail", "DescribeTrails", region, timeout, () -> visible);
        }

        @Override
        public List<OrganizationAccount> organizationAccounts(Duration timeout) throws AwsCallException {
            List<OrganizationAccount> accounts = fleet.members().entrySet().stream()
                    .map(member -> new OrganizationAccount(member.getKey(), member.getValue()))
                    .toList();
            return call("organizations", "ListAccounts", home, timeout, () -> accounts);
        }
    }
}
