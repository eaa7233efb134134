"""Keys of one's own that a query asks for: one that nobody has may be a slip."""

import pytest

from asked import MONDAY, person
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.query.search import had_by_nobody, own_keys
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.query.parse import QueryReader


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("Hobby:segeln -(plz:any or hobby:x) sort:Rating", ["hobby", "plz", "rating"]),
        ("name:a ort:b fällig:heute is:due sort:last sort:urgency sort:datum text", []),
    ],
)
def test_the_keys_of_one_s_own_are_known(query: str, keys: list[str]) -> None:
    assert own_keys(QueryReader(Settings(), MONDAY).read(query)) == keys


def test_a_key_that_somebody_has_is_no_slip() -> None:
    anna = person("Anna", others=(("Lieblings-Farbe", ""), ("plz", "50667")))

    dues = [assess(anna, MONDAY, Settings())]

    assert had_by_nobody(["lieblings_farbe", "hobby", "plz"], dues) == ["hobby"]
