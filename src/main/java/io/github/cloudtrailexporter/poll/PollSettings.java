package io.github.cloudtrailexporter.poll;

import java.time.Duration;

/**
 * How AWS is polled.
 *
 * @param minInterval a snapshot is asked for again within this time of the last poll: it is answered from that poll
 * @param concurrency calls in flight, all accounts together
 * @param lookupInterval how long the enabled Regions of an account and the settings of trails are believed
 */
public record PollSettings(Duration minInterval, int concurrency, Duration lookupInterval) {
    public PollSettings {
        if (minInterval.isNegative() || lookupInterval.isNegative() || concurrency < 1) {
            throw new IllegalArgumentException("negative interval or no concurrency");
        }
    }
}
