package io.github.cloudtrailexporter.web;

import io.github.cloudtrailexporter.poll.Deadline;
import java.time.Duration;

/** Counts the requests that are being answered, so that a stop can wait for them and no longer. */
final class InFlight {

    private int count;

    synchronized void enter() {
        count++;
    }

    synchronized void leave() {
        count--;
        notifyAll();
    }

    /** Waits until no request is being answered, at most this long. Returns early if interrupted. */
    synchronized void awaitNone(Duration atMost) {
        Deadline deadline = Deadline.in(atMost);
        try {
            while (count > 0 && !deadline.passed()) {
                wait(Math.max(1, deadline.remaining().toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
