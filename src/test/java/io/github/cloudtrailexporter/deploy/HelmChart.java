package io.github.cloudtrailexporter.deploy;

import io.github.cloudtrailexporter.e2e.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The chart as Helm renders it, as release {@code demo} in namespace {@code monitoring}. */
final class HelmChart {

    private static final String KUBERNETES = "1.34.0";

    private static final Map<String, String> RENDERED = new ConcurrentHashMap<>();

    private HelmChart() {}

    /** The objects for one of the chart's example values. */
    static List<Doc> rendered(String example) throws IOException, InterruptedException {
        return Doc.all(text(example));
    }

    /** The same as Helm writes them. */
    static String text(String example) throws IOException, InterruptedException {
        if (!RENDERED.containsKey(example)) {
            Path values = Shipped.CHART.resolve("ci/" + example + "-values.yaml");
            Tools.Ran ran = template("--values", values.toString());
            if (ran.code() != 0) {
                throw new AssertionError(ran.output());
            }
            RENDERED.put(example, ran.output());
        }
        return RENDERED.get(example);
    }

    /** @param options of {@code helm template}; later ones win */
    static Tools.Ran template(String... options) throws IOException, InterruptedException {
        Tools.need("helm");
        List<String> command = new ArrayList<>(List.of("helm", "template", "demo", Shipped.CHART.toString()));
        command.addAll(List.of("--namespace", "monitoring", "--kube-version", KUBERNETES));
        command.addAll(List.of(options));
        return Tools.run("", command.toArray(String[]::new));
    }

    static List<Doc> ofKind(List<Doc> objects, String kind) {
        return objects.stream()
                .filter(object -> object.text("kind").equals(kind))
                .toList();
    }

    static Doc only(List<Doc> objects, String kind) {
        List<Doc> found = ofKind(objects, kind);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " objects of kind " + kind);
        }
        return found.get(0);
    }

    /** The pod of the Deployment or StatefulSet. */
    static Doc pod(List<Doc> objects) {
        List<Doc> workloads = new ArrayList<>(ofKind(objects, "Deployment"));
        workloads.addAll(ofKind(objects, "StatefulSet"));
        if (workloads.size() != 1) {
            throw new AssertionError(workloads.size() + " workloads");
        }
        return workloads.get(0).get("spec", "template");
    }

    static Doc container(List<Doc> objects) {
        return pod(objects).get("spec", "containers", 0);
    }
}
