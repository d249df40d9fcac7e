"""What of mails is due by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from sonae.outbox.kinds import KINDS
from sonae.outbox.models import Mail, State
from sonae.outbox.schedule import scan
from sonae.tenancy.scope import unscoped

KEPT = timedelta(days=7)
"""How long the text of a mail that opens a door stays after it was given up or undone, should somebody try again."""


@scan("outbox.secrets", every=timedelta(hours=1))
def forget_secrets(now: datetime) -> int:
    """Empty texts that open a door and were never sent."""
    with unscoped("texts that open doors are forgotten in every agency"):
        secret = [code for code, kind in KINDS.items() if kind.secret]
        ended = Mail.objects.filter(
            kind__in=secret, state__in=(State.FAILED, State.STOPPED), ended_at__lt=now - KEPT, text_gone_at=None
        )
        return int(ended.update(text="", text_gone_at=now))
