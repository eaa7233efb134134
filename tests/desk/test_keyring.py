"""Rows are found by their keys, however many there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.desk import keyring
from kontaktjournal.desk.keyring import Keyring

KEYS = st.sampled_from([f"person{number}@example.org" for number in range(12)])
ROWS = st.lists(st.tuples(KEYS, st.integers(0, 1 << 40), st.sampled_from(["", "Zoë", "Uwe Kern"])))


@given(ROWS, st.integers(1, 4))
def test_the_last_row_of_a_key_is_found(rows: list[tuple[str, int, str]], at_hand: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyring, "_AT_HAND", at_hand)
        ring = Keyring()
        for key, line, name in rows:
            ring.add(key, line, name)

    wanted = {key: (line, name) for key, line, name in rows}
    for key in [*wanted, "nobody@example.org"]:
        assert (key in ring) is (key in wanted)
        assert (ring.line(key), ring.name(key)) == wanted.get(key, (None, ""))
