package io.github.cloudtrailexporter.simulator;

import java.time.Instant;

/**
 * One call that the simulated AWS got, whether it answered it or not.
 *
 * @param at by the simulator's clock
 * @param operation AWS's name of it, or {@code METHOD /path} for what is no AWS call
 * @param account the account whose key signed the call
 * @param region the Region it was signed for
 * @param resource the trail's name or ARN, or the role's ARN, as the call named it; empty if it named none
 * @param accessKeyId who signed; empty if nobody did
 */
public record CallRecord(
        Instant at,
        String operation,
        String account,
        String region,
        String resource,
        String accessKeyId,
        String userAgent) {}
