"""Markdown to HTML: figures of the packs, amounts and dates that stay whole, links into the site that is being read.

HTML in a text is shown as it is written, never taken for markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sonae.web.templatetags.sonae import whole
from sonae_core.packs.facts import Confidence, Fact
from sonae_core.packs.shelf import near
from sonae_core.packs.snapshot import Pack
from sonae_core.values.errors import InputError
from sonae_paper.text.facts import in_prose

_FIGURE = re.compile(r"\[\[fact:([a-z0-9_]+)\]\]")
_PAGE = re.compile(r'href="page:([a-z-]+)(?:/([a-z0-9_-]+))?(#[a-z0-9_-]+)?"')
_CITED = re.compile(r'<sup class="cite">.*?</sup>')
_RANGE = "〜"
_DOUBTS = {Confidence.ASSUMED: "仮定", Confidence.UNVERIFIED: "未確認"}


@dataclass(frozen=True)
class Note:
    """Where a figure of a text comes from."""

    number: int
    anchor: str
    fact: Fact

    @property
    def words(self) -> str:
        """The figure with its unit."""
        return in_prose(self.fact)

    @property
    def shown(self) -> SafeString:
        """The same for a page: on one line, but for a range, which may be longer than the line of a telephone."""
        return whole(self.words) if _RANGE in self.words else format_html('<span class="nb">{}</span>', self.words)

    @property
    def doubt(self) -> str:
        """「仮定」, 「未確認」, or nothing where the source was read."""
        return _DOUBTS.get(self.fact.confidence, "")


def linked(raw: str) -> SafeString:
    """Rendered text whose ``page:`` links lead into the site of this request."""
    return mark_safe(_PAGE.sub(_address, raw))  # noqa: S308 - rendered by us, with HTML off


def plain(raw: str) -> str:
    """Rendered text without its markup."""
    return unescape(strip_tags(_CITED.sub("", raw))).strip()


def _address(found: re.Match[str]) -> str:
    page, argument, anchor = found.groups()
    return f'href="{reverse(page, args=[argument] if argument else [])}{anchor or ""}"'


class Writer:
    """Renders one text and numbers the notes of its figures."""

    def __init__(self, slug: str, pack: Pack) -> None:
        self._slug, self._pack = slug, pack
        self._notes: dict[str, Note] = {}
        self._markdown = MarkdownIt("commonmark", {"html": False})
        self._markdown.inline.ruler.before("link", "figure", _figure)
        self._markdown.add_render_rule("text", _words)
        self._markdown.add_render_rule("link_open", _link)
        self._markdown.add_render_rule("softbreak", lambda *_: "")  # no space between Japanese sentences
        self._markdown.add_render_rule(
            "figure", lambda _renderer, tokens, index, *_rest: self._shown(tokens[index].content)
        )

    @property
    def notes(self) -> tuple[Note, ...]:
        """Those of everything rendered so far."""
        return tuple(self._notes.values())

    def line(self, source: str) -> str:
        """One line of Markdown without a paragraph around it."""
        return str(self._markdown.renderInline(source))

    def words(self, source: str) -> str:
        """One line with its figures, as plain text and without notes."""
        return plain(self.line(_FIGURE.sub(lambda found: in_prose(self._fact(found[1])), source)))

    def sections(self, source: str) -> list[tuple[str, str]]:
        """Title and HTML of each part under a heading of the second level; first what stands before them, if any."""
        tokens = self._markdown.parse(source)
        parts: list[tuple[str, list[Token]]] = [("", [])]
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "heading_open" and token.tag == "h2":
                parts.append((tokens[index + 1].content, []))
                index += 3
                continue
            if token.type == "heading_open" and token.tag == "h1":
                raise InputError(
                    f"{self._slug}.md", "本文に # の見出しがあります", "題は title に、見出しは ## で書いてください"
                )
            parts[-1][1].append(token)
            index += 1
        return [(title, self._rendered(found)) for title, found in parts if title or found]

    def _rendered(self, tokens: list[Token]) -> str:
        return str(self._markdown.renderer.render(tokens, self._markdown.options, {}))

    def _fact(self, name: str) -> Fact:
        fact = self._pack.facts.get(name)
        if fact is None:
            raise InputError(f"{self._slug}.md", f"ない事実です（{name}）", near(name, self._pack.facts))
        return fact

    def _shown(self, name: str) -> str:
        """The figure, whether it is doubtful, and the number of its note."""
        fact = self._fact(name)
        number = len(self._notes) + 1
        note = self._notes.setdefault(fact.id, Note(number, f"chu-{self._slug}-{number}", fact))
        doubt = f"（{note.doubt}）" if note.doubt else ""
        return format_html(
            '{}{}<sup class="cite"><a href="#{}">注{}</a></sup>',
            note.shown,
            doubt,
            note.anchor,
            note.number,
        )


def _figure(state: StateInline, silent: bool) -> bool:
    found = _FIGURE.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("figure", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _words(_renderer: RendererHTML, tokens: Sequence[Token], index: int, *_rest: Any) -> str:
    return whole(tokens[index].content)


def _link(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, _env: Any) -> str:
    token = tokens[index]
    if not str(token.attrs.get("href", "")).startswith(("page:", "#")):
        token.attrSet("rel", "noreferrer")
    return renderer.renderToken(tokens, index, options, _env)
