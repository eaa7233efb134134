"""The agenda as people read it (4.3)."""

from collections.abc import Iterable
from datetime import date, time
from textwrap import dedent

import pytest

from kontaktjournal.domain.agenda import Sheet, View, cut, plan
from kontaktjournal.domain.contact import (
    Answer,
    Birthday,
    Contact,
    Entry,
    EntryKind,
    Permission,
    Promise,
)
from kontaktjournal.domain.due import Bucket, assess
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import AgendaSettings, Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.agenda import agenda_lines, brief_lines
from kontaktjournal.views.terminal import render
from kontaktjournal.views.words import Frame

MONDAY = date(2026, 11, 23)
SETTINGS = Settings()
EVERY_COMMAND = frozenset({"edit", "log", "moment", "qualify", "search", "spread"})

JONAS = Contact(
    "kontakte/jonas-weber.md",
    "Jonas Weber",
    status="angebot",
    next=When(date(2026, 11, 20)),
    phone=("+49 221 555 0142",),
    entries=(Entry(date(2026, 11, 2), EntryKind.TALK, channel="Zoom"),),
    promises=(
        Promise("Konzept schicken", date(2026, 11, 20)),
        Promise("er: Bilder heraussuchen", date(2026, 11, 27), mine=False),
    ),
)
PETRA = Contact(
    "kontakte/petra-voss.md",
    "Petra Voss",
    status="anbahnung",
    next=When(date(2026, 11, 19)),
    phone=("+49 30 555 0177",),
    entries=tuple(Entry(date(2026, 11, day), EntryKind.ATTEMPT) for day in (4, 10, 17)),
)
ANNA = Contact(
    "kontakte/anna-mueller.md",
    "Anna Müller",
    status="pflege",
    next=When(MONDAY, time(14, 30)),
    phone=("+49 221 555 0171",),
    email=("anna@example.org",),
    story=("Buchmesse Leipzig 2024",),
    moment="zweiter Laden (Frühjahr)",
    consent=(Permission("email", Answer.NO),),
)
ILSE = Contact(
    "kontakte/ilse-brandt.md",
    "Ilse Brandt",
    status="pflege",
    every=Cadence(6, Unit.WEEK),
    entries=(Entry(date(2026, 10, 12), EntryKind.TALK, channel="Treffen"),),
)
KARL = Contact(
    "kontakte/karl-ott.md",
    "Karl Ott",
    status="kunde",
    birthday=Birthday(11, 23, 1966),
    phone=("+49 211 555 0199",),
)
MIA = Contact(
    "kontakte/mia-sommer.md",
    "Mia Sommer",
    status="gespraech",
    next=When(date(2026, 11, 20)),
    entries=(Entry(date(2026, 11, 20), EntryKind.TALK, channel="Zoom"),),
)
UWE = Contact("kontakte/uwe-kern.md", "Uwe Kern", status="anbahnung")
TOM = Contact("kontakte/tom-lang.md", "Tom Lang", status="gespraech", unreadable=True)
TOMS_PROBLEM = Problem(TOM.path, 4, 7, "E102", values=(("key", "next"), ("word", "bald")))
AHEAD = [
    Contact(f"kontakte/spaeter-{day}-{n}.md", f"Ada {day}{n}", status="gespraech",
            next=When(date(2026, 11, day), time(10) if day == 24 else None))
    for day, count in ((24, 1), (26, 2), (27, 1)) for n in range(count)
]  # fmt: skip
GERMAN = Frame(Catalogue("de"), SETTINGS, MONDAY, 80, EVERY_COMMAND)
ENGLISH = GERMAN._replace(say=Catalogue("en"), columns=90)
BARE = GERMAN._replace(commands=frozenset())
EVERYBODY = [TOM, JONAS, PETRA, ANNA, ILSE, KARL, MIA, UWE, *AHEAD]


def sheet_of(contacts: Iterable[Contact], view: View, settings: Settings = SETTINGS) -> Sheet:
    return cut(plan(contacts, MONDAY, settings), view, settings.agenda.per_day)


