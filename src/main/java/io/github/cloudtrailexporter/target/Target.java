package io.github.cloudtrailexporter.target;

import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailKey;

/**
 * One trail to poll in one Region, with one identity.
 *
 * @param notOwner whether it was discovered in an account that does not own it: an organization trail, seen from a member
 *     or the delegated administrator
 */
public record Target(AwsIdentity identity, TrailArn arn, String region, String accountName, boolean notOwner) {

    public TrailKey key() {
        return TrailKey.of(arn, region);
    }

    /** Whether this is the Region in which the trail was created. */
    public boolean isHome() {
        return region.equals(arn.homeRegion());
    }
}
