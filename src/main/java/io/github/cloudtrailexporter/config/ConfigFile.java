package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.ConfigException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads the text of a configuration file. Neither blocks nor reads without end: only regular files (also through
 * symbolic links), only up to {@link Source#MAX_BYTES}, only UTF-8.
 */
final class ConfigFile {

    private ConfigFile() {}

    static Source read(Path file) throws ConfigException {
        try {
            return new Source(file.toString(), decode(file.toString(), bytes(file)));
        } catch (IOException e) {
            throw new ConfigException(Problem.ofFile(file.toString(), reason(e)));
        }
    }

    /** Reads up to the end of the stream, and does not close it. */
    static Source read(String name, InputStream in) throws ConfigException {
        try {
            return new Source(name, decode(name, bytes(name, in)));
        } catch (IOException e) {
            throw new ConfigException(Problem.ofFile(name, reason(e)));
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        Path real = file.toRealPath();
        if (Files.isDirectory(real)) {
            throw new FileSystemException(file.toString(), null, "is a directory, expected a file");
        }
        // Opening a named pipe waits for a writer, and reading a device may never end.
        if (!Files.isRegularFile(real)) {
            throw new FileSystemException(file.toString(), null, "is not a regular file");
        }
        try (InputStream in = Files.newInputStream(real)) {
            return bytes(file.toString(), in);
        }
    }

    private static byte[] bytes(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(Source.MAX_BYTES + 1);
        if (bytes.length > Source.MAX_BYTES) {
            throw new FileSystemException(name, null, Source.TOO_LARGE);
        }
        return bytes;
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : "cannot be read: " + e.getClass().getSimpleName();
    }

    private static String decode(String name, byte[] bytes) throws ConfigException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw notUtf8(new Source(name, text), bytes[in.position()]);
        }
        return text;
    }

    /** @param before the text up to the bad byte */
    private static ConfigException notUtf8(Source before, byte bad) {
        int line = before.lineCount();
        int column = before.line(line).codePointCount(0, before.line(line).length()) + 1;
        String message = "the byte 0x%02X is not UTF-8; save the file as UTF-8".formatted(bad);
        return new ConfigException(new Problem(before.name(), line, column, message, ""));
    }
}
