package io.github.cloudtrailexporter.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/** An AWS organization: its management account, members and delegated administrators. Thread-safe. */
public final class SimulatedOrganization {

    private final SimulatedAccount management;
    private final Function<String, SimulatedAccount> accounts;
    private final Map<String, Member> members = new ConcurrentSkipListMap<>();
    private final Set<String> delegated = ConcurrentHashMap.newKeySet();
    private volatile int pageSize = 20;

    record Member(SimulatedAccount account, boolean active) {}

    SimulatedOrganization(SimulatedAccount management, Function<String, SimulatedAccount> accounts) {
        this.management = management;
        this.accounts = accounts;
        members.put(management.id(), new Member(management, true));
    }

    public SimulatedAccount management() {
        return management;
    }

    /** Adds (or reactivates) a member account. */
    public SimulatedAccount member(String accountId) {
        SimulatedAccount account = accounts.apply(accountId);
        members.put(accountId, new Member(account, true));
        return account;
    }

    /** Adds an account that is suspended, or suspends a member. */
    public SimulatedAccount suspended(String accountId) {
        SimulatedAccount account = accounts.apply(accountId);
        members.put(accountId, new Member(account, false));
        return account;
    }

    /** LeaveOrganization or RemoveAccountFromOrganization: the account keeps its own trails, and is listed no more. */
    public void left(String accountId) {
        members.remove(accountId);
    }

    /** Makes a member a delegated administrator, which may list the accounts and gets the full status of organization trails. */
    public SimulatedOrganization delegatedAdministrator(String accountId) {
        member(accountId);
        delegated.add(accountId);
        return this;
    }

    /**
     * Adds many members with account ids counted up from {@code firstId}, each with a role of the given name.
     *
     * @return the members, in the order of their ids
     */
    public List<SimulatedAccount> members(int count, String firstId, String roleName) {
        List<SimulatedAccount> added = new ArrayList<>(count);
        long first = Long.parseLong(firstId);
        for (int i = 0; i < count; i++) {
            SimulatedAccount account = member(String.format("%012d", first + i));
            account.role(roleName);
            added.add(account);
        }
        return added;
    }

    /** The page size of ListAccounts, unless the caller requests fewer. Default 20, as in AWS. */
    public SimulatedOrganization pageSize(int accountsPerPage) {
        this.pageSize = accountsPerPage;
        return this;
    }

    int pageSize() {
        return pageSize;
    }

    List<Member> listing() {
        return List.copyOf(members.values());
    }

    boolean contains(String accountId) {
        return members.containsKey(accountId);
    }

    boolean mayAdminister(String accountId) {
        return management.id().equals(accountId) || delegated.contains(accountId);
    }
}
