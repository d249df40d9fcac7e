"""From answers to the company file that the engine is asked: the one place where the two meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sonae.assessments.sheet import pack

UNCLASSIFIED = "T"
OF_CERTIFICATE = "ご加入の保険"
"""What a policy is called that was put together from the figures of a certificate."""
_COMPANY = ("name", "operating_profit", "continuing_costs")
_MONEY = ("cash", "budget", "policy_limit", "policy_retention", "policy_waiting_hours")


def company_file(answers: Mapping[str, Any]) -> dict[str, Any]:
    """COMPANY.yaml as a mapping. What nobody knows is left out, or taken from the packs where the engine needs it."""
    employees, sales = size(answers)
    known = {name: value for name, value in answers.items() if value is not None}
    company = {"industry": known.get("industry", UNCLASSIFIED), "employees": employees, "sales": sales}
    company.update({name: known[name] for name in _COMPANY if name in known})
    asked = [name for name, question in pack().questions.items() if question.company_field is None]
    found: dict[str, Any] = {"company": company, "answers": {name: known[name] for name in asked if name in known}}
    if "budget" in known:
        found["budget"] = {"first_year": known["budget"]}
    if "cash" in known:
        found["cash"] = known["cash"]
    if (policy := simple_policy(known)) is not None:
        found["policy"] = policy
    return found


def size(answers: Mapping[str, Any]) -> tuple[int, int]:
    """Employees and yearly sales, from the packs where they are not known."""
    facts = pack()
    employees = answers.get("employees")
    if employees is None:
        employees = round(facts.point("employees_default"))
    sales = answers.get("sales")
    if sales is None:
        sales = round(facts.point("sales_per_employee_default") * max(employees, 1))
    return int(employees), int(sales)


def guessed(answers: Mapping[str, Any]) -> list[str]:
    """Questions whose answer the packs had to guess, although the engine needs it."""
    return [name for name in ("industry", "employees", "sales") if answers.get(name) is None]


def simple_policy(known: Mapping[str, Any]) -> dict[str, Any] | None:
    """A policy from the three figures of a certificate: one limit of the year over liability, costs and standstill.

    What those figures do not tell stands in the packs (``Certificate``).
    """
    limit = known.get("policy_limit")
    if not limit:
        return None
    facts, retention = pack(), known.get("policy_retention", 0)
    certificate = facts.certificate
    elsewhere = {*certificate.liability, *certificate.not_counted, certificate.stop}
    costs = [name for name, line in facts.lines.items() if line.insurable and name not in elsewhere]
    sections: list[dict[str, Any]] = [
        {"id": "liability", "lines": _texts(certificate.liability), "retention": retention, "limit": limit},
        {"id": "costs", "lines": costs, "retention": retention, "limit": limit},
    ]
    if "policy_waiting_hours" in known:
        stop = {
            "id": "stop",
            "lines": _texts([certificate.stop]),
            "waiting_hours": known["policy_waiting_hours"],
            "max_hours": round(facts.point(certificate.max_hours)),
            "limit": limit,
        }
        sections.append(stop)
    return {"product": OF_CERTIFICATE, "aggregate_limit": limit, "sections": sections}


def _texts(names: Sequence[str]) -> list[str]:
    """Names of the packs as the plain text that a company file holds."""
    return [str(name) for name in names]
