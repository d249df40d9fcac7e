"""People who sign in."""

from __future__ import annotations

from sonae.accounts.people import User

__all__ = ["User"]
