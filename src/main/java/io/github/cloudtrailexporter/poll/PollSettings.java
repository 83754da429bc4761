package io.github.cloudtrailexporter.poll;

import java.time.Duration;

/**
 * How AWS is polled.
 *
 * @param minInterval a scrape within this time after the start of a poll is served from that poll
 * @param concurrency maximum number of calls in flight, all accounts together
 * @param discoveryInterval time between two discovery cycles, and validity of the enabled Regions and the settings of trails
 */
public record PollSettings(Duration minInterval, int concurrency, Duration discoveryInterval) {
    public PollSettings {
        if (minInterval.isNegative() || discoveryInterval.isNegative() || concurrency < 1) {
            throw new IllegalArgumentException("negative interval or no concurrency");
        }
    }
}