def agenda(
    contacts: Iterable[Contact],
    view: View = View(),  # noqa: B008  # frozen
    frame: Frame = GERMAN,
    next_up: Contact | None = None,
) -> str:
    lines = agenda_lines(
        sheet_of(contacts, view, frame.settings),
        frame,
        problems={TOM.path: [TOMS_PROBLEM]},
        next_up=assess(next_up, MONDAY, frame.settings) if next_up else None,
    )
    return "\n" + render(lines, colour=False)


def text(expected: str) -> str:
    return dedent(expected)


def test_a_monday_reads_as_the_specification_shows_it() -> None:
    assert agenda(EVERYBODY) == text("""
        Montag, 23. November 2026 · KW 48             5 fällig · 2 ohne nächsten Schritt

        Nicht lesbar
         !  kontakte/tom-lang.md:4  next: bald – kein Datum (z. B. 2026-11-30)
              journal edit tom-lang
        Überfällig
         1  Jonas Weber   Angebot    Fr 20.11. (3 T)  ☎ +49 221 555 0142
              zuletzt Zoom 02.11. · Zusage offen: Konzept schicken (20.11.)
         2  Petra Voss    Anbahnung  Do 19.11. (4 T)  ☎ +49 30 555 0177
              3 Versuche bisher
        Heute
         3  Anna Müller   Pflege     14:30            ☎ +49 221 555 0171  ✉ nein
              Story: Buchmesse Leipzig 2024 · Moment: zweiter Laden (Frühjahr)
         4  Ilse Brandt   Pflege     alle 6 Wochen    ☎ – · zuletzt Treffen 12.10.
         5  Karl Ott      Kunde      Geburtstag (60)  ☎ +49 211 555 0199
        Ohne nächsten Schritt
         6  Mia Sommer    Gespräch   Zoom am 20.11. geführt – wie geht's weiter?
              journal log 6 --to …
         7  Uwe Kern      Anbahnung  nie gesprochen, kein Termin
        Nächste 7 Tage: 4 Gespräche (Di 1 · Do 2 · Fr 1)           journal agenda --week
        """)


def test_what_is_overdue_needs_no_heading() -> None:
    overdue = View(buckets=(Bucket.OVERDUE,))

    assert agenda(EVERYBODY, overdue, ENGLISH) == text("""
        Monday, 23 November 2026 · week 48                                               2 overdue
         1  Jonas Weber   Offer     Fri 20 Nov (3 d)  ☎ +49 221 555 0142
              last Zoom 2 Nov · open promise: Konzept schicken (20 Nov)
         2  Petra Voss    Approach  Thu 19 Nov (4 d)  ☎ +49 30 555 0177 · 3 attempts so far
        """)


def test_a_narrow_terminal_cuts_nothing() -> None:
    assert agenda([TOM, ANNA, MIA], frame=GERMAN._replace(columns=40)) == text("""
        Montag, 23. November 2026 · KW 48
        1 fällig · 1 ohne nächsten Schritt

        Nicht lesbar
         !  kontakte/tom-lang.md:4
              next: bald – kein Datum (z. B.
              2026-11-30)
              journal edit tom-lang
        Heute
         1  Anna Müller
            Pflege · 14:30 · ☎ +49 221 555 0171
            ✉ nein
            Story: Buchmesse Leipzig 2024
            Moment: zweiter Laden (Frühjahr)
        Ohne nächsten Schritt
         2  Mia Sommer
            Gespräch
            Zoom am 20.11. geführt – wie geht's
            weiter?    journal log 2 --to …
        Nächste 7 Tage: nichts vereinbart
        """)


def test_the_week_shows_what_comes_with_its_date() -> None:
    month = Contact("kontakte/ida.md", "Ida Falk", status="angebot", step="Preis nennen",
                    next=When(date(2026, 12, 1), whole_month=True))  # fmt: skip

    assert agenda([AHEAD[0], month], View(days=10)) == text("""
        Montag, 23. November 2026 · KW 48                                    2 demnächst

        Demnächst
         1  Ada 240       Gespräch  Di 24.11. 10:00  ☎ –
         2  Ida Falk      Angebot   Dez. 2026        ☎ – · Schritt: Preis nennen
        """)


