package io.github.cloudtrailexporter.poll.discovery;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallBatch;
import io.github.cloudtrailexporter.poll.CallBatch.Call;
import io.github.cloudtrailexporter.poll.CloudTrailPort.OrganizationAccount;
import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.MetadataCache.RegionAccess;
import io.github.cloudtrailexporter.poll.PollerResources;
import io.github.cloudtrailexporter.poll.Priority;
import io.github.cloudtrailexporter.poll.discovery.SourceAccounts.Account;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.DiscoverySource.OneAccount;
import io.github.cloudtrailexporter.target.DiscoverySource.Organization;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.Partition;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One discovery of everything: the accounts of every source, then the Regions of every account, then the trails of every
 * Region, in parallel as far as the concurrency allows. A failure affects its own account or Region only. Each identity
 * signs in once, and each of its Regions is called once, however many sources need them.
 */
final class DiscoveryCycle {

    /** Far longer than a cycle in the largest organization takes. */
    static final Duration LONGEST_CYCLE = Duration.ofMinutes(10);

    private final PollerResources resources;
    private final DiscoveredTrails discovered;
    private final List<DiscoverySource> sources;
    private final CallBatch calls;

    /** @param discovered receives the results */
    DiscoveryCycle(PollerResources resources, DiscoveredTrails discovered) {
        this.resources = resources;
        this.discovered = discovered;
        this.sources = resources.plan().sources();
        this.calls = new CallBatch(resources.pool(), Deadline.in(LONGEST_CYCLE));
    }

    Shard shard() {
        return resources.plan().shard();
    }

    DiscoveredTrails discovered() {
        return discovered;
    }

    /** Cuts the cycle short: calls that have not returned have failed. */
    void end() {
        calls.end();
    }

    /** Reports every source as not yet discovered. */
    void announce() {
        for (int number = 0; number < sources.size(); number++) {
            accountsFailed(number, Failure.of(FailureReason.NOT_RUN));
        }
    }

