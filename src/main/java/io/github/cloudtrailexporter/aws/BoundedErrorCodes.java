package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.Failure;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The error codes that may become labels of the call counters: the first hundred different ones. Later ones become {@link
 * ErrorCode#OTHER}, so that an endpoint that invents codes does not grow the page.
 */
final class BoundedErrorCodes {

    private static final int MOST = 100;

    private final Set<ErrorCode> seen = ConcurrentHashMap.newKeySet();

    /** AWS's code if there is one, else the label of the reason. */
    ErrorCode of(Failure failure) {
        ErrorCode code =
                new ErrorCode(failure.code().isEmpty() ? failure.reason().label() : failure.code());
        if (seen.size() < MOST) {
            seen.add(code);
        }
        // Not the result of add, because it is true for only one of two threads that add the same code.
        return seen.contains(code) ? code : ErrorCode.OTHER;
    }
}
