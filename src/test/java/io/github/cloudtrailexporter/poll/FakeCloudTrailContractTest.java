package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CloudTrailPort.OrganizationAccount;
import io.github.cloudtrailexporter.target.Access;
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

        private static final TrailSettings SETTINGS =
                new TrailSettings(new TrailSettings.Destinations("bucket", "", "", "", ""), false, false, false);

        private final FakeCloudTrail aws = new FakeCloudTrail();
        private final Map<TrailArn, TrailSettings> trails = new HashMap<>();

        @Override
        public CloudTrailPort port() {
            return aws;
        }

        @Override
        public void access(Access access) {}

        @Override
        public void trail(Access access, TrailArn trail) {
            trails.put(trail, SETTINGS);
            aws.describeTrails(access, trail.homeRegion(), Answer.value(trails));
            TrailStatus logging = new TrailStatus(true, Map.of(), Optional.empty(), Optional.empty());
            aws.trailStatus(access, trail, trail.homeRegion(), Answer.value(logging));
        }

        @Override
        public void deny(Access access, TrailArn trail) {
            aws.trailStatus(access, trail, trail.homeRegion(), Answer.failure(FailureReason.ACCESS_DENIED));
        }

        @Override
        public void hang(Access access, TrailArn trail) {
            aws.trailStatus(access, trail, trail.homeRegion(), Answer.hang());
        }

        @Override
        public void denyRole(Access.Role role) {
            aws.signIn(role, Answer.failure(FailureReason.ASSUME_ROLE_DENIED));
        }

        @Override
        public void enable(Access access, Set<String> regions) {
            aws.enabledRegions(access, Answer.value(regions));
        }

        @Override
        public void organize(Access access, List<OrganizationAccount> active, OrganizationAccount suspended) {
            aws.organizationAccounts(access, Answer.value(active));
        }

        @Override
        public String ambientAccount() {
            return FakeCloudTrail.AMBIENT_ACCOUNT;
        }

        @Override
        public void close() {}
    }
}
