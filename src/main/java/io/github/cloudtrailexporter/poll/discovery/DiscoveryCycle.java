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
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.Account;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.Area;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.AreaState;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.SourceState;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.DiscoverySource.OneAccount;
import io.github.cloudtrailexporter.target.DiscoverySource.Organization;
import io.github.cloudtrailexporter.trail.Arn;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.Partition;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * One discovery of everything: the accounts of every source, then the Regions of every account, then the trails of every
 * Region, in parallel as far as the concurrency allows. A failure affects its own account or Region only. Each identity
 * signs in once, and each of its Regions is called once, however many sources need them.
 */
final class DiscoveryCycle {

    /** Far longer than a cycle in the largest organization takes. */
    static final Duration LONGEST_CYCLE = Duration.ofMinutes(10);

    private final PollerResources resources;
    private final AtomicReference<DiscoveredTrails> known;
    private final CallBatch calls;
    private final Map<Area, AreaState> discovered = new ConcurrentHashMap<>();

    /** @param known receives the results: those of an account when it is complete, because another account may hang */
    DiscoveryCycle(PollerResources resources, AtomicReference<DiscoveredTrails> known) {
        this.resources = resources;
        this.known = known;
        this.calls = new CallBatch(resources.pool(), Deadline.in(LONGEST_CYCLE));
    }

    PollerResources resources() {
        return resources;
    }

    DiscoveredTrails known() {
        return known.get();
    }

    /** Discovers everything once. Never fails. */
    CompletableFuture<Void> run() {
        List<CompletableFuture<SourceState>> sources = IntStream.range(
                        0, resources.plan().sources().size())
                .mapToObj(this::discover)
                .toList();
        return CallBatch.all(sources.stream()).thenRun(() -> {
            List<SourceState> states =
                    sources.stream().map(CompletableFuture::join).toList();
            known.updateAndGet(before -> before.after(states, discovered));
        });
    }

    private CompletableFuture<SourceState> discover(int number) {
        SourceState before = known().sources().get(number);
        return accounts(before.source())
                .thenApply(accounts -> new SourceState(before.source(), accounts, null))
                .exceptionally(
                        error -> new SourceState(before.source(), before.accounts(), AwsCallException.failureOf(error)))
                .thenCompose(state -> CallBatch.all(state.accounts().stream()
                                .map(account -> new AccountDiscovery(this, number, account).run()))
                        .thenApply(nothing -> state));
    }

    private CompletableFuture<List<Account>> accounts(DiscoverySource source) {
        AwsIdentity identity = source.scope().identity();
        if (source.scope() instanceof OneAccount scope && identity instanceof AwsIdentity.Role role) {
            return CompletableFuture.completedFuture(account(scope, role.accountId()));
        }
        String home = resources.plan().region();
        return session(identity, source.queryRegion(home)).thenCompose(session -> {
            CompletableFuture<String> own = submit(session::accountId);
            return source.scope() instanceof Organization organization
                    ? own.thenCombine(
                            submit(timeout -> notEmpty(session.organizationAccounts(timeout))),
                            (id, members) -> accounts(organization, source.partition(home), id, members))
                    : own.thenApply(id -> account((OneAccount) source.scope(), id));
        });
    }

    private static List<Account> account(OneAccount scope, String id) {
        return List.of(new Account(id, scope.accountName(), scope.identity(), true));
    }

    /**
     * The wanted accounts of an organization. The representative is that of the credentials that list the accounts, if it is
     * wanted, because the management account and a delegated administrator see more of an organization trail than others.
     *
     * @param listerId the account of these credentials: it is accessed without a role
     */
    private static List<Account> accounts(
            Organization scope, Partition partition, String listerId, List<OrganizationAccount> members) {
        Comparator<OrganizationAccount> listerFirst =
                Comparator.comparing(member -> !member.accountId().equals(listerId));
        List<OrganizationAccount> wanted = members.stream()
                .filter(member -> !scope.excluded().contains(member.accountId()))
                .sorted(listerFirst.thenComparing(OrganizationAccount::accountId))
                .toList();
        return wanted.stream()
                .map(member -> {
                    String id = member.accountId();
                    String role =
                            Arn.ofRole(partition.id(), id, scope.roleName()).toString();
                    AwsIdentity identity =
                            id.equals(listerId) ? scope.identity() : new AwsIdentity.Role(role, scope.externalId());
                    return new Account(id, member.name(), identity, member.equals(wanted.get(0)));
                })
                .toList();
    }

    void store(Map<Area, AreaState> ofAccount) {
        discovered.putAll(ofAccount);
        known.updateAndGet(before -> before.with(ofAccount));
    }

    /** Cuts the cycle short: calls that have not returned have failed. */
    void end() {
        calls.end();
    }

    private <T> CompletableFuture<T> submit(Call<T> call) {
        return calls.submit(Priority.BACKGROUND, call);
    }

    CompletableFuture<Session> session(AwsIdentity identity, String region) {
        return calls.once(identity, () -> submit(timeout -> resources.port().signIn(identity, region, timeout)));
    }

    /**
     * The Regions enabled for the account. The account may not have enabled the Region that is queried: then the first
     * Region of the partition is queried, which cannot be disabled.
     */
    CompletableFuture<Set<String>> enabledRegions(AwsIdentity identity, Session session, String queryRegion) {
        String first = Partition.ofRegion(queryRegion).firstRegion();
        return submit(timeout -> {
                    Set<String> enabled = notEmpty(session.enabledRegions(queryRegion, timeout));
                    resources.cache().putRegions(identity, enabled);
                    return enabled;
                })
                .exceptionallyCompose(error -> isRefusedInRegion(error) && !queryRegion.equals(first)
                        ? enabledRegions(identity, session, first)
                        : CompletableFuture.failedFuture(error));
    }

    private static boolean isRefusedInRegion(Throwable error) {
        FailureReason reason = AwsCallException.failureOf(error).reason();
        return reason == FailureReason.CREDENTIALS || reason == FailureReason.REGION_DISABLED;
    }

    CompletableFuture<Map<TrailArn, TrailSettings>> trails(RegionAccess where, Session session) {
        return calls.once(
                where,
                () -> submit(timeout -> {
                    Map<TrailArn, TrailSettings> described = session.describeTrails(where.region(), timeout);
                    resources.cache().putSettings(where, described);
                    return described;
                }));
    }

    /** There is always an account and a Region: an empty response is invalid and must not remove what is known. */
    private static <T, C extends Collection<T>> C notEmpty(C response) throws AwsCallException {
        if (response.isEmpty()) {
            throw new AwsCallException(FailureReason.BAD_RESPONSE);
        }
        return response;
    }

    /**
     * Reads the event selectors of all visible trails, unless a poll has read them: a replica needs those of every trail
     * that is visible in its accounts and Regions, also if another one polls the trail. Never fails.
     */
    CompletableFuture<Void> readSelectors() {
        return CallBatch.all(
                known().readers().entrySet().stream().map(trail -> readSelectors(trail.getKey(), trail.getValue())));
    }

    /** The next credentials are used only where there is no session: what AWS refuses to the owner, it refuses to all. */
    private CompletableFuture<Void> readSelectors(TrailArn arn, List<AwsIdentity> readers) {
        if (readers.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        AwsIdentity reader = readers.get(0);
        return session(reader, arn.homeRegion())
                .thenCompose(session -> resources.cache().loadSelectors(calls, reader, arn, session))
                .exceptionallyCompose(noSession -> readSelectors(arn, readers.subList(1, readers.size())));
    }
}
