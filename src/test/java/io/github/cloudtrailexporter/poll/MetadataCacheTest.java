package io.github.cloudtrailexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.EventSelectors;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome.Known;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome.NotRead;
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome.Unreadable;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules of the cache, on the example of event selectors. */
class MetadataCacheTest {

    private static final TrailArn ARN = new TrailArn("aws", "eu-west-1", "111122223333", "main");
    private static final AwsIdentity OWNER = new AwsIdentity.Ambient();
    private static final AwsIdentity MEMBER = new AwsIdentity.Role("arn:aws:iam::444455556666:role/reader", "");
    private static final EventSelectors ALL =
            new EventSelectors(List.of(new EventSelectors.Basic("All", true, Map.of(), List.of())), List.of());
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger calls = new AtomicInteger();
    private final CallPool pool = new CallPool(4);
    private final CallBatch batch = new CallBatch(pool, () -> false);
    private final MetadataCache cache = new MetadataCache(INTERVAL, nanos::get);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void eachTrailIsReadOncePerInterval() {
        for (int minute = 0; minute < 60; minute++) {
            read(OWNER, () -> ALL);
            read(MEMBER, () -> ALL);
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        }

        assertThat(calls).hasValue(6);
    }

    @Test
    void aRefusedCallIsRepeatedAfterAnHour() {
        for (int minute = 0; minute < 180; minute++) {
            read(OWNER, refused());
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        }

        assertThat(calls).hasValue(3);
        assertThat(reason(OWNER)).isEqualTo(FailureReason.ACCESS_DENIED);
    }

    @Test
    void aFailureThatMayEndByItselfIsRetriedInTheNextPoll() {
        read(OWNER, () -> ALL);
        nanos.addAndGet(INTERVAL.toNanos());

        read(OWNER, failing(FailureReason.THROTTLED));
        assertThat(reason(OWNER)).isEqualTo(FailureReason.THROTTLED);

        read(OWNER, () -> ALL);
        assertThat(outcome(OWNER)).isInstanceOf(Known.class);
        assertThat(calls).hasValue(3);
    }

    @Test
    void theAnswerOfTheOwnerIsShownWhereAMemberIsRefused() {
        read(MEMBER, refused());
        assertThat(reason(MEMBER)).isEqualTo(FailureReason.ACCESS_DENIED);

        read(OWNER, () -> ALL);
        assertThat(outcome(MEMBER)).isInstanceOf(Known.class);

        nanos.addAndGet(Duration.ofMinutes(61).toNanos());
        read(OWNER, () -> ALL);
        nanos.addAndGet(INTERVAL.toNanos());
        read(MEMBER, refused());
        assertThat(outcome(MEMBER)).isInstanceOf(Known.class);
    }

    @Test
    void whatCannotBeReadAgainBecomesUnknown() {
        read(OWNER, () -> ALL);

        nanos.addAndGet(INTERVAL.multipliedBy(3).toNanos() - 1);
        assertThat(cache.events(ARN, settings(false))).isPresent();
        nanos.addAndGet(1);
        assertThat(cache.events(ARN, settings(false))).isEmpty();
        assertThat(outcome(OWNER)).isInstanceOf(NotRead.class);
    }

    @Test
    void aCallThatWasNotMadeInTimeChangesNothing() {
        read(OWNER, () -> ALL);
        nanos.addAndGet(INTERVAL.toNanos());

        CallBatch tooLate = new CallBatch(pool, () -> true);
        cache.loadSelectors(tooLate, OWNER, ARN, counted(() -> ALL)).join();

        assertThat(outcome(OWNER)).isInstanceOf(Known.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void withoutSelectorsTheSettingsDecide() {
        read(OWNER, () -> new EventSelectors(List.of(), List.of()));

        assertThat(outcome(OWNER)).isInstanceOf(NotRead.class);
        assertThat(cache.events(ARN, settings(false)).orElseThrow().write()).isTrue();
        assertThat(cache.events(ARN, settings(true)).orElseThrow().write()).isFalse();
    }

    @Test
    void simultaneousReadersShareOneCall() {
        CountDownLatch answer = new CountDownLatch(1);
        CompletableFuture<Void> first = cache.loadSelectors(batch, OWNER, ARN, counted(() -> {
            answer.await();
            return ALL;
        }));
        CompletableFuture<Void> second = cache.loadSelectors(batch, MEMBER, ARN, counted(() -> ALL));

        assertThat(second).isNotDone();
        answer.countDown();
        CompletableFuture.allOf(first, second).join();
        assertThat(calls).hasValue(1);
    }

    private static TrailSettings settings(boolean custom) {
        return new TrailSettings(
                new TrailSettings.Destinations("bucket", "", "", "", ""),
                false,
                false,
                false,
                new TrailSettings.Recording(true, custom, false));
    }

    private SelectorsOutcome outcome(AwsIdentity identity) {
        return cache.metadata(new Target(identity, ARN, ARN.homeRegion(), "", false))
                .selectors();
    }

    private void read(AwsIdentity identity, Callable<EventSelectors> request) {
        cache.loadSelectors(batch, identity, ARN, counted(request)).join();
    }

    private Callable<EventSelectors> counted(Callable<EventSelectors> request) {
        return () -> {
            calls.incrementAndGet();
            return request.call();
        };
    }

    private static Callable<EventSelectors> refused() {
        return failing(FailureReason.ACCESS_DENIED);
    }

    private static Callable<EventSelectors> failing(FailureReason reason) {
        return () -> {
            throw new AwsCallException(reason);
        };
    }

    private FailureReason reason(AwsIdentity identity) {
        return ((Unreadable) outcome(identity)).failure().reason();
    }
}
