"""Codes for the second step hold enough chance, and no two are alike."""

from __future__ import annotations

import base64
from math import log2

from sonae.accounts.codes import ALPHABET, BACKUP_CODES, BACKUP_LETTERS, new_backup_codes, new_seed, normal


def test_a_backup_code_has_at_least_forty_bits():
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert log2(len(ALPHABET)) * BACKUP_LETTERS >= 40
    codes = [normal(code) for code in new_backup_codes()]
    assert {len(code) for code in codes} == {BACKUP_LETTERS}
    assert set("".join(codes)) <= set(ALPHABET)


def test_codes_are_made_anew_each_time():
    codes = [code for _ in range(50) for code in new_backup_codes()]
    assert len(codes) == len(set(codes)) == 50 * BACKUP_CODES


def test_the_seed_of_an_app_has_160_bits():
    seeds = {new_seed() for _ in range(200)}
    assert len(seeds) == 200
    assert {len(base64.b32decode(seed)) for seed in seeds} == {20}
