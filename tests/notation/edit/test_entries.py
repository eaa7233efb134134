"""A new entry: its place, its form, its lines; every other byte as it was (E13)."""

from datetime import date, time

import pytest
from markdown_it import MarkdownIt

from kontaktjournal.domain.contact import EntryKind, Promise
from kontaktjournal.domain.settings import EntryWords, Settings
from kontaktjournal.notation.edit.editor import Editor, NewEntry, titled
from kontaktjournal.notation.parse import Reader

MONDAY = date(2026, 11, 23)
CALL = NewEntry(MONDAY, channel="Anruf")
PLAIN = Settings()


def logged(text: str, entry: NewEntry = CALL, settings: Settings = PLAIN) -> str:
    return Editor(settings).insert_entry(text.encode(), entry, path="kontakte/anna.md").decode()


# --- where -------------------------------------------------------------------------------------

PLACES = {
    "an empty file": ("", "## 2026-11-23 Anruf\n"),
    "a name": ("# Anna\n", "# Anna\n\n## 2026-11-23 Anruf\n"),
    "no final newline": ("# Anna", "# Anna\n\n## 2026-11-23 Anruf"),
    "a head alone": (
        "---\nstatus: pflege\n---\n",
        "---\nstatus: pflege\n---\n\n## 2026-11-23 Anruf\n",
    ),
    "a head alone without final newline": (
        "---\nstatus: pflege\n---",
        "---\nstatus: pflege\n---\n\n## 2026-11-23 Anruf",
    ),
    "blank lines at the end": (
        "# Anna\n\n\n  ",
        "# Anna\n\n## 2026-11-23 Anruf\n\n\n  ",
    ),
    "behind the story": (
        "# Anna\n\n## Story\n\nMesse.\n",
        "# Anna\n\n## Story\n\nMesse.\n\n## 2026-11-23 Anruf\n",
    ),
    "newest on top": (
        "# Anna\n\n## 2026-11-16 Zoom\n\nText\n\n## 2026-10-12 Zoom\n",
        "# Anna\n\n## 2026-11-23 Anruf\n\n## 2026-11-16 Zoom\n\nText\n\n## 2026-10-12 Zoom\n",
    ),
    "oldest on top": (
        "## 2026-10-12 Zoom\n\n## 2026-11-16 Zoom\n\nText\n",
        "## 2026-10-12 Zoom\n\n## 2026-11-16 Zoom\n\nText\n\n## 2026-11-23 Anruf\n",
    ),
    "one entry: newest on top": (
        "## 2026-11-16 Zoom\n",
        "## 2026-11-23 Anruf\n\n## 2026-11-16 Zoom\n",
    ),
    "below an appointment": (
        "## 2026-12-01 Termin\n\n## 2026-11-16 Zoom\n",
        "## 2026-12-01 Termin\n\n## 2026-11-23 Anruf\n\n## 2026-11-16 Zoom\n",
    ),
    "above an appointment": (
        "## 2026-11-16 Zoom\n\n## 2026-12-01 Termin\n",
        "## 2026-11-16 Zoom\n\n## 2026-11-23 Anruf\n\n## 2026-12-01 Termin\n",
    ),
    "later on the same day": (
        "## 2026-11-23 E-Mail\n\n## 2026-11-16 Zoom\n",
        "## 2026-11-23 Anruf\n\n## 2026-11-23 E-Mail\n\n## 2026-11-16 Zoom\n",
    ),
    "older than all": (
        "## 2026-12-02 Zoom\n\n## 2026-12-01 Zoom\nText\n\n## Notizen\n",
        "## 2026-12-02 Zoom\n\n## 2026-12-01 Zoom\nText\n\n## 2026-11-23 Anruf\n\n## Notizen\n",
    ),
    "headings of another level": (
        "## Calls\n\n### 2026-11-16\n\nText\n\n### 2026-11-02\n\n## X\n",
        "## Calls\n\n### 2026-11-23 Anruf\n\n### 2026-11-16\n\nText\n\n### 2026-11-02\n\n## X\n",
    ),
    "years as sections": (
        "## 2026\n\n### 2026-11-16 Zoom\n\n## 2025\n\n### 2025-11-16 x\n",
        "## 2026\n\n### 2026-11-23 Anruf\n\n### 2026-11-16 Zoom\n\n## 2025\n\n### 2025-11-16 x\n",
    ),
    "lines close together": (
        "## 2026-11-16 Zoom\nText\n## 2026-10-12 Zoom\nText\n",
        "## 2026-11-23 Anruf\n## 2026-11-16 Zoom\nText\n## 2026-10-12 Zoom\nText\n",
    ),
    "a list in a log": (
        "## Interaction Log\n- 2026-06-12 — Intro call\n\n## Notes\n",
        "## Interaction Log\n- 2026-11-23 — Anruf\n- 2026-06-12 — Intro call\n\n## Notes\n",
    ),
    "a list with the newest below": (
        "## Log\n\n* 2026-05-12: a\n* 2026-06-12: b\n  mehr\n\nText\n",
        "## Log\n\n* 2026-05-12: a\n* 2026-06-12: b\n  mehr\n* 2026-11-23: Anruf\n\nText\n",
    ),
    "a list with blank lines": (
        "## Log\n\n- 2026-06-12 b\n\n- 2026-05-12 a\n",
        "## Log\n\n- 2026-11-23 Anruf\n\n- 2026-06-12 b\n\n- 2026-05-12 a\n",
    ),
    "an indented list": (
        "## Log\n\n- 2026:\n  + 2026-06-12 b\n",
        "## Log\n\n- 2026:\n  + 2026-11-23 Anruf\n  + 2026-06-12 b\n",
    ),
    "a list of links": (
        "# Anna\n- [[2026-08-12]] Call\n",
        "# Anna\n- [[2026-11-23]] Anruf\n- [[2026-08-12]] Call\n",
    ),
    "a list of bold dates": (
        "## Log\n- **2026-01-27**: Called\n- **2026-01-20**: x\n",
        "## Log\n- **2026-11-23**: Anruf\n- **2026-01-27**: Called\n- **2026-01-20**: x\n",
    ),
    "bold dates that hold their colon": (
        "## Log\n- **2026-01-27:** Called\n",
        "## Log\n- **2026-11-23:** Anruf\n- **2026-01-27:** Called\n",
    ),
    "German dates are answered in ISO": (
        "## 16.11.2026 Telefonat – nicht erreicht\n",
        "## 2026-11-23 Anruf\n\n## 16.11.2026 Telefonat – nicht erreicht\n",
    ),
    "the form of the latest entry before it": (
        "## 2026-10-01 Zoom\n\n## Log\n- 2026-11-16 Mail\n- 2026-11-02 Mail\n",
        "## 2026-10-01 Zoom\n\n## Log\n- 2026-11-23 Anruf\n- 2026-11-16 Mail\n- 2026-11-02 Mail\n",
    ),
    "a table is only read: an item below it": (
        "## Log\n\n| Am | Was |\n|---|---|\n| 2026-09-30 | Mail |\n\n## X\n",
        "## Log\n\n| Am | Was |\n|---|---|\n| 2026-09-30 | Mail |\n\n- 2026-11-23 Anruf\n\n## X\n",
    ),
    "a table of many rows with text below": (
        "## Log\n\n| 2026-09-30 | Mail |\n| 2026-09-01 | Zoom |\nText\n",
        "## Log\n\n| 2026-09-30 | Mail |\n| 2026-09-01 | Zoom |\n\n- 2026-11-23 Anruf\n\nText\n",
    ),
    "a table newer than the list": (
        "## Log\n\n- 2026-08-30 Zoom\n\n| 2026-09-30 | Mail |\n",
        "## Log\n\n- 2026-11-23 Anruf\n- 2026-08-30 Zoom\n\n| 2026-09-30 | Mail |\n",
    ),
    "the item below the table is the list from then on": (
        "## Log\n\n| 2026-09-30 | Mail |\n\n- 2026-11-16 Zoom\n",
        "## Log\n\n| 2026-09-30 | Mail |\n\n- 2026-11-23 Anruf\n- 2026-11-16 Zoom\n",
    ),
    "an empty log": (
        "# Anna\n\n## Gesprächsverlauf\n\n## Notizen\n\nText\n",
        "# Anna\n\n## Gesprächsverlauf\n\n### 2026-11-23 Anruf\n\n## Notizen\n\nText\n",
    ),
    "a log with a comment": (
        "## Log\n%% neueste oben %%\n\n## Notes\n",
        "## Log\n%% neueste oben %%\n\n### 2026-11-23 Anruf\n\n## Notes\n",
    ),
    "a log with an item to fill in": (
        "## Log\n\n* TT.MM. — was?\n\n## Notes\n",
        "## Log\n\n* TT.MM. — was?\n* 2026-11-23 Anruf\n\n## Notes\n",
    ),
    "a log with an empty table": (
        "## Meetings\n| Date | What |\n|---|---|\n",
        "## Meetings\n| Date | What |\n|---|---|\n\n- 2026-11-23 Anruf\n",
    ),
    "a query is no entry": (
        "## Meetings\n```dataview\nlist\n```\n",
        "## Meetings\n```dataview\nlist\n```\n\n### 2026-11-23 Anruf\n",
    ),
    "somebody called Journal": (
        "# Journal\n\nText\n",
        "# Journal\n\nText\n\n## 2026-11-23 Anruf\n",
    ),
    "dates in code and comments are no entries": (
        "# Anna\n\n```\n## 2026-11-16 x\n```\n<!-- ## 2026-11-17 y -->\n",
        "# Anna\n\n```\n## 2026-11-16 x\n```\n<!-- ## 2026-11-17 y -->\n\n## 2026-11-23 Anruf\n",
    ),
    "before a fence that is never closed": (
        "# Anna\n\nText\n\n```\ncode\n",
        "# Anna\n\nText\n\n## 2026-11-23 Anruf\n\n```\ncode\n",
    ),
    "before a story that would take it in": (
        "# Anna\n\nText\n\n# Story\n\nMesse\n",
        "# Anna\n\nText\n\n## 2026-11-23 Anruf\n\n# Story\n\nMesse\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), PLACES.values(), ids=PLACES)
def test_an_entry_is_written_where_and_how_the_file_has_them(before: str, after: str) -> None:
    assert logged(before) == after


@pytest.mark.parametrize(("before", "after"), PLACES.values(), ids=PLACES)
def test_no_line_end_changes(before: str, after: str) -> None:
    """The same with CRLF and a byte order mark; what is in an empty file is ours."""
    text = logged(f"\ufeff{before}".replace("\n", "\r\n"))

    assert text == f"\ufeff{after}".replace("\n", "\r\n" if before.count("\n") else "\n")


def test_a_section_of_the_users_own_is_a_log() -> None:
    settings = Settings(entries=EntryWords(log_sections=("Kaffeekasse",)))

    after = logged("## Kaffeekasse\n\n## Ende\n", CALL, settings)

    assert after == "## Kaffeekasse\n\n### 2026-11-23 Anruf\n\n## Ende\n"


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("### 2026-03-01 | coffee | Roadmap", "### 2026-11-23 | Zoom, 5 min | Budget"),
        ("## 2026-03-01 — Email", "## 2026-11-23 — Zoom, 5 min: Budget"),
        ("## 2026-03-01, 14:30 Uhr, Zoom", "## 2026-11-23, Zoom, 5 min: Budget"),
        ("## 2026-03-01T14:30 Zoom", "## 2026-11-23 Zoom, 5 min: Budget"),
        ("## **2026-03-01** Zoom", "## **2026-11-23** Zoom, 5 min: Budget"),
        ("## 2026-03-01:Zoom", "## 2026-11-23: Zoom, 5 min: Budget"),
        ("## 2026-03-01 -", "## 2026-11-23 Zoom, 5 min: Budget"),
    ],
)
def test_an_entry_takes_the_signs_of_the_others(line: str, written: str) -> None:
    entry = NewEntry(MONDAY, channel="Zoom", minutes=5, title="Budget")

    assert logged(f"{line}\n", entry) == f"{written}\n\n{line}\n"


