package io.github.cloudtrailexporter.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Verifies each fault on the wire. */
class FaultTest {

    private static final FaultScope STATUS = FaultScope.on("GetTrailStatus");
    private static final Duration A_MOMENT = Duration.ofMillis(700);

    private final SimulatedAws aws = SimulatedAws.start();
    private final RawClient client = new RawClient(aws.endpoint());
    private final SimulatedTrail trail =
            aws.account("111122223333").trail("management", "us-east-1").multiRegion(true);

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void throttlingUsesTheProtocolOfTheCall() throws IOException {
        aws.inject(FaultScope.everything(), Fault.throttling());

        assertThat(call().body()).isEqualTo("{\"__type\":\"ThrottlingException\",\"Message\":\"Rate exceeded\"}");
        assertThat(client.query("sts", "us-east-1", "Action=GetCallerIdentity&Version=2011-06-15")
                        .body())
                .contains("<ErrorResponse><Error><Type>Sender</Type><Code>ThrottlingException</Code>");
        assertThat(client.query("ec2", "us-east-1", "Action=DescribeRegions&Version=2016-11-15")
                        .body())
                .startsWith("<Response><Errors><Error><Code>ThrottlingException</Code>");
    }

    @Test
    void errorCodeCanBeHostile() throws IOException {
        aws.inject(STATUS, Fault.error("a#b\"\n\u0000" + "x".repeat(100_000), 418, "\ud800 </Message>"));

        RawClient.Response response = call();

        assertThat(response.status()).isEqualTo("418");
        assertThat(response.body())
                .startsWith("{\"__type\":\"a#b\\\"\\u000a\\u0000xxx")
                .endsWith("\\ud800 </Message>\"}");
    }

    @Test
    void denialContainsTheUserAndTheTrail() throws IOException {
        aws.inject(STATUS, Fault.accessDenied());

        assertThat(call().body())
                .contains("\"__type\":\"AccessDeniedException\"")
                .contains("User: arn:aws:iam::111122223333:user/ambient is not authorized to perform: "
                        + "cloudtrail:GetTrailStatus on resource: " + trail.arn());
    }

    @Test
    void responseCanBeArbitrary() throws IOException {
        aws.inject(STATUS, Fault.response(429, "text/plain", ""));
        assertThat(call().text())
                .startsWith("HTTP/1.1 429 ")
                .contains("Content-Length: 0\r\n")
                .endsWith("\r\n\r\n");

        aws.inject(STATUS, Fault.body("[".repeat(5000)));
        assertThat(call().body()).hasSize(5000);

        aws.inject(STATUS, Fault.response(400, Map.of("x-amzn-ErrorType", "TrailNotFoundException:http://x/"), ""));
        assertThat(call().text()).contains("x-amzn-ErrorType: TrailNotFoundException:http://x/\r\n");

        aws.inject(STATUS, Fault.redirect(302, "http://127.0.0.2/"));
        assertThat(call().text()).startsWith("HTTP/1.1 302 ").contains("Location: http://127.0.0.2/\r\n");
    }

    @Test
    void clockSkewSendsAnotherDate() throws IOException {
        aws.inject(STATUS, Fault.clockSkew(Duration.ofHours(5)));

        assertThat(call().text())
                .contains("RequestTimeTooSkewed")
                .contains("Date: " + HttpResponse.date(Duration.ofHours(5)).substring(0, 19));
    }

    @Test
    void hangSendsNothingUntilTheClientGivesUp() throws IOException {
        aws.inject(STATUS, Fault.hang());

        assertThat(callBriefly()).isEqualTo(new RawClient.Response("", false));
    }

    @Test
    void stallSendsHeadersAndOneByte() throws IOException {
        aws.inject(STATUS, Fault.stall());

        RawClient.Response response = callBriefly();

        assertThat(response.body()).isEqualTo("{");
        assertThat(response.ended()).isFalse();
    }

    @Test
    void trickleSendsAByteAtATime() throws IOException {
        aws.inject(STATUS, Fault.trickle(Duration.ofMinutes(1)), 1);
        assertThat(callBriefly().text()).isEqualTo("H");

        aws.inject(STATUS, Fault.trickleBody(Duration.ofMinutes(1)), 1);
        assertThat(callBriefly().body()).isEqualTo("{");

        aws.inject(STATUS, Fault.trickle(Duration.ofMillis(1)), 1);
        assertThat(call().body()).startsWith("{\"IsLogging\":true").endsWith("}");
    }

