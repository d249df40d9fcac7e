"""In whose name an agency's mails leave: what it has said of itself."""

from __future__ import annotations

from uuid import UUID

from sonae.accounts.profile import AgencyProfile
from sonae.outbox.letterhead import Letterhead, comes_from


@comes_from
def letterhead(agency: UUID) -> Letterhead | None:
    """The name and the address for answers; None where neither was chosen. Asked inside the agency's scope."""
    found = AgencyProfile.objects.filter(agency_id=agency).select_related("agency").first()
    if found is None or not (found.sender_name or found.reply_to):
        return None
    return Letterhead(found.sender_name or found.agency.name, found.reply_to)
