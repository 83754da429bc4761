package io.github.cloudtrailexporter.faults;

/** The table of the matrix as part of a document: between two marks that no reader sees. */
final class TableInDocument {

    private static final String BEGIN = "<!-- fault matrix -->\n";
    private static final String END = "<!-- end of the fault matrix -->\n";

    private TableInDocument() {}

    static String of(String document) {
        return document.substring(begin(document), end(document));
    }

    static String replace(String document, String table) {
        return document.substring(0, begin(document)) + table + document.substring(end(document));
    }

    private static int begin(String document) {
        return document.indexOf(BEGIN) + BEGIN.length();
    }

    private static int end(String document) {
        int end = document.indexOf(END);
        if (!document.contains(BEGIN) || end < 0) {
            throw new IllegalArgumentException("the document has no place for the table of the matrix");
        }
        return end;
    }
}
