"""Stylesheets, icons and fonts as the server sends them: copied, named by their content, packed; only when changed."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

NOTE = ".collected"


def state(sources: list[Path]) -> str:
    """A hash of every file's place and content."""
    digest = hashlib.sha256()
    for source in sources:
        for place in sorted(path for path in source.rglob("*") if path.is_file()):
            digest.update(f"{place.relative_to(source).as_posix()}\0{place.stat().st_size}\0".encode())
            digest.update(place.read_bytes())
    return digest.hexdigest()


def are_current(target: Path, sources: list[Path]) -> bool:
    """Whether what stands in the data folder was made from these sources."""
    note = target / NOTE
    return note.is_file() and note.read_text(encoding="ascii") == state(sources)


def collect(target: Path, sources: list[Path]) -> bool:
    """Make them anew beside and put them in place at once; False when they were current."""
    if are_current(target, sources):
        return False
    from django.contrib.staticfiles.management.commands.collectstatic import Command
    from django.core.management import call_command
    from whitenoise.storage import CompressedManifestStaticFilesStorage

    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    old = target.with_name(f".{target.name}.old.{os.getpid()}")
    try:
        command = Command()
        command.storage = CompressedManifestStaticFilesStorage(location=fresh)
        call_command(command, interactive=False, verbosity=0)
        (fresh / NOTE).write_text(state(sources), encoding="ascii")
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return True
