package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.trail.Check;
import java.time.Duration;

/**
 * How AWS is polled.
 *
 * @param minInterval a scrape within this time of the last poll is answered from it; zero polls on every scrape
 * @param timeout for one poll, for scrapes without a timeout of their own
 * @param callTimeout for one attempt of one AWS call; not longer than {@code timeout}
 * @param concurrency AWS calls in flight, all accounts together
 */
public record PollConfig(Duration minInterval, Duration timeout, Duration callTimeout, int concurrency) {

    /** A page may present a state this old as current. Declared before the default, which is validated with it. */
    static final Duration MAX_MIN_INTERVAL = Duration.ofHours(1);

    public static final PollConfig DEFAULT =
            new PollConfig(Duration.ofSeconds(45), Duration.ofSeconds(9), Duration.ofSeconds(3), 64);

    static final int MAX_CONCURRENCY = 1024;

    public PollConfig {
        Check.that(
                !minInterval.isNegative() && minInterval.compareTo(MAX_MIN_INTERVAL) <= 0,
                "min_interval " + minInterval);
        Check.that(timeout.compareTo(Duration.ZERO) > 0, "timeout " + timeout);
        Check.that(
                callTimeout.compareTo(Duration.ZERO) > 0 && callTimeout.compareTo(timeout) <= 0,
                "call_timeout " + callTimeout);
        Check.that(concurrency >= 1 && concurrency <= MAX_CONCURRENCY, "concurrency " + concurrency);
    }
}
