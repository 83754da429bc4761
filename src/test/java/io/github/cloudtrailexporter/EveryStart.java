package io.github.cloudtrailexporter;

/** Starts the exporter with one invalid file after another, in one process. */
public final class EveryStart {

    private EveryStart() {}

    public static void main(String[] files) {
        for (String file : files) {
            int code = Main.run("--web.listen-address=127.0.0.1:0", "--config.file=" + file);
            System.err.println("exit " + code + " " + file);
        }
    }
}
