() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('.vh, .skip, option, script, title, desc')) continue;
    if (!element.checkVisibility({checkVisibilityCSS: true, contentVisibilityAuto: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = [...range.getClientRects()].find((each) => each.width > 3 && each.height > 3);
    if (box) found.push({text: node.data.trim().slice(0, 30), x: box.x + scrollX, y: box.y + scrollY, w: box.width, h: box.height});
  }
  return found;
}
