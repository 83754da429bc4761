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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The AWS of {@code --demo}. It reports each call to the listener under the names that AWS has for it and takes as long as
 * a Region at some distance would, so that the exporter's own metrics look as they do in production.
 */
public class DemoCloudTrail implements CloudTrailPort {

    /** By AWS's error code, which is a different one for STS and CloudTrail. */
    private static final Map<String, FailureReason> REASONS = Map.of(
            "AccessDenied", FailureReason.ASSUME_ROLE_DENIED,
            "AccessDeniedException", FailureReason.ACCESS_DENIED,
            "TrailNotFoundException", FailureReason.TRAIL_NOT_FOUND);

    private final DemoCompany company;
    private final Clock clock;
    private final CallListener calls;

    /** The identities whose account STS has returned already. */
    private final Set<AwsIdentity> known = ConcurrentHashMap.newKeySet();

    public DemoCloudTrail(DemoCompany company, Clock clock, CallListener calls) {
        this.company = company;
        this.clock = clock;
        this.calls = calls;
    }

    /** How long AWS takes for an operation in a Region: 20 to 83 ms. */
    Duration latency(String operation, String region) {
        return Duration.ofMillis(20 + Math.floorMod((operation + region).hashCode(), 64));
    }

    @Override
    public Session signIn(AwsIdentity identity, String region, Duration timeout) throws AwsCallException {
        String account = identity instanceof AwsIdentity.Role role ? role.accountId() : company.ambientAccount();
        if (identity instanceof AwsIdentity.Role && !known.contains(identity)) {
            call("sts", "AssumeRole", region, timeout, company.isKnown(account) ? "" : "AccessDenied");
            known.add(identity);
        }
        return new DemoSession(this, identity, account, region);
    }

    /** @param errorCode with which AWS responds; empty for success */
    private void call(String service, String operation, String region, Duration timeout, String errorCode)
            throws AwsCallException {
        long start = System.nanoTime();
        boolean inTime = await(latency(operation, region), timeout);
        String code = inTime ? errorCode : FailureReason.TIMEOUT.label();
        calls.attempt(service, operation, code, Duration.ofNanos(System.nanoTime() - start));
        if (!inTime) {
            throw new AwsCallException(FailureReason.TIMEOUT);
        }
        if (!code.isEmpty()) {
            throw new AwsCallException(new Failure(REASONS.get(code), code));
        }
    }

    private static boolean await(Duration latency, Duration timeout) {
        boolean inTime = latency.compareTo(timeout) < 0;
        try {
            TimeUnit.NANOSECONDS.sleep((inTime ? latency : timeout).toNanos());
            return inTime;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        // There are no connections.
    }

    private record DemoSession(DemoCloudTrail aws, AwsIdentity identity, String account, String home)
            implements Session {

        @Override
        public String accountId(Duration timeout) throws AwsCallException {
            if (!aws.known.contains(identity)) {
                aws.call("sts", "GetCallerIdentity", home, timeout, "");
                aws.known.add(identity);
            }
            return account;
        }

        @Override
        public Set<String> enabledRegions(String region, Duration timeout) throws AwsCallException {
            aws.call("ec2", "DescribeRegions", region, timeout, "");
            return aws.company.regions();
        }

        @Override
        public TrailStatus trailStatus(TrailArn arn, String region, Duration timeout) throws AwsCallException {
            return read("GetTrailStatus", arn, region, timeout).status(region, aws.clock.instant());
        }

        @Override
        public EventSelectors eventSelectors(TrailArn arn, String region, Duration timeout) throws AwsCallException {
            return read("GetEventSelectors", arn, region, timeout).eventSelectors(aws.clock.instant());
        }

        private DemoTrail read(String operation, TrailArn arn, String region, Duration timeout)
                throws AwsCallException {
            Optional<DemoTrail> trail = aws.company
                    .visible(account, region)
                    .filter(visible -> visible.arn().equals(arn))
                    .findFirst();
            String errorCode = trail.map(found -> found.isDenied() ? "AccessDeniedException" : "")
                    .orElse("TrailNotFoundException");
            aws.call("cloudtrail", operation, region, timeout, errorCode);
            return trail.orElseThrow();
        }

        @Override
        public Map<TrailArn, TrailSettings> describeTrails(String region, Duration timeout) throws AwsCallException {
            aws.call("cloudtrail", "DescribeTrails", region, timeout, "");
            return aws.company.visible(account, region).collect(Collectors.toMap(DemoTrail::arn, DemoTrail::settings));
        }

        @Override
        public List<OrganizationAccount> organizationAccounts(Duration timeout) throws AwsCallException {
            aws.call("organizations", "ListAccounts", home, timeout, "");
            return aws.company.members().entrySet().stream()
                    .map(member -> new OrganizationAccount(member.getKey(), member.getValue()))
                    .toList();
        }
    }
}
