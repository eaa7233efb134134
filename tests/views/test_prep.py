"""The preparation sheet: one screen before a talk."""

from datetime import date, time
from textwrap import dedent

from kontaktjournal.domain.contact import (
    Answer,
    Birthday,
    Contact,
    Entry,
    EntryKind,
    Permission,
    Promise,
)
from kontaktjournal.domain.dossier import Dossier
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.prep import SCREEN, prep_lines
from kontaktjournal.views.terminal import render
from kontaktjournal.views.words import Frame

MONDAY = date(2026, 11, 23)
SETTINGS = Settings()
FRAME = Frame(Catalogue("de"), SETTINGS, MONDAY, 80)


def prepared(contact: Contact, texts: tuple[tuple[Entry, str], ...] = (), story: str = "") -> str:
    dossier = Dossier(assess(contact, MONDAY, SETTINGS), texts, story=story)
    return "\n" + render(prep_lines(dossier, FRAME), colour=False)


def talk(day: date, title: str = "", kind: EntryKind = EntryKind.TALK) -> Entry:
    return Entry(day, kind, channel="Zoom", title=title)


def test_a_sheet_holds_what_to_have_in_mind() -> None:
    texts = (
        (talk(date(2026, 12, 1), "Termin"), ""),
        (talk(date(2026, 11, 17), kind=EntryKind.ATTEMPT), ""),
        (talk(date(2026, 10, 12), "zweites Ladenlokal"), "Vier Meter Schaufenster."),
        (
            talk(date(2026, 8, 31)),
            "Die Gesellin hat gekündigt, der Lehrling ist gut. Mehr dazu später.",
        ),
        (talk(date(2024, 3, 21), "Leipzig"), ""),
        (talk(date(2023, 3, 21), "ganz früher"), ""),
    )
    anna = Contact(
        "kontakte/anna-mueller.md",
        "Anna Müller",
        status="pflege",
        next=When(MONDAY, time(14, 30)),
        step="nach dem Laden fragen",
        moment="zweiter Laden",
        birthday=Birthday(12, 4, 1979),
        phone=("+49 221 555 0171",),
        email=("anna@example.org",),
        consent=(Permission("email", Answer.NO),),
        role="Inhaberin",
        entries=tuple(entry for entry, _ in texts),
        promises=(Promise("Mappe schicken"), Promise("sie: Grundriss kopieren", mine=False)),
    )

    assert prepared(anna, texts, "Leipzig, Halle 3.\nSehr laut.") == dedent("""
        Vor dem Gespräch: Anna Müller · Pflege
        Inhaberin

        Nächstes Gespräch     heute 14:30
        Schritt               nach dem Laden fragen
        Versuche              1 Versuch bisher
        Telefon               ? +49 221 555 0171 · Erlaubnis offen
        E-Mail                ✗ anna@example.org · nicht erlaubt
        Geburtstag            Fr 04.12. – wird 47 · in 11 Tagen
        Gemeinsame Story      Leipzig, Halle 3.
        Moment                zweiter Laden
        Von mir versprochen   Mappe schicken
        Von Anna versprochen  Grundriss kopieren

        Die letzten Gespräche
          Mo 12.10.  Zoom: zweites Ladenlokal
          Mo 31.08.  Zoom: Die Gesellin hat gekündigt, der Lehrling ist gut. Mehr dazu…
          Do 21.03.2024  Zoom: Leipzig

        Was hat sich seit dem letzten Mal geändert? Woran merken Sie es?
        Was kostet es Sie, wenn es bleibt? Was wäre gelöst? Wer entscheidet mit?
        Wann reden wir wieder?
        """)


def test_who_was_never_talked_to_has_only_what_is_presumed() -> None:
    uwe = Contact("kontakte/uwe-kern.md", "Uwe Kern", status="anbahnung",
                  hooks=("Messebau in Leipzig",), birthday=Birthday(12, 24))  # fmt: skip

    said = prepared(uwe)

    assert "Gemeinsame Story   noch offen – das zeigt nur das Gespräch\n" in said
    assert "Vermutet           Messebau in Leipzig\n" in said
    assert "Noch kein Gespräch.\n" in said
    assert "Geburtstag" not in said


def test_too_much_for_a_screen_is_shortened_and_counted() -> None:
    numbers = tuple(f"+49 221 555 01{n:02}" for n in range(12))
    promises = tuple(Promise(f"Heft {n} schicken, " + "und zwar bald " * 9) for n in range(9))
    talks = tuple(talk(date(2026, 11, day)) for day in (20, 16, 9))
    ada = Contact("kontakte/ada.md", "Ada Lenz", phone=numbers, promises=promises,
                  entries=talks, step="Preis nennen",
                  story=tuple(f"Begegnung {n}" for n in range(6)))  # fmt: skip

    said = prepared(ada, tuple((entry, "") for entry in talks)).splitlines()[1:]

    assert len(said) <= SCREEN
    assert said[4:7] == [
        "Telefon              ? +49 221 555 0100 · Erlaubnis offen",
        "                     ? +49 221 555 0101 · Erlaubnis offen",
        "                     ? +49 221 555 0102 · Erlaubnis offen · … 9 weitere",
    ]
    assert [line for line in said if line.startswith("Von mir versprochen  Heft 0 schicken")]
    assert [line for line in said if line.endswith("zwar bald…")]
    assert not [line for line in said if "Was hat sich" in line]
