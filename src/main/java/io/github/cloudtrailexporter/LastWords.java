package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.log.Logs;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The end of a process that is beyond repair: it says why on stderr and halts. It halts also if stderr takes no words,
 * because nobody reads it or another thread is stuck in it; the thread for that is made while threads can be made.
 */
final class LastWords {

    /** For {@code sysexits.h} an internal software error: the process is in a state nobody should trust. */
    static final int BROKEN = 70;

    /** It does not answer any more. */
    static final int STUCK = 71;

    private static final long PATIENCE_SECONDS = 5;

    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile int code = BROKEN;

    private LastWords() {}

    static LastWords prepare() {
        LastWords words = new LastWords();
        Thread thread = new Thread(words::haltIfUnheard, "last-words");
        thread.setDaemon(true);
        thread.start();
        return words;
    }

    /** An Error or exception that nobody caught. */
    void uncaught(Thread thread, Throwable error) {
        begin(BROKEN);
        try {
            System.err.println("fatal: " + error.getClass().getName() + " in thread " + thread.getName());
            if (!(error instanceof VirtualMachineError)) {
                System.getLogger(Main.class.getName()).log(System.Logger.Level.ERROR, "uncaught", error);
                Logs.flush();
            }
        } finally {
            Runtime.getRuntime().halt(BROKEN);
        }
    }

    /** The process lives and does not do its work. */
    void stuck(String why) {
        begin(STUCK);
        try {
            System.err.println("fatal: " + why);
            for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
                System.err.print(thread);
            }
        } finally {
            Runtime.getRuntime().halt(STUCK);
        }
    }

    /** From here on the process ends. There may be no memory left at all, not even for a lambda. */
    private void begin(int withCode) {
        code = withCode;
        begun.countDown();
    }

    private void haltIfUnheard() {
        try {
            begun.await();
            TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(code);
    }
}
