"""A decision below an entry that stands in the file: one line more, every other byte as it was."""

from datetime import date

import pytest

from kontaktjournal.domain.contact import Decision, Entry, EntryKind
from kontaktjournal.domain.errors import Conflict
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.edit.editor import Editor
from kontaktjournal.notation.parse import Reader

PATH = "kontakte/anna.md"
MONDAY = date(2026, 11, 23)
LINE = "angebot · 2026-11-27"
SETTINGS = Settings()


def entries_of(text: str) -> tuple[Entry, ...]:
    contact = Reader(SETTINGS).read(text.encode(), PATH).contact
    assert contact is not None
    return contact.entries


def talk_in(text: str) -> Entry:
    return next(entry for entry in entries_of(text) if entry.day == MONDAY)


def decided(text: str, entry: Entry | None = None, line: str = LINE) -> str:
    data = Editor(SETTINGS).add_decision(text.encode(), entry or talk_in(text), line, path=PATH)
    return data.decode()


PLACES = {
    "a head alone": (
        "# Anna\n\n## 2026-11-23 Zoom\n",
        "# Anna\n\n## 2026-11-23 Zoom\n\n→ angebot · 2026-11-27\n",
    ),
    "no final newline": (
        "## 2026-11-23 Zoom",
        "## 2026-11-23 Zoom\n\n→ angebot · 2026-11-27",
    ),
    "text below it": (
        "## 2026-11-23 Zoom\n\nLang.\n\n## 2026-11-16 Zoom\n",
        "## 2026-11-23 Zoom\n\nLang.\n\n→ angebot · 2026-11-27\n\n## 2026-11-16 Zoom\n",
    ),
    "an older entry right below": (
        "## 2026-11-23 Zoom\n## 2026-11-16 Zoom\n",
        "## 2026-11-23 Zoom\n→ angebot · 2026-11-27\n## 2026-11-16 Zoom\n",
    ),
    "text without blank lines": (
        "## 2026-11-23 Zoom\nLang.\n## 2026-11-16 Zoom\n",
        "## 2026-11-23 Zoom\nLang.\n→ angebot · 2026-11-27\n## 2026-11-16 Zoom\n",
    ),
    "promises": (
        "## 2026-11-23 Zoom\n\n- [ ] Mappe 📅 2026-11-27\n",
        "## 2026-11-23 Zoom\n\n- [ ] Mappe 📅 2026-11-27\n\n→ angebot · 2026-11-27\n",
    ),
    "code that says the same": (
        "## 2026-11-23 Zoom\n\n    → kunde\n",
        "## 2026-11-23 Zoom\n\n    → kunde\n\n→ angebot · 2026-11-27\n",
    ),
    "an item": (
        "## Log\n- 2026-11-23 — Call: short\n- 2026-11-16 — Call\n",
        "## Log\n- 2026-11-23 — Call: short\n  → angebot · 2026-11-27\n- 2026-11-16 — Call\n",
    ),
    "an item with text": (
        "## Log\n\n- 2026-11-23 Zoom\n  Lang.\n\n- 2026-11-16 Zoom\n",
        "## Log\n\n- 2026-11-23 Zoom\n  Lang.\n  → angebot · 2026-11-27\n\n- 2026-11-16 Zoom\n",
    ),
    "an indented item": (
        "## Log\n  * 2026-11-23 Zoom\n",
        "## Log\n  * 2026-11-23 Zoom\n    → angebot · 2026-11-27\n",
    ),
    "line ends of Windows": (
        "# Anna\r\n\r\n## 2026-11-23 Zoom\r\n\r\nLang.\r\n",
        "# Anna\r\n\r\n## 2026-11-23 Zoom\r\n\r\nLang.\r\n\r\n→ angebot · 2026-11-27\r\n",
    ),
    "a byte order mark": (
        "\ufeff## 2026-11-23 Zoom\n",
        "\ufeff## 2026-11-23 Zoom\n\n→ angebot · 2026-11-27\n",
    ),
    "a section behind it": (
        "## 2026-11-23 Zoom\n\nLang.\n\n## Story\n\nMesse.\n",
        "## 2026-11-23 Zoom\n\nLang.\n\n→ angebot · 2026-11-27\n\n## Story\n\nMesse.\n",
    ),
    "a heading inside it": (
        "## 2026-11-23 Zoom\n\n### Preis\n\n800\n\n## 2026-11-16\n",
        "## 2026-11-23 Zoom\n\n### Preis\n\n800\n\n→ angebot · 2026-11-27\n\n## 2026-11-16\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), PLACES.values(), ids=PLACES)
def test_an_entry_ends_with_its_decision(before: str, after: str) -> None:
    assert decided(before) == after
    assert talk_in(after).decision == Decision("angebot", None, When(date(2026, 11, 27)))


def test_a_row_of_a_table_is_never_written() -> None:
    table = "## Log\n\n| 2026-11-23 | Call | short |\n"

    assert decided(table) == table


def test_an_entry_is_found_wherever_it_stands_by_now() -> None:
    before = "## 2026-11-23 Zoom\n"
    after = "# Anna\n\n## 2026-11-24 Mail\n\n## 2026-11-23 Zoom\n"

    assert decided(after, talk_in(before)) == f"{after}\n→ {LINE}\n"


def test_of_two_alike_it_is_the_nearest() -> None:
    twice = "## 2026-11-23 Zoom\n\n## 2026-11-23 Zoom\n"
    first, second = entries_of(twice)

    assert decided(twice, first) == f"## 2026-11-23 Zoom\n\n→ {LINE}\n\n## 2026-11-23 Zoom\n"
    assert decided(twice, second) == f"{twice}\n→ {LINE}\n"


@pytest.mark.parametrize(
    "now",
    ["# Anna\n", "## 2026-11-23 Zoom: Titel\n", "## 2026-11-23 Zoom\n\n→ pflege\n"],
)
def test_an_entry_that_is_another_one_by_now_is_left_alone(now: str) -> None:
    entry = Entry(MONDAY, EntryKind.TALK, channel="Zoom")

    with pytest.raises(Conflict, match=r"refusal\.changed"):
        decided(now, entry)


def test_where_a_fence_never_closed_would_hide_it_it_is_refused() -> None:
    with pytest.raises(Conflict, match=r"refusal\.unsafe_entry"):
        decided("## 2026-11-23 Zoom\n\n```\nnever closed\n")


def test_an_arrow_may_stand_before_it() -> None:
    assert decided("## 2026-11-23 Zoom\n", line="→ kunde") == "## 2026-11-23 Zoom\n\n→ kunde\n"
