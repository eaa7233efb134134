"""One contact as people read it (4.6)."""

from datetime import date, time
from textwrap import dedent

import pytest

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
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.contact import contact_lines
from kontaktjournal.views.terminal import render
from kontaktjournal.views.words import Frame

MONDAY = date(2026, 11, 23)
SETTINGS = Settings()
GERMAN = Frame(Catalogue("de"), SETTINGS, MONDAY, 80)

JONAS = Contact("kontakte/jonas-weber.md", "Jonas Weber")
UWE = Contact("kontakte/uwe-kern.md", "Uwe Kern")
TALK = Entry(date(2026, 10, 12), EntryKind.TALK, None, "Zoom", 40, "ein zweites Ladenlokal")
ANNA = Contact(
    "kontakte/anna-mueller.md",
    "Anna Müller",
    uid="k7f3q2m9xw",
    status="pflege",
    next=When(MONDAY, time(14, 30)),
    step="nach dem Laden fragen",
    every=Cadence(6, Unit.WEEK),
    created=date(2024, 3, 21),
    birthday=Birthday(12, 4, 1979),
    moment="zweiter Laden (Frühjahr)",
    story=("Buchmesse Leipzig 2024",),
    hooks=("kennt Jonas",),
    fit=Answer.YES,
    aliases=("Änni",),
    org=("Müller Buchbinderei",),
    role="Inhaberin",
    phone=("+49 221 555 0171",),
    email=("anna@example.org",),
    city="Köln",
    via=("jonas-weber",),
    source="Messe",
    tags=("person",),
    consent=(
        Permission("phone", Answer.YES, date(2024, 3, 21), "Messe, mündlich"),
        Permission("email", Answer.NO, date(2026, 5, 4)),
        Permission("post", Answer.OPEN),
    ),
    entries=(TALK,),
    promises=(
        Promise("Mappe schicken", date(2026, 11, 20)),
        Promise("Abzüge schicken", kept=True),
        Promise("Anna: Grundriss kopieren", date(2026, 11, 27), mine=False),
    ),
    others=(("hobby", "segeln"),),
)


def shown(
    contact: Contact, frame: Frame = GERMAN, *, everything: bool = False, **around: object
) -> str:
    dossier = Dossier(assess(contact, frame.today, SETTINGS), **around)  # type: ignore[arg-type]
    return "\n" + render(contact_lines(dossier, frame, everything=everything), colour=False)


ANNAS_TEXTS = ((TALK, "Vier Meter Schaufenster,\nzwei Straßen weiter.\n\n- [ ] Mappe\n→ pflege"),)


def test_a_contact_begins_with_what_is_next_and_what_is_shared() -> None:
    said = shown(
        ANNA, texts=ANNAS_TEXTS, links=(JONAS,), backlinks=(UWE,), story="Halle 3.\n\nSehr laut."
    )

    assert said == dedent("""
        Anna Müller · Pflege
        Inhaberin · Müller Buchbinderei · Köln

        Nächstes Gespräch     Fr 20.11. (3 T) · alle 6 Wochen
        Schritt               nach dem Laden fragen
        Moment                zweiter Laden (Frühjahr)
        Telefon               ✓ +49 221 555 0171 · erlaubt seit 21.03.2024 (Messe,
                              mündlich)
        E-Mail                ✗ anna@example.org · nicht erlaubt seit 04.05.2026
        Post                  ? Erlaubnis offen
        Geburtstag            Fr 04.12. – wird 47 · in 11 Tagen

        Gemeinsame Story      Buchmesse Leipzig 2024
                              Halle 3.
                              Sehr laut.
        Vermutet              kennt Jonas
        Passt es              passt

        Von mir versprochen   Mappe schicken (überfällig seit 20.11.)
        Von Anna versprochen  Grundriss kopieren (bis 27.11.)

        Zuletzt
        Mo 12.10. Zoom, 40 min: ein zweites Ladenlokal
          Vier Meter Schaufenster, zwei Straßen weiter.
          - [ ] Mappe
          → pflege

        Durch                 Jonas Weber
        Erwähnt bei           Uwe Kern
        Herkunft              Messe
        Angelegt              21.03.2024
        Datei                 kontakte/anna-mueller.md
        """)


@pytest.mark.parametrize(
    ("phone", "expected"),
    [(("0221 5550",), "Telefon            ✗ 0221 5550 · nicht erlaubt"),
     ((), "Einwilligung       ✗ nicht erlaubt")],
)  # fmt: skip
def test_a_word_for_every_channel_is_no_channel(phone: tuple[str, ...], expected: str) -> None:
    mia = Contact("kontakte/mia.md", "Mia", phone=phone, consent=(Permission("*", Answer.NO),))

    said = shown(mia).splitlines()

    assert expected in said
    assert "*" not in "".join(said)


def test_everything_adds_what_else_the_file_holds() -> None:
    said = shown(ANNA, everything=True, texts=ANNAS_TEXTS, links=(JONAS,), mentions=(UWE,))

    assert "Abzüge schicken (erledigt)" in said
    assert said.endswith(
        dedent("""
        Durch                 Jonas Weber
        Herkunft              Messe
        Angelegt              21.03.2024
        Datei                 kontakte/anna-mueller.md
        Auch genannt          Änni
        Schlagworte           person
        Kennung               k7f3q2m9xw
        Weitere Angaben       hobby: segeln
        Anderswo erwähnt      Uwe Kern
        """)
    )


