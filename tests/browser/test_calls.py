"""The buttons to call somebody: their names are read at a glance, so no word of them is cut in two."""

from __future__ import annotations

import pytest

LINES_OF_WORD = """word => {
  const lines = [];
  for (const name of document.querySelectorAll('.call b')) {
    const walk = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode());) {
      const at = node.data.indexOf(word);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at); range.setEnd(node, at + word.length);
      lines.push(new Set([...range.getClientRects()].map(box => Math.round(box.top))).size);
    }
  }
  return lines;
}"""
WORDS = ("サイバーセキュリティ", "相談窓口", "個人情報保護委員会", "フォーム", "専用電話")


@pytest.mark.parametrize("width", [390, *(pytest.param(each, marks=pytest.mark.full) for each in (320, 768, 1280))])
def test_no_word_of_a_name_is_cut_in_two(visit, width):
    opened = visit(width)
    opened.to("/higai/")
    lines = {word: opened.page.evaluate(LINES_OF_WORD, word) for word in WORDS}
    assert lines == {word: [1] for word in WORDS}
