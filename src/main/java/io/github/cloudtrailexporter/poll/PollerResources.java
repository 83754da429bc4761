package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.Plan;
import java.time.Clock;

/** What the polls and the discovery of one configuration share. The clock dates the responses. */
public record PollerResources(CloudTrailPort port, Plan plan, CallPool pool, MetadataCache cache, Clock clock)
        implements AutoCloseable {

    /** Cancels all calls and releases the connections to AWS. */
    @Override
    public void close() {
        pool.close();
        port.close();
    }
}
