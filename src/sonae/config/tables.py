"""Tables, walls and rights of this version, made by the role that owns them for the one that runs the product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from sonae.config import environment, roles
from sonae.tenancy import walls
from sonae_core.values.errors import MachineError


def are_current() -> bool:
    """Whether nothing is to be made: every migration is in, every wall stands."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes()) and not walls.missing(connection)


def bring_up_to_date() -> None:
    """Make what is missing. MachineError where the role that is asking may not, or the two roles see two databases."""
    owner = environment.owner()
    if owner is None:
        _make()
        return
    runs = connection.settings_dict["USER"]
    with as_role(owner):
        _make()
        if runs and runs != owner["USER"]:
            roles.grant(connection, runs)
    if not MigrationRecorder(connection).has_table():
        raise MachineError(
            f"{environment.OWNS} と {environment.RUNS} が別のデータベースです。同じ名前とサーバーにしてください"
        )


def _make() -> None:
    if are_current():
        return  # the walls are not taken down for nothing, least of all while another machine serves
    if connection.vendor == "postgresql" and not roles.may_change_tables(connection):
        raise MachineError(
            f"表を新しくする権限がありません。表の持ち主を {environment.OWNS} に書いて、"
            "「sonae migrate」を一度実行してください"
        )
    call_command("migrate", interactive=False, verbosity=0)


@contextmanager
def as_role(database: Mapping[str, Any]) -> Iterator[None]:
    """The connection as somebody else for a while; settings of all other connections stay as they are."""
    before = connection.settings_dict
    connection.close()
    connection.settings_dict = {**before, **database}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = before
