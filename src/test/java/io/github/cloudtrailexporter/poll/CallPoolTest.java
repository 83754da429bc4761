package io.github.cloudtrailexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallPoolTest {

    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final CallPool pool = new CallPool(1);

    @AfterEach
    void close() {
        pool.close();
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void anErrorOfTheJvmFailsItsCallAndReachesTheHandlerThatEndsTheProcess() throws Exception {
        CompletableFuture<Throwable> handled = new CompletableFuture<>();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> handled.complete(error));
        InternalError fatal = new InternalError("thrown by the test");

        CompletableFuture<Failure> failure = new CallBatch(pool, Deadline.in(Duration.ofMinutes(1)))
                .submit(Priority.STATUS, timeout -> {
                    throw fatal;
                })
                .handle((value, error) -> AwsCallException.failureOf(error));

        assertThat(handled.get(20, TimeUnit.SECONDS)).isSameAs(fatal);
        assertThat(failure.join()).isEqualTo(Failure.of(FailureReason.INTERNAL));
    }
}
