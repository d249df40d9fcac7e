"""What the documents say of the packs is so."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from sonae_core.packs import load
from sonae_core.packs.costs import UNITS_OF_BASIS
from sonae_core.packs.shelf import FILES
from sonae_core.packs.units import UNITS
from tests.core.packs.conftest import Workshop

DOCS = Path(__file__).parents[3] / "docs"


def test_the_measure_of_the_how_to_can_be_added_as_it_stands(packs: Workshop) -> None:
    text = (DOCS / "how-to" / "add-a-measure.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- measures/example.yaml -->\n *```yaml\n(.*?)```", text, re.DOTALL)
    assert found
    (packs.root / "measures" / "example.yaml").write_text(textwrap.dedent(found[1]), encoding="utf-8")
    assert packs.findings() + packs.findings("unused") == []
    assert load(packs.root).measures["privacy_screen"].effects[0].path == "takeout"


def test_the_product_of_the_how_to_can_be_added_as_it_stands(packs: Workshop) -> None:
    text = (DOCS / "how-to" / "add-a-product.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- cover/example.yaml -->\n *```yaml\n(.*?)```", text, re.DOTALL)
    assert found
    (packs.root / "cover" / "example.yaml").write_text(textwrap.dedent(found[1]), encoding="utf-8")
    assert packs.findings() + packs.findings("unused") == []
    assert load(packs.root).products["d"].label == "架空の例。実在の商品ではありません"


def test_the_question_of_the_how_to_can_be_added_as_it_stands(packs: Workshop) -> None:
    text = (DOCS / "how-to" / "add-a-question.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- questions/example.yaml -->\n *```yaml\n(.*?)```", text, re.DOTALL)
    assert found
    (packs.root / "questions" / "zz_example.yaml").write_text(textwrap.dedent(found[1]), encoding="utf-8")
    assert packs.findings() + packs.findings("unused") == []
    assert load(packs.root).questions["night_shift"].rates[0].path == "remote_access"


def test_the_fact_of_the_how_to_is_the_one_in_the_packs() -> None:
    text = (DOCS / "how-to" / "correct-a-fact.md").read_text(encoding="utf-8")
    found = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert found
    lines = textwrap.dedent(found[1]).strip()
    kept = (DOCS.parent / "src" / "sonae_knowledge" / "costs" / "lines.yaml").read_text(encoding="utf-8")
    assert textwrap.indent(lines, "  ") in kept


def test_the_reference_names_every_family_unit_and_basis() -> None:
    text = (DOCS / "reference" / "packs.md").read_text(encoding="utf-8")
    for name in (*UNITS, *UNITS_OF_BASIS):
        assert f"`{name}`" in text, name
    for family in FILES:
        assert f"`{family}/`" in text, family


def test_the_change_log_knows_the_version() -> None:
    pack = load()
    text = (DOCS.parent / "src" / "sonae_knowledge" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {pack.version} ({pack.date})" in text
