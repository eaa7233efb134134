"""What is left of a file besides head, title, entries and story."""

from textwrap import dedent

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kontaktjournal.domain.settings import EntryWords, Settings
from kontaktjournal.notation.parse import Reader
from kontaktjournal.notation.remainder import remainder
from kontaktjournal.notation.vocabulary import Vocabulary

READER, VOCABULARY = Reader(Settings()), Vocabulary(EntryWords())


def left_of(text: str) -> str:
    """Return what is left of the file of somebody called Anna."""
    reading = READER.read(dedent(text).lstrip("\n").encode(), "kontakte/anna.md")
    assert reading.contact is not None
    return remainder(reading.text, reading.contact, VOCABULARY)


def test_title_entries_and_story_are_told_elsewhere() -> None:
    left = left_of(
        """
        ---
        name: Anna Müller
        ---
        # Anna Mueller

        Vorweg.

        ## Story

        Leipzig.

        ### Später

        Köln.

        ## 2026-11-02 Zoom

        Gesprochen.

        ### Zahlen

        Zwölf.

        ## Papier

        Bütten.
        """
    )

    assert left == "Vorweg.\n\n## Papier\n\nBütten."


@pytest.mark.parametrize(
    "text",
    [
        "## Log\n\n- 2026-11-02 Zoom\n  Text\n- 2026-10-02 Zoom\n",
        "## Verlauf\n\n### Dieses Jahr\n\n- 2026-11-02 Zoom\n",
        "## Verlauf\n\n| Tag | Art |\n|:--|----|\n| 2026-11-02 | Zoom |\n| 2026-10-02 | Zoom |\n",
        "## Gespräche\n\n## Notizen\n\n## 2026-11-02 Zoom\n",
        "# anna\n",
        "",
    ],
)
def test_headings_and_tables_that_only_framed_entries_go_with_them(text: str) -> None:
    assert left_of(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "# Die Buchbinderin",
        "## Ist ausgewandert",
        "## Log\n\nNur mündlich.",
        "## Verlauf\n\n| Tag | Art |\n|---|---|\n| früher | nichts |",
        "- [ ] Mappe schicken",
        "Text ohne alles",
        "```\n## Story\n```",
    ],
)
def test_what_says_something_stays(text: str) -> None:
    assert left_of(f"---\nname: Anna\n---\n{text}") == text


def test_a_row_that_is_no_entry_keeps_its_table() -> None:
    left = left_of("## Log\n\n| a | b |\n|---|---|\n| 2026-11-02 | Zoom |\n| früher | x |\n")

    assert left == "## Log\n\n| a | b |\n|---|---|\n| früher | x |"


def test_what_follows_the_entries_of_a_list_stays() -> None:
    assert left_of("## Log\n\n- 2026-11-02 Zoom\n\nDanach.\n") == "## Log\n\nDanach."


def test_fields_before_the_first_section_are_facts() -> None:
    left = left_of("Ort:: Köln\n**Beruf:** Druckerin\n\nProsa: bleibt.\n\n## X\n\nA:: b\n")

    assert left == "Prosa: bleibt.\n\n## X\n\nA:: b"


def test_windows_line_ends_are_no_part_of_it() -> None:
    assert left_of("# Anna\r\n\r\nEins.\r\n\r\n## 2026-11-02 Zoom\r\nx\r\n\r\n## P\r\ny\r\n") == (
        "Eins.\n\n## P\ny"
    )


_PIECES = st.sampled_from(
    ["# Anna\n", "## Story\n", "## Log\n", "## 2026-11-02 Zoom\n", "- 2026-10-01 Kaffee\n",
     "wort\n", "\n", "  eingerückt\n", "| a | b |\n", "|---|---|\n", "| 2026-01-01 | x |\n",
     "```\n", "%%\n",
     "### X\n", "## Papier\n", "---\n", "\ufeff", "\r\n", "→ pflege\n", "a:: b\n"]
)  # fmt: skip


@example("## Story\n# Anna\nwort\n")
@given(st.lists(_PIECES, max_size=16).map("".join))
def test_nothing_is_invented_and_no_word_is_lost(text: str) -> None:
    reading = READER.read(text.encode(), "kontakte/anna.md")
    if reading.contact is None:
        return

    left = remainder(reading.text, reading.contact, VOCABULARY)

    told = "".join(reading.text[slice(*entry.span)] for entry in reading.contact.entries)
    assert set(left.split("\n")) <= {line.rstrip("\r") for line in reading.text.split("\n")} | {""}
    if "E101" not in {problem.code for problem in reading.problems}:  # else it is told there
        assert reading.text.count("wort") <= (told + reading.story + left).count("wort")
