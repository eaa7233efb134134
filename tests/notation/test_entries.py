"""Which lines are entries of the journal, and where each begins and ends (3.4, E1 to E6)."""

from datetime import date, time

import pytest

from kontaktjournal.domain.contact import Entry, EntryKind
from kontaktjournal.domain.settings import EntryWords, Settings
from kontaktjournal.notation.parse import Reader, Reading

READER = Reader(Settings())


def reading(body: str) -> Reading:
    return READER.read(body.encode(), "anna.md")


def entries(body: str) -> tuple[Entry, ...]:
    found = reading(body).contact
    assert found is not None
    return found.entries


def days(body: str) -> list[str]:
    return [entry.day.isoformat() for entry in entries(body)]


def texts(body: str) -> list[str]:
    """Cut each entry's text out of the file, as the journal does."""
    read = reading(body)
    assert read.contact is not None
    return [read.text[slice(*entry.span)] for entry in read.contact.entries]


# --- heads ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "at", "channel", "minutes", "title"),
    [
        ("## 2026-11-23 Telefonat", None, "Telefonat", None, ""),
        ("## 2026-11-23 14:30 Zoom: Budget steht", time(14, 30), "Zoom", None, "Budget steht"),
        ("### 2026-11-23 | coffee | Discussed roadmap", None, "coffee", None, "Discussed roadmap"),
        ("### 2026-11-23 — Email", None, "Email", None, ""),
        ("- **2026-11-23**: Called about pilot.", None, "", None, "Called about pilot."),
        ("- **2026-11-23:** Called about pilot.", None, "", None, "Called about pilot."),
        ("- 2026-11-23 · slack · text", None, "slack", None, "text"),
        ("- [[2026-11-23]] Call with Rod.", None, "Call", None, "Call with Rod."),
        ("## 23.11.2026 Telefonat – nicht erreicht", None, "Telefonat", None, "nicht erreicht"),
        ("| 2026-11-23 | LinkedIn | Intro | … |", None, "LinkedIn", None, "Intro | …"),
        (
            "## 2026-11-23 Kaffee mit [[rich|Marlene]]",
            None,
            "Kaffee",
            None,
            "Kaffee mit [[rich|Marlene]]",
        ),
        (
            "## 2026-11-23 Kaffee: mit [[rich|Marlene]]",
            None,
            "Kaffee",
            None,
            "mit [[rich|Marlene]]",
        ),
        ("| 2026-11-23 | [[a\\|Ada]] | Intro |", None, "[[a\\|Ada]]", None, "Intro"),
        ("- 2026-11-23 — Intro call", None, "", None, "Intro call"),
        ("- 2026-11-23: Discord call. Foo", None, "", None, "Discord call. Foo"),
        ("* 2026-11-23 Kaffee", None, "Kaffee", None, ""),
        ("-   2026-11-23: Call", None, "Call", None, ""),
        ("- \t 2026-11-23 Kaffee", None, "Kaffee", None, ""),
        ("##  2026-11-23 Zoom", None, "Zoom", None, ""),
        ("+ 2026-11-23 Kaffee", None, "Kaffee", None, ""),
        ("###### 2026-11-23 Besuch", None, "Besuch", None, ""),
        ("## 2026-11-23", None, "", None, ""),
        ("## **2026-11-23** Telefonat", None, "Telefonat", None, ""),
        ("## 2026-11-23, 14:30 Uhr, Zoom", time(14, 30), "Zoom", None, ""),
        ("## 2026-11-23 14 Uhr – Zoom", time(14), "Zoom", None, ""),
        ("## 2026-11-23T14:30 Zoom", time(14, 30), "Zoom", None, ""),
        ("## 3.1.2026 9:15 Treffen", time(9, 15), "Treffen", None, ""),
        ("## 2026-11-23 Telefonat, 25 min: zweiter Laden", None, "Telefonat", 25, "zweiter Laden"),
        ("## 2026-11-23 Telefonat 25 min", None, "Telefonat", 25, ""),
        ("## 2026-11-23 Telefonat (25 min)", None, "Telefonat", 25, ""),
        ("## 2026-11-23 Telefonat, 1,5 h", None, "Telefonat", 90, ""),
        ("## 2026-11-23 Zoom, 1 h 30 min, Budget", None, "Zoom", 90, "Budget"),
        ("## 2026-11-23 25 min: Budget", None, "", 25, "Budget"),
        ("## 2026-11-23 Zoom, Budget steht", None, "Zoom", None, "Budget steht"),
        ("## 2026-11-23 1:1 mit Bob", None, "1:1", None, "1:1 mit Bob"),
        ("## 2026-11-23 Anna Müller: ruft zurück", None, "Anna Müller", None, "ruft zurück"),
        ("## 2026-11-23 Telefonat ##", None, "Telefonat", None, ""),
        ("## 2026-11-23 Treffen: C#", None, "Treffen", None, "C#"),
    ],
)
def test_a_head_is_read(
    line: str, at: time | None, channel: str, minutes: int | None, title: str
) -> None:
    (entry,) = entries(f"# Anna\n\n## Log\n\n{line}\n")

    assert entry.day in {date(2026, 11, 23), date(2026, 1, 3)}
    assert (entry.at, entry.channel, entry.minutes, entry.title) == (at, channel, minutes, title)
    assert entry.line == 5


