package io.github.cloudtrailexporter.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * The exchange that simpleclient's handler sees. The handler reads {@code Accept} and {@code Accept-Encoding} sloppily
 * (it fails on some, and ignores weights) and writes its page as one large array: so it sees clean headers, and what it
 * writes ends in memory, compressed.
 */
final class MetricsExchange extends HttpExchange {

    private final HttpExchange client;
    private final Headers request = new Headers();
    private final Headers response = new Headers();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private int status = -1;

    MetricsExchange(HttpExchange client, String accept) {
        this.client = client;
        request.set("Accept", accept);
        request.set("Accept-Encoding", "gzip");
    }

    /** What the handler has written. */
    Body body() {
        return new Body(response.getFirst("Content-Type"), written.toByteArray());
    }

    @Override
    public Headers getRequestHeaders() {
        return request;
    }

    @Override
    public Headers getResponseHeaders() {
        return response;
    }

    @Override
    public URI getRequestURI() {
        return client.getRequestURI();
    }

    @Override
    public String getRequestMethod() {
        return "GET";
    }

    @Override
    public HttpContext getHttpContext() {
        return client.getHttpContext();
    }

    @Override
    public void close() {
        // The client's exchange stays open: the page is sent to it afterwards.
    }

    @Override
    public InputStream getRequestBody() {
        return InputStream.nullInputStream();
    }

    @Override
    public OutputStream getResponseBody() {
        return written;
    }

    @Override
    public void sendResponseHeaders(int code, long responseLength) {
        status = code;
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return client.getRemoteAddress();
    }

    @Override
    public int getResponseCode() {
        return status;
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return client.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return client.getProtocol();
    }

    @Override
    public Object getAttribute(String name) {
        return client.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        client.setAttribute(name, value);
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        throw new UnsupportedOperationException("the streams of a page cannot be replaced");
    }

    @Override
    public HttpPrincipal getPrincipal() {
        return client.getPrincipal();
    }
}
