"""Passwords: whose they are, and how they change."""

from __future__ import annotations

from sonae.accounts.people import User


def owner(email: str, password: str) -> User | None:
    """Whose address and password these are; None for anybody else, after the same work for known and unknown ones."""
    user = User.objects.filter(email=email).first()
    if user is None:
        User().set_password(password)
        return None
    right: bool = user.check_password(password)
    return user if right and user.is_active else None
