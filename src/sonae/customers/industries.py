"""Lines of business, by the question that asks for them."""

from __future__ import annotations

from sonae.web.facts import facts

QUESTION = "industry"


def industries() -> dict[str, str]:
    """Code → word, in the order of asking."""
    return {option.id: option.label for option in facts().questions[QUESTION].options}
