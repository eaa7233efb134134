"""Keys of one's own that a query asks for."""

import pytest

from asked import MONDAY
from kontaktjournal.domain.query.search import own_keys
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
