"""What an agency says of itself, and what its pages may show because of it.

An agency's pages are for everybody once what the law and the insurers ask for stands on them. Insurance plans and
premiums are solicitation material: they need the approval number of an insurer and a day until which it holds, or the
agency's word that none is needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.db import models

from sonae.accounts.colours import is_colour
from sonae.tenancy.models import Agency, AgencyOwned, Membership

COLOUR = "#165e83"
DRAFT_DAYS, LEAD_DAYS = 30, 365
MOST_TEXT = 4000


class Authority(StrEnum):
    """On whose behalf an agency closes contracts; it must say so."""

    AGENT = "agent"
    BROKER = "broker"
    BOTH = "both"


AUTHORITIES = (
    (Authority.AGENT.value, "代理（保険会社の代理人として契約を結ぶ）"),
    (Authority.BROKER.value, "媒介（契約を取り次ぐ。結ぶのは保険会社）"),
    (Authority.BOTH.value, "保険会社や商品により、代理または媒介"),
)


class Section(StrEnum):
    """The parts of the settings, one page each; the values stand in addresses."""

    IDENTITY = "kaisha"
    INSURERS = "hoken"
    PRIVACY = "kojin"
    BRAND = "brand"
    SENDER = "sashidashi"
    RETENTION = "hozon"
    APPROVAL = "shonin"


class AgencyProfile(AgencyOwned):
    """One row an agency, made when it is first saved."""

    legal_name = models.CharField("正式な名称", max_length=120, blank=True)
    representative = models.CharField("代表者", max_length=80, blank=True)
    address = models.CharField("所在地", max_length=200, blank=True)
    phone = models.CharField("電話番号", max_length=30, blank=True)
    email = models.EmailField("問い合わせのメールアドレス", max_length=254, blank=True)
    registration = models.CharField("登録番号", max_length=80, blank=True)

    insurers = models.TextField("取扱保険会社", max_length=2000, blank=True)
    """One name a line."""
    authority = models.CharField("代理・媒介の別", max_length=8, choices=AUTHORITIES, blank=True)
    solicitation_policy = models.TextField("勧誘方針", max_length=MOST_TEXT, blank=True)
    complaint_desk = models.TextField("苦情・相談の窓口", max_length=500, blank=True)

    privacy_policy = models.TextField("個人情報の取り扱い", max_length=MOST_TEXT, blank=True)
    privacy_contact = models.CharField("個人情報の窓口", max_length=200, blank=True)

    brand_name = models.CharField("表示する名前", max_length=60, blank=True)
    brand_colour = models.CharField("色", max_length=7, default=COLOUR)
    brand_sentence = models.CharField("ひとこと", max_length=120, blank=True)

    sender_name = models.CharField("差出人の名前", max_length=80, blank=True)
    reply_to = models.EmailField("返信先", max_length=254, blank=True)

    draft_days = models.PositiveSmallIntegerField("診断の下書きを残す日数", default=DRAFT_DAYS)
    lead_days = models.PositiveSmallIntegerField("資料請求を残す日数", default=LEAD_DAYS)
    person = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Who looks after what comes in, unless somebody else is named."""

    approval_number = models.CharField("募集文書の承認番号", max_length=80, blank=True)
    approval_until = models.DateField("承認の有効期限", null=True, blank=True)
    none_needed_at = models.DateTimeField("承認番号が要らないことの確認", null=True)
    none_needed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """Who said, and when, that what is shown needs no approval."""

    published_at = models.DateTimeField("公開", null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField(null=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)
    """Rises with every change; 0: nothing was ever saved."""

    class Meta(AgencyOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["agency"], name="one_profile_an_agency")]

    @property
    def insurer_names(self) -> list[str]:
        """The insurers, one by one."""
        return [name for name in map(str.strip, self.insurers.splitlines()) if name]

    @property
    def colour(self) -> str:
        """Its colour, or ours where none was chosen."""
        return self.brand_colour if is_colour(self.brand_colour) else COLOUR

    @property
    def own_colour(self) -> str:
        """The digits of its colour; empty where it is ours."""
        return "" if self.colour == COLOUR else self.colour.removeprefix("#")

    @property
    def site_path(self) -> str:
        """Where its public pages always stand."""
        return f"/a/{self.agency.slug}/"

    @property
    def shown_name(self) -> str:
        """What its pages call it."""
        return self.brand_name or self.legal_name or self.agency.name


NEEDED: tuple[tuple[str, Section], ...] = (
    ("legal_name", Section.IDENTITY),
    ("address", Section.IDENTITY),
    ("phone", Section.IDENTITY),
    ("insurers", Section.INSURERS),
    ("authority", Section.INSURERS),
    ("solicitation_policy", Section.INSURERS),
    ("complaint_desk", Section.INSURERS),
    ("privacy_policy", Section.PRIVACY),
    ("privacy_contact", Section.PRIVACY),
)
"""What must stand on an agency's pages before everybody may see them: who it is, for whom it acts and how (Insurance
Business Act, art. 294 (3)), its solicitation policy, which sellers of financial products must publish, what it does
with personal information, and where to complain."""


@dataclass(frozen=True)
class Lack:
    """Something that is not filled in, and on which page it can be."""

    field: str
    title: str
    section: Section


def of(agency: UUID) -> AgencyProfile:
    """What the agency has said; an empty profile, not kept, where it has said nothing. Asked inside its scope."""
    found: AgencyProfile | None = (
        AgencyProfile.objects.filter(agency_id=agency)
        .select_related("agency", "person__user", "none_needed_by", "published_by", "updated_by")
        .first()
    )
    return found or AgencyProfile(agency=Agency.objects.get(pk=agency))


def said_by(agency: Agency) -> AgencyProfile:
    """The same of an agency at hand, for its site: asked on every page, so without who saved or confirmed it."""
    found: AgencyProfile | None = next(iter(AgencyProfile.objects.filter(agency_id=agency.pk)[:1]), None)
    if found is None:
        return AgencyProfile(agency=agency)
    found.agency = agency
    return found


def lacks(profile: AgencyProfile) -> list[Lack]:
    """What is missing before its pages may be shown to everybody."""
    title = profile._meta.get_field
    return [
        Lack(name, str(title(name).verbose_name), section)
        for name, section in NEEDED
        if not str(getattr(profile, name)).strip()
    ]


def is_public(profile: AgencyProfile) -> bool:
    """Whether everybody sees its pages now: switched on, still complete, and the agency is open."""
    return profile.published_at is not None and profile.agency.closed_at is None and not lacks(profile)


def plans_allowed(profile: AgencyProfile, on: date) -> bool:
    """Whether its pages may show insurance plans and premiums that day; the number holds through its last day."""
    numbered = bool(profile.approval_number) and profile.approval_until is not None and on <= profile.approval_until
    return numbered or profile.none_needed_at is not None


def shows_plans(agency: UUID, on: date) -> bool:
    """The same, of an agency by its id."""
    return plans_allowed(of(agency), on)
