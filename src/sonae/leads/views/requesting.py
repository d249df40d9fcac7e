"""The form: asked for documents, a question or a call; looked over if one likes; sent once; and its number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sonae.accounts.places import site
from sonae.accounts.profile import AgencyProfile
from sonae.accounts.secrets import digest
from sonae.assessments.models import Draft, Run
from sonae.leads import suspicion
from sonae.leads.forms import START_BOOK, RequestForm
from sonae.leads.keys import address_key, addresses_on, shown_number
from sonae.leads.letters import day, promise
from sonae.leads.models import ASKS_NAMES, Asks, Document, Request
from sonae.leads.postcodes import address_for
from sonae.leads.taking import BOOK_TITLE, TAKEN_FOR, Sent, take
from sonae.leads.views.door import no_store, of_house
from sonae.web import arrival
from sonae.web.access import by_secret_link, for_everybody
from sonae.web.clock import now, today
from sonae.web.errors import gone, too_many
from sonae.web.fields import errors_of
from sonae.web.limits import Limit, address_of, used_up
from sonae.web.once import earlier, once
from sonae.web.origin import FIELD as TOKEN
from sonae.web.origin import nonce_of

SENDINGS = Limit("request", 60, 3600)
"""From one address; a whole office may stand behind it."""
BURST = Limit("request-burst", 5, 600)
REPEATED = Limit("request-mail", 3, 86_400)
"""Mails by themselves to one address a day: the form is no means to fill somebody else's letter box."""
SHOWN_FOR = timedelta(days=14)
KIND, STEP = "nani", "step"
_BOOK_SAYS = "自社で最初にやることを、書き込みながら進める冊子です。"


@for_everybody
@require_http_methods(["GET", "HEAD", "POST"])
@of_house
def request_form(request: HttpRequest, house: AgencyProfile) -> HttpResponse:
    """The form, for somebody who comes without a diagnosis."""
    return _answered(request, house, "", None)


@by_secret_link
@require_http_methods(["GET", "HEAD", "POST"])
@of_house
def request_with(request: HttpRequest, house: AgencyProfile, token: str) -> HttpResponse:
    """The form, with the newest result of a diagnosis, which goes along if the visitor leaves the box ticked."""
    run = _newest_run(token, house)
    return gone(request) if run is None else _answered(request, house, token, run)


def _newest_run(token: str, house: AgencyProfile) -> Run | None:
    """Of a visitor's draft, begun on this site or on nobody's, that its link of results opens."""
    draft: Draft | None = Draft.objects.with_results_under(token, now()).filter(agency__isnull=True).first()
    if draft is None or draft.begun_with_id not in (None, house.agency_id):
        return None
    found: Run | None = Run.objects.filter(draft_id=draft.pk, stands=True).order_by("-number").first()
    return found


def _answered(request: HttpRequest, house: AgencyProfile, token: str, run: Run | None) -> HttpResponse:
    kind = _kind(request)
    offered = _documents()
    form = RequestForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        house_name=house.shown_name,
        documents=[(each["code"], each["title"]) for each in offered],
        initial={"documents": [START_BOOK]},
    )
    page = _Page(request, house, form, offered, token, run)
    return no_store(page.shown() if request.method != "POST" else page.posted())


def _kind(request: HttpRequest) -> Asks:
    given = request.POST.get(KIND) or request.GET.get(KIND) or ""
    return Asks(given) if given in list(Asks) else Asks.DOCUMENTS


def _documents() -> list[dict[str, Any]]:
    """The start book, which is always there, and what the agency offers today."""
    book = {"code": START_BOOK, "title": BOOK_TITLE, "text": _BOOK_SAYS, "document": None}
    offered = Document.objects.offered(today())
    return [
        book,
        *({"code": str(each.pk), "title": each.title, "text": each.description, "document": each} for each in offered),
    ]


