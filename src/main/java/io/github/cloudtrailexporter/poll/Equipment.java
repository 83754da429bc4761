package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.Shard;

/**
 * What everything that asks AWS for one configuration shares.
 *
 * @param region the Region of the environment: where discovery looks if it is not told where, and where STS is asked
 */
record Equipment(CloudTrailPort port, CallPool pool, Lookups lookups, Shard shard, String region) {}
