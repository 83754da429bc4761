/**
 * The exporter's HTTP side. A request passes {@code ErrorFilter} (500, limit by client), {@code RequestChecks} (414,
 * 431, missing Host, headers, password) and {@code Routes}, and ends in an endpoint. Every response
 * is bounded in time, in memory and in threads.
 *
 * <p>Gets snapshots from {@code poll}, serves the families of {@code metrics}, and applies the web configuration through
 * {@code web.security}. Only this package and {@code web.security} use the JDK's HttpServer.
 *
 * <ul>
 *   <li>endpoint: the methods and the handler of one path
 *   <li>client limit: how many requests may do the same at once, in total and for one client address
 *   <li>page: a response that shows a snapshot: {@code /metrics} or the status page
 *   <li>scrape timeout: the time that a page may take, from Prometheus' header
 * </ul>
 */
package io.github.cloudtrailexporter.web;
