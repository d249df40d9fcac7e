"""The people whom an agency introduces on its public pages; they need no account here."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import models

from sonae.accounts import careers
from sonae.accounts.careers import Month, Step
from sonae.tenancy.models import AgencyOwned

MOST_PEOPLE = 12
MOST_INTRODUCTION, MOST_CAREER = 400, 2000


class ShownPerson(AgencyOwned):
    """Somebody of the agency, or who works with it, as its visitors meet them."""

    name = models.CharField("名前", max_length=60)
    kana = models.CharField("よみがな", max_length=60, blank=True)
    title = models.CharField("肩書き", max_length=80, blank=True)
    qualifications = models.CharField("資格", max_length=200, blank=True)
    since = models.CharField("この道に入った年月", max_length=10, blank=True)
    """「2009年4月」: how many years that makes is counted when it is shown."""
    introduction = models.TextField("紹介", max_length=MOST_INTRODUCTION, blank=True)
    career = models.TextField("経歴", max_length=MOST_CAREER, blank=True)
    """One step a line (``careers``)."""
    place = models.PositiveSmallIntegerField("順番", default=0)
    version = models.PositiveIntegerField(default=1, editable=False)
    """Rises with every change."""

    @property
    def initial(self) -> str:
        """The letter that stands where there is no photograph."""
        return self.name[:1]

    def steps(self, today: date) -> tuple[Step, ...]:
        """The career; nothing where it is not written as one."""
        try:
            return careers.steps(self.career, today)
        except careers.UnreadableError:
            return ()

    def began(self, today: date) -> Month | None:
        """The month in which they began, where one is given."""
        try:
            return careers.month(self.since, today) if self.since else None
        except careers.UnreadableError:
            return None

    def years(self, today: date) -> int:
        """Whole years since they began; 0 where it is not said."""
        began = self.began(today)
        return 0 if began is None else careers.whole_years(began, today)


def shown_by(agency: UUID) -> list[ShownPerson]:
    """Those of an agency, in its order. Asked inside its scope."""
    return list(ShownPerson.objects.filter(agency_id=agency).order_by("place", "pk"))


def versions_of(agency: UUID) -> list[tuple[UUID, int]]:
    """What changes whenever they do: who there is, in which order, in which version. Asked inside its scope."""
    rows = ShownPerson.objects.filter(agency_id=agency).order_by("place", "pk")
    return list(rows.values_list("pk", "version"))
