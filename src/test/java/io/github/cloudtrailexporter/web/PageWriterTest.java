package io.github.cloudtrailexporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageWriterTest {

    private final List<Integer> pieces = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PageWriter writer = new PageWriter(new OutputStream() {
        @Override
        public void write(int b) {
            throw new AssertionError("one byte at a time");
        }

        @Override
        public void write(byte[] piece, int from, int length) {
            pieces.add(length);
            bytes.write(piece, from, length);
        }
    });

    @Test
    void whateverIsWrittenInWhateverPortionsComesOutAsUtf8() throws IOException {
        String text = "trail é 日本 \uD83D\uDE00 \\n\n".repeat(5000);

        for (int i = 0; i < text.length(); i += 7) {
            String portion = text.substring(i, Math.min(i + 7, text.length()));
            if (i % 3 == 0) {
                writer.write(portion);
            } else if (i % 3 == 1) {
                writer.write(portion.toCharArray());
            } else {
                for (int j = 0; j < portion.length(); j++) {
                    writer.append(portion.charAt(j));
                }
            }
        }
        writer.close();

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @Test
    void aPairOfSurrogatesIsNeverTornWhereverThePieceEnds() throws IOException {
        for (int before = 8185; before < 8195; before++) {
            bytes.reset();

            writer.write("x".repeat(before));
            writer.write("\uD83D\uDE00");
            writer.flush();

            assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("x".repeat(before) + "\uD83D\uDE00");
        }
    }

    @Test
    void halfAPairIsHeldUntilItsOtherHalfComesAndReplacedIfNoneDoes() throws IOException {
        writer.append('\uD83D');
        writer.flush();
        assertThat(bytes.size()).isZero();

        writer.append('\uDE00');
        writer.append('\uD83D');
        writer.write("abc");
        writer.append('\uD83D');
        writer.append('\uD83D');
        writer.append('\uDE00');
        writer.close();

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("\uD83D\uDE00?abc?\uD83D\uDE00");
    }

    @Test
    void aLargePageLeavesInSmallPieces() throws IOException {
        writer.write("x".repeat(1_000_000));
        writer.close();

        assertThat(pieces).hasSizeGreaterThan(100).allMatch(length -> length <= 4 * 8192);
        assertThat(bytes.size()).isEqualTo(1_000_000);
    }
}
