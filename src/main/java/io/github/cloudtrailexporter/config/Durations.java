package io.github.cloudtrailexporter.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Durations in the syntax of Prometheus: {@code 45s}, {@code 1h30m}, {@code 500ms}; units in descending order, each once. */
final class Durations {

    /** With at most 10 digits in a number, no sum overflows. */
    private static final Pattern SYNTAX = Pattern.compile(
            "(?=.)(?:(N)y)?(?:(N)w)?(?:(N)d)?(?:(N)h)?(?:(N)m)?(?:(N)s)?(?:(N)ms)?".replace("N", "\\d{1,10}"));

    /** In the order of the groups above. A year has 365 days, as in Prometheus. */
    private static final List<Duration> UNITS = Stream.of("P365D", "P7D", "P1D", "PT1H", "PT1M", "PT1S", "PT0.001S")
            .map(Duration::parse)
            .toList();

    /** The limit of Prometheus, whose durations are nanoseconds in 64 bits. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Durations() {}

    static Optional<Duration> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return text.equals("0") ? Optional.of(Duration.ZERO) : Optional.empty();
        }
        Duration sum = Duration.ZERO;
        for (int unit = 0; unit < UNITS.size(); unit++) {
            String number = matcher.group(unit + 1);
            sum = sum.plus(UNITS.get(unit).multipliedBy(number == null ? 0 : Long.parseLong(number)));
        }
        return Optional.of(sum).filter(duration -> duration.compareTo(LONGEST) <= 0);
    }

    /** For people: {@code 9s}, {@code 1m30s}, {@code 0.5s}. */
    static String format(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
