package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.DiscoverySource.OneAccount;
import io.github.cloudtrailexporter.target.DiscoverySource.Organization;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The accounts of one source, and as whom each of them is looked into. */
record SourceAccounts(int number, DiscoverySource source, List<Account> accounts) {

    /** @param name what the configuration or the organization calls it; may be empty */
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
     * @param listerId the account of those who list: there is no role to assume in their own account
     */
    static List<Account> of(
            Organization scope, String listerId, String partition, List<CloudTrailPort.OrganizationAccount> members) {
        List<Account> accounts = new ArrayList<>();
        for (CloudTrailPort.OrganizationAccount member : members) {
            if (!scope.excluded().contains(member.accountId())) {
                boolean own = member.accountId().equals(listerId);
                AwsIdentity identity = own ? scope.lister() : role(scope, partition, member.accountId());
                accounts.add(new Account(member.accountId(), member.name(), identity));
            }
        }
        return accounts;
    }

    private static AwsIdentity role(Organization scope, String partition, String accountId) {
        String arn = "arn:" + partition + ":iam::" + accountId + ":role/" + scope.roleName();
        return new AwsIdentity.Role(arn, scope.externalId());
    }

    /**
     * The one account that speaks for an organization trail whose owner cannot be looked into: that of those who may list
     * the accounts, as the management account and a delegated administrator are told more of such a trail than others.
     */
    Optional<String> representative() {
        return accounts.stream()
                .filter(account -> source.scope() instanceof Organization scope
                        && account.identity().equals(scope.lister()))
                .map(Account::id)
                .findFirst()
                .or(() -> accounts.stream().map(Account::id).min(Comparator.naturalOrder()));
    }
}