class _Page:
    """One showing of the form."""

    def __init__(
        self,
        request: HttpRequest,
        house: AgencyProfile,
        form: RequestForm,
        offered: list[dict[str, Any]],
        token: str,
        run: Run | None,
    ) -> None:
        self.request, self.house, self.form, self.offered = request, house, form, offered
        self.token, self.run = token, run

    def shown(self, status: int = 200, **more: Any) -> HttpResponse:
        """The form itself."""
        bound = self.form.is_bound
        chosen = self.form.data.getlist("documents") if bound else self.form.initial["documents"]
        context = {
            "form": self.form,
            "kind": self.form.kind.value,
            "kinds": [(each.value, ASKS_NAMES[each]) for each in Asks],
            "offered": [{**each, "chosen": each["code"] in chosen} for each in self.offered],
            "errors": errors_of(self.form) if bound and status != 200 else [],
            "came": self._came_sealed(),
            "token": self.token,
            "run": self.run,
            "attach": not bound or bool(self.form.data.get("attach")),
            "trap": suspicion.TRAP,
            **more,
        }
        return render(self.request, "leads/request.html", context, status=status)

    def posted(self) -> HttpResponse:
        """What was sent: back to the form, to the page that shows it all, or taken."""
        step = self.request.POST.get(STEP, "")
        if step == "address":
            return self._address()
        if not self.form.is_valid():
            return self.shown(422)
        if step == "back":
            return self.shown()
        if step == "check":
            return render(self.request, "leads/check.html", self._carried(rows=self._rows()))
        return self._sent()

    def _sent(self) -> HttpResponse:
        nonce, at = nonce_of(self.request), now()
        if (before := earlier(nonce)) is not None:
            return HttpResponseRedirect(before)
        if seconds := used_up(SENDINGS, address_of(self.request), at):
            return too_many(self.request, seconds)
        reasons = self._reasons()
        asked = "answer" in self.request.POST
        if reasons and not asked and not suspicion.is_sure(reasons):
            question, seal = suspicion.question_of(at.microsecond)
            return render(self.request, "leads/question.html", self._carried(question=question, seal=seal))
        if asked and not suspicion.is_right(self.request.POST["answer"], self.request.POST.get("seal", "")):
            reasons.append("wrong")
        email = self.form.cleaned_data["email"]
        if email and used_up(REPEATED, address_key(email), at):
            reasons.append("repeated")
        sent = self._understood(reasons)

        def act() -> str:
            desk = f"{site(self.request)}{settings.DESK_HOME}"
            take(sent=sent, house=self.house, address=addresses_on(self.request), desk=desk, at=at)
            return reverse("receipt", args=[sent.secret])

        return HttpResponseRedirect(once(nonce, at, act))

    def _reasons(self) -> list[str]:
        at = now()
        return suspicion.look(
            trap=self.request.POST.get(suspicion.TRAP, ""),
            shown_at=arrival.carried(self.request).get("at", ""),
            text=self.form.cleaned_data["message"],
            at=at,
            burst=bool(used_up(BURST, address_of(self.request), at)),
        )

    def _understood(self, reasons: list[str]) -> Sent:
        run = self.run if self.request.POST.get("attach") else None
        came = arrival.carried(self.request)
        first = run.draft.came if run is not None and run.draft.came else came
        typed = {name: self._typed(name) for name in self.form.fields}
        return Sent(
            kind=self.form.kind,
            given=self.form.cleaned_data,
            typed=typed,
            came_first=first,
            came_last=came,
            reasons=reasons,
            apart=suspicion.is_sure(reasons),
            run=run,
        )

    def _typed(self, name: str) -> Any:
        if name == "documents":
            return self.form.data.getlist(name)
        return self.form.data.get(name, "").replace("\0", "\ufffd")  # which PostgreSQL keeps in no JSON

    def _address(self) -> HttpResponse:
        """The address of a postcode, filled in by the server for a browser without scripts. Nothing typed is lost."""
        data = self.form.data.copy()
        found = address_for(data.get("postcode", ""))
        if found and not data.get("address", "").strip():
            data["address"] = found
        self.form.data = data
        return self.shown(open_folded=True, address_told=_ADDRESS_TOLD[bool(found)])

    def _came_sealed(self) -> str:
        if arrival.carried(self.request):
            return self.request.POST[arrival.FIELD]
        return arrival.sealed(arrival.arrival(self.request, now()))

    def _carried(self, **more: Any) -> Mapping[str, Any]:
        """Everything typed, to go on in hidden fields; it is judged anew when it comes back."""
        left_out = (TOKEN, STEP, "answer", "seal")
        hidden = [(name, text) for name, texts in self.request.POST.lists() if name not in left_out for text in texts]
        return {"hidden": hidden, "token": self.token, "kind": self.form.kind.value, **more}

    def _rows(self) -> list[tuple[str, str]]:
        """Question and answer, as they will be kept."""
        titles = {each["code"]: each["title"] for each in self.offered}
        rows = [("ご希望", ASKS_NAMES[self.form.kind])]
        for name, value in self.form.cleaned_data.items():
            field = self.form.fields[name]
            if name == "documents":
                shown = "、".join(titles[code] for code in value)
            elif isinstance(value, bool):
                shown = "はい" if value else "いいえ"
            else:
                shown = dict(getattr(field, "choices", ())).get(value, value) if value else ""
            if shown:
                rows.append((str(field.label), shown))
        if self.run is not None and self.request.POST.get("attach"):
            rows.append(("診断の結果", "添える"))
        return rows


_ADDRESS_TOLD = {
    True: "郵便番号から住所を入れました。続きを書いてください。",
    False: "この郵便番号の住所は見つかりませんでした。住所を書いてください。",
}


@by_secret_link
@require_safe
@of_house
def receipt(request: HttpRequest, house: AgencyProfile, token: str) -> HttpResponse:
    """The number, and what comes next. The same page whatever became of the request."""
    found = Request.objects.filter(receipt_hash=digest(token), received_at__gt=now() - SHOWN_FOR).first()
    if found is None:
        return gone(request)
    context = {
        "number": shown_number(found.number),
        "kind": ASKS_NAMES[found.kind],
        "documents": list(found.wishes.order_by("title").values_list("title", flat=True)),
        "has_email": bool(found.email),
        "by_phone": found.kind == Asks.CALL,
        "promise": promise(found.promised_at),
        "until": day(found.received_at + TAKEN_FOR),
    }
    return render(request, "leads/receipt.html", context)
