/**
 * Basic authentication and TLS of the HTTP server, configured by a file in the format of Prometheus' exporter-toolkit.
 * Changed files are read again without a restart; files that cannot be used leave the old ones in force.
 *
 * <p>Imports only {@code config} and {@code metrics}; the only package that uses bcrypt and ayza.
 *
 * <ul>
 *   <li>login: the user and the password of one request
 *   <li>web access: the web configuration that is in force: users, headers, TLS
 *   <li>file reload: reads changed files again, and counts and logs whether they can be used
 *   <li>TLS files: certificate, key and client CAs, in PEM
 * </ul>
 */
package io.github.cloudtrailexporter.web.security;
