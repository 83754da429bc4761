package io.github.cloudtrailexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.poll.FakeCloudTrail.Operation;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules of the cache, on the example of event selectors. */
class MetadataCacheTest {

    private static final TrailArn ARN = new TrailArn("aws", "eu-west-1", "111122223333", "main");
    private static final AwsIdentity OWNER = new AwsIdentity.Ambient();
    private static final AwsIdentity MEMBER = new AwsIdentity.Role("arn:aws:iam::444455556666:role/reader", "");
    private static final EventSelectors ALL =
            new EventSelectors(List.of(EventSelectors.basic("All", true, Map.of(), List.of())));
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final AtomicLong nanos = new AtomicLong();
    private final FakeCloudTrail aws = new FakeCloudTrail();
    private final CallPool pool = new CallPool(4);
    private final MetadataCache cache = new MetadataCache(INTERVAL, nanos::get);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void eachTrailIsReadOncePerInterval() {
        for (int minute = 0; minute < 60; minute++) {
            read(OWNER, Answer.value(ALL));
            read(MEMBER, Answer.value(ALL));
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        }

        assertThat(aws.count(Operation.EVENT_SELECTORS)).isEqualTo(6);
    }

    @Test
    void aRefusedCallIsRepeatedAfterAnHour() {
        for (int minute = 0; minute < 180; minute++) {
            read(OWNER, Answer.failure(FailureReason.ACCESS_DENIED));
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        }

        assertThat(aws.count(Operation.EVENT_SELECTORS)).isEqualTo(3);
        assertThat(reason(OWNER)).isEqualTo(FailureReason.ACCESS_DENIED);
    }

    @Test
    void aFailureThatMayEndByItselfIsRetriedInTheNextPoll() {
        read(OWNER, Answer.value(ALL));
        nanos.addAndGet(INTERVAL.toNanos());

        read(OWNER, Answer.failure(FailureReason.THROTTLED));
        assertThat(reason(OWNER)).isEqualTo(FailureReason.THROTTLED);

        read(OWNER, Answer.value(ALL));
        assertThat(outcome(OWNER)).isInstanceOf(Known.class);
        assertThat(aws.count(Operation.EVENT_SELECTORS)).isEqualTo(3);
    }

    @Test
    void aFailureIsNotRetriedInTheSamePoll() {
        CallBatch poll = newBatch();
        read(poll, OWNER, Answer.failure(FailureReason.THROTTLED)).join();
        read(poll, OWNER, Answer.value(ALL)).join();

        assertThat(aws.count(Operation.EVENT_SELECTORS)).isEqualTo(1);
        assertThat(reason(OWNER)).isEqualTo(FailureReason.THROTTLED);
    }

    @Test
    void theAnswerOfTheOwnerIsShownWhereAMemberIsRefused() {
        read(MEMBER, Answer.failure(FailureReason.ACCESS_DENIED));
        assertThat(reason(MEMBER)).isEqualTo(FailureReason.ACCESS_DENIED);

        read(OWNER, Answer.value(ALL));
        assertThat(outcome(MEMBER)).isInstanceOf(Known.class);

        nanos.addAndGet(Duration.ofMinutes(61).toNanos());
        read(OWNER, Answer.value(ALL));
        nanos.addAndGet(INTERVAL.toNanos());
        read(MEMBER, Answer.failure(FailureReason.ACCESS_DENIED));
        assertThat(outcome(MEMBER)).isInstanceOf(Known.class);
    }

    @Test
    void whatCannotBeReadAgainBecomesUnknown() {
        read(OWNER, Answer.value(ALL));

        nanos.addAndGet(INTERVAL.multipliedBy(3).toNanos() - 1);
        assertThat(cache.events(ARN, settings(false))).isPresent();
        nanos.addAndGet(1);
        assertThat(cache.events(ARN, settings(false))).isEmpty();
        assertThat(outcome(OWNER)).isInstanceOf(NotRead.class);
    }

    @Test
    void aCallThatWasNotMadeInTimeChangesNothing() {
        read(OWNER, Answer.value(ALL));
        nanos.addAndGet(INTERVAL.toNanos());

        read(new CallBatch(pool, Deadline.in(Duration.ZERO)), OWNER, Answer.value(ALL))
                .join();

        assertThat(outcome(OWNER)).isInstanceOf(Known.class);
        assertThat(aws.count(Operation.EVENT_SELECTORS)).isEqualTo(1);
    }

    @Test
    void withoutSelectorsTheSettingsDecide() {
        read(OWNER, Answer.value(new EventSelectors(List.of())));

        assertThat(outcome(OWNER)).isInstanceOf(NotRead.class);
        assertThat(cache.events(ARN, settings(false)).orElseThrow().write()).isTrue();
        assertThat(cache.events(ARN, settings(true)).orElseThrow().write()).isFalse();
    }

    @Test
    void simultaneousReadersShareOneCall() {
        CountDownLatch answer = new CountDownLatch(1);
        CallBatch batch = newBatch();
        CompletableFuture<Void> first = read(batch, OWNER, Answer.after(answer, Answer.value(ALL)));
        CompletableFuture<Void> second = read(batch, MEMBER, Answer.value(ALL));

        assertThat(second).isNotDone();
        answer.countDown();
        CompletableFuture.allOf(first, second).join();
        assertThat(aws.count(Operation.EVENT_SELECTORS)).isEqualTo(1);
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

    private CallBatch newBatch() {
        return new CallBatch(pool, Deadline.in(Duration.ofHours(1)));
    }

    /** Reads in a poll of its own. */
    private void read(AwsIdentity identity, Answer<EventSelectors> answer) {
        read(newBatch(), identity, answer).join();
    }

    private CompletableFuture<Void> read(CallBatch calls, AwsIdentity identity, Answer<EventSelectors> answer) {
        aws.eventSelectors(identity, ARN, ARN.homeRegion(), answer);
        try {
            return cache.loadSelectors(calls, identity, ARN, aws.signIn(identity, ARN.homeRegion(), INTERVAL));
        } catch (AwsCallException e) {
            throw new AssertionError(e);
        }
    }

    private FailureReason reason(AwsIdentity identity) {
        return ((Unreadable) outcome(identity)).failure().reason();
    }
}
