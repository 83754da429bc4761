package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import io.github.cloudtrailexporter.poll.Deadline;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * How long a page may take: what Prometheus says in the header it sends with every scrape, minus an offset for the way
 * back; what the configuration says if there is no usable header.
 */
final class ScrapeTimeout {

    static final String HEADER = "X-Prometheus-Scrape-Timeout-Seconds";

    /** Leaves time to render and to send before the JDK cuts the connection. */
    static final Duration LONGEST = Duration.ofSeconds(ServerProperties.MAX_RESPONSE_SECONDS - 5L);

    /** What rendering thousands of trails takes at most, kept back from the poll so that the whole answer is in time. */
    private static final Duration RENDERING = Duration.ofMillis(150);

    /** Where there is little time, rendering gets no more than this part of it. */
    private static final int RENDERING_SHARE = 10;

    /** Up to some 11 days; what is beyond, or written otherwise, was not written by Prometheus. */
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,18})?");

    private final Duration offset;
    private final Supplier<Duration> fallback;

    ScrapeTimeout(Duration offset, Supplier<Duration> fallback) {
        this.offset = offset;
        this.fallback = fallback;
    }

    /** The deadline of a request of a person. */
    Deadline deadline() {
        return deadline(new Headers());
    }

    /** When the poll behind a request with these headers must end, so that the answer is complete in time. */
    Deadline deadline(Headers headers) {
        Duration whole = timeout(headers);
        Duration share = whole.dividedBy(RENDERING_SHARE);
        return Deadline.in(whole.minus(share.compareTo(RENDERING) < 0 ? share : RENDERING));
    }

    Duration timeout(Headers headers) {
        Duration wanted = header(headers)
                .map(timeout -> timeout.minus(offset))
                .filter(timeout -> !timeout.isNegative() && !timeout.isZero())
                .orElseGet(fallback);
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }

    private static Optional<Duration> header(Headers headers) {
        List<String> values = headers.getOrDefault(HEADER, List.of());
        if (values.size() != 1 || !SECONDS.matcher(values.get(0)).matches()) {
            return Optional.empty();
        }
        long millis = new BigDecimal(values.get(0)).movePointRight(3).longValue();
        return Optional.of(Duration.ofMillis(millis));
    }
}
