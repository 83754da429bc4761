package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CallPool.Batch;
import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.poll.Findings.Place;
import io.github.cloudtrailexporter.poll.SourceAccounts.Account;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.DiscoverySource.OneAccount;
import io.github.cloudtrailexporter.target.DiscoverySource.Organization;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.Partition;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One look at everything: the accounts of every source, then the Regions of every account, then the trails of every
 * Region, as much at once as the concurrency allows. A failure stays where it happens.
 */
final class DiscoveryRound {

    private final Equipment context;
    private final Findings findings;
    private final Map<Integer, List<Account>> accountsBefore;
    private final Batch calls;
    private final RoundCalls asked;
    private final Set<Place> looked = ConcurrentHashMap.newKeySet();

    /** @param accountsBefore the accounts of each source as last known; kept up by the round */
    DiscoveryRound(Equipment context, Findings findings, Map<Integer, List<Account>> accountsBefore) {
        this.context = context;
        this.findings = findings;
        this.accountsBefore = accountsBefore;
        this.calls = context.pool().batch(() -> false);
        this.asked = new RoundCalls(context, calls);
    }

    Shard shard() {
        return context.shard();
    }

    Findings findings() {
        return findings;
    }

    /** Cuts the round short: what has not answered has failed. */
    void end() {
        calls.end();
    }

    /** Says of every source that it is still to be looked into. */
    void announce(List<DiscoverySource> sources) {
        for (int number = 0; number < sources.size(); number++) {
            AwsIdentity lister = lister(sources.get(number));
            findings.expected(number, knownAccount(lister), askedIn(sources.get(number), lister));
        }
    }

    /** Looks at everything once. The result never fails. */
    CompletableFuture<Void> run(List<DiscoverySource> sources) {
        List<CompletableFuture<SourceAccounts>> accounts = new ArrayList<>();
        for (int number = 0; number < sources.size(); number++) {
            accounts.add(accounts(number, sources.get(number)));
        }
        return PollRun.all(accounts.stream()
                        .map(listed -> listed.thenCompose(this::lookInto))
                        .toList())
                .thenRun(() -> findings.lookedInto(looked));
    }

    private CompletableFuture<Void> lookInto(SourceAccounts source) {
        Optional<String> representative = source.representative();
        return PollRun.all(source.accounts().stream()
                .map(account ->
                        new AccountLook(this, source, account, representative.equals(Optional.of(account.id()))))
                .map(look -> look.look().thenAccept(looked::addAll))
                .toList());
    }

    private CompletableFuture<SourceAccounts> accounts(int number, DiscoverySource source) {
        return listed(source).handle((found, error) -> {
            if (error == null) {
                accountsBefore.put(number, found);
                findings.listed(number);
            } else {
                String region = askedIn(source, lister(source));
                findings.notListed(number, knownAccount(lister(source)), region, PollRun.failureOf(error));
            }
            return new SourceAccounts(number, source, accountsBefore.getOrDefault(number, List.of()));
        });
    }

    private static AwsIdentity lister(DiscoverySource source) {
        return source.scope() instanceof Organization organization
                ? organization.lister()
                : ((OneAccount) source.scope()).identity();
    }

    private static String knownAccount(AwsIdentity identity) {
        return identity instanceof AwsIdentity.Role role ? role.accountId() : "";
    }

    private CompletableFuture<List<Account>> listed(DiscoverySource source) {
        AwsIdentity lister = lister(source);
        if (source.scope() instanceof OneAccount scope && lister instanceof AwsIdentity.Role role) {
            return CompletableFuture.completedFuture(SourceAccounts.of(scope, role.accountId()));
        }
        String region = askedIn(source, lister);
        return session(lister, region)
                .thenCompose(session -> source.scope() instanceof Organization organization
                        ? members(organization, lister, session, Partition.of(region))
                        : asked.accountId(lister, session)
                                .thenApply(id -> SourceAccounts.of((OneAccount) source.scope(), id)));
    }

    private CompletableFuture<List<Account>> members(
            Organization scope, AwsIdentity lister, Session session, String partition) {
        return asked.accountId(lister, session)
                .thenCombine(
                        asked.organizationAccounts(lister, session),
                        (id, members) -> SourceAccounts.of(scope, id, partition, members));
    }

    /**
     * Where credentials, accounts and Regions are asked for: in the Region of the environment, unless these credentials
     * or the wanted Regions are of another partition.
     */
    String askedIn(DiscoverySource source, AwsIdentity identity) {
        String home = context.region();
        String partition = source.partition(identity, home);
        return partition.equals(Partition.of(home))
                ? home
                : source.firstRegion().orElseGet(() -> Partition.firstRegion(partition));
    }

    CompletableFuture<Session> session(AwsIdentity identity, String region) {
        return asked.session(identity, region);
    }

    CompletableFuture<Set<String>> enabledRegions(AwsIdentity identity, Session session, String region) {
        return asked.enabledRegions(identity, session, region);
    }

    CompletableFuture<Map<TrailArn, TrailSettings>> trails(AwsIdentity identity, Session session, String region) {
        return asked.trails(new Lookups.Place(identity, region), session);
    }
}
