"""What somebody asked for that the rules do not allow, in words for whoever asked."""

from __future__ import annotations


class DeclinedError(Exception):
    """Nothing was done. ``field``: the field of the form that it is about; empty for the form as a whole."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.words, self.field = words, field
