package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.CloudTrailPortContract;

/** The real port, on the real SDK, over a socket to a simulated AWS. */
class AwsCloudTrailContractTest extends CloudTrailPortContract {

    @Override
    protected World world() {
        return new SimulatedWorld();
    }
}
