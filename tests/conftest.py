"""The two ways to run the tests: the quick set every time, and ``--all``, where nothing may be left out.

Under ``--all`` a sample (marked ``short``) gives way to the test that does the same whole.
"""

from __future__ import annotations

import os
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
"""Begun first, each in a process of its own, so that no process works alone at the end."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "full" not in str(config.getoption("markexpr")):
        _leave_out(config, items)
    items[:] = _dealt(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def _leave_out(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = "short" if config.getoption("--all") else "full"
    gone = [item for item in items if item.get_closest_marker(left_out) is not None]
    config.hook.pytest_deselected(items=gone)
    items[:] = [item for item in items if item.get_closest_marker(left_out) is None]


def _dealt(items: list[pytest.Item], processes: int) -> list[pytest.Item]:
    """In an order in which every process begins with some of the longest: each gets the next so many, all alike."""
    longest = [item for item in items if item.path.name in LONGEST]
    others = [item for item in items if item.path.name not in LONGEST]
    dealt: list[pytest.Item] = []
    for number in range(processes):
        own = longest[number::processes]
        share = (len(items) - len(dealt)) // (processes - number) - len(own)
        dealt += own + others[: max(share, 0)]
        others = others[max(share, 0) :]
    return dealt + others


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
