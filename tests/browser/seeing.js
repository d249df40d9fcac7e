(smallest) => {
  const found = {small: [], clipped: [], squeezed: [], split: [], outside: []};
  const tell = (element, text) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') || ''}: ${text.trim().slice(0, 40)}`;
  const hidden = (element) => element.closest('.vh, .skip, option, script, style, title, desc, [hidden], noscript')
    || !element.checkVisibility({checkVisibilityCSS: true});
  const boxes = (node, from, to) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()].filter((box) => box.width > 0);
  };
  const lines = (found) => {
    const tops = [];
    for (const box of found) if (!tops.some((top) => Math.abs(top - box.top) < box.height * 0.6)) tops.push(box.top);
    return tops.length;
  };
  const rows = (nodes) => lines(nodes.flatMap((node) => boxes(node, 0, node.data.length)));
  const words = (block) => {
    const inside = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), found = [];
    for (let node = inside.nextNode(); node; node = inside.nextNode())
      if (node.data.trim() && !hidden(node.parentElement)) found.push(node);
    return found;
  };
  const told = new Set();
  const isInline = (element) => getComputedStyle(element).display === 'inline';
  const blockOf = (element) => { while (isInline(element)) element = element.parentElement; return element; };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement, text = node.data;
    if (!text.trim() || hidden(element)) continue;
    const style = getComputedStyle(element), range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (!box.width) continue;
    const svg = element.closest('svg');
    const scale = svg ? Math.abs(element.getScreenCTM().a) : 1;
    if (parseFloat(style.fontSize) * scale < smallest - 0.1) found.small.push(tell(element, text));
    const upright = style.writingMode.startsWith('vertical');
    if (svg) {
      const frame = svg.getBoundingClientRect();
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2)
        found.clipped.push(tell(element, text));
    } else if (!upright) {
      const block = blockOf(element);
      if (!told.has(block) && [...block.children].every(isInline)) {
        const own = words(block), count = own.reduce((sum, each) => sum + each.data.trim().length, 0);
        if (count >= 8 && count / rows(own) < 5) found.squeezed.push(tell(block, block.innerText));
      }
      told.add(block);
    }
    if (!element.closest('.scroll, .desk-nav') && (box.left < -1 || box.right > innerWidth + 1)) found.outside.push(tell(element, text));
    for (const match of text.matchAll(/[0-9][0-9,.]*(億|万|千)?[0-9,]*(万)?円|[0-9]+年[0-9]+月([0-9]+日(\([日月火水木金土]\))?)?|[0-9]+月[0-9]+日/g)) {
      if (lines(boxes(node, match.index, match.index + match[0].length)) > 1) found.split.push(tell(element, match[0]));
    }
  }
  for (const element of document.querySelectorAll('main *, header *, footer *')) {
    const style = getComputedStyle(element);
    if (hidden(element) || element.closest('svg') || ['INPUT', 'SELECT', 'TEXTAREA'].includes(element.tagName)) continue;
    if (style.overflowX !== 'visible' && !element.closest('.scroll') && element.scrollWidth > element.clientWidth + 1)
      found.clipped.push(tell(element, element.textContent));
  }
  if (document.documentElement.scrollWidth > innerWidth) found.outside.push(`page is ${document.documentElement.scrollWidth} wide`);
  return found;
}
