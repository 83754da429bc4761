package io.github.cloudtrailexporter.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations in the syntax of Prometheus: {@code 45s}, {@code 1h30m}, {@code 500ms}; units in descending order, each once. */
final class Durations {

    private static final Pattern SYNTAX = Pattern.compile(
            "(?=.)(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

    /** In the order of the groups above. A year has 365 days, as in Prometheus. */
    private static final long[] MILLIS = {31_536_000_000L, 604_800_000, 86_400_000, 3_600_000, 60_000, 1_000, 1};

    /** The limit of Prometheus, whose durations are nanoseconds in 64 bits. */
    private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000;

    private Durations() {}

    static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = SYNTAX.matcher(text);
        try {
            return matcher.matches() ? Optional.of(sum(matcher)) : Optional.empty();
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Duration sum(Matcher matcher) {
        long millis = 0;
        for (int unit = 0; unit < MILLIS.length; unit++) {
            String number = matcher.group(unit + 1);
            if (number != null) {
                millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(number), MILLIS[unit]));
            }
        }
        if (millis > MAX_MILLIS) {
            throw new ArithmeticException("out of range");
        }
        return Duration.ofMillis(millis);
    }

    /** For people: {@code 9s}, {@code 1m30s}, {@code 0.5s}. */
    static String format(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