    @Test
    void endlessBodyHasNoEnd() throws IOException {
        aws.inject(STATUS, Fault.endless());

        assertThat(call().text())
                .hasSize(1 << 20)
                .contains("Content-Length: 9000000000000")
                .endsWith("xxx");
    }

    @Test
    void bodyCanEndEarly() throws IOException {
        int whole = call().body().length();

        aws.inject(STATUS, Fault.truncated());
        assertThat(call().text()).contains("Content-Length: " + whole / 2).endsWith(call().body());
        assertThat(call().body()).hasSize(whole / 2).doesNotEndWith("}");

        aws.inject(STATUS, Fault.shortBody());
        assertThat(call().text()).contains("Content-Length: " + (whole + 10)).endsWith("}");
    }

    @Test
    void connectionCanBreak() throws IOException {
        aws.inject(STATUS, Fault.endOfStream());
        assertThat(call()).isEqualTo(new RawClient.Response("", true));

        aws.inject(STATUS, Fault.bytes("\u0000\u00ff nonsense"));
        assertThat(call().text()).endsWith(" nonsense");

        aws.inject(STATUS, Fault.reset());
        assertThatThrownBy(this::call).isInstanceOf(SocketException.class);
    }

    @Test
    void delayIsFollowedByTheRightResponse() throws IOException {
        aws.inject(STATUS, Fault.delay(Duration.ofMillis(100)));
        Instant before = Instant.now();

        assertThat(call().body()).startsWith("{\"IsLogging\":true");

        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofMillis(99));
    }

    @Test
    void faultEndsAfterItsTimesOrWhenItIsEnded() throws IOException {
        InjectedFault once = aws.inject(STATUS, Fault.throttling(), 1);
        assertThat(call().status() + call().status()).isEqualTo("400200");
        assertThat(once.hits()).isEqualTo(1);

        InjectedFault always = aws.inject(STATUS, Fault.throttling());
        assertThat(call().status() + call().status()).isEqualTo("400400");
        always.end();
        assertThat(call().status()).isEqualTo("200");

        aws.inject(STATUS, Fault.throttling());
        aws.clearFaults();
        assertThat(call().status()).isEqualTo("200");
    }

    @Test
    void faultsCanAlternateAndHaveExceptions() throws IOException {
        aws.inject(STATUS, Fault.inTurn(Fault.accessDenied(), Fault.none()));
        assertThat(call().status() + call().status() + call().status()).isEqualTo("400200400");

        aws.inject(FaultScope.everything(), Fault.throttling());
        aws.inject(STATUS.region("eu-west-1"), Fault.none());
        assertThat(call().status() + call("eu-west-1").status()).isEqualTo("400200");
    }

    @Test
    void faultAffectsItsScopeOnly() throws IOException {
        aws.inject(STATUS.region("eu-west-1"), Fault.response(500, "text/html", "<html>"));
        assertThat(call().status() + call("eu-west-1").status()).isEqualTo("200500");
        aws.clearFaults();

        aws.inject(STATUS.trail("another"), Fault.throttling());
        aws.inject(STATUS.account("444455556666"), Fault.throttling());
        aws.inject(FaultScope.on("DescribeTrails"), Fault.throttling());
        assertThat(call().status()).isEqualTo("200");

        aws.inject(STATUS.trail("management").account("111122223333"), Fault.throttling());
        assertThat(call().status()).isEqualTo("400");
    }

    @Test
    void faultOfAnAccountAffectsAssumeRoleIntoIt() throws IOException {
        SimulatedRole role = aws.account("444455556666").role("reader");
        aws.inject(FaultScope.on("AssumeRole").account("444455556666"), Fault.throttling());
        String form = "Action=AssumeRole&RoleSessionName=test&RoleArn=" + role.arn();

        assertThat(client.query("sts", "us-east-1", form).status()).isEqualTo("400");
        assertThat(client.query("sts", "us-east-1", form.replace("444455556666", "555566667777"))
                        .status())
                .isEqualTo("403");
    }

    private RawClient.Response call() throws IOException {
        return call("us-east-1");
    }

    private RawClient.Response call(String region) throws IOException {
        return client.trailStatus(region, trail.arn());
    }

    private RawClient.Response callBriefly() throws IOException {
        return client.trailStatus("us-east-1", trail.arn(), A_MOMENT);
    }
}
