package io.github.cloudtrailexporter.poll.discovery;

import static java.util.Comparator.comparing;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallBatch;
import io.github.cloudtrailexporter.poll.CloudTrailPort.OrganizationAccount;
import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.SourceState;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.DiscoverySource.OneAccount;
import io.github.cloudtrailexporter.target.DiscoverySource.Organization;
import io.github.cloudtrailexporter.trail.Arn;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.Partition;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The discovery of one source in one cycle: its accounts, then the trails in each of them. */
final class SourceDiscovery {

    /**
     * An account of a source.
     *
     * @param name from the configuration or the organization; may be empty
     * @param identity the credentials with which it is accessed
     * @param representative whether it is the one account that also reports organization trails of other owners, because
     *     the owner may not be accessible
     */
    record Account(String id, String name, AwsIdentity identity, boolean representative) {}

    private final DiscoveryCycle cycle;
    private final int number;
    private final DiscoverySource source;
    private final String home;

    /** @param number of the source in the configuration */
    SourceDiscovery(DiscoveryCycle cycle, int number) {
        this.cycle = cycle;
        this.number = number;
        this.source = cycle.resources().plan().sources().get(number);
        this.home = cycle.resources().plan().region();
    }

    /** Discovers the source. Never fails. */
    CompletableFuture<SourceState> run() {
        return accounts()
                .handle((accounts, error) -> error == null
                        ? new SourceState(source, accounts, null)
                        : failed(AwsCallException.failureOf(error)))
                .thenCompose(state -> CallBatch.all(state.accounts().stream()
                                .map(account -> new AccountDiscovery(cycle, number, account).run())
                                .toList())
                        .thenApply(nothing -> state));
    }

    /** The accounts known before stay. */
    private SourceState failed(Failure failure) {
        return new SourceState(source, cycle.known().sources().get(number).accounts(), failure);
    }

    private CompletableFuture<List<Account>> accounts() {
        AwsIdentity identity = source.scope().identity();
        if (source.scope() instanceof OneAccount scope && identity instanceof AwsIdentity.Role role) {
            return CompletableFuture.completedFuture(account(scope, role.accountId()));
        }
        return cycle.session(identity, source.queryRegion(home)).thenCompose(this::accounts);
    }

    private CompletableFuture<List<Account>> accounts(Session session) {
        CompletableFuture<String> own = cycle.submit(session::accountId);
        return source.scope() instanceof Organization organization
                ? own.thenCombine(
                        cycle.submit(timeout -> DiscoveryCycle.notEmpty(session.organizationAccounts(timeout))),
                        (id, members) -> accounts(organization, id, members))
                : own.thenApply(id -> account((OneAccount) source.scope(), id));
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
    private List<Account> accounts(Organization scope, String listerId, List<OrganizationAccount> members) {
        Partition partition = source.partition(home);
        List<OrganizationAccount> wanted = members.stream()
                .filter(member -> !scope.excluded().contains(member.accountId()))
                .sorted(comparing((OrganizationAccount member) ->
                                !member.accountId().equals(listerId))
                        .thenComparing(OrganizationAccount::accountId))
                .toList();
        return wanted.stream()
                .map(member -> {
                    String id = member.accountId();
                    Arn role = Arn.ofRole(partition.id(), id, scope.roleName());
                    return new Account(
                            id,
                            member.name(),
                            id.equals(listerId)
                                    ? scope.identity()
                                    : new AwsIdentity.Role(role.toString(), scope.externalId()),
                            member.equals(wanted.get(0)));
                })
                .toList();
    }
}
