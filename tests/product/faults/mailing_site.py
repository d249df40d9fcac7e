"""Settings of a site with one form more, whose every submission queues a mail; and one that plants a fault there."""

from __future__ import annotations

from sonae.config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.product.faults.mailing_urls"
