package io.github.cloudtrailexporter.simulator;

import java.time.Instant;

/**
 * One call that the simulated AWS received, with or without a response.
 *
 * @param at by the simulator's clock
 * @param operation its name in AWS, or {@code METHOD /path} for other requests
 * @param account the account whose key signed the call
 * @param region the Region it was signed for
 * @param resource the trail's name or ARN, or the role's ARN, as in the call; empty if it has none
 * @param accessKeyId the signing key; empty if the call is unsigned
 */
public record CallRecord(
        Instant at,
        String operation,
        String account,
        String region,
        String resource,
        String accessKeyId,
        String userAgent) {}