@pytest.mark.parametrize(
    "line",
    [
        "- [ ] 2026-11-25 Angebot schicken",
        "## Founder Narrative (2026-06-11)",
        "- renewal due 2027-01-01",
        "# 2026-11-23 Telefonat",
        "####### 2026-11-23 Telefonat",
        "##2026-11-23 Telefonat",
        "-2026-11-23 Telefonat",
        "2026-11-23 Telefonat",
        "1. 2026-11-23 Telefonat",
        "> ## 2026-11-23 Telefonat",
        "> - 2026-11-23 Telefonat",
        "    ## 2026-11-23 Telefonat",
        "\t## 2026-11-23 Telefonat",
        "| Datum | 2026-11-23 |",
        "## 2026-11 Telefonat",
        "## 26-11-23 Telefonat",
        "## 2026-11-231 Telefonat",
        "## 20261123 Telefonat",
        "## 11/23/2026 call",
        "## \uff12\uff10\uff12\uff16-11-23 Telefonat",
    ],
)
def test_a_line_that_does_not_start_with_a_date_is_no_entry(line: str) -> None:
    assert entries(f"# Anna\n\n## Log\n\n{line}\n") == ()


@pytest.mark.parametrize("line", ["## 2026-02-30 Telefonat", "- 31.02.2026 Telefonat"])
def test_a_day_that_does_not_exist_is_told(line: str) -> None:
    read = reading(f"# Anna\n\n## Log\n\n{line}\n")

    assert [(one.line, one.column, one.code) for one in read.problems] == [(5, 1, "W215")]
    assert read.contact is not None
    assert read.contact.entries == ()


# --- where dated lines are entries (E1 to E5) ----------------------------------------------


@pytest.mark.parametrize(
    "section",
    [
        "Log", "log:", "Journal", "Gespräche", "Gesprächsverlauf", "Gesprächsnotizen", "Verlauf",
        "Kontaktverlauf", "Kontakthistorie", "Historie", "Interaktionen", "Termine", "Treffen",
        "Interaction Log", "Interactions", "Interaction history", "Conversations", "Communication",
        "Contact Log", "History", "Timeline", "Meetings", "Meeting log (2026)", "Touchpoints",
        "Activity", "Calls", "1:1 Log", "GESPRAECHE",
    ],
)  # fmt: skip
def test_in_a_log_section_dated_items_and_rows_are_entries(section: str) -> None:
    body = f"# Anna\n\n## {section}\n\n- 2026-11-23 Zoom\n\n| 2026-11-02 | Mail |\n"

    assert days(body) == ["2026-11-23", "2026-11-02"]


