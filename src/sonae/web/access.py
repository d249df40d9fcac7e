"""Who may open an address, said beside each view. An address that says nothing fails the tests of isolation."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])
MARK = "sonae_access"


class Access(Enum):
    """The kinds of address. Those of ``tenancy.doors`` carry more: a permission."""

    EVERYBODY = "everybody"
    """Shows nothing of anybody."""
    SECRET_LINK = "secret_link"  # noqa: S105 - a kind of address, no secret
    """Whoever holds the link; the link is the secret and opens one draft only."""
    SIGN_IN = "sign_in"
    """Pages of signing in: show nothing of anybody but whoever is signing in."""
    SIGNED_IN = "signed_in"
    """Whoever is signed in, about themselves only."""
    MEMBER = "member"
    """Members whose part has the permission."""
    OPERATOR = "operator"
    """Who runs the installation."""


def marked(access: Access) -> Callable[[View], View]:
    """Note beside a view who may open it; says nothing by itself."""

    def mark(view: View) -> View:
        setattr(view, MARK, access)
        return view

    return mark


for_everybody = marked(Access.EVERYBODY)
by_secret_link = marked(Access.SECRET_LINK)


def access_of(view: Any) -> Access | None:
    """The mark of a view, if somebody has decided."""
    found: Access | None = getattr(view, MARK, None)
    return found
