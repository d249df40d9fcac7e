"""On PostgreSQL the tests run as a role that owns nothing, as the product should: the walls hold for it."""

from __future__ import annotations

from django.db import connection

APP = "sonae_app"


def become_somebody_else() -> None:
    """Take on the role, which is made at first use; nothing on SQLite."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", [APP])
        if cursor.fetchone() == (0,):
            cursor.execute(f"CREATE ROLE {APP}")
        cursor.execute(f"GRANT {APP} TO CURRENT_USER")
        cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {APP}")
        cursor.execute(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {APP}")
    connection.settings_dict["OPTIONS"]["assume_role"] = APP
    connection.close()


def become_oneself() -> None:
    """Lay the role down, for whoever removes the database afterwards."""
    if connection.settings_dict["OPTIONS"].pop("assume_role", None):
        connection.close()
