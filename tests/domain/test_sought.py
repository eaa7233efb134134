"""Whoever is to be forgotten is found in texts and on lists, and nobody else."""

from collections.abc import Callable
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.names import strip_marks, transliterate
from kontaktjournal.domain.sought import Sought
from kontaktjournal.domain.traces import Kind, Person

ANNA = Contact(
    path="kontakte/anna-mueller.md",
    name="Dr. Anna Müller",
    uid="k7f3q2m9xw",
    aliases=("Anna", "Anna Schmidt"),
    phone=("+49 221 555 0171",),
    email=("anna@example.org",),
    url=("https://www.linkedin.com/in/anna-m/", "https://buero.example.org"),
)
SOUGHT = Sought(Person(ANNA))


def found(text: str) -> list[tuple[int, str]]:
    return [*SOUGHT.found_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Müller", "anna mueller", "ANNA MULLER", "Müller, Anna", "Dr. Anna Müller",
        "Anna Müllers Laden", "Anna  Müller!", "Anna Mu\u0308ller",
    ],
)  # fmt: skip
def test_a_name_is_found_in_all_its_spellings(text: str) -> None:
    assert found(f"x\n{text}") == [(2, "Dr. Anna Müller")]


def test_a_name_is_found_where_a_line_breaks_in_it() -> None:
    assert found("mit Anna\nMüller") == [(1, "Dr. Anna Müller")]


@pytest.mark.parametrize("text", ["Hanna Müller", "Anna Müllerin", "Anna", "Anna und Müller", ""])
def test_another_name_is_not_found(text: str) -> None:
    assert not found(text)


def test_another_name_of_hers_is_found() -> None:
    assert found("einst Anna Schmidt") == [(1, "Anna Schmidt")]


@pytest.mark.parametrize(
    "text",
    [
        "+49 221 555 0171", "0221/5550171", "(0221) 555-0171", "+49 (0) 221 / 555 0171",
        "0049221 5550171", "tel:+492215550171",
    ],
)  # fmt: skip
def test_a_number_is_found_however_it_is_spelled(text: str) -> None:
    assert found(text) == [(1, "+49 221 555 0171")]


@pytest.mark.parametrize("text", ["+49 221 555 01712", "10221 555 0171", "2215550171", "555 0171"])
def test_another_number_is_not_found(text: str) -> None:
    assert not found(text)


def test_address_file_and_uid_are_found() -> None:
    text = "an Anna@Example.org\nUID:k7f3q2m9xw@kontaktjournal\nkontakte/anna-mueller.md"

    assert found(text) == [(1, "anna@example.org"), (2, "k7f3q2m9xw"), (3, "anna-mueller")]


@pytest.mark.parametrize("text", ["hanna@example.org", "anna@example.org.au", "anna-mueller-2"])
def test_another_address_or_file_is_not_found(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    ("card", "kind"),
    [
        (Card("Anna Müller", email=("anna@example.org",)), Kind.ROW),
        (Card("A. Müller", phone=("0221 5550171",)), Kind.ROW),
        (Card("", email=("ANNA@example.org",)), Kind.ROW),
        (Card("Anna Weber", url=("http://de.linkedin.com/in/Anna-M",)), Kind.ROW),
        (Card("Bernd Beispiel", url=("https://buero.example.org",)), None),
        (Card("Mueller, Anna"), Kind.NAMESAKE),
        (Card("Bernd Beispiel", phone=("0221 5550171",)), Kind.SHARED),
        (Card("Bernd Beispiel", email=("bernd@example.org",)), None),
        (Card(""), None),
    ],
)
def test_a_row_is_hers_or_perhaps_somebody_else(card: Card, kind: Kind | None) -> None:
    assert SOUGHT.kind_of(Listed("listen/x.csv", 2, "k", card)) == kind


def test_a_row_that_is_meant_is_hers_whatever_it_says() -> None:
    sought = Sought(Person(ANNA, frozenset({("listen/x.csv", "#1")})))

    assert sought.kind_of(Listed("listen/x.csv", 2, "#1", Card("Jonas"))) is Kind.ROW
    assert sought.kind_of(Listed("listen/y.csv", 2, "#1", Card("Jonas"))) is None


def test_nothing_is_found_of_whom_nothing_is_known() -> None:
    assert not [*Sought(Person(Contact(path="", name=""))).found_in("irgendwas")]


NAMES = st.lists(
    st.text(st.sampled_from("aeonsulrkäöüßéøå'-"), min_size=1, max_size=8), min_size=2, max_size=3
).map(" ".join)


@given(
    NAMES, st.sampled_from(["NFC", "NFD", "NFKD"]), st.sampled_from([strip_marks, transliterate])
)
def test_every_spelling_of_a_name_passes_the_quick_look(
    name: str, form: str, fold: Callable[[str], str]
) -> None:
    sought = Sought(Person(Contact(path="kontakte/x.md", name=name)))

    for text in (name, name.upper(), normalize("NFD", name), fold(name)):
        assert (sought._any is None) or sought._glimpses(f"mit {text} am Montag")