def test_a_narrow_terminal_sets_labels_above_their_values() -> None:
    mia = Contact("kontakte/mia-sommer.md", "Mia Sommer", status="gespraech", phone=("0221 5550",))

    assert shown(mia, GERMAN._replace(say=Catalogue("en"), columns=40)) == dedent("""
        Mia Sommer · Conversation

        Next conversation
          no date
        Phone
          ? 0221 5550 · consent open

        Shared story
          still open – only a conversation will
          tell

        No conversation yet.

        File
          kontakte/mia-sommer.md
        """)


def test_the_last_three_entries_are_shown_and_the_others_counted() -> None:
    entries = tuple(Entry(date(2026, 11, day), EntryKind.TALK) for day in (20, 16, 9, 2))
    contact = Contact("kontakte/Mia Sommer.md", "Mia Sommer", entries=entries)
    texts = tuple((entry, "") for entry in entries)

    said = shown(contact, texts=texts).splitlines()
    in_full = shown(contact, everything=True, texts=texts)

    assert said[said.index("Zuletzt") + 1 :][:4] == [
        "Fr 20.11. Gespräch",
        "Mo 16.11. Gespräch",
        "Mo 09.11. Gespräch",
        "… 1 weiterer Eintrag (journal show 'Mia Sommer' --all)",
    ]
    assert "Mo 02.11. Gespräch" in in_full


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        (Contact("kontakte/a.md", "A", next=When(MONDAY, time(9))), "heute 09:00"),
        (
            Contact("kontakte/a.md", "A", next=When(date(2026, 12, 1), whole_month=True)),
            "Dez. 2026",
        ),
        (Contact("kontakte/a.md", "A", never=True), "bewusst ohne Termin"),
        (Contact("kontakte/a.md", "A", status="ablage", next=When(MONDAY)), "abgelegt"),
        (Contact("kontakte/a.md", "A", unreadable=True), "nicht zu lesen"),
        (
            Contact("kontakte/a.md", "A", status="gespraech", next=When(date(2026, 11, 20)),
                    entries=(Entry(date(2026, 11, 20), EntryKind.TALK),)),
            "Fr 20.11. – das Gespräch war schon",
        ),
        (Contact("kontakte/a.md", "A"), "kein Termin"),
    ],
)  # fmt: skip
def test_it_says_why_there_is_no_next_talk(contact: Contact, said: str) -> None:
    assert f"\nNächstes Gespräch  {said}\n" in shown(contact)


@pytest.mark.parametrize(
    ("birthday", "today", "said"),
    [
        (Birthday(11, 23, 1966), MONDAY, "Mo 23.11. – wird 60 · heute"),
        (Birthday(11, 24), MONDAY, "Di 24.11. · morgen"),
        (Birthday(12, 8, 1979), MONDAY, "08.12. – wird 47"),
        (Birthday(1, 2, 1980), date(2026, 12, 28), "Sa 02.01. – wird 47 · in 5 Tagen"),
        (Birthday(2, 29), date(2027, 2, 27), "So 28.02. · morgen"),
    ],
)
def test_a_birthday_tells_the_age_and_how_near_it_is(
    birthday: Birthday, today: date, said: str
) -> None:
    contact = Contact("kontakte/a.md", "A", birthday=birthday)

    assert f"Geburtstag         {said}\n" in shown(contact, GERMAN._replace(today=today))


def test_whoever_is_blocked_is_red_on_every_channel() -> None:
    contact = Contact("kontakte/a.md", "A", phone=("0221 5550",), blocked=True,
                      consent=(Permission("phone", Answer.YES, MONDAY, "mündlich"),))  # fmt: skip

    said = shown(contact)

    assert "✗ 0221 5550 · nicht erlaubt\n" in said
    assert "gesperrt: nicht kontaktieren" in said


def test_a_filed_contact_names_the_way_back_where_there_is_one() -> None:
    mia = Contact("kontakte/mia-sommer.md", "Mia Sommer", status="ablage")

    said = shown(mia, GERMAN._replace(commands=frozenset({"reopen"}))).splitlines()

    assert said[1:3] == [
        "Mia Sommer · Ablage",
        "Abgelegt. Wieder aufnehmen: journal reopen mia-sommer",
    ]
    assert "reopen" not in shown(mia)


def test_what_is_wrong_in_the_file_stands_below_it() -> None:
    tom = Contact("kontakte/tom-lang.md", "Tom Lang", status="gespraech", unreadable=True)
    problem = Problem(tom.path, 4, 7, "E102", values=(("key", "next"), ("word", "bald")))

    said = shown(tom, problems=(problem,))

    assert said.splitlines()[2] == (
        "Diese Datei ist nicht ganz lesbar; hier steht, was zu lesen war."
    )
    assert said.endswith(
        dedent("""
        Zu dieser Datei
          kontakte/tom-lang.md:4
            E102 next: bald – kein Datum (z. B. 2026-11-30) → ein Datum eintragen, oder
            nie für bewusst keines
        """)
    )


def test_code_and_tables_keep_their_lines_and_prose_flows() -> None:
    note = Entry(MONDAY, EntryKind.NOTE, title="Notiz")
    text = "Eins\nzwei\n\n```\na  b\n\nc\n```\ndrei\n| x | y |\n| 1 | 2 |\nvier\n"

    said = shown(Contact("kontakte/a.md", "A", entries=(note,)), texts=((note, text),))

    assert said[said.index("Notiz") :].splitlines()[:11] == [
        "Notiz",
        "  Eins zwei",
        "  ```",
        "  a  b",
        "",
        "  c",
        "  ```",
        "  drei",
        "  | x | y |",
        "  | 1 | 2 |",
        "  vier",
    ]