@pytest.mark.parametrize("section", ["Notizen", "Notes", "notes:"])
def test_in_a_notes_section_only_items_are_entries(section: str) -> None:
    body = f"# Anna\n\n## {section}\n\n- 2026-11-23 Zoom\n\n| 2026-11-02 | Mail |\n"

    assert days(body) == ["2026-11-23"]


@pytest.mark.parametrize(
    "section", ["Logistik", "Notizbuch", "Firma", "Historisches", "Callsheet"]
)
def test_in_any_other_section_they_are_facts(section: str) -> None:
    body = f"# Anna\n\n## {section}\n\n- 2026-11-23 Gründung\n\n| 2026-11-02 | Umzug |\n"

    assert entries(body) == ()


def test_before_the_first_section_dated_items_are_entries() -> None:
    assert days("# Anna\n\n- 2026-11-23 Zoom\n\n| 2026-11-02 | Mail |\n") == ["2026-11-23"]


def test_a_dated_heading_is_an_entry_anywhere() -> None:
    assert days("# Anna\n\n## Firma\n\n### 2026-11-23 Besuch\n") == ["2026-11-23"]


def test_a_subsection_of_the_log_belongs_to_the_log() -> None:
    assert days("# Anna\n\n## Log\n\n### 2026\n\n- 2026-11-23 Zoom\n") == ["2026-11-23"]


def test_the_log_ends_with_its_section() -> None:
    body = "# Anna\n\n## Log\n\n- 2026-11-23 Zoom\n\n## Firma\n\n- 2026-11-02 Gründung\n"

    assert days(body) == ["2026-11-23"]


def test_the_user_may_name_log_sections() -> None:
    reader = Reader(Settings(entries=EntryWords(log_sections=("Журнал общения",))))

    read = reader.read("# A\n\n## Журнал общения\n\n- 2026-11-23 Zoom\n".encode(), "a.md")

    assert read.contact is not None
    assert len(read.contact.entries) == 1


def test_a_table_with_its_head_is_read_row_by_row() -> None:
    body = (
        "# Anna\n\n## Log\n\n| Date | Channel | Summary |\n|---|---|---|\n"
        "| 2026-11-23 | Zoom | Budget |\n|2026-11-02|Mail|Angebot|\n|   |  |  |\n"
    )

    found = [(entry.day.day, entry.channel, entry.title) for entry in entries(body)]

    assert found == [(23, "Zoom", "Budget"), (2, "Mail", "Angebot")]


@pytest.mark.parametrize(
    "hidden",
    [
        "```\n{}\n```\n", "```md\n{}\n```\n", "~~~\n{}\n~~~\n", "  ```\n{}\n  ```\n",
        "````\n```\n{}\n```\n````\n", "```\n~~~\n{}\n~~~\n```\n", "```\n```x\n{}\n```\n",
        "~~~\n~~~ x\n{}\n~~~\n", "```\n{}\n", "<!--\n{}\n-->\n", "<!-- {} -->\n",
        "Text <!-- weg\n{}\n-->\n", "%%\n{}\n%%\n", "%% {} %%\n", "<!--\n{}\n",
    ],
)  # fmt: skip
def test_what_stands_in_code_or_comments_is_no_entry(hidden: str) -> None:
    body = "# Anna\n\n## Log\n\n" + hidden.format("## 2026-11-23 Zoom\n- 2026-11-22 Mail")

    assert entries(body) == ()


@pytest.mark.parametrize(
    "before",
    [
        "```\ncode\n```\n", "~~~\ncode\n~~~\n", "````\n```\n````\n", "<!-- x -->\n", "%%x%%\n",
        "```inline``` Text\n", "100 %% sicher\n", "Ein Pfeil <!-- ohne Ende\n", "`` ``` ``\n",
        "```\r\ncode\r\n```\r\n", "<!---->\n",
    ],
)  # fmt: skip
def test_behind_code_and_comments_entries_go_on(before: str) -> None:
    assert days(f"# Anna\n\n{before}\n## 2026-11-23 Zoom\n") == ["2026-11-23"]


