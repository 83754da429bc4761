package io.github.cloudtrailexporter.poll;

import java.time.Duration;

/** Is notified of the exporter's own calls to AWS, on the threads that make them; must return quickly. */
public interface CallListener {

    /** Ignores everything. */
    CallListener NONE = new CallListener() {};

    /**
     * One attempt of one call has ended; a call that is retried is reported once for each attempt.
     *
     * @param service {@code cloudtrail}, {@code sts}, {@code ec2} or {@code organizations}
     * @param operation AWS's name of the operation, such as {@code GetTrailStatus}
     * @param errorCode AWS's error code, or the label of the {@link io.github.cloudtrailexporter.trail.FailureReason} if
     *     AWS returned none, safe as a label; empty if the attempt succeeded. The number of different codes is bounded
     */
    default void attempt(String service, String operation, String errorCode, Duration duration) {}

    /** AWS has returned the identity of the ambient credentials: the ARN of a user, or of a role and its session. */
    default void identified(String arn) {}

    /** CloudTrail returned an implausible time, which was dropped. {@code field} is AWS's name of it. */
    default void implausible(String field) {}
}
