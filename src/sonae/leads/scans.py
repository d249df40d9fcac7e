"""What of this room is due by itself: see ``outbox.schedule``."""

from __future__ import annotations

from sonae.leads.reconciling import due as look_after_replies
from sonae.leads.retention import due as forget

__all__ = ["forget", "look_after_replies"]
