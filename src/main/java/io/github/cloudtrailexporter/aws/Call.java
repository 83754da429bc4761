package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.trail.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.http.ExecutableHttpRequest;

/**
 * A call under way on one thread: it times the attempts, and knows the HTTP request that would have to be cut. The
 * SDK's hooks for retries and for HTTP know nothing of each other or of the call they serve, but run on its thread; they
 * find it with {@link #current()}.
 */
final class Call {

    private static final ThreadLocal<Call> CURRENT = new ThreadLocal<>();

    private final Thread thread = Thread.currentThread();
    private final Operation operation;
    private final Caller caller;
    private final CallListener listener;
    private boolean attempting;
    private long attemptStart;
    private volatile ExecutableHttpRequest request;

    private Call(Operation operation, Caller caller, CallListener listener) {
        this.operation = operation;
        this.caller = caller;
        this.listener = listener;
    }

    /** Begins a call on this thread. To be ended with {@link #end()}. */
    static Call begin(Operation operation, Caller caller, CallListener listener) {
        Call call = new Call(operation, caller, listener);
        CURRENT.set(call);
        return call;
    }

    static Call current() {
        Call call = CURRENT.get();
        if (call == null) {
            throw new IllegalStateException("an AWS client was used outside of AwsCalls");
        }
        return call;
    }

    static void end() {
        CURRENT.remove();
    }

    Operation operation() {
        return operation;
    }

    Caller caller() {
        return caller;
    }

    /** An attempt begins after this delay. */
    void attemptBegins(Duration delay) {
        attempting = true;
        attemptStart = System.nanoTime() + delay.toNanos();
    }

    /** The attempt is over, if one was under way. */
    void attemptEnds(Optional<ErrorCode> error) {
        long took = System.nanoTime() - attemptStart;
        if (attempting && took >= 0) {
            listener.attempt(operation.service(), operation.action(), error, Duration.ofNanos(took));
        }
        attempting = false;
    }

    void sends(ExecutableHttpRequest next) {
        request = next;
    }

    /** Cuts the connection if the thread was interrupted, which reading from a socket does not notice by itself. */
    void abortIfInterrupted() {
        ExecutableHttpRequest running = request;
        if (running != null && thread.isInterrupted()) {
            running.abort();
        }
    }
}
