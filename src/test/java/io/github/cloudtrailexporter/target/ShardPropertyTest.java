package io.github.cloudtrailexporter.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.FakeCloudTrail;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.poll.discovery.Pollers;
import io.github.cloudtrailexporter.simulator.Regions;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Sharding of arbitrary accounts over arbitrary numbers of replicas. */
class ShardPropertyTest {

    private static final List<String> REGIONS =
            Regions.DEFAULT.stream().sorted().toList();

    @Provide
    static Arbitrary<String> accounts() {
        return Arbitraries.strings().numeric().ofLength(12);
    }

    @Provide
    static Arbitrary<String> regions() {
        return Arbitraries.of(REGIONS);
    }

    @Property
    void aPairBelongsToExactlyOneShard(
            @ForAll("accounts") String account,
            @ForAll("regions") String region,
            @ForAll @IntRange(min = 1, max = 64) int total) {
        assertThat(IntStream.range(0, total).filter(i -> new Shard(i, total).owns(account, region)))
                .hasSize(1);
    }

    @Property(tries = 50)
    void sharesAreEven(
            @ForAll("accounts") String first,
            @ForAll @IntRange(min = 1, max = 1_000) int step,
            @ForAll @IntRange(min = 2, max = 8) int total) {
        Map<Integer, Integer> sizes = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            String account = "%012d".formatted((Long.parseLong(first) + (long) i * step) % 1_000_000_000_000L);
            REGIONS.forEach(region -> sizes.merge(owner(account, region, total), 1, Integer::sum));
        }

        int fair = 400 * REGIONS.size() / total;
        assertThat(sizes).hasSize(total);
        assertThat(sizes.values()).allMatch(size -> Math.abs(size - fair) < 0.2 * fair);
    }

    @Property(tries = 100)
    void shardsTogetherPollEveryTrailOnceAndANewAccountMovesNone(
            @ForAll @Size(min = 1, max = 12) Set<@From("accounts") String> fleet,
            @ForAll("accounts") String added,
            @ForAll @IntRange(min = 1, max = 5) int total) {
        Map<TrailKey, Integer> before = shown(List.copyOf(fleet), total);

        fleet.add(added);
        Map<TrailKey, Integer> after = shown(List.copyOf(fleet), total);

        assertThat(after).hasSize(fleet.size() * 3).containsAllEntriesOf(before);
    }

    private static int owner(String account, String region, int total) {
        return IntStream.range(0, total)
                .filter(i -> new Shard(i, total).owns(account, region))
                .findFirst()
                .orElseThrow();
    }

    /** The shard whose page has the trail. */
    private static Map<TrailKey, Integer> shown(List<String> accounts, int total) {
        Map<TrailKey, Integer> shown = new HashMap<>();
        for (int i = 0; i < total; i++) {
            int index = i;
            page(accounts, new Shard(index, total))
                    .forEach(
                            report -> assertThat(shown.put(report.key(), index)).isNull());
        }
        return shown;
    }

    private static List<TrailReport> page(List<String> accounts, Shard shard) {
        Plan plan = new Plan(accounts.stream().map(ShardPropertyTest::listing).toList(), List.of(), shard, "us-east-1");
        try (Poller poller = Pollers.start(new FakeCloudTrail(), plan, 64, Clock.systemUTC())) {
            return poller.snapshot(Deadline.in(Duration.ofSeconds(20))).trails();
        }
    }

    private static ListedTrail listing(String account) {
        TrailArn arn = new TrailArn("aws", "us-east-1", account, "main");
        AwsIdentity identity = new AwsIdentity.Role("arn:aws:iam::" + account + ":role/reader", "");
        return new ListedTrail(
                new ListedTrail.Name(arn.accountId(), arn.homeRegion(), arn.name()),
                identity,
                new io.github.cloudtrailexporter.target.Regions.Listed(List.of("us-east-1", "eu-west-1", "sa-east-1")),
                "");
    }
}
