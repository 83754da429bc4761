/**
 * YAML text to validated records: the configuration file and the web configuration file.
 *
 * <p>Every problem of a file is found in one reading and names file, line and column. The way of a file is {@code
 * ConfigFile} (bytes), {@code Source} (text), {@code TreeBuilder} (SnakeYAML's events to a tree of {@code Node}), then one
 * reader per section, which asks {@code Fields} and {@code Value} for what it wants, with the {@code Rule} that the text
 * must obey. No object is ever constructed from YAML.
 *
 * <p>Imports nothing of ours; the only package that knows SnakeYAML. Everybody may come in for the records.
 */
package io.github.cloudtrailexporter.config;
