package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.Plan;
import java.time.Clock;
import java.time.Duration;

/**
 * What the polls and the discovery of one configuration share.
 *
 * @param port is closed with these resources
 * @param clock the time of day at which a response arrived
 */
public record PollerResources(CloudTrailPort port, Plan plan, CallPool pool, MetadataCache cache, Clock clock)
        implements AutoCloseable {

    /**
     * The resources of one configuration. Makes no call yet.
     *
     * @param concurrency maximum number of calls in flight, all accounts together
     * @param cacheInterval how long the enabled Regions of an account and the settings of trails are valid
     */
    public static PollerResources create(
            CloudTrailPort port, Plan plan, Clock clock, int concurrency, Duration cacheInterval) {
        MetadataCache cache = new MetadataCache(cacheInterval, System::nanoTime);
        return new PollerResources(port, plan, new CallPool(concurrency), cache, clock);
    }

    /** Cancels all calls and releases the connections to AWS. */
    @Override
    public void close() {
        pool.close();
        port.close();
    }
}
