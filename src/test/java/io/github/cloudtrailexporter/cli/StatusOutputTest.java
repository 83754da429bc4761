package io.github.cloudtrailexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

class StatusOutputTest {

    /** Whoever reads half a table and 0 believes that all is well. */
    @Test
    void outputThatCannotBeWrittenIsAnError() {
        StringWriter err = new StringWriter();

        int code = Main.commandLine()
                .setOut(new PrintWriter(new FullDisk()))
                .setErr(new PrintWriter(err))
                .execute("status", "--demo");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("the output could not be written");
    }

    private static final class FullDisk extends Writer {
        @Override
        public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
