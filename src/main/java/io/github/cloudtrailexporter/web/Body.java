package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.zip.GZIPInputStream;

/**
 * A page, kept compressed whatever the client wants: a fleet's page is tens of megabytes as text and one or two as
 * gzip, and a client that reads slowly keeps it in memory. For a client that does not take gzip it is expanded on the
 * way out.
 */
final class Body {

    /** Small pieces, because the JDK keeps a buffer of twice the largest write for the life of the connection. */
    private static final int PIECE = 8192;

    private final String contentType;
    private final byte[] gzip;

    private Body(String contentType, byte[] gzip) {
        this.contentType = contentType;
        this.gzip = gzip;
    }

    /** What goes on a page, or a section of it. */
    @FunctionalInterface
    interface Content {
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Writes a page in small pieces that are compressed at once: it is never in memory as a whole.
     *
     * @param sections become ready at the same time; one after the other they are the page
     * @param helper may make some of them
     */
    static Body of(String contentType, List<Content> sections, Executor helper) throws IOException {
        return new Body(contentType, SectionedGzip.of(sections, helper));
    }

    /** Sends the page, in the coding that the client takes. */
    void send(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", contentType);
        boolean asGzip = takesGzip(exchange);
        if (asGzip) {
            headers.set("Content-Encoding", "gzip");
        }
        // 0 stands for a length that is not known yet.
        exchange.sendResponseHeaders(200, asGzip ? gzip.length : 0);
        try (InputStream in = open(asGzip);
                OutputStream out = exchange.getResponseBody()) {
            copy(in, out);
        }
    }

    private InputStream open(boolean asGzip) throws IOException {
        InputStream bytes = new ByteArrayInputStream(gzip);
        return asGzip ? bytes : new GZIPInputStream(bytes, PIECE);
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            out.write(piece, 0, n);
        }
    }

    private static boolean takesGzip(HttpExchange exchange) {
        return Preferences.of(exchange.getRequestHeaders(), "Accept-Encoding").accepts("gzip");
    }
}
