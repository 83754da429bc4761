package io.github.cloudtrailexporter.trail;

import java.time.Duration;

/** The time since an event, formatted for people. */
public final class Age {

    private Age() {}

    /** For example {@code 3 minutes}, {@code 1 hour}, {@code 12 days}; always rounded down, and never negative: clocks differ. */
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
