"""Rows in which every text is a canary, made for any model by looking at its fields; new models need no new code.

A canary says whose it is: 「canary-<agency>-<model>-<field>」. Wherever one turns up that should not, its name tells
what leaked. What a model will not take (an address, a number with a check digit) stands in ``SPECIAL``.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import models

from sonae.tenancy.models import Agency

NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)

Make = Callable[["Filler"], Any]
SPECIAL: dict[str, Mapping[str, Make]] = {
    "accounts.agencyprofile": {"published_at": lambda _: NOON, "brand_colour": lambda _: "#165e83"},
    "customers.intent": {"answers": lambda filler: [["意向", canary(filler.agency, "intent-answers")]]},
    "leads.consent": {"given": lambda _: True},
    "leads.request": {"number": lambda filler: filler.agency.slug[:8]},
    "leads.sentdiagnosis": {"result": lambda filler: _result(canary(filler.agency, "sentdiagnosis-result"))},
    "policies.policyterm": {"ends_on": lambda _: date(2027, 11, 24)},
    "outbox.mail": {"kind": lambda _: "audit.head", "state": lambda _: "waiting"},
    "tenancy.membership": {"role": lambda _: "staff", "company_id": lambda _: None, "ended_at": lambda _: None},
    "tenancy.grant": {
        "to_agency": lambda _: None,
        "to_user": lambda filler: filler.person,
        "record_id": lambda _: None,
        "starts_at": lambda _: NOON - timedelta(days=9),
        "ends_at": lambda _: NOON - timedelta(days=8),
        "ended_at": lambda _: None,
    },
}
"""Model → field → its value, where looking at the field does not tell."""


def _result(text: str) -> dict[str, Any]:
    """As much of an answer of the engine as a page reads."""
    event = {"median": 1, "p10": 1, "p90": 1, "lines": [{"title": text, "gross": 1}]}
    return {"event": event, "frequency": {"serious": 0.1}}


def canary(agency: Agency, what: str) -> str:
    """The text that gives a leak away."""
    return f"canary-{agency.slug}-{what}"


class Filler:
    """Fills one row of each model for one agency; rows refer to one another, never to another agency's."""

    def __init__(self, agency: Agency, person: models.Model) -> None:
        self.agency, self.person = agency, person
        self.rows: dict[type[models.Model], models.Model] = {}

    def row(self, model: type[models.Model]) -> models.Model:
        """The row of a model, made when it is first asked for."""
        if model not in self.rows:
            given = {}
            for field in model._meta.concrete_fields:
                value = self._value(model, field)
                if value is not _DEFAULT:
                    given[field.name] = value
            self.rows[model] = model(**given)
            self.rows[model].save()
        return self.rows[model]

    def _value(self, model: type[models.Model], field: models.Field[Any, Any]) -> Any:
        special = SPECIAL.get(model._meta.label_lower, {})
        if field.name in special:
            return special[field.name](self)
        if field.primary_key and not field.remote_field:
            return _DEFAULT
        if isinstance(field, models.ForeignKey):
            return (
                None if field.null and field.remote_field.model is type(self.person) else self._referred(model, field)
            )
        if field.null and isinstance(field, _MOMENTS):
            return None
        if field.choices:
            return field.choices[0][0]
        return self._plain(f"{model._meta.model_name}-{field.name}", field)

    def _referred(self, model: type[models.Model], field: models.ForeignKey[Any, Any]) -> Any:
        target = field.remote_field.model
        if target is Agency:
            return self.agency
        if target is type(self.person):
            return self.person
        if target is model:
            return None
        return self.row(target)

    def _plain(self, what: str, field: models.Field[Any, Any]) -> Any:
        text = canary(self.agency, what)
        kinds: list[tuple[type[models.Field[Any, Any]], Callable[[], Any]]] = [
            (models.EmailField, lambda: f"{text}@example.jp"),
            (models.URLField, lambda: f"https://{text}.example.jp/"),
            (models.SlugField, lambda: text[: field.max_length]),
            (models.CharField, lambda: _fitting(text, field.max_length)),
            (models.TextField, lambda: text),
            (models.JSONField, lambda: {"text": text}),
            (models.BinaryField, lambda: text.encode()),
            (models.UUIDField, uuid.uuid4),
            (models.DateTimeField, lambda: NOON),
            (models.DateField, lambda: date(2026, 11, 24)),
            (models.BooleanField, lambda: _DEFAULT),
            (models.IntegerField, lambda: 1),
            (models.FloatField, lambda: 1.0),
        ]
        return next(make() for kind, make in kinds if isinstance(field, kind))


def _fitting(text: str, length: int | None) -> str:
    """The whole text, or for a short field as much of its end as makes it the field's own."""
    return text if length is None or len(text) <= length else text[-length:]


_MOMENTS = (models.DateField, models.UUIDField)
"""What happens to a row one day, and has not yet where the column may be empty."""
_DEFAULT: Any = object()
