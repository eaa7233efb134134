"""A query in words, as it was understood."""

from datetime import date

import pytest

from kontaktjournal.domain.query.fields import FIELDS
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.notation.query.names import WORDS
from kontaktjournal.notation.query.parse import QueryReader
from kontaktjournal.views.explained import explained_lines
from kontaktjournal.views.terminal import render
from kontaktjournal.views.words import Frame

MONDAY = date(2026, 11, 23)
SETTINGS = Settings(views={"kalt": "status:pflege last:..-6m", "leer": ""})


def explained(query: str, language: str = "de", columns: int = 80) -> str:
    frame = Frame(Catalogue(language), SETTINGS, MONDAY, columns)
    lines = explained_lines(QueryReader(SETTINGS, MONDAY).read(query), frame)
    return render(lines, colour=False)


def test_a_tree_is_told_line_by_line() -> None:
    told = explained("@kalt (+messe or laden*) -fit:no,open sort:last-,name limit:5")

    assert told == (
        "alles davon:\n"
        "  @kalt: alles davon:\n"
        "    Status: Pflege\n"
        "    Zuletzt: bis Sa 23.05.2026\n"
        "  mindestens eines davon:\n"
        "    Schlagworte: „messe“\n"
        "    Text: „laden…“\n"
        "  nicht: Passt: nein oder offen\n"
        "sortiert nach: Zuletzt (rückwärts), dann Name\n"
        "höchstens 5 Kontakte\n"
        "= @kalt (tags:messe or laden*) -fit:no,open sort:last- sort:name limit:5\n"
    )


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", "everybody"),
        ("@leer", "@leer: everybody"),
        ("city:none", "City: is missing"),
        ("city:any", "City: is given"),
        ("next:nie", "Next: none, on purpose"),
        ("due:heute", "Due: Mon 23 Nov 2026"),
        ("due:heute..", "Due: from Mon 23 Nov 2026"),
        ("attempts:1..3", "Attempts: 1 to 3"),
        ("value:..4.800", "Value: until 4800"),
        ("every:6w", "Rhythm: every 6 weeks"),
        ("consent:phone,nein", "Consent: phone yes or no"),
        ("consent:fax", "Consent: fax yes"),
        ("has:task,story", "has: an open promise or Story"),
        ("is:due", "is: due"),
        ("status:vip", 'Stage: "vip"'),
        ("hobby:segeln", 'hobby: "segeln"'),
        ("not (city:x name:y)", "not: all of these:"),
    ],
)
def test_every_kind_of_term_has_words(query: str, told: str) -> None:
    assert explained(query, "en").splitlines()[0] == told


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_field_and_every_word_is_said_in_the_user_s_language(language: str) -> None:
    say = Catalogue(language)
    labelled = {
        field
        for field in FIELDS
        if any(f"{kind}.{field}" in say for kind in ("explain.field", "column", "label"))
    }
    unsaid = [
        f"{field}:{word}"
        for field, words in WORDS.items()
        for word in set(words.values())
        if f"explain.{field}.{word}" not in say
    ]

    assert FIELDS.keys() - labelled == {"text"}
    assert unsaid == []


def test_no_line_is_wider_than_the_terminal() -> None:
    told = explained("-(org:" + "x" * 90 + " or hobby:y) " + "wort " * 20, columns=40)

    assert max(map(len, told.splitlines())) <= 40
