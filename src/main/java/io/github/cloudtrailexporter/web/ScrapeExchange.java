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
 * A scrape as simpleclient's handler gets it: the handler always writes gzip, into memory. It fails on an {@code Accept}
 * such as {@code ;;} and knows no weights in {@code Accept-Encoding}, so both are evaluated before.
 */
final class ScrapeExchange extends HttpExchange {

    private final HttpExchange scrape;
    private final Headers requestHeaders = new Headers();
    private final Headers responseHeaders = new Headers();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    ScrapeExchange(HttpExchange scrape, String accept) {
        this.scrape = scrape;
        requestHeaders.set("Accept", accept);
        requestHeaders.set("Accept-Encoding", "gzip");
    }

    byte[] body() {
        return body.toByteArray();
    }

    @Override
    public Headers getRequestHeaders() {
        return requestHeaders;
    }

    @Override
    public Headers getResponseHeaders() {
        return responseHeaders;
    }

    @Override
    public OutputStream getResponseBody() {
        return body;
    }

    @Override
    public void sendResponseHeaders(int status, long length) {
        // Sent with the body, when the whole page is rendered.
    }

    @Override
    public void close() {
        // The real exchange goes on.
    }

    @Override
    public URI getRequestURI() {
        return scrape.getRequestURI();
    }

    @Override
    public String getRequestMethod() {
        return scrape.getRequestMethod();
    }

    @Override
    public HttpContext getHttpContext() {
        return scrape.getHttpContext();
    }

    @Override
    public InputStream getRequestBody() {
        return scrape.getRequestBody();
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return scrape.getRemoteAddress();
    }

    @Override
    public int getResponseCode() {
        return scrape.getResponseCode();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return scrape.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return scrape.getProtocol();
    }

    @Override
    public Object getAttribute(String name) {
        return scrape.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        scrape.setAttribute(name, value);
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        throw new UnsupportedOperationException("the page goes into memory");
    }

    @Override
    public HttpPrincipal getPrincipal() {
        return scrape.getPrincipal();
    }
}
