"""Names as people write them on platforms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.lists.names import full_name


@pytest.mark.parametrize(
    ("given_name", "family", "name"),
    [
        ("Zoë", "Brandt", "Zoë Brandt"),
        ("Zoë", "Brandt, Ph.D.", "Zoë Brandt"),
        ("Zoë", "Brandt, PhD, MBA", "Zoë Brandt"),
        ("Zoë", "Brandt, CFA", "Zoë Brandt"),
        ("Zoë", "Brandt,", "Zoë Brandt"),
        ("Jonas 🚀", "Weber", "Jonas Weber"),
        ("🇩🇪 Jonas", "👩🏽‍💻 Weber ✔️", "Jonas Weber"),
        ("Jonas", "Weber ★☆", "Jonas Weber"),
        ("Dr. Eva", "von der Au", "Dr. Eva von der Au"),
        ("", "Roth", "Roth"),
        ("Eva", "", "Eva"),
        ("", "", ""),
        ("🌻", "", ""),
        ("Eva  Maria", " Roth", "Eva Maria Roth"),
        ("D’Arcy-Jane", "O'Neil (Köln)", "D’Arcy-Jane O'Neil (Köln)"),
        ("小明", "王", "小明 王"),
        ("आरती", "सिंह", "आरती सिंह"),
    ],
)
def test_a_name_is_without_signs_and_degrees(given_name: str, family: str, name: str) -> None:
    assert full_name(given_name, family) == name


@pytest.mark.parametrize("name", ["Roth, Sabine", "ROTH, UTE", "Roth, Sabine, MBA", "Roth, v. d."])
def test_what_may_be_a_name_behind_a_comma_stays(name: str) -> None:
    assert full_name(name) == name


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_two_words_are_ever_a_traceback(given_name: str, family: str) -> None:
    name = full_name(given_name, family)

    assert name == " ".join(name.split())
