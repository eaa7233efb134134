"""Consent in the columns of a table: understood for sure or left alone, and a no stays a no."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.contact import Answer, Permission
from kontaktjournal.notation.consent import read_consent
from kontaktjournal.notation.consent_columns import Heard, channel_of, hear
from kontaktjournal.notation.keys import Keys

CANONICAL = Keys({}).canonical
YES, NO, OPEN = Answer.YES, Answer.NO, Answer.OPEN
DOUBLE_OPT_IN = Permission("email", YES, date(2024, 3, 1), "Double-Opt-in")


def heard(**cells: str) -> Heard:
    return hear(((name.replace("_", " "), cell) for name, cell in cells.items()), CANONICAL)


@pytest.mark.parametrize(
    ("column", "channel"),
    [
        ("Consent", ""), ("Einwilligung", ""), ("Opt-in", ""),
        ("Einwilligung Telefon", "Telefon"), ("Einwilligung (E-Mail)", "E Mail"),
        ("Phone consent", "Phone"), ("Opt-in per SMS", "SMS"), ("Erlaubnis für Brief", "Brief"),
        ("Einwilligung Newsletter", None), ("Kunde", None), ("", None),
    ],
)  # fmt: skip
def test_a_column_tells_of_all_channels_or_of_one(column: str, channel: str | None) -> None:
    assert channel_of(column, CANONICAL) == channel


@pytest.mark.parametrize(
    "cell", ["no", "nein 2026-01-02", "phone", "email: no", "kein Newsletter"]
)
def test_what_one_column_says_stays_as_it_is(cell: str) -> None:
    found = heard(Consent=cell)

    assert found.said == cell
    assert found.columns == {"Consent"}
    assert found.consent == read_consent(cell, [])[0]


@pytest.mark.parametrize(
    "cell", ["siehe Vertrag", "DOI", "2024-03-01", "?", "-", "", "ja?", "email, Brieftaube"]
)
def test_what_is_not_understood_is_left_alone(cell: str) -> None:
    assert heard(Consent=cell) == Heard()


@pytest.mark.parametrize("cell", ["none", "Sperre", "kein Kontakt", "nie wieder"])
def test_whoever_is_not_to_be_contacted_at_all_is_not(cell: str) -> None:
    found = heard(Einwilligung_Telefon="ja", Consent=cell)

    assert (found.is_blocked, found.said) == (True, cell)
    assert found.columns == {"Consent"}


def test_a_column_of_blocks_blocks_in_words_a_file_is_read_by() -> None:
    found = heard(Sperre="ja, seit 2024")

    assert found.said == "none (Sperre: ja, seit 2024)"
    assert read_consent(found.said, []) == ((), True)
    assert heard(Sperre="nein") == Heard()


def test_a_box_of_a_spreadsheet_is_an_answer() -> None:
    assert heard(Einwilligung_Telefon="FALSCH").said == {"phone": "nein"}
    assert heard(Einwilligung_Telefon="WAHR").consent == (Permission("phone", YES),)


def test_of_columns_that_disagree_the_no_counts_and_the_other_is_left() -> None:
    found = heard(Consent="yes", Einwilligung="nein 2026-01-02", Erlaubnis_Telefon="ja")

    assert found.said == "no 2026-01-02"
    assert found.columns == {"Einwilligung"}


def test_columns_of_several_channels_stand_beside_what_was_proved() -> None:
    cells = (("Einwilligung Telefon", "nein"), ("Einwilligung Post", "ja 2024-01-05 Messe"))
    found = hear(cells, CANONICAL, (DOUBLE_OPT_IN,))

    assert found.said == {
        "email": "yes 2024-03-01 Double-Opt-in", "phone": "no", "post": "yes 2024-01-05 Messe",
    }  # fmt: skip
    assert found.columns == {"Einwilligung Telefon", "Einwilligung Post"}


def test_without_a_column_there_is_what_was_known_before() -> None:
    assert hear([("Rabatt", "10 %")], CANONICAL, (DOUBLE_OPT_IN,)) == Heard(
        (DOUBLE_OPT_IN,), said={"email": "yes 2024-03-01 Double-Opt-in"}
    )


_COLUMNS = st.sampled_from(["Consent", "Einwilligung", "Einwilligung Telefon", "Mail consent"])
_WORDS = st.sampled_from(
    ["no", "ja", "nein", "none", "offen", "abgelehnt", "Telefon", "email: no", "x", "kein Anruf",
     "nicht", "Nein danke", "FALSCH", "ja 2024-01-05", "widerrufen 2026-02-01", "siehe Akte"]
)  # fmt: skip


@given(st.dictionaries(_COLUMNS, _WORDS | st.text(max_size=8)))
def test_what_a_file_says_reads_as_it_was_heard_and_no_refusal_is_a_yes(
    cells: Mapping[str, str],
) -> None:
    found = hear(cells.items(), CANONICAL)

    said = found.said if isinstance(found.said, str) else {**found.said}
    read, blocked = read_consent(said, [])  # type: ignore[arg-type]  # a dict of texts is one
    assert blocked == found.is_blocked
    assert {one[:2] for one in read} == {one[:2] for one in found.consent}
    if "no" in (cells.get("Consent"), cells.get("Einwilligung")):
        assert YES not in {one.answer for one in found.consent}