def test_one_day_is_shown_under_its_own_date() -> None:
    assert agenda(EVERYBODY, View(on=date(2026, 11, 27))) == text("""
        Freitag, 27. November 2026 · KW 48                                      1 fällig
         1  Ada 270       Gespräch  Fr 27.11.  ☎ –
        """)


@pytest.mark.parametrize(
    ("commands", "expected"),
    [
        (
            {"qualify"},
            """
            Heute ist niemand fällig. Nächstes Gespräch: Do 26.11. Ilse Brandt.
              8 Plätze frei – journal qualify schlägt Gesprächspartner vor.
            """,
        ),
        (
            set(),
            """
            Heute ist niemand fällig. Nächstes Gespräch: Do 26.11. Ilse Brandt.
              8 Plätze frei.
            """,
        ),
    ],
)
def test_a_free_day_says_who_is_next(commands: set[str], expected: str) -> None:
    ilse = Contact(ILSE.path, ILSE.name, status="pflege", next=When(date(2026, 11, 26)))

    said = agenda([ilse], frame=GERMAN._replace(commands=frozenset(commands)), next_up=ilse)

    assert said == text(expected)


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View(buckets=(Bucket.OVERDUE,)), "Niemand ist überfällig."),
        (View(days=3), "In den nächsten 3 Tagen ist niemand fällig.\n  8 Plätze frei."),
        (View(on=date(2026, 11, 29)), "Am So 29.11.2026 ist niemand fällig."),
    ],
)
def test_where_nobody_is_due_the_question_is_answered(view: View, expected: str) -> None:
    assert agenda([], view, BARE) == f"\n{expected}\n"


def test_a_day_without_calls_still_shows_what_lacks_a_step() -> None:
    assert agenda([UWE]) == text("""
        Montag, 23. November 2026 · KW 48                        1 ohne nächsten Schritt

        Heute ist niemand fällig.
          8 Plätze frei – journal qualify schlägt Gesprächspartner vor.
        Ohne nächsten Schritt
         1  Uwe Kern      Anbahnung  nie gesprochen, kein Termin
        Nächste 7 Tage: nichts vereinbart
        """)


def test_what_the_cap_hides_is_said() -> None:
    one_a_day = Settings(agenda=AgendaSettings(per_day=1, week_preview=False))

    said = agenda([JONAS, PETRA, KARL], frame=GERMAN._replace(settings=one_a_day))

    assert said == text("""
        Montag, 23. November 2026 · KW 48                                       3 fällig

        Überfällig
         1  Jonas Weber   Angebot  Fr 20.11. (3 T)  ☎ +49 221 555 0142
              zuletzt Zoom 02.11. · Zusage offen: Konzept schicken (20.11.)
        … 2 weitere fällig (journal agenda --all). Zu viel für einen Tag? journal spread
        """)


@pytest.mark.parametrize(
    ("commands", "orphans", "moments"),
    [
        (
            EVERY_COMMAND,
            "    4 in Pflege ohne Termin: journal list is:orphan",
            "1 wartet auf den richtigen Moment: journal moment",
        ),
        (
            frozenset[str](),
            "    4 in Pflege ohne Termin: journal agenda --all",
            "1 wartet auf den richtigen Moment",
        ),
    ],
)
def test_many_who_only_wait_are_one_line(
    commands: frozenset[str], orphans: str, moments: str
) -> None:
    quiet = [Contact(f"kontakte/{n}.md", f"Person {n}", status="pflege") for n in range(4)]
    patient = Contact("kontakte/eva.md", "Eva Lind", status="pflege", moment="neuer Chef")

    said = agenda([*quiet, patient], frame=GERMAN._replace(commands=commands)).splitlines()

    assert said[-4:-1] == ["Ohne nächsten Schritt", orphans, moments]


def test_no_command_is_suggested_that_does_not_exist() -> None:
    said = agenda(EVERYBODY, frame=BARE)

    assert "journal edit" not in said
    assert "journal log" not in said
    assert "journal agenda --week" in said


