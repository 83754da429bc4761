package io.github.cloudtrailexporter.trail;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The result of one poll.
 *
 * @param trails one report for each (trail, Region), sorted by key, no key twice
 * @param discoveries one report for each account and Region of discovery, sorted by these
 */
public record Snapshot(List<TrailReport> trails, List<DiscoveryReport> discoveries, Duration pollDuration) {

    public Snapshot {
        trails = trails.stream()
                .sorted(Comparator.comparing(TrailReport::key, TrailKey.ORDER))
                .toList();
        discoveries = discoveries.stream().sorted(DiscoveryReport.ORDER).toList();
        long keys = trails.stream().map(TrailReport::key).distinct().count();
        Check.that(keys == trails.size(), "two reports for one trail in one Region");
    }

    /** The accounts that are not fully recorded, sorted by id. */
    public List<UnrecordedAccount> unrecordedAccounts() {
        Map<String, String> names = new HashMap<>();
        trails.forEach(report -> names.put(report.key().accountId(), report.accountName()));
        Map<String, List<String>> regions = discoveries.stream()
                .filter(report ->
                        report.recording().filter(trails -> trails.write() == 0).isPresent())
                .collect(Collectors.groupingBy(
                        DiscoveryReport::accountId,
                        TreeMap::new,
                        Collectors.mapping(DiscoveryReport::awsRegion, Collectors.toList())));
        return regions.entrySet().stream()
                .map(account -> new UnrecordedAccount(
                        account.getKey(), names.getOrDefault(account.getKey(), ""), account.getValue()))
                .toList();
    }

    /**
     * A discovered account, its name if one of its trails has it, else empty, and its Regions (sorted, at least one) in which
     * no visible trail records all write management events. Regions for which that is not known do not count.
     */
    public record UnrecordedAccount(String accountId, String accountName, List<String> regions) {}
}
