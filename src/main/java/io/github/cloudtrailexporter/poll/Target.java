package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailKey;

/** One trail to ask in one Region, as somebody. */
record Target(Access access, TrailArn arn, String region, String accountName) {

    TrailKey key() {
        return TrailKey.of(arn, region);
    }
}
