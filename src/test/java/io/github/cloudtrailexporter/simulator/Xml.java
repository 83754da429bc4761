package io.github.cloudtrailexporter.simulator;

/** Writes the XML of the responses in AWS's query protocols. */
final class Xml {

    private Xml() {}

    static String element(String name, String... content) {
        return "<" + name + ">" + String.join("", content) + "</" + name + ">";
    }

    static String document(String name, String namespace, String... content) {
        return "<" + name + " xmlns=\"" + namespace + "\">" + String.join("", content) + "</" + name + ">";
    }

    static String text(String name, String text) {
        return element(name, escape(text));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
