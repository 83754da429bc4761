package io.github.cloudtrailexporter.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shortens the times in the shipped files for Prometheus and Alertmanager, for end-to-end tests that cannot wait for days:
 * every window, offset, interval and threshold in seconds is divided by the same number, and nothing else changes.
 *
 * <p>It recognizes times by their notation: {@code [15m20s]}, {@code offset 1h}, {@code for: 5m}, {@code group_wait: 30s},
 * and thresholds as {@code 15 * 60}, {@code 2 * 3600} or {@code 7 * 86400}.
 */
public final class Faster {

    private static final Pattern DURATION = Pattern.compile(
            "(?<=\\[|\\boffset |\\b(?:for|keep_firing_for|interval|scrape_interval|scrape_timeout|evaluation_interval"
                    + "|group_wait|group_interval|repeat_interval): )((?:\\d+[smhd])+)\\b");
    private static final Pattern PART = Pattern.compile("(\\d+)([smhd])");
    private static final Pattern SECONDS = Pattern.compile("(?<=\\d \\* )(60|3600|86400)\\b");
    private static final Map<String, Integer> UNITS = Map.of("s", 1, "m", 60, "h", 3600, "d", 86400);

    private Faster() {}

    /**
     * The text of a shipped file with its times divided.
     *
     * @param yaml rules, or a configuration of Prometheus or Alertmanager
     * @param divisor the factor, for example 60 to turn minutes into seconds
     */
    public static String by(int divisor, String yaml) {
        String windows = DURATION.matcher(yaml).replaceAll(found -> milliseconds(found.group(1), divisor));
        return SECONDS.matcher(windows).replaceAll(found -> Matcher.quoteReplacement(divided(found.group(), divisor)));
    }

    private static String milliseconds(String duration, int divisor) {
        long seconds = PART.matcher(duration)
                .results()
                .mapToLong(part -> Long.parseLong(part.group(1)) * UNITS.get(part.group(2)))
                .sum();
        return Math.max(1, 1000 * seconds / divisor) + "ms";
    }

    private static String divided(String seconds, int divisor) {
        return new BigDecimal(seconds)
                .divide(BigDecimal.valueOf(divisor), 6, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
