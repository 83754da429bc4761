/**
 * YAML to validated values: the configuration file to the values of {@code target} and the settings, the web
 * configuration file to {@code WebConfig}. All errors of a file are reported together, each with file, line, column and an
 * excerpt. The only package that uses SnakeYAML; no object is ever constructed from YAML. Other packages use the readers
 * and the records.
 *
 * <p>A file is read by {@code TextFile}, {@code YamlParser} (SnakeYAML's nodes), then by {@code ConfigReader} or
 * {@code WebConfigReader}.
 *
 * <p>Glossary:
 *
 * <ul>
 *   <li>a <em>node</em> is SnakeYAML's, a part of the document; its <em>place</em> is its lines and columns
 *   <li>a <em>value</em> is a node with its path; <em>fields</em> are the values of a mapping by key
 *   <li>a <em>rule</em> is the form that the text of a value must have
 *   <li>a <em>problem</em> is one error; <em>secrets</em> are hidden in its message and <em>excerpt</em>
 *   <li><em>variables</em> are the <code>${NAME}</code> in values
 * </ul>
 */
package io.github.cloudtrailexporter.config;
