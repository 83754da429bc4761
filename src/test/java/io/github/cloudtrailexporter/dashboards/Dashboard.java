package io.github.cloudtrailexporter.dashboards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One of the shipped dashboards, in Grafana's classic JSON. */
record Dashboard(String file, Json json) {

    static final Path FOLDER = Path.of("grafana", "dashboards");

    static List<Dashboard> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Dashboard::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Dashboard of(String uid) {
        return all().stream()
                .filter(dashboard -> dashboard.uid().equals(uid))
                .findAny()
                .orElseThrow();
    }

    private static Dashboard read(Path file) {
        try {
            return new Dashboard(file.getFileName().toString(), Json.parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String uid() {
        return json.text("uid");
    }

    String title() {
        return json.text("title");
    }

    List<Json> variables() {
        return json.get("templating").list("list");
    }

    List<Json> annotations() {
        return json.get("annotations").list("list");
    }

    /** The panels and rows of the grid when the dashboard opens; the panels of a collapsed row are inside that row. */
    List<Json> grid() {
        return json.list("panels");
    }

    /** The panels with data, including those in collapsed rows. */
    List<Panel> panels() {
        return grid().stream()
                .flatMap(panel -> isRow(panel) ? panel.list("panels").stream() : Stream.of(panel))
                .map(panel -> new Panel(this, panel))
                .toList();
    }

    static boolean isRow(Json panel) {
        return panel.text("type").equals("row");
    }

    Panel panel(String title) {
        return panels().stream()
                .filter(panel -> panel.title().equals(title))
                .findAny()
                .orElseThrow(() -> new AssertionError(uid() + " has no panel " + title));
    }

    List<Query> queries() {
        return panels().stream().flatMap(panel -> panel.queries().stream()).toList();
    }

    /** The queries of annotations, except Grafana's built-in one, which has none. */
    List<Query> annotationQueries() {
        return annotations().stream()
                .filter(annotation -> annotation.has("expr"))
                .map(annotation -> new Query(
                        uid() + " / annotation " + annotation.text("name"), annotation.text("expr"), false, "", this))
                .toList();
    }

    @Override
    public String toString() {
        return file;
    }
}
