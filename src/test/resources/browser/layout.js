// The faults of a page's layout: horizontal scrolling, texts that overlap or are cut off, words broken in the middle.
(() => {
  const faults = new Set();
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    faults.add(`the page is ${root.scrollWidth} pixels wide in a window of ${root.clientWidth}`);
  }

  // On narrow screens the headers of tables are for screen readers only: one pixel high.
  const visible = element =>
    !(element.closest('thead')?.offsetHeight <= 1)
      && element.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true});

  // Smaller than the line's box, whose upper and lower edges hold no ink.
  const inner = box => ({
    left: box.left + 1, right: box.right - 1,
    top: box.top + box.height * 0.2, bottom: box.bottom - box.height * 0.2,
  });

  // The part of a text that a box shows; the rest can be scrolled to.
  const shown = (text, box) => {
    const left = Math.max(text.left, box.left);
    return new DOMRect(left, text.top, Math.min(text.right, box.right) - left, text.height);
  };

  const range = document.createRange();
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || !visible(node.parentElement)) continue;
    range.selectNodeContents(node);
    const frame = (node.parentElement.closest('article, details') ?? root).getBoundingClientRect();
    const scroller = node.parentElement.closest('.wide')?.getBoundingClientRect();
    for (const rect of range.getClientRects()) {
      const box = scroller ? shown(rect, scroller) : rect;
      if (box.width <= 0) continue;
      lines.push({node, ...inner(box)});
      if (box.left < frame.left - 0.5 || box.right > frame.right + 0.5) faults.add(`cut off: ${node.data.trim()}`);
    }
    for (const word of node.data.matchAll(/(?<=^|\s)\p{L}{2,20}(?=[\s.,:;]|$)/gu)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) faults.add(`broken word: ${word[0]}`);
    }
  }

  lines.sort((a, b) => a.top - b.top);
  lines.forEach((upper, i) => {
    for (let j = i + 1; j < lines.length && lines[j].top < upper.bottom; j++) {
      const lower = lines[j];
      if (lower.node !== upper.node && lower.left < upper.right && upper.left < lower.right) {
        faults.add(`overlap: ${upper.node.data.trim()} | ${lower.node.data.trim()}`);
      }
    }
  });
  return [...faults];
})()
