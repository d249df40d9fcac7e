"""Passwords that are a common word in a longer coat: with digits around it, written twice, or of our own trade.

Django's list knows the commonest passwords of leaks, but nearly all of them are shorter than what we ask for. People
lengthen them, so the word inside is what is looked up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

TRADE = (
    "sonae", "そなえ", "備え", "hoken", "ほけん", "保険", "dairiten", "代理店", "agency", "insurance", "cyber",
    "サイバー", "gyomu", "業務", "shindan", "診断", "kanri", "管理", "admin", "password", "パスワード", "kaisha",
    "会社", "login",
)  # fmt: skip
"""What whoever guesses at passwords of this program would try first."""
SHORT = 4
"""Letters of a word of that list, at least: less is chance, not a word."""
LONGEST_UNIT = 6
"""Plain letters and digits this short or shorter that are only repeated are no password."""
_NO_LETTERS = re.compile(r"[^\w]|[\d_]")


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """The commonest passwords of leaks, as Django ships them."""
    return frozenset(CommonPasswordValidator().passwords)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def unit_of(text: str) -> str:
    """The shortest piece of which the text is made by repeating: ``abc`` of ``abcabcabc``."""
    place = f"{text}{text}".find(text, 1)
    return text[:place] if text else ""


def _is_run(text: str) -> bool:
    """Each sign follows the one before, up or down: 123456789012, zyxwv."""
    turn = 10 if text.isdigit() else 1_000_000
    steps = {(ord(after) - ord(before)) % turn for before, after in pairwise(text)}
    return steps <= {1} or steps <= {turn - 1}


@lru_cache(maxsize=1)
def trade() -> frozenset[str]:
    """The words of our trade as they are compared."""
    return frozenset(map(_plain, TRADE))


def _is_known(word: str) -> bool:
    return word in trade() or (len(word) >= SHORT and word in common())


def _is_two_words(text: str) -> bool:
    parts = [(text[:place], text[place:]) for place in range(1, len(text))]
    return any(_is_known(one) and _is_known(other) and {one, other} & trade() for one, other in parts)


def is_common(password: str, own: Collection[str] = ()) -> bool:
    """Whether it is one of the words, or of the person's ``own``, lengthened."""
    text = _plain(password)
    if (text.isascii() and text.isalnum() and len(unit_of(text)) <= LONGEST_UNIT) or _is_run(text):
        return True
    inside = _NO_LETTERS.sub("", text)
    words = {inside, unit_of(inside)} - {""}
    return any(_is_known(word) or word in own for word in words) or _is_two_words(inside)


def words_of(user: object) -> frozenset[str]:
    """What a person is called, and what stands before the @ of their address."""
    told = (str(getattr(user, "name", "")), str(getattr(user, "email", "")).partition("@")[0])
    return frozenset(_NO_LETTERS.sub("", _plain(word)) for word in told) - {""}


class NotACommonWord:
    """Django's way to ask."""

    def validate(self, password: str, user: object = None) -> None:
        """ValidationError for a common word, however it was lengthened."""
        if is_common(password, words_of(user)):
            raise ValidationError(
                "ありふれた言葉に数字などを足しただけのパスワードは使えません。言葉をいくつか続けるのがおすすめです。",
                code="password_is_a_common_word",
            )

    def get_help_text(self) -> str:
        """In one sentence."""
        return "ありふれた言葉に数字などを足しただけのものは使えません。"
