"""A company whose policies an agency writes down, and another agency."""

from __future__ import annotations

from tests.product.customers.conftest import agency, customer, desk, inside, staff, stranger

__all__ = ["agency", "customer", "desk", "inside", "staff", "stranger"]
