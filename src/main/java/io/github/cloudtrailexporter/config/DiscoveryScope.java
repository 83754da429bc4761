package io.github.cloudtrailexporter.config;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Whose trails are discovered. */
public sealed interface DiscoveryScope {

    /**
     * The account of the ambient credentials.
     *
     * @param accountName what people call it; empty if they do not say
     */
    record OwnAccount(String accountName) implements DiscoveryScope {
        public OwnAccount {
            Objects.requireNonNull(accountName);
        }
    }

    /**
     * The account of a role.
     *
     * @param accountName what people call it; empty if they do not say
     */
    record AssumedRole(RoleConfig role, String accountName) implements DiscoveryScope {
        public AssumedRole {
            Objects.requireNonNull(role);
            Objects.requireNonNull(accountName);
        }
    }

    /**
     * Every active account of an organization.
     *
     * @param roleName the role, by the same name in each account, that is assumed there; may begin with its path
     * @param externalId for these roles; empty for none; a secret, so it is not in {@link #toString()}
     * @param excludeAccounts ids of the accounts to leave out
     * @param listingRole the role that lists the accounts; none for the ambient credentials
     */
    record Organization(
            String roleName, String externalId, Set<String> excludeAccounts, Optional<RoleConfig> listingRole)
            implements DiscoveryScope {
        public Organization {
            Check.that(AwsName.isRole(roleName), "role name " + roleName);
            Check.that(externalId.isEmpty() || AwsName.isExternalId(externalId), "external id");
            excludeAccounts = Collections.unmodifiableSet(new LinkedHashSet<>(excludeAccounts));
            excludeAccounts.forEach(account -> Check.that(AwsName.isAccount(account), "account " + account));
            Objects.requireNonNull(listingRole);
        }

        @Override
        public String toString() {
            return "Organization[roleName=" + roleName + (externalId.isEmpty() ? "" : ", externalId=***")
                    + ", excludeAccounts=" + excludeAccounts + ", listingRole=" + listingRole + "]";
        }
    }
}