# --- what --------------------------------------------------------------------------------------

FULL = NewEntry(
    MONDAY,
    at=time(14, 30),
    channel="Telefonat",
    minutes=25,
    title="zweiter Laden wird konkret",
    text="Sucht ab Februar jemanden.\n\nUnd mehr.",
    decision="→ pflege · alle 6 Wochen · 2026-12-07 · nach der Ladenbesichtigung",
    todos=(Promise("Beispielmappe schicken", date(2026, 11, 27)), Promise("anrufen")),
)


def test_an_entry_has_all_its_parts_below_a_heading() -> None:
    assert logged("# Anna\n", FULL) == (
        "# Anna\n\n## 2026-11-23 14:30 Telefonat, 25 min: zweiter Laden wird konkret\n\n"
        "Sucht ab Februar jemanden.\n\nUnd mehr.\n\n"
        "- [ ] Beispielmappe schicken 📅 2026-11-27\n- [ ] anrufen\n\n"
        "→ pflege · alle 6 Wochen · 2026-12-07 · nach der Ladenbesichtigung\n"
    )


def test_an_entry_has_all_its_parts_in_an_item() -> None:
    assert logged("## Log\n- 2026-06-12 — Intro call\n", FULL) == (
        "## Log\n- 2026-11-23 14:30 — Telefonat, 25 min: zweiter Laden wird konkret\n"
        "  Sucht ab Februar jemanden.\n\n  Und mehr.\n"
        "  - [ ] Beispielmappe schicken 📅 2026-11-27\n  - [ ] anrufen\n"
        "  → pflege · alle 6 Wochen · 2026-12-07 · nach der Ladenbesichtigung\n"
        "- 2026-06-12 — Intro call\n"
    )


