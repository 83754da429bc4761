package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.LogLines;
import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailStatus.Delivery;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/** An anomaly in a response is ignored on the page and logged once. */
class TrailMappingTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final TrailArn TRAIL = new TrailArn("aws", "eu-west-1", "444455556666", "management");

    private final LogLines log = LogLines.of(DedupLogger.class.getName());
    private final TrailMapping mapping =
            new TrailMapping(Clock.fixed(NOW, ZoneOffset.UTC), CallListener.NONE, new DedupLogger());

    @AfterEach
    void stopKeeping() {
        log.close();
    }

    private Delivery error(String value) throws AwsCallException {
        return delivery(response -> response.latestDeliveryError(value));
    }

    private Delivery delivered(Instant value) throws AwsCallException {
        return delivery(response -> response.latestDeliveryTime(value));
    }

    private Delivery delivery(UnaryOperator<GetTrailStatusResponse.Builder> fields) throws AwsCallException {
        GetTrailStatusResponse response =
                fields.apply(GetTrailStatusResponse.builder().isLogging(true)).build();
        return mapping.status(TRAIL, response).delivery(Destination.S3);
    }

    @Test
    void aCodeIsKeptAndNotLogged() throws AwsCallException {
        assertThat(error("AccessDenied").error()).map(ErrorCode::value).contains("AccessDenied");
        assertThat(error(ErrorCode.OTHER.value()).error()).contains(ErrorCode.OTHER);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aTextInPlaceOfACodeIsLoggedOnce() throws AwsCallException {
        assertThat(error("the bucket\nis gone").error()).contains(ErrorCode.OTHER);
        error("the bucket\nis gone");

        assertThat(log.lines())
                .containsExactly(
                        "WARN LatestDeliveryError of " + TRAIL + " is not an error code: the bucket\\nis gone");
    }

    @Test
    void anImpossibleTimeIsLoggedOncePerField() throws AwsCallException {
        assertThat(delivered(Instant.EPOCH).latest()).isEmpty();
        delivered(Instant.EPOCH.plusSeconds(1));

        assertThat(log.lines())
                .containsExactly("WARN LatestDeliveryTime of " + TRAIL
                        + " is an impossible time and is ignored: 1970-01-01T00:00:00Z");
    }

    /** The first and the last plausible time. */
    @Test
    void timesAtTheEdgesAreKept() throws AwsCallException {
        Instant first = Instant.parse("2013-01-01T00:00:00Z");
        Instant last = NOW.plus(Duration.ofDays(1));

        assertThat(delivered(first).latest()).contains(first);
        assertThat(delivered(last).latest()).contains(last);
        assertThat(delivered(first.minusMillis(1)).latest()).isEmpty();
        assertThat(delivered(last.plusMillis(1)).latest()).isEmpty();
    }

    @Test
    void aTrailWithAnInvalidArnIsIgnoredAndLogged() throws AwsCallException {
        DescribeTrailsResponse response = DescribeTrailsResponse.builder()
                .trailList(
                        Trail.builder().trailARN(TRAIL.toString()).build(),
                        Trail.builder().trailARN("management").build())
                .build();

        assertThat(mapping.settings(response)).containsOnlyKeys(TRAIL);
        assertThat(log.lines())
                .containsExactly(
                        "WARN DescribeTrails returned a trail that is ignored because its ARN is invalid: management");
    }
}
