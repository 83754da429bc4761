package io.github.cloudtrailexporter.config;

import java.time.Duration;

/** Reads {@code poll}. */
final class PollReader {

    private PollReader() {}

    static PollConfig read(Value value) {
        return value.fields("min_interval", "timeout", "call_timeout", "concurrency")
                .map(PollReader::read)
                .orElse(PollConfig.DEFAULT);
    }

    private static PollConfig read(Fields fields) {
        PollConfig defaults = PollConfig.DEFAULT;
        Duration minInterval =
                fields.get("min_interval", Rules.DURATION_OR_ZERO).orElse(defaults.minInterval());
        Duration timeout = fields.get("timeout", Rules.DURATION).orElse(defaults.timeout());
        Duration callTimeout = fields.get("call_timeout", Rules.DURATION).orElse(defaults.callTimeout());
        int concurrency = fields.get("concurrency", Rules.CONCURRENCY).orElse(defaults.concurrency());
        if (fields.has("call_timeout") && callTimeout.compareTo(timeout) > 0) {
            refuse(fields, timeout);
        }
        return new PollConfig(minInterval, timeout, shorter(callTimeout, timeout), concurrency);
    }

    private static void refuse(Fields fields, Duration timeout) {
        String limit = fields.has("timeout")
                ? "the timeout of the poll"
                : "the poll's timeout of " + Durations.format(timeout);
        fields.value("call_timeout").ifPresent(value -> value.refuse("expected no longer than " + limit));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
