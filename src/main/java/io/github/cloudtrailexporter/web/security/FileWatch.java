package io.github.cloudtrailexporter.web.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.LongSupplier;

/** Notices that files have changed. Checks when asked, at most once a second. */
final class FileWatch {

    private static final long CHECK_EVERY_NANOS = 1_000_000_000L;

    private final List<Path> files;
    private final LongSupplier nanoTime;
    private List<Object> seen;
    private long checked;

    FileWatch(List<Path> files, LongSupplier nanoTime) {
        this.files = List.copyOf(files);
        this.nanoTime = nanoTime;
        this.seen = stamps();
        this.checked = nanoTime.getAsLong();
    }

    /** Whether a file has changed since the last call that returned true. */
    synchronized boolean changed() {
        long now = nanoTime.getAsLong();
        if (now - checked < CHECK_EVERY_NANOS) {
            return false;
        }
        checked = now;
        List<Object> stamps = stamps();
        boolean changed = !stamps.equals(seen);
        seen = stamps;
        return changed;
    }

    private List<Object> stamps() {
        return files.stream().map(FileWatch::stamp).toList();
    }

    /** Changes with the file, and also when a symbolic link in its path points elsewhere. */
    private static Object stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            return e.getClass();
        }
    }
}
