"""Decisions and promises inside entries, in every spelling (3.4, E10, D10)."""

from datetime import date, time

import pytest

from kontaktjournal.domain.contact import Contact, Decision, Promise
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader, Reading

READER = Reader(Settings())
DEZ_7 = When(date(2026, 12, 7))
SIX_WEEKS = Cadence(6, Unit.WEEK)


def reading(body: str) -> Reading:
    return READER.read(body.encode(), "anna-mueller.md")


def contact(body: str) -> Contact:
    found = reading(body).contact
    assert found is not None
    return found


def decision(text: str) -> Decision | None:
    return contact(f"# Anna\n\n## 2026-11-23 Telefonat\n\n{text}\n").entries[0].decision


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("→ pflege", Decision("pflege")),
        ("-> pflege", Decision("pflege")),
        ("=> pflege", Decision("pflege")),
        ("→pflege", Decision("pflege")),
        ("- → pflege", Decision("pflege")),
        ("  -> Pflegen", Decision("pflege")),
        ("→ Gespräch", Decision("gespraech")),
        ("→ closed-won", Decision("kunde")),
        ("→ ablegen", Decision("ablage")),
        ("→ weiter", Decision(None)),
        ("→ bleibt", Decision(None)),
        ("→ pflege · 2026-12-07", Decision("pflege", None, DEZ_7)),
        ("→ pflege · alle 6 Wochen", Decision("pflege", SIX_WEEKS)),
        ("→ pflege · alle 6 Wochen · 2026-12-07 · Laden ansehen",
         Decision("pflege", SIX_WEEKS, DEZ_7, "Laden ansehen")),
        ("→ pflege, alle 6 Wochen, 2026-12-07, Laden ansehen",
         Decision("pflege", SIX_WEEKS, DEZ_7, "Laden ansehen")),
        ("-> pflege; 7.12.2026; Laden | Erzählspur",
         Decision("pflege", None, DEZ_7, "Laden | Erzählspur")),
        ("→ angebot | 2026-12-07 14:30 | Preis nennen",
         Decision("angebot", None, When(date(2026, 12, 7), time(14, 30)), "Preis nennen")),
        ("→ 2026-12-07 · nachfassen", Decision(None, None, DEZ_7, "nachfassen")),
        ("→ weiter · nächste Woche melden", Decision(None, None, None, "nächste Woche melden")),
        ("→ ablage · kein Bedarf, 2026-12-07", Decision("ablage", None, None,
                                                        "kein Bedarf, 2026-12-07")),
        ("→ pflege · fragen, wie es lief; dann sehen", Decision(
            "pflege", None, None, "fragen, wie es lief; dann sehen")),
        ("→ pflege, , mit [[rich|Marlene]] reden,", Decision(
            "pflege", None, None, "mit [[rich|Marlene]] reden")),
        ("→ pflege · Mappe ;\u00a0\r", Decision("pflege", None, None, "Mappe")),
        ("→ pflege # später mehr", Decision("pflege")),
        ("entscheidung: pflege", Decision("pflege")),
        ("Decision: nurture", Decision("pflege")),
        ("entscheidung: pflege · 2026-12-07", Decision("pflege", None, DEZ_7)),
        ("next: 2026-12-07", Decision(None, None, DEZ_7)),
        ("entscheidung: angebot\nnext: 2026-12-07 14:30",
         Decision("angebot", None, When(date(2026, 12, 7), time(14, 30)))),
        ("next: 2026-12-07\n\nentscheidung: angebot", Decision("angebot", None, DEZ_7)),
        ("dauer: 25 min\nentscheidung:: pflege", Decision("pflege")),
        ("nächster Schritt: 2026-12-07", Decision(None, None, DEZ_7)),
    ],
)  # fmt: skip
def test_a_decision_is_read(line: str, expected: Decision) -> None:
    assert decision(line) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Wir reden weiter → pflege", "-> ruft sie morgen an", "→ 3 · mal sehen", "→", "→ ·",
        "> → pflege", "```\n→ pflege\n```", "<!-- → pflege -->", "    → pflege", "\t→ pflege",
        "Ein Satz.\nentscheidung: pflege", "--> pflege", "next: bald",
    ],
)  # fmt: skip
def test_what_decides_nothing_is_no_decision(text: str) -> None:
    assert decision(text) is None


def test_of_two_decisions_in_an_entry_the_first_counts() -> None:
    assert decision("→ pflege\n→ kunde") == Decision("pflege")


