package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailStatus;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Goes the way of a call once, with an answer from memory. Most of the time to the first page is the SDK's classes; they
 * are loaded here on a second processor, while the first reads the configuration and opens the port.
 */
public final class WarmUp {

    private static final System.Logger LOG = System.getLogger(WarmUp.class.getName());

    private static final String REGION = "us-east-1";
    private static final TrailArn TRAIL = TrailArn.parse("arn:aws:cloudtrail:us-east-1:123456789012:trail/warm-up")
            .orElseThrow();
    private static final Duration PLENTY = Duration.ofSeconds(10);

    private static final AwsOptions OPTIONS = new AwsOptions(
            Optional.empty(),
            Optional.empty(),
            PLENTY,
            1,
            Optional.of(new AwsOptions.StaticKeys("AKIAIOSFODNN7EXAMPLE", "not-a-secret", Optional.empty())),
            "warm-up/0");

    private static final String ANSWER = """
            {"IsLogging": true, "LatestDeliveryTime": 1700000000.0, "LatestNotificationTime": 1700000000.0}""";

    private WarmUp() {}

    /** Sends nothing, and holds nobody up. Does nothing where there is no second processor. */
    public static void inBackground() {
        if (Runtime.getRuntime().availableProcessors() > 1) {
            Thread thread = new Thread(WarmUp::tryOnce, "warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void tryOnce() {
        try {
            once();
        } catch (AwsCallException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "no warm-up", e);
        }
    }

    static TrailStatus once() throws AwsCallException {
        try (AwsCloudTrail aws = new AwsCloudTrail(OPTIONS, new Memory(), CallListener.NONE, Clock.systemUTC())) {
            return aws.signIn(new AwsIdentity.Ambient(), REGION, PLENTY).trailStatus(TRAIL, REGION, PLENTY);
        }
    }

    /** Answers each request alike. */
    private static final class Memory implements SdkHttpClient {

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return answer();
                }

                @Override
                public void abort() {
                    // There is nothing under way.
                }
            };
        }

        private static HttpExecuteResponse answer() {
            byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
            return HttpExecuteResponse.builder()
                    .response(SdkHttpResponse.builder()
                            .statusCode(200)
                            .putHeader("Content-Type", "application/x-amz-json-1.1")
                            .putHeader("Content-Length", Integer.toString(body.length))
                            .build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                    .build();
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
