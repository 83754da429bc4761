package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.web.BuildInfo;
import io.github.cloudtrailexporter.web.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes pages in many states to a directory, to be looked at in a browser. Not a test. */
final class StatusPageGallery {

    private StatusPageGallery() {}

    public static void main(String[] args) throws IOException {
        StatusPage page = new StatusPage(new BuildInfo("0.1.0", "e430b4c"), "/metrics");
        Path directory = Files.createDirectories(Path.of(args[0]));
        write(directory, "story", page, Fleet.story());
        write(directory, "empty", page, new Fleet());
        write(directory, "healthy", page, healthy(4));
        write(directory, "large", page, healthy(7000));
    }

    private static void write(Path directory, String name, StatusPage page, Fleet fleet) throws IOException {
        Files.writeString(directory.resolve(name + ".html"), page.render(fleet.snapshot(), Fleet.NOW));
    }

    private static Fleet healthy(int trails) {
        Fleet fleet = new Fleet();
        for (int i = 0; i < trails; i++) {
            String account = String.format("%012d", 100_000_000_000L + i);
            fleet.healthy(account, "management", "eu-west-1", "eu-west-1");
        }
        return fleet;
    }
}
