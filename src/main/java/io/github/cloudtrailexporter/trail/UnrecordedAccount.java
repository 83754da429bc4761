package io.github.cloudtrailexporter.trail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A discovered account with Regions in which no visible trail records all write management events. Regions for which that is
 * not known do not count.
 *
 * @param accountName the name of the account if one of its trails has it; may be empty
 * @param regions sorted, not empty
 */
public record UnrecordedAccount(String accountId, String accountName, List<String> regions) {

    public UnrecordedAccount {
        regions = List.copyOf(regions);
    }

    /** All such accounts of a snapshot, sorted by id. */
    public static List<UnrecordedAccount> of(Snapshot snapshot) {
        Map<String, String> names = new HashMap<>();
        snapshot.trails().forEach(report -> names.put(report.key().accountId(), report.accountName()));
        Map<String, List<String>> regions = snapshot.discoveries().stream()
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
}