def test_an_entry_keeps_its_text_close_where_the_others_do() -> None:
    assert logged("## 2026-11-16 Zoom\nText\n", NewEntry(MONDAY, text="a", decision="weiter")) == (
        "## 2026-11-23\na\n\n→ weiter\n\n## 2026-11-16 Zoom\nText\n"
    )


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (NewEntry(MONDAY), "## 2026-11-23"),
        (NewEntry(MONDAY, channel="Spaziergang"), "## 2026-11-23 Spaziergang"),
        (NewEntry(MONDAY, title="Called about pilot"), "## 2026-11-23 Called about pilot"),
        (NewEntry(MONDAY, title="Call with Rod."), "## 2026-11-23 Call with Rod."),
        (NewEntry(MONDAY, minutes=90, channel="Zoom"), "## 2026-11-23 Zoom, 90 min"),
        (NewEntry(MONDAY, minutes=5, title="Budget"), "## 2026-11-23 5 min: Budget"),
        (NewEntry(MONDAY, at=time(9, 5)), "## 2026-11-23 09:05"),
        (NewEntry(MONDAY, at=time(9, 5, 59), title="x"), "## 2026-11-23 09:05 x"),
        (NewEntry(MONDAY, channel="1:1", title="Budget"), "## 2026-11-23 1:1: Budget"),
        (
            NewEntry(MONDAY, EntryKind.ATTEMPT, channel="Telefonat", title="nicht erreicht"),
            "## 2026-11-23 Telefonat – nicht erreicht",
        ),
        (
            NewEntry(MONDAY, EntryKind.MESSAGE, channel="E-Mail", title="Angebot"),
            "## 2026-11-23 E-Mail: Angebot",
        ),
        (NewEntry(MONDAY, EntryKind.NOTE, channel="Notiz"), "## 2026-11-23 Notiz"),
        (
            NewEntry(MONDAY, EntryKind.NOTE, channel="Notiz", title="zieht um"),
            "## 2026-11-23 Notiz: zieht um",
        ),
        (NewEntry(MONDAY, title="a <!-- b"), "## 2026-11-23 a &lt;!-- b"),
        (NewEntry(MONDAY, title="zwei\nZeilen"), "## 2026-11-23 zwei Zeilen"),
    ],
)
def test_a_head_is_written(entry: NewEntry, line: str) -> None:
    assert logged("# Anna\n", entry) == f"# Anna\n\n{line}\n"


