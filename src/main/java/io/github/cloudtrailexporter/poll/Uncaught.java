package io.github.cloudtrailexporter.poll;

/** What an Error of the JVM needs that was caught so that its thread goes on: whoever ends the process must hear of it. */
final class Uncaught {

    private Uncaught() {}

    static void report(VirtualMachineError error) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, error);
    }
}
