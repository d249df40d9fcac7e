"""The two ways to run the tests: the quick set every time, and ``--all``, where nothing may be left out.

Under ``--all`` a sample (marked ``short``) gives way to the test that does the same whole.
"""

from __future__ import annotations

from collections.abc import Generator

import pytest
from hypothesis import settings
from hypothesis.internal.conjecture import providers

# The same examples on every machine: a red run can be made again, and a green one means the same everywhere. Hypothesis
# also draws from the numbers that stand in the modules that happen to be imported, which depends on what else runs.
settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")
providers._get_local_constants = lambda: providers._local_constants


def pytest_addoption(parser: pytest.Parser) -> None:
    said = "run tests marked full instead of their samples, and count every skip as a failure"
    parser.addoption("--all", action="store_true", help=said)


LONGEST = ("test_no_request_is_lost.py", "test_both_databases.py", "test_a_killed_server_loses_nothing.py")
"""Begun first, so that no process works alone at the end."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONGEST)
    if "full" in str(config.getoption("markexpr")):
        return
    left_out = "short" if config.getoption("--all") else "full"
    kept = [item for item in items if item.get_closest_marker(left_out) is None]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    expected = hasattr(report, "wasxfail")
    if item.config.getoption("--all") and report.skipped and not expected:
        _fail(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if collector.config.getoption("--all") and report.skipped:
        _fail(report)
    return report


def _fail(report: pytest.TestReport | pytest.CollectReport) -> None:
    reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"left out, though everything was asked for: {reason}"
