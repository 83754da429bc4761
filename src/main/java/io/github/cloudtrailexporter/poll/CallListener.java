package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/** Is told what the exporter itself does to AWS. Called on the threads that make the calls; must be quick. */
public interface CallListener {

    /** Listens to nothing. */
    CallListener NONE = new CallListener() {
        @Override
        public void attempt(String service, String operation, Optional<ErrorCode> error, Duration duration) {}

        @Override
        public void implausible(String field) {}
    };

    /**
     * One attempt of one call is over; a call that is tried again is told once for each attempt.
     *
     * @param service {@code cloudtrail}, {@code sts}, {@code ec2} or {@code organizations}
     * @param operation AWS's name of the operation, such as {@code GetTrailStatus}
     * @param error AWS's error code, or the label of the {@link io.github.cloudtrailexporter.trail.FailureReason} where
     *     AWS gave none; empty if the attempt succeeded. The number of different codes is bounded
     */
    void attempt(String service, String operation, Optional<ErrorCode> error, Duration duration);

    /** CloudTrail gave a time that cannot be; it was dropped. {@code field} is AWS's name of it. */
    void implausible(String field);
}
