package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import io.github.cloudtrailexporter.poll.Deadline;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * How long a page may take: the value of the header that Prometheus sends with every scrape, minus an offset for the way
 * back; the configured timeout if there is no valid header.
 */
record ScrapeTimeout(Duration offset, Supplier<Duration> fallback) {

    static final String HEADER = "X-Prometheus-Scrape-Timeout-Seconds";

    /** Leaves time to render and to send before the JDK closes the connection. */
    static final Duration LONGEST = Duration.ofSeconds(ServerProperties.MAX_RESPONSE_SECONDS - 5L);

    /** The time to render thousands of trails, taken off the poll so that the whole response is in time. */
    private static final Duration RENDERING = Duration.ofMillis(150);

    /** If there is little time, rendering gets no more than this part of it. */
    private static final int RENDERING_SHARE = 10;

    /** Up to about 11 days; Prometheus sends no other values. */
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,18})?");

    /** The deadline of the poll behind a response that may take this long. */
    static Deadline pollDeadline(Duration whole) {
        Duration share = whole.dividedBy(RENDERING_SHARE);
        return Deadline.in(whole.minus(share.compareTo(RENDERING) < 0 ? share : RENDERING));
    }

    Duration timeout(Headers headers) {
        List<String> values = headers.getOrDefault(HEADER, List.of());
        Duration wanted = Duration.ZERO;
        if (values.size() == 1 && SECONDS.matcher(values.get(0)).matches()) {
            long millis = new BigDecimal(values.get(0)).movePointRight(3).longValue();
            wanted = Duration.ofMillis(millis).minus(offset);
        }
        if (wanted.isNegative() || wanted.isZero()) {
            wanted = fallback.get();
        }
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }
}
