package io.github.cloudtrailexporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

/** From the header of a scrape to the time its poll may take. */
class ScrapeTimeoutPropertyTest {

    private static final Duration FALLBACK = Duration.ofSeconds(9);

    @Provide
    static Arbitrary<List<String>> headers() {
        Arbitrary<String> text = Arbitraries.oneOf(
                Arbitraries.strings().ascii().excludeChars('\r', '\n').ofMaxLength(30),
                Arbitraries.bigDecimals().map(BigDecimal::toPlainString),
                Arbitraries.strings().numeric().ofMaxLength(30),
                Arbitraries.of("0", "-0", "NaN", "Infinity", "1e9", "0x1p4", "0.5", "0.500000001", ".5", "5.", "+5"));
        return text.list().ofMaxSize(2);
    }

    @Property
    void whateverTheHeaderSaysThereIsATimeAndItIsNotTooLong(
            @ForAll("headers") List<String> values, @ForAll @LongRange(max = 60_000) long offsetMillis) {
        ScrapeTimeout timeout = new ScrapeTimeout(Duration.ofMillis(offsetMillis), () -> FALLBACK);

        assertThat(timeout.timeout(headers(values))).isPositive().isLessThanOrEqualTo(ScrapeTimeout.LONGEST);
    }

    @Property
    void aTimeoutOfPrometheusLessTheOffsetIsTheTimeThereIs(
            @ForAll @BigRange(min = "0.001", max = "300") @Scale(3) BigDecimal seconds,
            @ForAll @LongRange(max = 2_000) long offsetMillis) {
        Duration offset = Duration.ofMillis(offsetMillis);
        Duration left = Duration.ofMillis(seconds.movePointRight(3).longValue()).minus(offset);

        Duration actual = new ScrapeTimeout(offset, () -> FALLBACK).timeout(headers(List.of(seconds.toPlainString())));

        if (left.isNegative() || left.isZero()) {
            assertThat(actual).isEqualTo(FALLBACK);
        } else {
            assertThat(actual).isEqualTo(left.compareTo(ScrapeTimeout.LONGEST) > 0 ? ScrapeTimeout.LONGEST : left);
        }
    }

    @Property
    void thePollEndsBeforeThePageIsDue(@ForAll("headers") List<String> values) {
        ScrapeTimeout timeout = new ScrapeTimeout(Duration.ofMillis(500), () -> FALLBACK);

        Duration poll =
                ScrapeTimeout.pollDeadline(timeout.timeout(headers(values))).remaining();

        assertThat(poll).isLessThan(timeout.timeout(headers(values)));
    }

    private static Headers headers(List<String> values) {
        Headers headers = new Headers();
        values.forEach(value -> headers.add(ScrapeTimeout.HEADER, value));
        return headers;
    }
}
