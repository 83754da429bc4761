package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CloudTrailPort.OrganizationAccount;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.EventSelectors;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class FakeCloudTrailContractTest extends CloudTrailPortContract {

    @Override
    protected World world() {
        return new FakeWorld();
    }

    private static final class FakeWorld implements World {

        private static final TrailSettings SETTINGS = new TrailSettings(
                new TrailSettings.Destinations("bucket", "", "", "", ""),
                false,
                false,
                false,
                new TrailSettings.Recording(true, false, false));

        private final FakeCloudTrail aws = new FakeCloudTrail();
        private final Map<TrailArn, TrailSettings> trails = new HashMap<>();

        @Override
        public CloudTrailPort port() {
            return aws;
        }

        @Override
        public void identity(AwsIdentity identity) {}

        @Override
        public void trail(AwsIdentity identity, TrailArn trail) {
            trails.put(trail, SETTINGS);
            aws.describeTrails(identity, trail.homeRegion(), Answer.value(trails));
            TrailStatus logging = new TrailStatus(true, Map.of(), Optional.empty(), Optional.empty());
            aws.trailStatus(identity, trail, trail.homeRegion(), Answer.value(logging));
            EventSelectors all = new EventSelectors(List.of(EventSelectors.basic("All", true, Map.of(), List.of())));
            aws.eventSelectors(identity, trail, trail.homeRegion(), Answer.value(all));
        }

        @Override
        public void deny(AwsIdentity identity, TrailArn trail) {
            aws.trailStatus(identity, trail, trail.homeRegion(), Answer.failure(FailureReason.ACCESS_DENIED));
            aws.eventSelectors(identity, trail, trail.homeRegion(), Answer.failure(FailureReason.ACCESS_DENIED));
        }

        @Override
        public void hang(AwsIdentity identity, TrailArn trail) {
            aws.trailStatus(identity, trail, trail.homeRegion(), Answer.hang());
        }

        @Override
        public void denyRole(AwsIdentity.Role role) {
            aws.signIn(role, Answer.failure(FailureReason.ASSUME_ROLE_DENIED));
        }

        @Override
        public void enable(AwsIdentity identity, Set<String> regions) {
            aws.enabledRegions(identity, Answer.value(regions));
        }

        @Override
        public void organize(AwsIdentity identity, List<OrganizationAccount> active, OrganizationAccount suspended) {
            aws.organizationAccounts(identity, Answer.value(active));
        }

        @Override
        public String ambientAccount() {
            return FakeCloudTrail.AMBIENT_ACCOUNT;
        }

        @Override
        public void close() {}
    }
}
