package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * A scrape as simpleclient's handler gets it. The handler fails on an {@code Accept} such as {@code ;;} and knows no
 * weights in {@code Accept-Encoding}, so it gets headers that are already evaluated; and it writes the page at once,
 * which goes on in pieces. Everything else is passed on.
 */
final class ScrapeExchange extends HttpExchange {

    private final HttpExchange exchange;
    private final Headers requestHeaders = new Headers();

    /** @param accept the format that the client prefers */
    ScrapeExchange(HttpExchange exchange, String accept) {
        this.exchange = exchange;
        requestHeaders.set("Accept", accept);
        if (AcceptHeader.of(exchange.getRequestHeaders(), "Accept-Encoding").accepts("gzip")) {
            requestHeaders.set("Accept-Encoding", "gzip");
        }
    }

    @Override
    public Headers getRequestHeaders() {
        return requestHeaders;
    }

    @Override
    public OutputStream getResponseBody() {
        return new Responses.InPieces(exchange.getResponseBody());
    }

    @Override
    public Headers getResponseHeaders() {
        return exchange.getResponseHeaders();
    }

    @Override
    public URI getRequestURI() {
        return exchange.getRequestURI();
    }

    @Override
    public String getRequestMethod() {
        return exchange.getRequestMethod();
    }

    @Override
    public HttpContext getHttpContext() {
        return exchange.getHttpContext();
    }

    @Override
    public void close() {
        exchange.close();
    }

    @Override
    public InputStream getRequestBody() {
        return exchange.getRequestBody();
    }

    @Override
    public void sendResponseHeaders(int status, long length) throws IOException {
        exchange.sendResponseHeaders(status, length);
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return exchange.getRemoteAddress();
    }

    @Override
    public int getResponseCode() {
        return exchange.getResponseCode();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return exchange.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return exchange.getProtocol();
    }

    @Override
    public Object getAttribute(String name) {
        return exchange.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        exchange.setAttribute(name, value);
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        exchange.setStreams(in, out);
    }

    @Override
    public HttpPrincipal getPrincipal() {
        return exchange.getPrincipal();
    }
}
