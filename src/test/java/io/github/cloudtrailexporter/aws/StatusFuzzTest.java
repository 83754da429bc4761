package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.InjectedFault;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/** Whatever the body of an answer of GetTrailStatus is, it is a status or no answer; garbage is never health. */
@Tag("nightly")
class StatusFuzzTest {

    private static final Set<FailureReason> EXPECTED = Set.of(FailureReason.BAD_RESPONSE, FailureReason.NETWORK);
    private static final SimulatedAws AWS = SimulatedAws.start().ambientAccount(SimulatedWorld.AMBIENT_ACCOUNT);
    private static final AwsCloudTrail PORT = port();

    private static AwsCloudTrail port() {
        AWS.account(Simulation.ACCOUNT).trail(Simulation.TRAIL.name(), Simulation.REGION);
        AWS.account(Simulation.ACCOUNT).role("cloudtrail-exporter").externalId(Simulation.ROLE.externalId());
        return PortWithKeys.connect(
                SimulatedWorld.options(AWS, Duration.ofSeconds(20)), CallListener.NONE, Clock.systemUTC());
    }

    @FuzzTest
    void anAnswerIsAStatusOrNone(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        InjectedFault fault = AWS.inject(
                FaultScope.on("GetTrailStatus"),
                Fault.bytes("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: "
                        + body.length + "\r\n\r\n" + text));

        try {
            PORT.signIn(Simulation.ROLE, Simulation.REGION, Simulation.ENOUGH)
                    .trailStatus(Simulation.TRAIL, Simulation.REGION, Simulation.ENOUGH);

            assertThat(text).matches(line -> line.contains("IsLogging") || line.contains("\\u"));
            assertThat(text).matches(line -> line.contains("true") || line.contains("false") || line.contains("\""));
        } catch (AwsCallException e) {
            assertThat(e.failure().reason()).isIn(EXPECTED);
        } finally {
            fault.end();
        }
    }
}
