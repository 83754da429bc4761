package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.EventSelectors;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An AWS for tests that returns configured answers and records the calls. Answers may be changed while it is in use. By
 * default signing in works, an account has no Region and no trail, and the status of a trail is {@link
 * FailureReason#TRAIL_NOT_FOUND}.
 */
public final class FakeCloudTrail implements CloudTrailPort {

    /** The account of {@link AwsIdentity.Ambient} unless configured otherwise. */
    public static final String AMBIENT_ACCOUNT = "111122223333";

    /** The calls. */
    public enum Operation {
        SIGN_IN,
        ACCOUNT_ID,
        ENABLED_REGIONS,
        TRAIL_STATUS,
        EVENT_SELECTORS,
        DESCRIBE_TRAILS,
        ORGANIZATION_ACCOUNTS
    }

    /**
     * One call that was made.
     *
     * @param region empty for calls without one
     * @param trail the ARN of the requested trail; empty for calls without one
     */
    public record Call(Operation operation, AwsIdentity identity, String region, String trail) {}

    private final Map<Call, Answer<?>> answers = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private volatile boolean closed;

    public FakeCloudTrail signIn(AwsIdentity identity, Answer<?> answer) {
        return configure(new Call(Operation.SIGN_IN, identity, "", ""), answer);
    }

    public FakeCloudTrail accountId(AwsIdentity identity, Answer<String> answer) {
        return configure(new Call(Operation.ACCOUNT_ID, identity, "", ""), answer);
    }

    public FakeCloudTrail enabledRegions(AwsIdentity identity, Answer<Set<String>> answer) {
        return configure(new Call(Operation.ENABLED_REGIONS, identity, "", ""), answer);
    }

    public FakeCloudTrail trailStatus(AwsIdentity identity, TrailArn trail, String region, Answer<TrailStatus> answer) {
        return configure(new Call(Operation.TRAIL_STATUS, identity, region, trail.toString()), answer);
    }

    public FakeCloudTrail eventSelectors(
            AwsIdentity identity, TrailArn trail, String region, Answer<EventSelectors> answer) {
        return configure(new Call(Operation.EVENT_SELECTORS, identity, region, trail.toString()), answer);
    }

    public FakeCloudTrail describeTrails(
            AwsIdentity identity, String region, Answer<Map<TrailArn, TrailSettings>> answer) {
        return configure(new Call(Operation.DESCRIBE_TRAILS, identity, region, ""), answer);
    }

    public FakeCloudTrail organizationAccounts(AwsIdentity identity, Answer<List<OrganizationAccount>> answer) {
        return configure(new Call(Operation.ORGANIZATION_ACCOUNTS, identity, "", ""), answer);
    }

    private FakeCloudTrail configure(Call call, Answer<?> answer) {
        answers.put(call, answer);
        return this;
    }

    /** Every call so far, in the order in which they began. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public long count(Operation operation) {
        return calls.stream().filter(call -> call.operation() == operation).count();
    }

    public void forgetCalls() {
        calls.clear();
    }

    /** The largest number of calls that were ever under way together. */
    public int mostInFlight() {
        return mostInFlight.get();
    }

    public boolean closed() {
        return closed;
    }

    @Override
    public Session signIn(AwsIdentity identity, String region, Duration timeout) throws AwsCallException {
        call(new Call(Operation.SIGN_IN, identity, "", ""), region, timeout, Answer.value(""));
        return new FakeSession(identity);
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Records the call with its Region, and returns the answer configured for the key (or the default). */
    @SuppressWarnings("unchecked") // the typed methods above put the answer of the right type under each key
    private <T> T call(Call key, String region, Duration timeout, Answer<T> otherwise) throws AwsCallException {
        calls.add(new Call(key.operation(), key.identity(), region, key.trail()));
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            return ((Answer<T>) answers.getOrDefault(key, otherwise)).give(timeout);
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private final class FakeSession implements Session {

        private final AwsIdentity identity;

        FakeSession(AwsIdentity identity) {
            this.identity = identity;
        }

        @Override
        public String accountId(Duration timeout) throws AwsCallException {
            String known = identity instanceof AwsIdentity.Role role ? role.accountId() : AMBIENT_ACCOUNT;
            return call(new Call(Operation.ACCOUNT_ID, identity, "", ""), "", timeout, Answer.value(known));
        }

        @Override
        public Set<String> enabledRegions(String region, Duration timeout) throws AwsCallException {
            Call call = new Call(Operation.ENABLED_REGIONS, identity, "", "");
            return call(call, region, timeout, Answer.value(Set.of()));
        }

        @Override
        public TrailStatus trailStatus(TrailArn trail, String region, Duration timeout) throws AwsCallException {
            Call call = new Call(Operation.TRAIL_STATUS, identity, region, trail.toString());
            return call(call, region, timeout, Answer.failure(FailureReason.TRAIL_NOT_FOUND));
        }

        @Override
        public EventSelectors eventSelectors(TrailArn trail, String region, Duration timeout) throws AwsCallException {
            Call call = new Call(Operation.EVENT_SELECTORS, identity, region, trail.toString());
            return call(call, region, timeout, Answer.failure(FailureReason.TRAIL_NOT_FOUND));
        }

        @Override
        public Map<TrailArn, TrailSettings> describeTrails(String region, Duration timeout) throws AwsCallException {
            Call call = new Call(Operation.DESCRIBE_TRAILS, identity, region, "");
            return new TreeMap<>(call(call, region, timeout, Answer.value(Map.of())));
        }

        @Override
        public List<OrganizationAccount> organizationAccounts(Duration timeout) throws AwsCallException {
            return call(
                    new Call(Operation.ORGANIZATION_ACCOUNTS, identity, "", ""), "", timeout, Answer.value(List.of()));
        }
    }
}
