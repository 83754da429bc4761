/**
 * The exporter's HTTP side: server, handlers, the status page for people, TLS and basic auth.
 *
 * <p>Takes snapshots from {@code poll}, lets {@code metrics} make the page of them, and reads what {@code config} found
 * in the web configuration file. The JDK's HttpServer and simpleclient's handler do not leave this room. Every answer
 * is bounded in time, in memory and in threads, whatever the client does.
 */
package io.github.cloudtrailexporter.web;
