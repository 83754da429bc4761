package io.github.cloudtrailexporter.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

    private static final List<String> REGIONS = io.github.cloudtrailexporter.simulator.Regions.DEFAULT.stream()
            .sorted()
            .toList();

    private record Pair(String account, String region) {}

    /** Consecutive account ids, as a script creates them. */
    private static Stream<Pair> pairs(int accounts, long first) {
        return IntStream.range(0, accounts)
                .mapToObj(i -> String.format("%012d", first + i))
                .flatMap(account -> REGIONS.stream().map(region -> new Pair(account, region)));
    }

    private static int owner(Pair pair, int total) {
        return IntStream.range(0, total)
                .filter(i -> new Shard(i, total).owns(pair.account(), pair.region()))
                .findFirst()
                .orElseThrow();
    }

    private static Map<Integer, Long> sizes(Stream<Pair> pairs, int total) {
        Map<Integer, Long> sizes = new HashMap<>();
        pairs.forEach(pair -> sizes.merge(owner(pair, total), 1L, Long::sum));
        return sizes;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 7})
    void sharesOf400AccountsIn17RegionsAreEven(int total) {
        for (long first : new long[] {100_000_000_000L, 5L, 999_999_990_000L}) {
            Map<Integer, Long> sizes = sizes(pairs(400, first), total);

            assertThat(sizes).hasSize(total);
            double largest = sizes.values().stream().mapToLong(n -> n).max().orElseThrow();
            double smallest = sizes.values().stream().mapToLong(n -> n).min().orElseThrow();
            assertThat(largest / smallest).isLessThan(1.3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7, 100})
    void everyPairBelongsToExactlyOneShard(int total) {
        assertThat(pairs(50, 100_000_000_000L))
                .allSatisfy(pair -> assertThat(IntStream.range(0, total)
                                .filter(i -> new Shard(i, total).owns(pair.account(), pair.region())))
                        .hasSize(1));
    }

    /** Golden values: a changed hash moves trails between replicas during a rolling upgrade. */
    @ParameterizedTest
    @CsvSource({
        "111122223333, us-east-1, 3, 0",
        "111122223333, eu-west-1, 2, 0",
        "444455556666, us-east-1, 1, 6",
        "000000000001, ap-southeast-2, 2, 4",
        "'', us-east-1, 0, 3"
    })
    void shardDependsOnlyOnThePairAndTheNumberOfShards(String account, String region, int of4, int of7) {
        assertThat(owner(new Pair(account, region), 4)).isEqualTo(of4);
        assertThat(owner(new Pair(account, region), 7)).isEqualTo(of7);
    }

    @Test
    void aNewAccountMovesNoOtherPair() {
        Map<Pair, Integer> before = new HashMap<>();
        pairs(400, 100_000_000_000L).forEach(pair -> before.put(pair, owner(pair, 4)));

        Map<Pair, Integer> after = new HashMap<>();
        pairs(401, 100_000_000_000L - 1).forEach(pair -> after.put(pair, owner(pair, 4)));

        assertThat(after).hasSize(401 * 17).containsAllEntriesOf(before);
    }

    @Test
    void oneShardOwnsEverything() {
        assertThat(pairs(20, 1)).allMatch(pair -> Shard.ALL.owns(pair.account(), pair.region()));
    }

    @Test
    void shardBeyondTheTotalIsRejected() {
        assertThatThrownBy(() -> new Shard(4, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Shard(-1, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Shard(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
