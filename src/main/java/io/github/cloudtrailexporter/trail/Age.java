package io.github.cloudtrailexporter.trail;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, in the words of people. */
public final class Age {

    private Age() {}

    /** How long ago it was; zero if a clock says that it is yet to come. */
    public static Duration of(Instant instant, Instant now) {
        return instant.isAfter(now) ? Duration.ZERO : Duration.between(instant, now);
    }

    /** For example {@code 3 minutes}, {@code 1 hour}, {@code 12 days}; always rounded down. */
    public static String format(Duration age) {
        if (age.toDays() >= 2) {
            return count(age.toDays(), "day");
        }
        if (age.toHours() >= 2) {
            return count(age.toHours(), "hour");
        }
        if (age.toMinutes() >= 1) {
            return count(age.toMinutes(), "minute");
        }
        return "less than a minute";
    }

    private static String count(long n, String unit) {
        return n + " " + unit + (n == 1 ? "" : "s");
    }
}
