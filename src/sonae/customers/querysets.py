"""Reading companies and the people there."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from sonae.tenancy.querysets import GuardedManager, GuardedQuerySet
from sonae_core.values.folding import folded_words

MOST_COUNTED = 1000
"""Beyond it a list says 「1,000件以上」: nobody reads further, and counting costs."""


class CustomerQuerySet(GuardedQuerySet[Any]):
    """Companies of the scope."""

    def kept(self) -> Any:
        """Those that were not deleted."""
        return self.filter(deleted_at__isnull=True)

    def deleted(self) -> Any:
        """Those that were, while that can be undone."""
        return self.filter(deleted_at__isnull=False)

    def matching(self, text: str) -> Any:
        """Those in whose key every word of the text is found: name, kana, people, telephone, postcode, number."""
        found = self
        for word in folded_words(text):
            found = found.filter(search_key__contains=word)
        return found

    def like(self, *, corporate_number: str, name_key: str, postcode: str, phone_key: str) -> Any:
        """Those that may be the same company: the same number, or the same name with the same postcode or telephone."""
        same = Q(pk__in=[])
        if corporate_number:
            same |= Q(corporate_number=corporate_number)
        place = Q(pk__in=[])
        if postcode:
            place |= Q(postcode=postcode)
        if phone_key:
            place |= Q(phone_key=phone_key)
        if name_key and place:
            same |= Q(name_key=name_key) & place
        return self.filter(same)


CustomerManager = GuardedManager.from_queryset(CustomerQuerySet)


def capped(found: Any, most: int = MOST_COUNTED) -> int:
    """How many rows, but no more than one beyond ``most``: enough to say 「以上」."""
    return int(found.order_by()[: most + 1].count())
