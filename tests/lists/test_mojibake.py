"""UTF-8 that was written as if each byte were a letter."""

import pytest

from kontaktjournal.lists.mojibake import mended, mending_of


def mangled(text: str) -> str:
    return text.encode().decode("latin-1")


@pytest.mark.parametrize(
    "name", ["Jürgen Müller", "Weiß", "Zoë – Brandt", "Łukasz", "王芳", "Eva 🌻", "Anna"]
)
def test_a_name_of_a_raw_export_is_mended(name: str) -> None:
    assert mending_of([mangled("Jörg"), mangled("Ömer"), mangled(name)])(mangled(name)) == name


@pytest.mark.parametrize(
    ("half", "whole"),
    [
        ("Zo\u00c3\u00ab \u2013 x", "Zoë – x"),
        ("J\u00c3\u00bcrgen \u00e4", "Jürgen ä"),
        ("Wei\u00c3", "Wei\u00c3"),
        ("Wei\u00c3\u0178", "Wei\u00c3\u0178"),
        ("Müßig", "Müßig"),
        ("ÄÖÜ", "ÄÖÜ"),
        ("Fußgänger", "Fußgänger"),
    ],
)
def test_what_is_no_utf8_stays(half: str, whole: str) -> None:
    assert mended(half) == whole


def test_names_rightly_written_stay_even_where_one_looks_mangled() -> None:
    names = ["Jürgen Müller", "Spaß»", "Café Weiß", "CAFÉ®"]

    mend = mending_of([*names, "Anna Roth", "Jörg"])

    assert [mend(name) for name in names] == names


def test_one_letter_beyond_latin_1_tells_that_a_list_is_rightly_written() -> None:
    mend = mending_of(["CAFÉ®", "Łukasz", "Spaß»"])

    assert mend("CAFÉ®") == "CAFÉ®"


def test_one_name_cut_off_within_a_letter_does_not_keep_a_list_mangled() -> None:
    names = [mangled("Jürgen"), mangled("Jörg"), mangled("Weiß")[:-1]]

    mend = mending_of(names)

    assert [mend(name) for name in names] == ["Jürgen", "Jörg", "Wei\u00c3"]


@pytest.mark.parametrize("names", [[], ["Anna"], ["Jürgen"]])
def test_where_nothing_is_mangled_nothing_is_mended(names: list[str]) -> None:
    assert mending_of(names)(mangled("Jürgen")) == mangled("Jürgen")
