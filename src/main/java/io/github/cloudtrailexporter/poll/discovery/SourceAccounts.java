package io.github.cloudtrailexporter.poll.discovery;

import io.github.cloudtrailexporter.poll.CloudTrailPort.OrganizationAccount;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.DiscoverySource.OneAccount;
import io.github.cloudtrailexporter.target.DiscoverySource.Organization;
import io.github.cloudtrailexporter.trail.Arn;
import io.github.cloudtrailexporter.trail.Partition;
import java.util.Comparator;
import java.util.List;

/** The accounts of one source, and the credentials with which each of them is accessed. */
record SourceAccounts(int number, DiscoverySource source, List<Account> accounts) {

    /** @param name from the configuration or the organization; may be empty */
    record Account(String id, String name, AwsIdentity identity) {}

    SourceAccounts {
        accounts = List.copyOf(accounts);
    }

    static List<Account> of(OneAccount scope, String id) {
        return List.of(new Account(id, scope.accountName(), scope.identity()));
    }

    /**
     * The wanted accounts of an organization.
     *
     * @param listerId the account of the credentials that list the accounts: it is accessed without a role
     */
    static List<Account> of(
            Organization scope, String listerId, Partition partition, List<OrganizationAccount> members) {
        return members.stream()
                .filter(member -> !scope.excluded().contains(member.accountId()))
                .map(member -> {
                    boolean own = member.accountId().equals(listerId);
                    AwsIdentity identity = own ? scope.lister() : role(scope, partition, member.accountId());
                    return new Account(member.accountId(), member.name(), identity);
                })
                .toList();
    }

    private static AwsIdentity role(Organization scope, Partition partition, String accountId) {
        Arn arn = Arn.ofRole(partition.id(), accountId, scope.roleName());
        return new AwsIdentity.Role(arn.toString(), scope.externalId());
    }

    /**
     * The id of the one account that reports an organization trail whose owner cannot be accessed; empty if there is no
     * account. That of the credentials that list the accounts, if it is wanted, because the management account and a
     * delegated administrator see more of such a trail than others.
     */
    String representative() {
        Comparator<Account> listerFirst = Comparator.comparing(account -> !isLister(account));
        return accounts.stream()
                .min(listerFirst.thenComparing(Account::id))
                .map(Account::id)
                .orElse("");
    }

    private boolean isLister(Account account) {
        return source.scope() instanceof Organization scope
                && account.identity().equals(scope.lister());
    }
}
