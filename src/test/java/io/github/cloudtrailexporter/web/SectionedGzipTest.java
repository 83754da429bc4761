package io.github.cloudtrailexporter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SectionedGzipTest {

    private static final Executor NOBODY = work -> {};
    private static final long SEED = 20261126;

    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        other.shutdownNow();
    }

    @Test
    void sectionsOfAnyLengthComeOutInTheirOrder() throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            List<String> texts =
                    Stream.generate(() -> text(random)).limit(random.nextInt(6)).toList();

            assertThat(expanded(SectionedGzip.of(contents(texts), other)))
                    .as("%s texts, round %s", texts.size(), i)
                    .isEqualTo(String.join("", texts));
        }
    }

    /** A client may read the first member and take it for the whole. */
    @Test
    void itIsOneMember() throws Exception {
        byte[] gzip = SectionedGzip.of(contents(List.of("one\n".repeat(9999), "", "two\n")), NOBODY);

        Inflater inflater = new Inflater(true);
        inflater.setInput(gzip, 10, gzip.length - 10);
        byte[] text = new byte[100_000];
        int length = inflater.inflate(text);

        assertThat(inflater.finished()).isTrue();
        assertThat(inflater.getRemaining()).as("the trailer").isEqualTo(8);
        assertThat(new String(text, 0, length, StandardCharsets.UTF_8)).endsWith("one\ntwo\n");
        inflater.end();
    }

    /** Each waits for the other to begin: with one thread it would not end. */
    @Test
    void aHelperMakesSectionsAtTheSameTime() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        Body.Content meeting = out -> {
            begun.countDown();
            try {
                assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            out.write("met\n");
        };

        assertThat(expanded(SectionedGzip.of(List.of(meeting, meeting), other))).isEqualTo("met\nmet\n");
    }

    @Test
    void eachSectionIsMadeOnceAndWithoutAHelperByTheCaller() throws Exception {
        List<Thread> makers = new ArrayList<>();
        Body.Content section = out -> makers.add(Thread.currentThread());
        Executor closed = work -> {
            throw new RejectedExecutionException();
        };

        for (Executor helper : List.of(NOBODY, closed)) {
            makers.clear();
            SectionedGzip.of(List.of(section, section, section), helper);
            assertThat(makers).hasSize(3).containsOnly(Thread.currentThread());
        }
    }

    @Test
    void whatASectionThrowsIsThrownWhoeverMadeIt() {
        IOException failure = new IOException("no room");
        List<Body.Content> sections = List.of(out -> out.write("fine"), out -> {
            throw failure;
        });
        Body.Content impossible = out -> {
            throw new IllegalStateException("never");
        };

        assertThatThrownBy(() -> SectionedGzip.of(sections, NOBODY)).isSameAs(failure);
        assertThatThrownBy(() -> SectionedGzip.of(sections, other)).isSameAs(failure);
        assertThatThrownBy(() -> SectionedGzip.of(List.of(impossible), NOBODY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("never");
    }

    private static String text(Random random) {
        int length = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(40_000);
        String alphabet = "trail=\"\\é日\n";
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static List<Body.Content> contents(List<String> texts) {
        return texts.stream().<Body.Content>map(text -> out -> out.write(text)).toList();
    }

    /** Reads it to its end, where the length and the checksum are compared. */
    private static String expanded(byte[] gzip) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
