"""What of this room is due by itself: see ``outbox.schedule``."""

from __future__ import annotations

from sonae.accounts.forgetting import due as forget
from sonae.accounts.heads import due as mail_heads
from sonae.accounts.lapsing import due as tell_of_ends
from sonae.accounts.resets import due as mail_resets

__all__ = ["forget", "mail_heads", "mail_resets", "tell_of_ends"]
