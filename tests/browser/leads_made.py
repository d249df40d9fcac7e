"""On a running site: an agency to which visitors have written, in every state that its desk knows."""

from __future__ import annotations

from pathlib import Path

from tests.browser.server import made

_MAKE = """
import django

django.setup()
import json
from datetime import timedelta
from django.test import Client
from django.utils import timezone
from sonae.accounts import cookies
from sonae.leads import answering, benefits, converting, handling, lettering, publishing, shelf
from sonae.leads.erasing import erase
from sonae.leads.models import SentDiagnosis
from sonae.leads.offers import Gift
from sonae.tenancy.permissions import Role
from sonae.tenancy.scope import within
from tests.factories.agencies import actor_of, make_agency, make_member, make_person, signed_in
from tests.factories.customers import engine_says, make_contact, make_customer, ASKED, fake_number
from sonae.assessments.case import company_file
from tests.factories.leads import make_request
from tests.factories.policies import make_policy
from datetime import date

at = timezone.now()
agency = make_agency("あさひ保険事務所（架空）", "asahi-leads")
owner = make_member(agency, Role.OWNER, person=make_person("架空 直子"))
by = actor_of(owner)
other = make_customer(
    owner, "株式会社みなみ電機（架空）", corporate_number=fake_number(5), address="架空県見本市1-2-3"
)
make_contact(other, owner, "架空 次郎", email="jiro@minami.example")
brought = {"landing": "/", "utm_source": "tegami", "utm_campaign": "aki"}
make_policy(other, owner, premium=1_240_000, at=at - timedelta(days=9), source_first=brought, source_last=brought)
late = make_request(
    agency,
    at=at - timedelta(days=4),
    company="ながれ運輸株式会社（架空）",
    kind="call",
    phone="03-0000-0000",
    call_times="平日の午後",
    promised_at=at - timedelta(hours=3),
    wishes=(),
)
new = make_request(
    agency,
    at=at - timedelta(hours=2),
    company="みなみ電機（架空）",
    kind="question",
    wishes=("スタートブック", "会社案内（架空）"),
    message="工場のパソコンが止まったときに、\\n何日分まで支払われますか。",
    email="saburo@minami.example",
    department="総務部",
    phone="03-0000-0001",
    postcode="0000000",
    address="架空県見本市1-2-3",
    industry="E",
    corporate_number=fake_number(5),
    intent={"いちばん守りたいもの": "業務が止まらないこと", "ご相談のきっかけ": "取引先や親会社から求められた"},
)
odd = make_request(
    agency,
    at=at - timedelta(days=1),
    company="x",
    kind="question",
    state="quarantined",
    reasons=["trap", "links"],
    message="https://a.example https://b.example https://c.example",
)
done = make_request(agency, at=at - timedelta(days=9), company="丸十商店（架空）", wishes=("スタートブック",))
gone = make_request(agency, at=at - timedelta(days=20), company="消える会社（架空）")
with within(agency.pk):
    handling.assign(request=late, to=owner, by=by, at=at - timedelta(days=3))
    handling.called(request=late, reached=False, note="留守番電話に残した", by=by, at=at - timedelta(days=2))
    template = lettering.save(
        template=None,
        given={
            "name": "資料のお礼",
            "subject": "資料のお礼（{受付番号}）",
            "text": "{会社名}\\n{氏名} 様\\n\\n{代理店名}の{担当}です。",
        },
        version=0,
        by=by,
        at=at,
    )
    draft = answering.draft(
        request=new, subject="ご質問への回答", text="架空 花子 様\\n\\nみなみ電機（架空）の件です。", by=by, at=at
    )
    sent = answering.draft(
        request=done, subject="資料のお礼", text="お送りしました。", by=by, at=at - timedelta(minutes=1)
    )
    answering.release(request=done, mail=sent, confirmed="", by=by, at=at)
    converting.to_existing(request=done, customer=other, by=by, at=at)
    erase(request=gone, by=by, at=at, why="本人の依頼")
    asked = publishing.prepare(request=new, at=at)
    asked = publishing.save(
        question=asked,
        given={
            "title": "止まったときは何日分まで支払われますか",
            "text": "工場のパソコンが止まったときのことです。",
            "answer": "証券に書いた日数までです。\\n\\n待ち時間を引きます。",
        },
        version=1,
        by=by,
        at=at,
    )
    pdf = b"%PDF-1.7\\n1 0 obj <<>> endobj\\ntrailer <<>>\\n%%EOF\\n"
    first = shelf.add(
        given={
            "title": "会社案内（架空）",
            "description": "ごあいさつと、取り扱う保険の種類。",
            "place": 1,
            "approval_number": "架空-2026-001",
            "approval_until": date(2030, 3, 31),
        },
        name="annai.pdf",
        content=pdf,
        by=by,
        at=at,
    )
    shelf.publish(document=first, public=True, by=by, at=at)
    shelf.add(
        given={
            "title": "古い冊子（架空）",
            "description": "",
            "place": 2,
            "approval_number": "架空-1",
            "approval_until": date(2026, 1, 31),
        },
        name="furui.pdf",
        content=pdf,
        by=by,
        at=at,
    )
    for number in range(5):
        benefits.given_to(request=done, kind=Gift.BOOK, title=f"資料{number}", at=at)
    benefits.given_to(request=new, kind=Gift.DIAGNOSIS, title="画面での診断", at=at)
    result = engine_says(date(2026, 11, 24), 28)
    SentDiagnosis.objects.create(
        agency=agency,
        request=new,
        draft_id=new.pk,
        number=1,
        at=at,
        as_of=date(2026, 11, 24),
        engine="1",
        pack_version="2026.11",
        pack_hash="0" * 64,
        seed=1,
        inputs=company_file(ASKED),
        result=result,
        middle=round(result["event"]["median"]),
    )
lonely = make_member(
    make_agency("しずか保険（架空）", "shizuka-leads"), Role.OWNER, person=make_person("架空 一郎")
)
print(
    json.dumps(
        {
            "cookie": cookies.SESSION,
            "owner": signed_in(Client(), owner, at=at).cookies[cookies.SESSION].value,
            "lonely": signed_in(Client(), lonely, at=at).cookies[cookies.SESSION].value,
            **{
                name: str(row.pk)
                for name, row in {
                    "late": late,
                    "new": new,
                    "odd": odd,
                    "done": done,
                    "gone": gone,
                    "template": template,
                    "draft": draft,
                    "question": asked,
                    "document": first,
                    "other": other,
                }.items()
            },
        }
    )
)
"""


def make_leads(folder: Path) -> dict[str, str]:
    """Secrets of two sessions (an owner to whom visitors wrote, one to whom nobody did), and ids of all there is."""
    return made(folder, _MAKE)
