/**
 * What the exporter costs, measured from outside: a simulated AWS in this process, the packaged exporter in another one.
 * Every figure stands beside a bound or a baseline of the same run. Not a part of the tests: a figure is no promise that
 * a machine could keep or break.
 */
package io.github.cloudtrailexporter.bench;
