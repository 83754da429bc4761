package io.github.cloudtrailexporter.web;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Makes pages, a few at a time. Rendering is pure computation, so more threads would not be faster; and each page is in
 * memory, compressed, until it is sent.
 */
final class Renderers implements AutoCloseable {

    private static final int AT_ONCE = 2;

    /** Together with the longest deadline this stays below the JDK's limit for a response. */
    private static final long PATIENCE_SECONDS = 4;

    private final ThreadPoolExecutor pool;

    Renderers() {
        pool = new ThreadPoolExecutor(
                AT_ONCE, AT_ONCE, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), NamedThreads.daemon("render"));
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * The page in sections, or nothing if it was not ready in reasonable time. What it throws is thrown here. A thread that
     * has no page to make helps with this one.
     */
    Optional<Body> render(String contentType, Supplier<List<Body.Content>> sections) throws IOException {
        try {
            return await(pool.submit(() -> Body.of(contentType, sections.get(), this::help)));
        } catch (RejectedExecutionException e) {
            // The server was stopped while this scrape was waiting for AWS.
            return Optional.empty();
        }
    }

    /** Does it if nothing else is to be done. In the queue it would keep a page in memory that is made without it. */
    private void help(Runnable work) {
        if (pool.getQueue().isEmpty() && pool.getActiveCount() < AT_ONCE) {
            pool.execute(work);
        }
    }

    private static Optional<Body> await(Future<Body> future) throws IOException {
        try {
            return Optional.of(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            future.cancel(false);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            future.cancel(false);
            return Optional.empty();
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        }
    }

    /** What becomes of a task. What it throws is thrown here. */
    static <T> T result(Future<T> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server is being stopped");
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        }
    }

    private static IOException unwrapped(Throwable cause) throws IOException {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException exception) {
            throw exception;
        }
        return cause instanceof IOException exception ? exception : new IOException(cause);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
