"""People for a running site, made by a process of their own beside it, and the links by which they begin."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.browser.server import ROOT

_STAFF = """
import django; django.setup()
from datetime import UTC, datetime
from sonae.accounts.actions import links
from sonae.accounts.models import Link
from sonae.tenancy.models import Agency
from sonae.tenancy.permissions import Role
from tests.factories.agencies import make_agency, make_member, make_person
agency = Agency.objects.filter(slug="aozora").first() or make_agency(slug="aozora")
person = make_person("架空 花子")
person.email = person.email.replace("@", f".{person.pk.hex[:6]}@"); person.save()
make_member(agency, Role.OWNER, person=person)
print(links.issue(user=person, kind=Link.Kind.RECOVERY, at=datetime.now(UTC)))
"""


def link_of_new_owner(folder: Path) -> str:
    """The path of the link by which the owner of an invented agency begins, on the site of this folder."""
    environ = {
        **os.environ,
        "SONAE_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "sonae.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "PYTHONUTF8": "1",
    }
    environ.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", _STAFF], cwd=ROOT, env=environ, capture_output=True, encoding="utf-8", check=True
    )
    return f"/account/link/{done.stdout.split()[-1]}/"
