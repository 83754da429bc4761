package io.github.cloudtrailexporter.simulator;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Everything that exists in the simulated AWS. */
final class World {

    private final Clock clock;
    private final Map<String, SimulatedAccount> accounts = new ConcurrentHashMap<>();
    private final Map<String, String> accountsOfKeys = new ConcurrentHashMap<>();
    private final Sessions sessions = new Sessions();
    private volatile Optional<SimulatedOrganization> organization = Optional.empty();
    private volatile String ambientAccount = "111122223333";

    World(Clock clock) {
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    Sessions sessions() {
        return sessions;
    }

    SimulatedAccount account(String id) {
        return accounts.computeIfAbsent(id, key -> new SimulatedAccount(key, clock));
    }

    Optional<SimulatedAccount> existingAccount(String id) {
        return Optional.ofNullable(accounts.get(id));
    }

    void ambientAccount(String id) {
        ambientAccount = account(id).id();
    }

    void accessKey(String accessKeyId, String accountId) {
        accountsOfKeys.put(accessKeyId, account(accountId).id());
    }

    Optional<SimulatedOrganization> organization() {
        return organization;
    }

    SimulatedOrganization organization(String managementAccountId) {
        SimulatedOrganization created = new SimulatedOrganization(account(managementAccountId), this::account);
        organization = Optional.of(created);
        return created;
    }

    /** The organization, if this account is in it. */
    Optional<SimulatedOrganization> organizationOf(SimulatedAccount account) {
        return organization.filter(all -> all.contains(account.id()));
    }

    /** The owner of the key that signed the call, valid or not. Keys that AssumeRole did not return are long-lived ones. */
    Caller callerOf(ApiCall call) {
        return sessions.find(call.accessKeyId()).map(Sessions.Session::caller).orElseGet(() -> {
            String id = accountsOfKeys.getOrDefault(call.accessKeyId(), ambientAccount);
            return new Caller(account(id), "arn:aws:iam::" + id + ":user/ambient");
        });
    }
}
