"""``sonae serve`` of the site with the planted fault: ``python -m tests.product.faults.planted_cli serve``."""

from __future__ import annotations

import sys

from sonae.cli import serve
from sonae.cli.__main__ import main

if __name__ == "__main__":
    serve.SETTINGS = "tests.product.faults.planted"
    sys.exit(main())
