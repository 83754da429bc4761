// The violations that axe-core reports, and the texts whose contrast it could not compute. It cannot where a box that
// scrolls shows only a part of a text: these have the colours of the other texts in the box.
axe.run(document, {resultTypes: ['violations', 'incomplete']}).then(result => {
  const partlyShown = node => {
    const element = document.querySelector(node.target[0]);
    const scroller = element.closest('.wide');
    return scroller && element.getBoundingClientRect().right > scroller.getBoundingClientRect().right;
  };
  const faults = (rule, nodes) => nodes.map(node => `${rule.id}: ${node.target} ${node.failureSummary}`);
  return [
    ...result.violations.flatMap(rule => faults(rule, rule.nodes)),
    ...result.incomplete.filter(rule => rule.id === 'color-contrast')
      .flatMap(rule => faults(rule, rule.nodes.filter(node => !partlyShown(node)))),
  ];
})
