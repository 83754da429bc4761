/**
 * The command line, and the wiring by hand of one configuration: which AWS, which trails, which page. The only room that
 * knows all the others.
 */
package io.github.cloudtrailexporter;
