"""By looking at every table of agencies: nothing unique reaches across them, and no way around the guard is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.db.models import UniqueConstraint
from django.test.utils import isolate_apps

from sonae.tenancy import walls
from sonae.tenancy.models import Agency, AgencyOwned
from sonae.tenancy.querysets import GuardedManager

ACROSS = {
    ("accounts_invitation", ("digest",)),
    ("assessments_draft", ("link_hash",)),
    ("assessments_draft", ("results_hash",)),
    ("outbox_mail", ("message_id",)),
}
"""Unique over all agencies: hashes of secrets and long random names. Nobody chooses them, so an error tells nothing."""


def unique_sets(model: type[models.Model]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Columns that must differ between rows, and whether only rows of no agency are meant."""
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key:
            yield (field.name,), False
    for group in model._meta.unique_together:
        yield tuple(group), False
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            condition = constraint.condition
            yield tuple(constraint.fields), condition is not None and ("agency__isnull", True) in condition.children


def begins_within_an_agency(model: type[models.Model], fields: tuple[str, ...]) -> bool:
    """With the agency, or with a reference that a wall holds within it."""
    if not fields:
        return False
    first = model._meta.get_field(fields[0])
    return fields[0] == "agency" or (first.remote_field and issubclass(first.remote_field.model, AgencyOwned))


@pytest.mark.parametrize("model", walls.guarded_models(), ids=lambda model: model._meta.label_lower)
def test_what_is_unique_is_unique_within_an_agency(model):
    """Otherwise the error for a value that is taken tells that another agency has it."""
    wide = [
        fields
        for fields, of_nobody in unique_sets(model)
        if not (of_nobody or begins_within_an_agency(model, fields) or (model._meta.db_table, fields) in ACROSS)
    ]
    assert wide == []


def test_every_exception_is_still_one():
    there = {(model._meta.db_table, fields) for model in walls.guarded_models() for fields, _ in unique_sets(model)}
    assert there >= ACROSS


@isolate_apps("sonae.tenancy")
def test_a_planted_constraint_is_seen():
    class Planted(models.Model):
        number = models.IntegerField()
        word = models.CharField(max_length=9, unique=True)

        class Meta:
            app_label = "tenancy"
            constraints = (UniqueConstraint(fields=["number"], name="planted_number"),)

    found = [fields for fields, _ in unique_sets(Planted)]
    assert found == [("word",), ("number",)]
    assert not any(begins_within_an_agency(Planted, fields) for fields in found)


@pytest.mark.parametrize("model", walls.guarded_models(), ids=lambda model: model._meta.label_lower)
def test_the_one_way_to_rows_is_the_guarded_one(model):
    assert all(isinstance(manager, GuardedManager) for manager in model._meta.managers)
    assert isinstance(model._base_manager, GuardedManager)


def test_only_sessions_refer_to_an_agency_without_being_its_own():
    """A session is a person's; which part it is used in is looked up before any scope can hold."""
    loose = {
        model._meta.label_lower
        for model in apps.get_models()
        if not issubclass(model, AgencyOwned)
        for field in model._meta.concrete_fields
        if field.remote_field and issubclass(field.remote_field.model, Agency | AgencyOwned)
    }
    assert loose == {"accounts.session"}


def test_names_of_walls_stay_apart_when_postgresql_cuts_them():
    names = Counter(f"wall_{each.table}_{each.column}"[:63] for each in walls.references())
    names.update({f"wall_{target}"[:63] for target in {each.target for each in walls.references()}})
    assert [name for name, count in names.items() if count > 1] == []