    /** Discovers everything once. Never fails. */
    CompletableFuture<Void> run() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int number = 0; number < sources.size(); number++) {
            all.add(accounts(number).thenCompose(this::discover));
        }
        return CallBatch.all(all).thenRun(discovered::cycleEnded);
    }

    private CompletableFuture<SourceAccounts> accounts(int number) {
        DiscoverySource source = sources.get(number);
        return list(source).handle((accounts, error) -> {
            if (error == null) {
                discovered.accountsListed(number, accounts);
            } else {
                accountsFailed(number, AwsCallException.failureOf(error));
            }
            return new SourceAccounts(number, source, discovered.accounts(number));
        });
    }

    private CompletableFuture<Void> discover(SourceAccounts source) {
        String representative = source.representative();
        return CallBatch.all(source.accounts().stream()
                .map(account ->
                        new AccountDiscovery(this, source, account, account.id().equals(representative)).run())
                .toList());
    }

    private void accountsFailed(int number, Failure failure) {
        DiscoverySource source = sources.get(number);
        AwsIdentity lister = lister(source);
        String knownAccount = lister instanceof AwsIdentity.Role role ? role.accountId() : "";
        discovered.accountsFailed(number, knownAccount, queryRegion(source, lister), failure);
    }

    private static AwsIdentity lister(DiscoverySource source) {
        return source.scope() instanceof Organization organization
                ? organization.lister()
                : ((OneAccount) source.scope()).identity();
    }

    private CompletableFuture<List<Account>> list(DiscoverySource source) {
        AwsIdentity lister = lister(source);
        if (source.scope() instanceof OneAccount scope && lister instanceof AwsIdentity.Role role) {
            return CompletableFuture.completedFuture(SourceAccounts.of(scope, role.accountId()));
        }
        String region = queryRegion(source, lister);
        return session(lister, region)
                .thenCompose(session -> source.scope() instanceof Organization organization
                        ? members(organization, session, Partition.ofRegion(region))
                        : accountId(session).thenApply(id -> SourceAccounts.of((OneAccount) source.scope(), id)));
    }

    private CompletableFuture<List<Account>> members(Organization scope, Session session, Partition partition) {
        CompletableFuture<List<OrganizationAccount>> members =
                submit(session::organizationAccounts).thenApply(DiscoveryCycle::notEmpty);
        return accountId(session).thenCombine(members, (id, listed) -> SourceAccounts.of(scope, id, partition, listed));
    }

    /**
     * The Region in which credentials, accounts and Regions are requested: that of the environment, unless these
     * credentials or the wanted Regions are in another partition.
     */
    String queryRegion(DiscoverySource source, AwsIdentity identity) {
        String home = resources.plan().region();
        Partition partition = source.partition(identity, home);
        return partition == Partition.ofRegion(home)
                ? home
                : source.firstRegion().orElseGet(partition::firstRegion);
    }

    private <T> CompletableFuture<T> once(Object key, Call<T> call) {
        return calls.once(key, () -> submit(call));
    }

    private <T> CompletableFuture<T> submit(Call<T> call) {
        return calls.submit(Priority.BACKGROUND, call);
    }

    CompletableFuture<Session> session(AwsIdentity identity, String region) {
        return once(identity, timeout -> resources.port().signIn(identity, region, timeout));
    }

    private CompletableFuture<String> accountId(Session session) {
        return submit(session::accountId);
    }

    /**
     * The Regions enabled for the account. The account may not have enabled the Region that is queried: then the first
     * Region of the partition is queried, which cannot be disabled.
     */
    CompletableFuture<Set<String>> enabledRegions(AwsIdentity identity, Session session, String queryRegion) {
        String first = Partition.ofRegion(queryRegion).firstRegion();
        return enabledRegions(session, queryRegion)
                .exceptionallyCompose(error -> isRefusedInRegion(error) && !queryRegion.equals(first)
                        ? enabledRegions(session, first)
                        : CompletableFuture.failedFuture(error))
                .thenApply(enabled -> {
                    resources.cache().putRegions(identity, enabled);
                    return enabled;
                });
    }

    private CompletableFuture<Set<String>> enabledRegions(Session session, String region) {
        return submit(timeout -> session.enabledRegions(region, timeout)).thenApply(DiscoveryCycle::notEmpty);
    }

    private static boolean isRefusedInRegion(Throwable error) {
        FailureReason reason = AwsCallException.failureOf(error).reason();
        return reason == FailureReason.CREDENTIALS || reason == FailureReason.REGION_DISABLED;
    }

    CompletableFuture<Map<TrailArn, TrailSettings>> trails(RegionAccess where, Session session) {
        return once(where, timeout -> {
            Map<TrailArn, TrailSettings> described = session.describeTrails(where.region(), timeout);
            resources.cache().putSettings(where, described);
            return described;
        });
    }

    /** There is always an account and a Region: an empty response is invalid and must not remove what is known. */
    private static <T, C extends Collection<T>> C notEmpty(C response) {
        if (response.isEmpty()) {
            throw new CompletionException(new AwsCallException(FailureReason.BAD_RESPONSE));
        }
        return response;
    }

    /**
     * Reads the event selectors of all visible trails, unless a poll has read them: a replica needs those of every trail
     * that is visible in its accounts and Regions, also if another one polls the trail. Never fails.
     */
    CompletableFuture<Void> readSelectors() {
        return CallBatch.all(discovered.readers().entrySet().stream()
                .map(trail -> readSelectors(trail.getKey(), trail.getValue().iterator()))
                .toList());
    }

    /** The next credentials are used only where there is no session: what AWS refuses to the owner, it refuses to all. */
    private CompletableFuture<Void> readSelectors(TrailArn arn, Iterator<AwsIdentity> readers) {
        if (!readers.hasNext()) {
            return CompletableFuture.completedFuture(null);
        }
        AwsIdentity identity = readers.next();
        return session(identity, arn.homeRegion())
                .thenCompose(session -> resources.cache().loadSelectors(calls, identity, arn, session))
                .exceptionallyCompose(noSession -> readSelectors(arn, readers));
    }
}
