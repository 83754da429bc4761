// The violations that axe-core reports, and the texts whose contrast it could not compute.
axe.run(document, {resultTypes: ['violations', 'incomplete']}).then(result => [
  ...result.violations,
  ...result.incomplete.filter(rule => rule.id === 'color-contrast'),
].flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`)))
