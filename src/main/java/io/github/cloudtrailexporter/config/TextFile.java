package io.github.cloudtrailexporter.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads a file without waiting for another program and without reading on for ever. */
public final class TextFile {

    /** Enough for thousands of trails. */
    static final int MAX_BYTES = 1 << 20;

    private TextFile() {}

    /** The text of a regular file in UTF-8 (also through symbolic links), or of {@link ConfigReader#STANDARD_INPUT}. */
    public static String read(Path file) throws ConfigException {
        try (InputStream in = open(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new FileSystemException(file.toString(), null, "is larger than 1 MiB, which is the limit");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ConfigException(List.of(file + ": " + reason(e)));
        }
    }

    private static InputStream open(Path file) throws IOException {
        if (file.equals(ConfigReader.STANDARD_INPUT)) {
            return System.in;
        }
        Path real = file.toRealPath();
        if (Files.isDirectory(real)) {
            throw new FileSystemException(file.toString(), null, "is a directory, expected a file");
        }
        // Opening a named pipe waits for a writer, and reading a device may never end.
        if (!Files.isRegularFile(real)) {
            throw new FileSystemException(file.toString(), null, "is not a regular file");
        }
        return Files.newInputStream(real);
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
}
