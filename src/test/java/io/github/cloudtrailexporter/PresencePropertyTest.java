package io.github.cloudtrailexporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.metrics.Exposition;
import io.github.cloudtrailexporter.poll.Answer;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.FakeCloudTrail;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.poll.discovery.Pollers;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.ListedTrail;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Delivery;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/**
 * Whatever the result of a poll, every trail of the configuration is on the page exactly once, and a trail that could not
 * be polled has no health series: unknown is never shown as healthy.
 */
class PresencePropertyTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
    private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-northeast-1");
    private static final List<AwsIdentity> WHO = List.of(
            new AwsIdentity.Ambient(),
            new AwsIdentity.Role("arn:aws:iam::444455556666:role/reader", ""),
            new AwsIdentity.Role("arn:aws:iam::777788889999:role/reader", "external-id"));
    private static final String HANGS = "hangs";
    private static final Set<String> ALWAYS_THERE =
            Set.of("cloudtrail_up", "cloudtrail_failure", "cloudtrail_event_selectors_failure");

    /**
     * One trail of the configuration and the responses of AWS when it is polled.
     *
     * @param answers for each of its Regions: {@code logging}, {@code stopped}, {@code failing}, {@link #HANGS} or a
     *     reason of failure
     */
    record Trail(boolean byName, int who, List<String> answers) {}

    /** Failures before any trail is polled. */
    record Faults(List<Optional<FailureReason>> signIn, Optional<FailureReason> accountId) {}

    @Provide
    static Arbitrary<Trail> trails() {
        Arbitrary<String> answers = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of("logging", "stopped", "failing")),
                Tuple.of(6, Arbitraries.of(FailureReason.class).map(FailureReason::label)),
                Tuple.of(1, Arbitraries.just(HANGS)));
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, WHO.size() - 1),
                        answers.list().ofMinSize(1).ofMaxSize(REGIONS.size()))
                .as(Trail::new);
    }

    @Provide
    static Arbitrary<Faults> faults() {
        Arbitrary<Optional<FailureReason>> fault =
                Arbitraries.of(FailureReason.class).optional(0.3);
        return Combinators.combine(fault.list().ofSize(WHO.size()), fault).as(Faults::new);
    }

    @Property(tries = 300)
    void everyTrailIsOnThePageOnceAndHasHealthOnlyAfterAResponse(
            @ForAll @Size(min = 1, max = 12) List<@From("trails") Trail> trails, @ForAll("faults") Faults faults) {
        Exposition page = page(trails, faults);

        assertThat(identities(page.named("cloudtrail_up"))).containsExactlyInAnyOrderElementsOf(expected(trails));
        assertThat(identities(page.named("cloudtrail_is_logging"))).containsExactlyInAnyOrderElementsOf(up(page, 1));
        assertThat(identities(page.named("cloudtrail_failure"))).containsExactlyInAnyOrderElementsOf(up(page, 0));
        Set<String> unknown = Set.copyOf(up(page, 0));
        assertThat(page.samples().stream()
                        .filter(line -> line.contains("trail=\""))
                        .filter(line -> !ALWAYS_THERE.contains(line.substring(0, line.indexOf('{'))))
                        .map(PresencePropertyTest::identity))
                .doesNotContainAnyElementsOf(unknown.isEmpty() ? List.of("none") : unknown);
    }

    @Property(tries = 300)
    void onlyABooleanFromThisPollIsShown(
            @ForAll @Size(min = 1, max = 12) List<@From("trails") Trail> trails, @ForAll("faults") Faults faults) {
        Exposition page = page(trails, faults);

        Set<String> said = logging(trails);
        assertThat(page.named("cloudtrail_is_logging"))
                .allSatisfy(line -> assertThat(said).contains(identity(line) + line.substring(line.lastIndexOf(' '))));
    }

    private static Exposition page(List<Trail> trails, Faults faults) {
        List<ListedTrail> listedTrails = new ArrayList<>();
        for (int i = 0; i < trails.size(); i++) {
            listedTrails.add(listing(trails.get(i), i));
        }
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        boolean hangs = trails.stream().anyMatch(trail -> trail.answers().contains(HANGS));
        Duration budget = hangs ? Duration.ofMillis(10) : Duration.ofSeconds(20);
        try (Poller poller = Pollers.start(
                aws(trails, faults), new Plan(listedTrails, List.of(), Shard.ALL, "us-east-1"), 16, clock)) {
            return Exposition.text(poller.snapshot(Deadline.in(budget)), NOW);
        }
    }

    private static FakeCloudTrail aws(List<Trail> trails, Faults faults) {
        FakeCloudTrail aws = new FakeCloudTrail();
        for (int who = 0; who < WHO.size(); who++) {
            AwsIdentity identity = WHO.get(who);
            faults.signIn().get(who).ifPresent(reason -> aws.signIn(identity, Answer.failure(reason)));
        }
        faults.accountId().ifPresent(reason -> aws.accountId(WHO.get(0), Answer.failure(reason)));
        for (int i = 0; i < trails.size(); i++) {
            Trail trail = trails.get(i);
            for (int region = 0; region < trail.answers().size(); region++) {
                aws.trailStatus(
                        WHO.get(trail.who()),
                        arn(trail, i),
                        REGIONS.get(region),
                        answer(trail.answers().get(region)));
            }
        }
        return aws;
    }

    private static Answer<TrailStatus> answer(String name) {
        return switch (name) {
            case "logging" -> Answer.value(status(true, ""));
            case "stopped" -> Answer.value(status(false, ""));
            case "failing" -> Answer.value(status(true, "AccessDenied"));
            case HANGS -> Answer.hang();
            default -> Answer.failure(Failure.of(FailureReason.valueOf(name.toUpperCase(Locale.ROOT))));
        };
    }

    private static TrailStatus status(boolean logging, String error) {
        Delivery delivery = new Delivery(Optional.of(NOW.minusSeconds(60)), ErrorCode.of(error));
        return new TrailStatus(logging, Map.of(Destination.S3, delivery), Optional.of(NOW), Optional.empty());
    }

    private static ListedTrail listing(Trail trail, int index) {
        TrailArn arn = arn(trail, index);
        String account = trail.byName() ? "" : arn.accountId();
        ListedTrail.Name name = new ListedTrail.Name(account, arn.homeRegion(), arn.name());
        Regions regions = new Regions.Listed(REGIONS.subList(0, trail.answers().size()));
        return new ListedTrail(name, WHO.get(trail.who()), regions, "");
    }

    private static TrailArn arn(Trail trail, int index) {
        String account = WHO.get(trail.who()) instanceof AwsIdentity.Role role
                ? role.accountId()
                : FakeCloudTrail.AMBIENT_ACCOUNT;
        return new TrailArn("aws", REGIONS.get(0), account, "trail-" + index);
    }

    /** Every (trail, Region) pair of the configuration. */
    private static List<String> expected(List<Trail> trails) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < trails.size(); i++) {
            for (int region = 0; region < trails.get(i).answers().size(); region++) {
                expected.add("trail-" + i + " in " + REGIONS.get(region));
            }
        }
        return expected;
    }

    /** Every (trail, Region) pair with a response, with the expected value. */
    private static Set<String> logging(List<Trail> trails) {
        List<String> expected = expected(trails);
        List<String> answers =
                trails.stream().flatMap(trail -> trail.answers().stream()).toList();
        return IntStream.range(0, expected.size())
                .filter(i -> Set.of("logging", "stopped", "failing").contains(answers.get(i)))
                .mapToObj(i -> expected.get(i) + (answers.get(i).equals("stopped") ? " 0.0" : " 1.0"))
                .collect(Collectors.toSet());
    }

    private static List<String> up(Exposition page, int value) {
        return identities(page.named("cloudtrail_up").stream()
                .filter(line -> line.endsWith(" " + value + ".0"))
                .toList());
    }

    private static List<String> identities(List<String> samples) {
        return samples.stream().map(PresencePropertyTest::identity).toList();
    }

    private static String identity(String sample) {
        return sample.replaceAll(".*aws_region=\"([^\"]*)\".*[,{]trail=\"([^\"]*)\".*", "$2 in $1");
    }
}
