package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.InjectedFault;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.simulator.SimulatedRole;
import io.github.cloudtrailexporter.simulator.SimulatedTrail;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The real port on a simulated AWS with one role and one healthy trail, both of which the tests then break. */
final class Simulation implements AutoCloseable {

    static final String ACCOUNT = "444455556666";
    static final String REGION = "eu-west-1";
    static final TrailArn TRAIL = new TrailArn("aws", REGION, ACCOUNT, "management");
    static final AwsIdentity.Role ROLE =
            new AwsIdentity.Role("arn:aws:iam::" + ACCOUNT + ":role/cloudtrail-exporter", "external-id-canary");

    /** Longer than everything below: where a test waits this long, nothing bounded it. */
    static final Duration ENOUGH = Duration.ofSeconds(30);

    final SteppedClock clock = new SteppedClock();
    final SimulatedAws aws = SimulatedAws.start(clock).ambientAccount(SimulatedWorld.AMBIENT_ACCOUNT);
    final Recorder recorder = new Recorder();
    final AwsCloudTrail port;
    final SimulatedTrail trail = aws.account(ACCOUNT).trail(TRAIL.name(), REGION);
    final SimulatedRole role = aws.account(ACCOUNT).role("cloudtrail-exporter").externalId(ROLE.externalId());

    Simulation() {
        this(Duration.ofSeconds(5));
    }

    /** @param callTimeout for one attempt */
    Simulation(Duration callTimeout) {
        port = PortWithKeys.connect(SimulatedWorld.options(aws, callTimeout), recorder, clock);
    }

    /** One attempt that was reported to the listener; the code is empty for a success. */
    record Attempt(String service, String operation, String code, Duration duration) {}

    /** Records what is reported to the listener. */
    static final class Recorder implements CallListener {
        final List<Attempt> attempts = new CopyOnWriteArrayList<>();
        final List<String> implausible = new CopyOnWriteArrayList<>();
        final List<String> identities = new CopyOnWriteArrayList<>();

        @Override
        public void attempt(String service, String operation, String errorCode, Duration duration) {
            attempts.add(new Attempt(service, operation, errorCode, duration));
        }

        @Override
        public void implausible(String field) {
            implausible.add(field);
        }

        @Override
        public void identified(String arn) {
            identities.add(arn);
        }

        List<String> codes(String operation) {
            return attempts.stream()
                    .filter(attempt -> attempt.operation().equals(operation))
                    .map(Attempt::code)
                    .toList();
        }
    }

    /** A clock that stands still until it is moved. */
    static final class SteppedClock extends Clock {
        private volatile Instant now = Instant.now();

        void advance(Duration step) {
            now = now.plus(step);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    InjectedFault breakStatus(Fault fault) {
        return aws.inject(FaultScope.on("GetTrailStatus"), fault);
    }

    InjectedFault breakSts(Fault fault) {
        return aws.inject(FaultScope.on("AssumeRole"), fault);
    }

    Session signIn() throws AwsCallException {
        return port.signIn(ROLE, REGION, ENOUGH);
    }

    /** Signs in and requests the status of the trail, as one poll does. */
    TrailStatus status() throws AwsCallException {
        return signIn().trailStatus(TRAIL, REGION, ENOUGH);
    }

    /** The failure of one poll. */
    Failure failure() {
        try {
            TrailStatus status = status();
            throw new AssertionError("did not fail: " + status);
        } catch (AwsCallException e) {
            return e.failure();
        }
    }

    FailureReason reason() {
        return failure().reason();
    }

    @Override
    public void close() {
        port.close();
        aws.close();
    }
}