# --- where an entry's text ends (E6) -------------------------------------------------------


def test_a_heading_entry_runs_to_the_next_heading_of_its_level() -> None:
    body = "# A\n\n## 2026-11-23 Zoom\n\nText\n\n### Einzelheit\n\nmehr\n\n## Firma\n\nx\n"

    assert texts(body) == ["\n\nText\n\n### Einzelheit\n\nmehr\n\n"]


def test_a_heading_entry_runs_to_the_next_entry() -> None:
    body = "## 2026-11-23 Zoom\neins\n### 2026-11-02 Mail\nzwei\n"

    assert texts(body) == ["\neins\n", "\nzwei\n"]


def test_dated_items_inside_an_entry_are_part_of_its_text() -> None:
    body = "## Log\n\n### 2026-11-23 Zoom\n\n- 2026-12-01 nächster Termin\n- mehr\n"

    assert texts(body) == ["\n\n- 2026-12-01 nächster Termin\n- mehr\n"]


def test_a_list_entry_runs_to_the_next_item() -> None:
    body = "## Log\n- 2026-11-23 Zoom\n  mehr\n  - Einzelheit\n- 2026-11-02 Mail\n- nichts\n"

    assert texts(body) == ["\n  mehr\n  - Einzelheit\n", "\n"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_list_entry_ends_before_a_paragraph_that_is_not_indented(end: str) -> None:
    lines = ["## Log", "- 2026-11-23 Zoom", "", "  gehört dazu", "", "Absatz", "→ kunde", ""]
    body = end.join(lines)

    assert [text.strip("\r\n") for text in texts(body)] == ["  gehört dazu"]
    assert entries(body)[0].decision is None


def test_a_row_has_no_text_of_its_own() -> None:
    assert texts("## Log\n| 2026-11-23 | Zoom | Budget |\n| 2026-11-02 | Mail |\n") == ["", ""]


def test_the_last_entry_runs_to_the_end_of_the_file() -> None:
    assert texts("## 2026-11-23 Zoom\nText ohne Zeilenende") == ["\nText ohne Zeilenende"]


@pytest.mark.parametrize("head", ["", "---\nname: Anna\n---\n", "\ufeff---\r\nname: A\r\n---\r\n"])
def test_places_are_those_of_the_whole_file(head: str) -> None:
    read = reading(f"{head}# Anna\n## 2026-11-23 Zoom\nText\n")

    assert read.contact is not None
    (entry,) = read.contact.entries
    assert read.text[slice(*entry.span)] == "\nText\n"
    assert read.text.split("\n")[entry.line - 1].startswith("## 2026-11-23")


def test_entries_keep_the_order_of_the_file() -> None:
    body = "## 2026-11-02 Mail\n## 2026-11-23 Zoom\n## 2026-11-23 Telefonat\n"

    found = [(entry.day.day, entry.kind) for entry in entries(body)]

    assert found == [(2, EntryKind.MESSAGE), (23, EntryKind.TALK), (23, EntryKind.TALK)]


def test_a_promise_may_stand_far_behind_its_sign() -> None:
    found = reading("-   [ ] Mappe 📅 2026-11-20\n").contact

    assert found is not None
    (promise,) = found.promises
    assert (promise.text, promise.due) == ("Mappe", date(2026, 11, 20))


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("`[[anna]]` [[jonas]]", ("jonas",)),
        ("``a ` [[anna]]`` [[jonas]]", ("jonas",)),
        ("` [[anna]]\n` [[jonas]]", ("anna", "jonas")),
        ("\\`[[anna]]` [[jonas]]", ("anna", "jonas")),
        ("`a` [[anna]] `b`", ("anna",)),
    ],
)
def test_code_between_backticks_holds_no_links(text: str, links: tuple[str, ...]) -> None:
    contact = reading(text).contact

    assert contact is not None
    assert contact.links == links
