package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.Failure;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The error codes that the counters of calls may show. What comes after the first hundred different ones is {@link
 * ErrorCode#OTHER}: an endpoint that invents codes must not grow the page.
 */
final class SeenCodes {

    private static final int MOST = 100;

    private final Set<ErrorCode> seen = ConcurrentHashMap.newKeySet();

    /** AWS's code if it gave one, else our own word for the failure. */
    ErrorCode of(Failure failure) {
        ErrorCode code =
                new ErrorCode(failure.code().isEmpty() ? failure.reason().label() : failure.code());
        if (seen.size() < MOST) {
            seen.add(code);
        }
        // Not what add says: of two calls that meet a new code together only one is told that it is new.
        return seen.contains(code) ? code : ErrorCode.OTHER;
    }
}
