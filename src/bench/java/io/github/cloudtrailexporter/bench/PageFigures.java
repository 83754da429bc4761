package io.github.cloudtrailexporter.bench;

import io.github.cloudtrailexporter.web.PageBenchmark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The page alone, by JMH, with the compiler that the image has. Several times, in turns with its baseline: the speed of a
 * machine that is shared changes from minute to minute.
 */
final class PageFigures {

    private static final int TURNS = 3;

    private PageFigures() {}

    static void add(Table table) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(PageBenchmark.class.getName())
                .jvmArgs("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .build();
        List<Collection<RunResult>> turns = new ArrayList<>();
        for (int i = 0; i < TURNS; i++) {
            turns.add(new Runner(options).run());
        }
        double render = milliseconds(turns, "render");
        double write = milliseconds(turns, "write");
        String figure = String.format("%.1f ms", render);
        table.add("page of 1,000 pairs, warm", figure, "60 ms", render / 60, 1);
        table.add("the same", figure, String.format("writing the same bytes: %.1f ms", write), render / write, 2);
    }

    private static double milliseconds(List<Collection<RunResult>> turns, String method) {
        return Median.of(
                turns.stream().mapToDouble(turn -> milliseconds(turn, method)).toArray());
    }

    private static double milliseconds(Collection<RunResult> results, String method) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + method))
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .sum();
    }
}
