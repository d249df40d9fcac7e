"""Queries over rows that belong to an agency: closed outside a scope, filtered inside, narrowed by who asks.

The closed kind allows by name what it allows; everything that Django has or will have is refused. A list of what is
refused would forget the next method (``exists``, ``explain``, ``bulk_create`` and ``refresh_from_db`` were forgotten by
the kind of guard that works that way).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q

from sonae.tenancy.actor import Actor
from sonae.tenancy.scope import OtherAgencyError, OutsideScopeError, current

M = TypeVar("M", bound=models.Model)

_ALLOWED = frozenset(
    ("none", "using", "model", "db", "query", "_db", "_hints", "_add_hints", "_known_related_objects", "_query",
     "as_manager", "queryset_only")
)  # fmt: skip
"""What needs no rows."""


class ClosedQuerySet(models.QuerySet[M]):
    """Refuses to be asked."""

    def __getattribute__(self, name: str) -> Any:
        if name in _ALLOWED or (name.startswith("__") and name.endswith("__") and name not in _ASKING):
            return super().__getattribute__(name)
        raise OutsideScopeError(f"{object.__getattribute__(self, 'model').__name__}.{name}")

    def none(self) -> Any:
        """No rows, which anybody may have."""
        return GuardedQuerySet(self.model, using=self._db).none()

    def using(self, alias: str | None) -> ClosedQuerySet[M]:
        """The same, on another connection."""
        return ClosedQuerySet(self.model, using=alias)

    def _refused(self, *_: Any, **__: Any) -> Any:
        raise OutsideScopeError(object.__getattribute__(self, "model").__name__)

    __iter__ = __len__ = __bool__ = __getitem__ = __and__ = __or__ = __xor__ = _refused
    __repr__ = __str__ = _refused


_ASKING = frozenset(("__iter__", "__len__", "__bool__", "__getitem__", "__and__", "__or__", "__xor__", "__aiter__"))


class GuardedQuerySet(models.QuerySet[M]):
    """Rows of the agencies in the scope."""

    def visible_to(self, actor: Actor) -> Any:
        """The rows that this person may see: their agency's, as far as their part in it goes, and what was granted."""
        return self.filter(_seen(self.model, actor))

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        """Add rows of the scope's agencies; OtherAgencyError for any other."""
        rows = list(objs)
        for row in rows:
            check_agency(row)
        return super().bulk_create(rows, *args, **kwargs)

    def bulk_update(self, objs: Iterable[M], fields: Iterable[str], *args: Any, **kwargs: Any) -> int:
        """Change rows; the agency of a row is not among what can be changed."""
        names = list(fields)
        _check_fields(names)
        return super().bulk_update(objs, names, *args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        """Change rows; the agency of a row is not among what can be changed, save where a row had none."""
        _check_fields(kwargs)
        return super().update(**kwargs)

    def given_to(self, agency: Any) -> int:
        """Rows that belonged to no agency become those of one in the scope; how many."""
        if not _held(agency.pk):
            raise OtherAgencyError(str(agency.pk))
        return models.QuerySet.update(self.filter(agency__isnull=True), agency=agency)


def _check_fields(names: Iterable[str]) -> None:
    if {"agency", "agency_id"} & set(names):
        raise OtherAgencyError("agency")


def check_agency(row: models.Model) -> None:
    """OtherAgencyError for a row whose agency is outside the scope; OutsideScopeError without one."""
    if not _held(row.agency_id):
        raise OtherAgencyError(f"{type(row).__name__} {row.pk}")


def _held(agency: Any) -> bool:
    scope = current()
    if scope is None:
        raise OutsideScopeError("write")
    return scope.holds(agency)


def _seen(model: type[models.Model], actor: Actor) -> Q:
    """Own agency (all of it, or only the company one belongs to), and the records that grants name."""
    path: str | None = getattr(model, "company_path", None)
    seen = Q(pk__in=[])
    if actor.sees_whole_agency:
        seen |= Q(agency_id=actor.agency_id)
    elif path is not None and actor.company_id is not None:
        seen |= Q(agency_id=actor.agency_id, **{path: actor.company_id})
    for grant in actor.granted:
        if grant.record_id is None:
            seen |= Q(agency_id=grant.agency_id)
        elif path is not None:
            seen |= Q(agency_id=grant.agency_id, **{path: grant.record_id})
    return seen


class GuardedManager(models.Manager.from_queryset(GuardedQuerySet)):  # type: ignore[misc]
    """The one way to rows that belong to an agency."""

    use_in_migrations = False

    def get_queryset(self) -> Any:
        """Closed outside a scope; the rows of its agencies inside."""
        scope = current()
        if scope is None:
            return ClosedQuerySet(self.model, using=self._db)
        found = self._queryset_class(self.model, using=self._db, hints=self._hints)
        return found if scope.everybody else found.filter(self._held_by(scope.agencies))

    def _held_by(self, agencies: Iterable[Any]) -> Q:
        held = Q(agency_id__in=list(agencies))
        nobody: bool = self.model._meta.get_field("agency").null
        return held | Q(agency_id__isnull=True) if nobody else held
