package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.aws.AwsCalls.BoundedErrorCodes;
import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BoundedErrorCodesTest {

    private static Failure failure(String code) {
        return new Failure(FailureReason.THROTTLED, code);
    }

    @Test
    void callsThatMeetANewCodeTogetherAllCountIt() throws Exception {
        int threads = 8;
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        CyclicBarrier together = new CyclicBarrier(threads);
        BoundedErrorCodes codes = new BoundedErrorCodes();
        Set<ErrorCode> seen = new HashSet<>();

        for (int i = 0; i < 90; i++) {
            String code = "Code" + i;
            Callable<ErrorCode> call = () -> {
                together.await();
                return codes.of(failure(code));
            };
            List<Future<ErrorCode>> answers = callers.invokeAll(Collections.nCopies(threads, call));
            for (Future<ErrorCode> answer : answers) {
                seen.add(answer.get());
            }
        }
        callers.shutdown();

        assertThat(seen).hasSize(90).doesNotContain(ErrorCode.OTHER);
    }

    @Test
    void afterAHundredCodesNewOnesAreOtherAndKnownOnesAreNot() {
        BoundedErrorCodes codes = new BoundedErrorCodes();
        for (int i = 0; i < 100; i++) {
            codes.of(failure("Code" + i));
        }

        assertThat(codes.of(failure("Late"))).isEqualTo(ErrorCode.OTHER);
        assertThat(codes.of(failure("Code7"))).isEqualTo(new ErrorCode("Code7"));
    }
}
