"""The same agency as that of the tests of customers."""

from __future__ import annotations

from tests.product.customers.conftest import agency, customer, desk, inside, manager, staff, stranger

__all__ = ["agency", "customer", "desk", "inside", "manager", "staff", "stranger"]
