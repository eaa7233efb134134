"""Which link dials a number."""

import pytest

from kontaktjournal.domain.telephone import dialled


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("+49 221 555 0171", "tel:+492215550171"),
        ("+49 (0)221 555-0171", "tel:+492215550171"),
        ("0049 221 5550171", "tel:+492215550171"),
        ("0221 / 555 01 71", "tel:02215550171"),
        ("0171 555 0199 (privat)", "tel:01715550199"),
        ("Mobil: 0171 555 0199", "tel:01715550199"),
        ("auf Anfrage", ""),
        ("112", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_number_is_dialled_as_far_as_it_is_one(text: str, href: str) -> None:
    assert dialled(text) == href
