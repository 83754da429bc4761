package io.github.cloudtrailexporter.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallLogTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final SimulatedAws aws = SimulatedAws.start(Clock.fixed(NOW, ZoneOffset.UTC));
    private final RawClient client = new RawClient(aws.endpoint());

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void callsAreCountedAndReported() throws IOException {
        client.trailStatus("eu-west-1", "management");
        client.query("sts", "us-east-1", "Action=AssumeRole&RoleArn=arn:aws:iam::444455556666:role/r");

        assertThat(aws.calls().counts()).containsExactly(entry("AssumeRole", 1), entry("GetTrailStatus", 1));
        assertThat(aws.calls().total()).isEqualTo(2);
        assertThat(aws.calls().records("GetTrailStatus"))
                .containsExactly(new CallRecord(
                        NOW, "GetTrailStatus", "111122223333", "eu-west-1", "management", "AKIASIMULATED0000001", ""));
        assertThat(aws.calls().records("AssumeRole").get(0).resource()).isEqualTo("arn:aws:iam::444455556666:role/r");
    }

    @Test
    void unsupportedOperationIsRejectedAndCounted() throws IOException {
        RawClient.Response stop = client.json(
                "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.StopLogging",
                "cloudtrail",
                "us-east-1",
                "{\"Name\":\"management\"}");
        RawClient.Response create = client.query("iam", "us-east-1", "Action=CreateUser");
        RawClient.Response page = client.send("GET /latest HTTP/1.1\r\nConnection: close\r\n\r\n");

        assertThat(stop.body()).contains("UnknownOperationException");
        assertThat(create.body()).contains("<Code>InvalidAction</Code>");
        assertThat(page.status()).isEqualTo("403");
        assertThat(aws.calls().counts().keySet()).containsExactly("CreateUser", "GET /latest", "StopLogging");
    }

    @Test
    void unsignedCallIsRejectedUnlessAllowed() throws IOException {
        String unsigned = "POST / HTTP/1.1\r\nX-Amz-Target: CloudTrail_20131101.DescribeTrails\r\n"
                + "Connection: close\r\nContent-Length: 2\r\n\r\n{}";
        assertThat(client.send(unsigned).body()).contains("MissingAuthenticationToken");

        aws.signatureRequired(false);
        assertThat(client.send(unsigned).body()).isEqualTo("{\"trailList\":[]}");
    }

    @Test
    void resetRemovesEverything() throws IOException {
        client.trailStatus("eu-west-1", "management");

        aws.calls().reset();

        assertThat(aws.calls().counts()).isEmpty();
        assertThat(aws.calls().records()).isEmpty();
        assertThat(aws.calls().total()).isZero();
    }

    private static Map.Entry<String, Long> entry(String operation, long count) {
        return Map.entry(operation, count);
    }
}
