"""How often the same visitor may do something costly. Counts live in the database, so all processes agree."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest

from sonae.web.models import RateCount


@dataclass(frozen=True)
class Limit:
    """At most so many in so many seconds."""

    name: str
    most: int
    seconds: int


def address_of(request: HttpRequest) -> str:
    """The visitor's address: behind our own proxies the one that the outermost of them saw."""
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.PROXIES and len(chain) >= settings.PROXIES:
        return chain[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def used_up(limit: Limit, who: str, now: datetime) -> int:
    """Count one more use; 0 while it is allowed, else the seconds until it is again."""
    moment = int(now.timestamp())
    window = moment // limit.seconds
    key = hmac.new(settings.SECRET_KEY.encode(), f"{limit.name}|{who}".encode(), hashlib.sha256).hexdigest()
    with transaction.atomic():
        RateCount.objects.bulk_create([RateCount(key=key, window=window)], ignore_conflicts=True)
        RateCount.objects.filter(key=key, window=window).update(count=F("count") + 1)
        count = RateCount.objects.values_list("count", flat=True).get(key=key, window=window)
    return 0 if count <= limit.most else (window + 1) * limit.seconds - moment
