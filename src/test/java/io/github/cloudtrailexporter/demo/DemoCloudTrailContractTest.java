package io.github.cloudtrailexporter.demo;

import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.poll.CloudTrailPort.OrganizationAccount;
import io.github.cloudtrailexporter.poll.CloudTrailPortContract;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.TrailArn;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class DemoCloudTrailContractTest extends CloudTrailPortContract {

    @Override
    protected World world() {
        return new DemoWorld();
    }

    /** Collects the company, which cannot change any more once the port is in use. */
    private static final class DemoWorld implements World {

        private static final String AMBIENT_ACCOUNT = "111122223333";

        private final Clock clock = Clock.systemUTC();
        private final Map<String, String> accounts = new HashMap<>();
        private final List<DemoTrail> trails = new ArrayList<>();
        private Set<String> regions = Set.of();
        private Duration latency = Duration.ofMillis(1);
        private CloudTrailPort port;

        @Override
        public synchronized CloudTrailPort port() {
            if (port == null) {
                DemoCompany company = new DemoCompany(AMBIENT_ACCOUNT, regions, accounts, Set.of(), trails);
                port = new DemoCloudTrail(company, clock, CallListener.NONE) {
                    @Override
                    Duration latency(String operation, String region) {
                        return operation.equals("GetTrailStatus") ? latency : Duration.ZERO;
                    }
                };
            }
            return port;
        }

        @Override
        public void identity(AwsIdentity identity) {
            accounts.put(account(identity), "");
        }

        private static String account(AwsIdentity identity) {
            return identity instanceof AwsIdentity.Role role ? role.accountId() : AMBIENT_ACCOUNT;
        }

        @Override
        public void trail(AwsIdentity identity, TrailArn trail) {
            trails.add(new DemoTrail(trail, "bucket", clock.instant()));
        }

        @Override
        public void deny(AwsIdentity identity, TrailArn trail) {
            trails.stream()
                    .filter(made -> made.arn().equals(trail))
                    .forEach(denied -> denied.state(DemoTrail.State.DENIED));
        }

        @Override
        public void hang(AwsIdentity identity, TrailArn trail) {
            latency = Duration.ofHours(1);
        }

        @Override
        public void denyRole(AwsIdentity.Role role) {
            accounts.remove(role.accountId());
        }

        @Override
        public void enable(AwsIdentity identity, Set<String> enabled) {
            regions = enabled;
        }

        @Override
        public void organize(AwsIdentity identity, List<OrganizationAccount> active, OrganizationAccount suspended) {
            active.forEach(account -> accounts.put(account.accountId(), account.name()));
        }

        @Override
        public String ambientAccount() {
            return AMBIENT_ACCOUNT;
        }

        @Override
        public void close() {}
    }
}