@pytest.mark.parametrize(
    "title",
    [
        "Mailbox war schon voll, dann ging er ran",
        "verpasst hat er die Messe",
        "Preis: 4.800",
        "Angebot | Anlage ##",
        "dauerte 25 min",
        "2026 wird gut ##",
    ],
)
def test_a_title_that_would_be_read_as_something_else_is_text(title: str) -> None:
    entry = NewEntry(MONDAY, channel="", title=title)

    after = logged("# Anna\n", entry)

    assert after == f"# Anna\n\n## 2026-11-23\n\n{title}\n"


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Budget steht", ("Budget steht", "")),
        ("  Budget steht \n", ("Budget steht", "")),
        ("x" * 80, ("x" * 80, "")),
        ("x" * 81, ("", "x" * 81)),
        ("a\nb", ("", "a\nb")),
        ("\r\n a\x00 \r\n\r\nb\u2028c\n\n", ("", " a\n\nb\nc")),
        ("", ("", "")),
    ],
)
def test_one_short_line_is_a_title(words: str, parts: tuple[str, str]) -> None:
    assert titled(words) == parts


# --- pasted text -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# Titel\n## 2026-01-01 Zoom", "    # Titel\n    ## 2026-01-01 Zoom"),
        ("a\n→ ablage\n- -> kunde\n=> x", "a\n    → ablage\n    - -> kunde\n    => x"),
        ("```\n## 2026-01-01 x\n\n```\nb", "    ```\n    ## 2026-01-01 x\n\n    ```\nb"),
        ("~~~~\n```\n~~~\n~~~~\nb", "    ~~~~\n    ```\n    ~~~\n    ~~~~\nb"),
        ("| a |\n- 2026-01-01 b\n- [ ] c", "| a |\n- 2026-01-01 b\n- [ ] c"),
        ("<!-- a\n## 2026-01-01 b -->", "<!-- a\n    ## 2026-01-01 b -->"),
        ("<<<<<<< HEAD", "\\<<<<<<< HEAD"),
        ("a\n---\nb\n  ==\nc\n-", "a\n\\---\nb\n  \\==\nc\n\\-"),
        ("---\n\n===\n- a\n--- b\n-- -", "---\n\n===\n- a\n--- b\n-- -"),
        ("a\n```\noffen", "> a\n> ```\n> offen"),
        ("a <!-- b\n# c", "> a &lt;!-- b\n> # c"),
        ("%% a", "> %% a"),
        ("next: 2026-12-07\nmehr", "> next: 2026-12-07\n> mehr"),
        ("  a\r\n\tb\x1b[0m  \n\n\n", "  a\n\tb[0m"),
    ],
)
def test_pasted_text_begins_nothing_of_its_own(text: str, written: str) -> None:
    after = logged("# Anna\n", NewEntry(MONDAY, channel="Zoom", text=text))

    assert after == f"# Anna\n\n## 2026-11-23 Zoom\n\n{written}\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# Titel", "      # Titel"),
        ("| 2026-01-01 | x |", "      | 2026-01-01 | x |"),
        ("→ ablage", "      → ablage"),
        ("---\na\n\n---", "  \\---\n  a\n\n  ---"),
        ("- 2026-01-01 Zoom", "  - 2026-01-01 Zoom"),
        ("```\noffen", "  > ```\n  > offen"),
    ],
)
def test_pasted_text_begins_nothing_in_an_item_either(text: str, written: str) -> None:
    entry = NewEntry(MONDAY, channel="Zoom", text=text, decision="weiter")

    after = logged("## Log\n- 2026-06-12 Call\n", entry)

    assert after == f"## Log\n- 2026-11-23 Zoom\n{written}\n  → weiter\n- 2026-06-12 Call\n"


