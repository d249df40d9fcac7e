"""Stylesheets and icons are made again only when they changed, all at once, and every page finds what it names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from sonae.config import static_files
from sonae.config.settings import PRODUCT

SOURCES = [PRODUCT / "static"]
NAMED = re.compile(r"{%\s*static\s+['\"]([^'\"]+)['\"]")


def test_they_are_collected_once(tmp_path):
    target = tmp_path / "static"
    assert static_files.collect(target, SOURCES)
    assert static_files.are_current(target, SOURCES)
    assert not static_files.collect(target, SOURCES)
    assert (target / "staticfiles.json").is_file()
    assert [place.name for place in tmp_path.iterdir()] == ["static"]


def test_a_change_is_seen_and_the_old_ones_stay_until_the_new_are_whole(tmp_path, monkeypatch):
    target = tmp_path / "static"
    static_files.collect(target, SOURCES)
    (target / static_files.NOTE).write_text("other", encoding="ascii")
    assert not static_files.are_current(target, SOURCES)

    def full_disk(*args, **more):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.management.call_command", full_disk)
        with pytest.raises(OSError, match="No space"):
            static_files.collect(target, SOURCES)
    assert (target / "staticfiles.json").is_file()
    assert [place.name for place in tmp_path.iterdir()] == ["static"]
    assert static_files.collect(target, SOURCES)


def test_every_file_that_a_page_names_is_there():
    named = {
        (page.name, name)
        for folder in settings.TEMPLATES[0]["DIRS"]
        for page in Path(folder).rglob("*.html")
        for name in NAMED.findall(page.read_text(encoding="utf-8"))
    }
    assert named
    assert not [(page, name) for page, name in named if finders.find(name) is None]
