"""What is sealed opens under its own key at its own place, and not when a single bit of it was changed."""

from __future__ import annotations

import pytest

from sonae.audit.sealing import NONCE_BYTES, UnreadableError, new_key, seal, unseal

WORDS = "みほん商店".encode()
PLACE = "log/1/values"


def test_what_was_sealed_opens_again():
    key = new_key()
    assert unseal(key, seal(key, WORDS, place=PLACE), place=PLACE) == WORDS


def test_no_bit_of_it_can_be_changed():
    key = new_key()
    sealed = seal(key, WORDS, place=PLACE)
    for place in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(UnreadableError):
            unseal(key, bytes(changed), place=PLACE)


@pytest.mark.parametrize("length", [0, 1, NONCE_BYTES, NONCE_BYTES + 15, -1])
def test_a_part_of_it_opens_nothing(length):
    key = new_key()
    with pytest.raises(UnreadableError):
        unseal(key, seal(key, WORDS, place=PLACE)[:length], place=PLACE)


def test_neither_another_key_nor_another_place_opens_it():
    key = new_key()
    sealed = seal(key, WORDS, place=PLACE)
    for other, place in ((new_key(), PLACE), (key, "log/2/values")):
        with pytest.raises(UnreadableError):
            unseal(other, sealed, place=place)


def test_the_same_words_are_never_sealed_alike():
    key = new_key()
    sealed = [seal(key, WORDS, place=PLACE) for _ in range(1000)]
    assert len({each[:NONCE_BYTES] for each in sealed}) == len(set(sealed)) == 1000


def test_keys_have_256_bits():
    assert {len(new_key()) for _ in range(20)} == {32}
