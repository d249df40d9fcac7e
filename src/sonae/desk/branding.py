"""The agency as its papers name it: from its settings, with the person who hands the paper over."""

from __future__ import annotations

from sonae.tenancy.actor import Actor
from sonae.tenancy.models import Agency
from sonae_paper.documents.brand import Brand


def brand_of(actor: Actor) -> Brand:
    """Of the agency of whoever acts."""
    agency = Agency.objects.get(pk=actor.agency_id)
    return Brand(name=agency.name, person=actor.name)
