"""What of this room is due by itself: see ``outbox.schedule``."""

from __future__ import annotations

from sonae.accounts.forgetting import due as forget
from sonae.accounts.heads import due as mail_heads
from sonae.accounts.lapsing import due as tell_of_ends

__all__ = ["forget", "mail_heads", "tell_of_ends"]
