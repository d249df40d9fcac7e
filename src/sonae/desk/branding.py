"""The agency as its papers name it: from its settings, with the person who hands the paper over."""

from __future__ import annotations

from datetime import date

from sonae.accounts import profile
from sonae.accounts.profile import AgencyProfile
from sonae.tenancy.actor import Actor
from sonae_paper.documents.brand import LEAST_CONTRAST, Brand, contrast
from sonae_paper.text.dates import plain_date
from sonae_paper.text.names import one_line

MOST_POLICY = 160
"""Letters of a policy that has room on the paper; a longer one is handed over by itself."""


def brand_of(actor: Actor, on: date) -> Brand:
    """Of the agency of whoever acts; what its settings do not say stays a line to write on."""
    said = profile.of(actor.agency_id)
    policy = one_line(said.solicitation_policy)
    return Brand(
        name=said.shown_name,
        person=actor.name,
        contact="、".join(text for text in (said.phone, said.email) if text),
        address=said.address,
        authority=str(said.get_authority_display()),
        policy=policy if len(policy) <= MOST_POLICY else "",
        complaints=one_line(said.complaint_desk),
        notices=(f"当社の取扱保険会社は、{'、'.join(said.insurer_names)}です。",) if said.insurer_names else (),
        colour=said.colour if contrast(said.colour) >= LEAST_CONTRAST else "",
        **_approval(said, on),
    )


def _approval(said: AgencyProfile, on: date) -> dict[str, str]:
    """The number of an approval that holds that day."""
    if not said.approval_number or said.approval_until is None or said.approval_until < on:
        return {}
    return {"number": said.approval_number, "valid": f"{plain_date(said.approval_until)}まで"}
