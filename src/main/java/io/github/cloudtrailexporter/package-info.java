/**
 * The entry point and the wiring by hand of one configuration: which AWS, which trails, which page. The only package that
 * imports all others; only {@code cli} imports it.
 *
 * <p>Glossary: a <em>reload</em> replaces the poller of the configuration in force, and all that belongs to it. A
 * <em>source</em> is where the configuration is read from: a file, the demo, or the ambient credentials. The
 * <em>context</em> of a command is its source and the AWS that is polled, real or simulated.
 */
package io.github.cloudtrailexporter;
