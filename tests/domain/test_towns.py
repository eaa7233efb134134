"""A town is the same with its postcode and without; another town of the name is another one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.towns import Town, is_same_town, town_of


@pytest.mark.parametrize(
    "text",
    ["Köln", " köln ", "Koeln", "KOLN", "50667 Köln", "D-50667 Köln", "D 50667 Koeln",
     "DE-50823 Köln", "D - 50667 Köln", "50667, Köln", "Köln, 50667", "Köln 50667",
     "Köln (50667)", "Köln (D-50667)", "51103 KÖLN"],
)  # fmt: skip
def test_a_town_is_the_same_however_it_is_written(text: str) -> None:
    assert is_same_town(text, "Köln")
    assert is_same_town("50667 Köln", text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Köln", "Kolne"),
        ("50667 Köln", "50667 Bonn"),
        ("50667 Köln", ""),
        ("", ""),
        # Of towns of one name, the postcode tells which it is.
        ("60311 Frankfurt", "15230 Frankfurt"),
        ("67433 Neustadt", "01844 Neustadt"),
        ("Ulm", "Neu-Ulm"),
        ("Homburg", "Bad Homburg"),
        # A postcode alone is no town, nor is a number that is none.
        ("50667", "50668"),
        ("50667", "50667 Köln"),
        ("Köln 5", "Köln"),
        ("Köln 506677", "Köln"),
        ("Bezirk 1010", "1010 Wien"),
    ],
)
def test_another_town_is_another_one(one: str, other: str) -> None:
    assert not is_same_town(one, other)
    assert not is_same_town(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("01067 Dresden", "1309 Dresden"),
        ("A-1010 Wien", "1220 Wien"),
        ("CH-8001 Zürich", "Zuerich"),
        ("110 00 Praha", "Praha"),
        ("00-950 Warszawa", "Warszawa"),
        ("10115 Berlin", "14199 Berlin"),
        ("50667", "50667"),
    ],
)
def test_codes_of_one_town_may_differ(one: str, other: str) -> None:
    assert is_same_town(one, other)


def test_a_town_without_a_name_is_what_is_written() -> None:
    assert town_of(" 50667 ") == Town("50667")


TEXTS = st.lists(
    st.sampled_from(["50667", "D-", "Köln", "KOELN", " ", "(", ")", ",", "1010", "Neu-", "a"]),
    max_size=6,
).map("".join)


@given(TEXTS | st.text(), TEXTS | st.text())
def test_it_is_the_same_from_both_sides_and_as_itself(one: str, other: str) -> None:
    assert is_same_town(one, other) == is_same_town(other, one)
    assert is_same_town(one, one) == bool(one.strip())
