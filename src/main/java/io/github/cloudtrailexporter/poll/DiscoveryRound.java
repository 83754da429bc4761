package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CallPool.Batch;
import io.github.cloudtrailexporter.poll.CallPool.Rank;
import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.poll.DiscoverySource.OneAccount;
import io.github.cloudtrailexporter.poll.DiscoverySource.Organization;
import io.github.cloudtrailexporter.poll.Findings.Place;
import io.github.cloudtrailexporter.poll.SourceAccounts.Account;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * One look at everything: the accounts of every source, then the Regions of every account, then the trails of every
 * Region, as much at once as the concurrency allows. A failure stays where it happens.
 */
final class DiscoveryRound {

    /** No call may take longer; each one ends sooner by a limit of its own. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Equipment context;
    private final Findings findings;
    private final Map<Integer, List<Account>> accountsBefore;
    private final Batch calls;
    private final Set<Place> looked = ConcurrentHashMap.newKeySet();

    /** @param accountsBefore the accounts of each source as last known; kept up by the round */
    DiscoveryRound(Equipment context, Findings findings, Map<Integer, List<Account>> accountsBefore) {
        this.context = context;
        this.findings = findings;
        this.accountsBefore = accountsBefore;
        this.calls = context.pool().batch(() -> false);
    }

    Equipment context() {
        return context;
    }

    Batch calls() {
        return calls;
    }

    Findings findings() {
        return findings;
    }

    /** Looks at everything once. The result never fails. */
    CompletableFuture<Void> run(List<DiscoverySource> sources) {
        List<CompletableFuture<SourceAccounts>> accounts = new ArrayList<>();
        for (int number = 0; number < sources.size(); number++) {
            accounts.add(accounts(number, sources.get(number)));
        }
        return PollRun.all(accounts)
                .thenCompose(nothing ->
                        lookInto(accounts.stream().map(CompletableFuture::join).toList()))
                .thenRun(() -> findings.lookedInto(looked));
    }

    private CompletableFuture<Void> lookInto(List<SourceAccounts> sources) {
        Set<String> covered = sources.stream()
                .flatMap(source -> source.accounts().stream())
                .map(Account::id)
                .collect(Collectors.toSet());
        return PollRun.all(sources.stream()
                .flatMap(source -> source.accounts().stream()
                        .map(account -> new AccountLook(this, source, account, covered).look()))
                .map(places -> places.thenAccept(looked::addAll))
                .toList());
    }

    private CompletableFuture<SourceAccounts> accounts(int number, DiscoverySource source) {
        String region = hint(source);
        CompletableFuture<List<Account>> accounts = source.scope() instanceof Organization organization
                ? members(organization, region)
                : own((OneAccount) source.scope(), region);
        return accounts.handle((found, error) -> {
            if (error == null) {
                accountsBefore.put(number, found);
            } else {
                unknown(new Place(number, knownAccount(source), region), PollRun.failureOf(error));
            }
            return new SourceAccounts(number, source, accountsBefore.getOrDefault(number, List.of()));
        });
    }

    private void unknown(Place place, Failure failure) {
        looked.add(place);
        findings.failed(place, failure);
    }

    private String hint(DiscoverySource source) {
        return source.regions() instanceof Regions.Listed listed
                ? listed.names().get(0)
                : context.region();
    }

    private static String knownAccount(DiscoverySource source) {
        Access access = source.scope() instanceof Organization organization
                ? organization.lister()
                : ((OneAccount) source.scope()).access();
        return access instanceof Access.Role role ? role.accountId() : "";
    }

    private CompletableFuture<List<Account>> own(OneAccount scope, String region) {
        if (scope.access() instanceof Access.Role role) {
            return CompletableFuture.completedFuture(SourceAccounts.of(scope, role.accountId()));
        }
        return signIn(scope.access(), region)
                .thenCompose(this::accountId)
                .thenApply(id -> SourceAccounts.of(scope, id));
    }

    private CompletableFuture<List<Account>> members(Organization scope, String region) {
        return signIn(scope.lister(), region)
                .thenCompose(session -> accountId(session)
                        .thenCombine(
                                listAccounts(session),
                                (lister, members) -> SourceAccounts.of(scope, lister, Partition.of(region), members)));
    }

    private CompletableFuture<Session> signIn(Access access, String region) {
        return calls.submit(Rank.SETTINGS, () -> context.port().signIn(access, region, PATIENCE));
    }

    private CompletableFuture<String> accountId(Session session) {
        return calls.submit(Rank.SETTINGS, () -> session.accountId(PATIENCE));
    }

    private CompletableFuture<List<CloudTrailPort.OrganizationAccount>> listAccounts(Session session) {
        return calls.submit(Rank.SETTINGS, () -> session.organizationAccounts(PATIENCE));
    }
}