def test_a_broken_date_does_not_hide_another_one() -> None:
    promised = Contact(TOM.path, TOM.name, status="gespraech", unreadable=True,
                       promises=(Promise("anrufen", date(2026, 11, 20)),),
                       phone=("+49 211 555 0136",))  # fmt: skip

    said = agenda([promised], frame=BARE).splitlines()

    assert said[-3:-1] == [
        " !  kontakte/tom-lang.md:4  next: bald – kein Datum (z. B. 2026-11-30)",
        "      Tom Lang, trotzdem fällig: Fr 20.11. (3 T) · ☎ +49 211 555 0136",
    ]


@pytest.mark.parametrize(
    ("attempts", "said"),
    [(1, "1 Versuch bisher"), (4, "4 Versuche bisher"),
     (5, "5 Versuche ohne Gespräch – ablegen?")],
)  # fmt: skip
def test_after_enough_attempts_filing_is_proposed(attempts: int, said: str) -> None:
    tried = tuple(Entry(date(2026, 11, day), EntryKind.ATTEMPT) for day in range(1, attempts + 1))
    petra = Contact(PETRA.path, PETRA.name, status="anbahnung", next=PETRA.next, entries=tried)

    assert said in agenda([petra])


def test_a_number_that_must_not_be_called_says_so_before_it() -> None:
    contact = Contact("kontakte/ada.md", "Ada Lenz", status="kunde", next=When(MONDAY),
                      phone=("+49 221 555 0101",),
                      consent=(Permission("phone", Answer.NO),))  # fmt: skip

    assert "heute  ☎ nein +49 221 555 0101" in agenda([contact])


@pytest.mark.parametrize(
    ("due", "shown"),
    [
        (When(date(2026, 11, 20), time(9)), "Fr 20.11. (3 T)"),
        (When(date(2025, 11, 20)), "Do 20.11.2025 (368 T)"),
        (When(date(2026, 11, 1), whole_month=True), "Nov. 2026 (22 T)"),
        (When(MONDAY), "heute"),
    ],
)
def test_a_date_is_as_short_as_it_can_be(due: When, shown: str) -> None:
    contact = Contact("kontakte/ada.md", "Ada Lenz", status="kunde", next=due)

    assert f"Kunde  {shown}  ☎" in agenda([contact])


def test_reasons_that_the_date_does_not_tell_stand_below() -> None:
    contact = Contact(
        "kontakte/ada.md",
        "Ada Lenz",
        status="pflege",
        next=When(MONDAY, time(9)),
        birthday=Birthday(11, 23),
        promises=(
            Promise("Heft schicken", MONDAY),
            Promise("Ada: Bilder suchen", date(2026, 11, 20), mine=False),
            Promise("irgendwann anrufen"),
        ),
    )

    assert agenda([contact]).splitlines()[4:-1] == [
        " 1  Ada Lenz      Pflege  09:00  ☎ –",
        "      Geburtstag · Zusage offen: Heft schicken (23.11.)",
        "      Ada hat versprochen: Bilder suchen (20.11.)",
    ]


def test_a_step_that_repeats_a_promise_or_the_moment_is_not_said_twice() -> None:
    contact = Contact("kontakte/ada.md", "Ada Lenz", status="pflege", next=When(MONDAY),
                      moment="neuer Laden", step="neuer Laden")  # fmt: skip

    said = agenda([contact])

    assert said.count("neuer Laden") == 1


def test_a_file_name_cannot_smuggle_a_command_into_the_hint() -> None:
    evil = Contact("kontakte/x; rm -rf ~.md", "Tom", unreadable=True)

    assert "journal edit 'x; rm -rf ~'" in agenda([evil])


def test_in_brief_every_row_is_one_line() -> None:
    sheet = sheet_of([TOM, JONAS, MIA], View())

    said = render(brief_lines(sheet, GERMAN, problems={TOM.path: [TOMS_PROBLEM]}), colour=True)

    assert said.splitlines() == [
        "! kontakte/tom-lang.md:4  next: bald – kein Datum (z. B. 2026-11-30)",
        "Jonas Weber · Angebot · Fr 20.11. (3 T) · ☎ +49 221 555 0142",
        "Mia Sommer · Gespräch · Zoom am 20.11. geführt – wie geht's weiter? · ☎ –",
    ]


def test_in_brief_a_free_day_is_silent() -> None:
    assert brief_lines(sheet_of([], View()), GERMAN, problems={}) == []
