package io.github.cloudtrailexporter.config;

import java.time.Duration;
import java.util.List;

/** Reads {@code poll}. */
final class PollReader {

    static final List<String> KEYS = List.of("min_interval", "timeout", "call_timeout", "concurrency");

    private PollReader() {}

    static PollConfig read(Value value) {
        return value.fields(KEYS).map(PollReader::read).orElse(PollConfig.DEFAULT);
    }

    private static PollConfig read(Fields fields) {
        PollConfig defaults = PollConfig.DEFAULT;
        int before = fields.problems().count();
        Duration minInterval = fields.get("min_interval", Rules.MIN_INTERVAL).orElse(defaults.minInterval());
        Duration timeout = fields.get("timeout", Rules.DURATION).orElse(defaults.timeout());
        Duration callTimeout =
                fields.get("call_timeout", Rules.DURATION).orElse(shorter(defaults.callTimeout(), timeout));
        int concurrency = fields.get("concurrency", Rules.CONCURRENCY).orElse(defaults.concurrency());
        if (fields.problems().count() == before && callTimeout.compareTo(timeout) > 0) {
            rejectCallTimeout(fields);
        }
        return new PollConfig(minInterval, timeout, shorter(callTimeout, timeout), concurrency);
    }

    private static void rejectCallTimeout(Fields fields) {
        String timeout = Durations.format(PollConfig.DEFAULT.timeout());
        String limit = fields.has("timeout") ? "than timeout" : "than timeout, which is " + timeout + " by default";
        fields.value("call_timeout").ifPresent(value -> value.reject("expected no longer " + limit));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