@pytest.mark.parametrize("before", ["# Anna\n", "## Log\n- 2026-06-12 Call\n"])
@pytest.mark.parametrize(
    "text",
    ["a\n---", "a\n===", "a\n-", "a\n   ==", "- a\n---", "- a\n  ---", "1. a\n   b\n   --", "---"],
)
def test_no_line_of_a_text_is_shown_as_a_heading(before: str, text: str) -> None:
    after = logged(before, NewEntry(MONDAY, channel="Zoom", text=text))

    headings = [one for one in MarkdownIt().parse(after) if one.type == "heading_open"]
    assert [one.markup for one in headings if not one.markup.startswith("#")] == []


def test_a_field_of_dataview_in_a_text_changes_no_key() -> None:
    entry = NewEntry(MONDAY, channel="Zoom", text="Ort:: Bonn")

    after = logged("- 2026-06-12 Call\n\nOrt:: Köln\n", entry)

    contact = Reader(Settings()).read(after.encode(), "a.md").contact
    assert after == "- 2026-11-23 Zoom\n  > Ort:: Bonn\n- 2026-06-12 Call\n\nOrt:: Köln\n"
    assert contact is not None
    assert contact.city == "Köln"


def test_a_comment_of_the_file_is_not_closed_by_a_text() -> None:
    before = "# Anna\n\na <!-- b\n\n## 2026-11-16 Zoom\n\n## 2026-11-17 Zoom\n"

    after = logged(before, NewEntry(MONDAY, text="c --> d"))

    assert after == f"{before}\n## 2026-11-23\n\n> c --&gt; d\n"