def test_a_decision_below_an_item_belongs_to_it() -> None:
    body = "## Log\n\n- 2026-11-23 Zoom\n  → pflege · 2026-12-07\n- 2026-11-02 Mail\n"

    assert [entry.decision for entry in contact(body).entries] == [
        Decision("pflege", None, DEZ_7),
        None,
    ]


def test_a_decision_outside_of_entries_is_none() -> None:
    assert contact("# Anna\n\n→ pflege\n").entries == ()


# --- promises ------------------------------------------------------------------------------

NOV_27 = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Mappe schicken 📅 2026-11-27", "Mappe schicken"),
        ("Mappe schicken 📅2026-11-27", "Mappe schicken"),
        ("Mappe schicken due:: 2026-11-27", "Mappe schicken"),
        ("Mappe schicken [due:: 2026-11-27]", "Mappe schicken"),
        ("Mappe schicken (due:: 2026-11-27)", "Mappe schicken"),
        ("Mappe schicken due: 2026-11-27", "Mappe schicken"),
        ("Mappe schicken @2026-11-27", "Mappe schicken"),
        ("Mappe @2026-11-27 schicken", "Mappe schicken"),
        ("Mappe schicken (bis 27.11.2026)", "Mappe schicken"),
        ("Mappe schicken (by 2026-11-27)", "Mappe schicken"),
        ("2026-11-27 Mappe schicken", "Mappe schicken"),
        ("**2026-11-27**: Mappe schicken", "Mappe schicken"),
        ("27.11.2026 – Mappe schicken", "Mappe schicken"),
        ("📅 2026-11-27", ""),
    ],
)
def test_the_date_of_a_promise_is_read_and_taken_out(line: str, text: str) -> None:
    (promise,) = contact(f"# Anna\n\n## 2026-11-23 Zoom\n\n- [ ] {line}\n").promises

    assert promise == Promise(text, NOV_27, mine=True, kept=False, line=5)


@pytest.mark.parametrize(
    "line",
    ["Mappe schicken", "Mappe für 2027 planen", "a@example.org fragen", "siehe 2026-11-27",
     "Termin bis 27.11."],
)  # fmt: skip
def test_a_promise_may_have_no_date(line: str) -> None:
    (promise,) = contact(f"# Anna\n\n- [ ] {line}\n").promises

    assert promise == Promise(line, None, line=3)


@pytest.mark.parametrize(
    "line", ["Mappe 📅 2026-02-30", "2026-02-30 Mappe", "Mappe (bis 31.2.2026)"]
)
def test_an_impossible_date_in_a_promise_is_told(line: str) -> None:
    read = reading(f"# Anna\n\n- [ ] {line}\n")

    assert [(one.line, one.code) for one in read.problems] == [(3, "W215")]
    assert read.contact is not None
    assert read.contact.promises[0].due is None


@pytest.mark.parametrize(
    ("mark", "kept"), [(" ", False), ("/", False), ("x", True), ("X", True), ("-", True)]
)
def test_a_ticked_promise_is_kept(mark: str, *, kept: bool) -> None:
    (promise,) = contact(f"# Anna\n\n* [{mark}] Mappe schicken\n").promises

    assert promise.kept == kept


@pytest.mark.parametrize(
    "text",
    ["sie: schickt den Vertrag", "Er: ruft an", "ihr : schickt", "they: send", "she: calls",
     "he: calls", "Anna: ruft an", "anna: ruft an", "Anna : ruft an", "📅 2026-11-27 sie: ruft"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["Anna Müller", "Müller, Anna"])
def test_what_they_promised_is_theirs(name: str, text: str) -> None:
    (promise,) = contact(f"# {name}\n\n- [ ] {text}\n").promises

    assert not promise.mine


@pytest.mark.parametrize(
    "text", ["Siegfried: anrufen", "Anna anrufen", "Jonas: fragen", "er ruft"]
)
def test_every_other_promise_is_mine(text: str) -> None:
    (promise,) = contact(f"# Anna Müller\n\n- [ ] {text}\n").promises

    assert promise.mine


@pytest.mark.parametrize(
    "body", ["```\n- [ ] x\n```\n", "> - [ ] x\n", "<!-- - [ ] x -->\n", "- []x"]
)
def test_a_box_in_code_a_quote_or_a_comment_is_no_promise(body: str) -> None:
    assert contact(f"# Anna\n\n{body}").promises == ()
