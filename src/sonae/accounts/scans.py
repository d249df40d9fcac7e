"""What of this room is due by itself: see ``outbox.schedule``."""

from __future__ import annotations

from sonae.accounts.heads import due as mail_heads

__all__ = ["mail_heads"]
