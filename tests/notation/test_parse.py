"""A file's bytes become a contact, or problems, or both (F5 to F8, K1, K11)."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader, Reading, unreadable

READER = Reader(Settings())


def reading(text: str | bytes, path: str = "kontakte/anna.md") -> Reading:
    return READER.read(text if isinstance(text, bytes) else text.encode(), path)


def contact(text: str | bytes) -> Contact:
    found = reading(text).contact
    assert found is not None
    return found


def said(text: str | bytes) -> list[tuple[int, int, str, str]]:
    return [(one.line, one.column, one.code, one.variant) for one in reading(text).problems]


# --- what is a contact (F5, F6, F8) --------------------------------------------------------


def test_the_smallest_contact_is_a_heading() -> None:
    assert contact("# Anna Müller") == Contact("kontakte/anna.md", "Anna Müller")


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "   \n\n"])
def test_an_empty_file_is_a_contact_named_after_the_file(text: str) -> None:
    assert reading(text).contact == Contact("kontakte/anna.md", "anna", unnamed=True)
    assert reading(text).problems == ()


@pytest.mark.parametrize(
    "marker",
    ["type: person", "type: People", "kind: contact", "art: Kontakt", "typ: Mensch", "type: lead",
     "entity: crm-contact", "entity_type: Kunde", "type: client", "type: '#type/person'",
     "type: '[[Person]]'", "type: [note, person]", "type:", "type: ~", "type: []", "tags: firma"],
)  # fmt: skip
def test_what_is_marked_as_a_person_or_not_at_all_is_a_contact(marker: str) -> None:
    assert reading(f"---\n{marker}\n---\n").contact is not None


@pytest.mark.parametrize(
    "marker", ["type: company", "kind: meeting", "art: Firma", "entity: org", "Type:: company"]
)
def test_what_is_marked_as_something_else_is_none(marker: str) -> None:
    text = f"{marker}\n" if "::" in marker else f"---\n{marker}\nnext: bald\n---\n"

    assert reading(text)[:2] == (None, ())


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: {{title}}\n---\n", "---\ncreated: {{date}}\n---\n# Anna\n",
        "---\nname: <% tp.file.title %>\n---\n", "# {{title}}\n", "# {% name %}\n",
        "---\nname: x\n---\n\nText\n\n# <% tp.file.title %>\n",
        "<%* tp.x() %>\n---\nname: x\n---\n",
        "---\ndate: {{date}}\nunbalanced: [\n---\n",
    ],
)  # fmt: skip
def test_a_template_is_no_contact_and_told(text: str) -> None:
    assert reading(text)[:2] == (None, (Problem("kontakte/anna.md", 1, 1, "I306"),))


@pytest.mark.parametrize(
    "text",
    [
        "# Anna\n\nAb {{date}} in Köln\n",
        "# Anna\n\n## {{date}}\n",
        "Text\n\n## Log {{x}}\n",
        "C# {{x}} ist auch kein Titel\n\n# Anna\n",
        "# Anna\n\n# {{zweite}}\n",
    ],
)
def test_placeholders_further_down_are_text(text: str) -> None:
    assert reading(text).contact is not None


# --- front matter (K1, K11) ----------------------------------------------------------------

PLAIN = "status: pflege\nnext: 2026-12-07\nevery: 6 Wochen\nphone: '0221'\nname: Anna\n"


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{PLAIN}---\n", f"\ufeff---\n{PLAIN}---\n", f"\n\n---\n{PLAIN}---\n",
        f"---\n{PLAIN}...\n", f"--- \n{PLAIN}---  \n", f"---\n{PLAIN}---",
        f"---\n{PLAIN}---\n".replace("\n", "\r\n"), f"---\n{PLAIN}---\n".replace("\n", "\r"),
    ],
)  # fmt: skip
def test_front_matter_is_found(text: str) -> None:
    found = contact(text)

    assert (found.status, found.next, found.every) == (
        "pflege",
        When(date(2026, 12, 7)),
        Cadence(6, Unit.WEEK),
    )
    assert (found.phone, found.name, found.unreadable) == (("0221",), "Anna", False)


@pytest.mark.parametrize(
    ("broken", "variant"),
    [
        ("notiz: Müller: Bau", "colon"),
        ("twitter: @max", "special"),
        ("notiz: 'nie geschlossen", "quote"),
        ("\tnotiz: x", "tab"),
        ("notiz: !!python/object:os.system x", "tag"),
        ("a: &a [x]\nb: *a", "alias"),
        ("x: " + "[" * 1000, "deep"),
        ("notiz: a\x07b", "control"),
        ("notiz: a\x00b", "nul"),
        ("x: |\n" + "  lang\n" * 10_000, "large"),
    ],
)
def test_a_broken_head_still_tells_its_date(broken: str, variant: str) -> None:
    read = reading(f"---\n{PLAIN}{broken}\n---\n# Anna\n")

    assert [(one.code, one.variant) for one in read.problems if one.code == "E101"] == [
        ("E101", variant)
    ]
    assert read.contact is not None
    assert read.contact.unreadable
    assert (read.contact.status, read.contact.next) == ("pflege", When(date(2026, 12, 7)))
    assert (read.contact.name, read.contact.phone) == ("Anna", ("0221",))
    assert read.contact.every == Cadence(6, Unit.WEEK)


def test_a_head_that_never_closes_is_told_at_its_fence() -> None:
    text = f"---\n{PLAIN}\n# Anna\n\n## 2026-11-23 Zoom\n"

    assert said(text) == [(1, 1, "E101", "unclosed")]
    assert contact(text).next == When(date(2026, 12, 7))
    assert len(contact(text).entries) == 1


@pytest.mark.parametrize(("head", "line"), [("- a\n- b\n", 2), ("nur Text\n", 2), ("{\n", 3)])
def test_a_block_that_is_no_map_is_told(head: str, line: int) -> None:
    (problem, *_) = reading(f"---\n{head}---\n").problems

    assert (problem.code, problem.line) == ("E101", line)


def test_a_merge_nobody_finished_is_told_at_its_first_line() -> None:
    head = "---\n<<<<<<< HEAD\nnext: 2026-12-07\n=======\nnext: 2026-12-08\n>>>>>>> x\n---\n"

    assert said(head) == [(2, 1, "E105", "")]
    assert contact(head).unreadable


def test_a_merge_nobody_finished_in_the_body_is_told_too() -> None:
    text = "# Anna\n\n<<<<<<< HEAD\n## 2026-11-23 Zoom\n=======\n>>>>>>> x\n"

    assert said(text) == [(3, 1, "E105", "")]
    assert contact(text).unreadable


# --- damage (F7, W212) ---------------------------------------------------------------------


def test_a_file_of_more_than_a_mebibyte_is_not_read() -> None:
    read = reading(b"# Anna\n" + b"x" * (1 << 20))

    assert read.contact == Contact("kontakte/anna.md", "anna", unreadable=True)
    assert read.problems == (
        Problem("kontakte/anna.md", 0, 0, "E107", "large", (("limit", "1 MiB"),)),
    )


def test_a_file_of_exactly_a_mebibyte_is_read() -> None:
    assert contact(b"# Anna\n" + b"x" * ((1 << 20) - 7)).name == "Anna"


def test_cp1252_in_the_head_is_told_with_its_place_and_read() -> None:
    data = "---\nname: Jörg Müller\nnext: 2026-12-07\n---\n".encode("cp1252")

    assert reading(data).problems == (
        Problem("kontakte/anna.md", 2, 8, "E106", "", (("encoding", "cp1252"),)),
    )
    assert contact(data).name == "Jörg Müller"
    assert contact(data).next == When(date(2026, 12, 7))
    assert contact(data).unreadable


def test_cp1252_without_a_head_is_told_as_well() -> None:
    assert said("# Jörg\n".encode("cp1252")) == [(1, 4, "E106", "")]


def test_a_damaged_byte_in_the_body_is_only_a_warning() -> None:
    data = b"---\nname: Anna\n---\nText\nM\xfcller\n"

    assert said(data) == [(5, 2, "W212", "bytes")]
    assert not contact(data).unreadable


def test_a_nul_in_the_body_is_only_a_warning() -> None:
    assert said("# Anna\r\n\r\nText\0\r\n") == [(3, 5, "W212", "nul")]
    assert not contact("# Anna\nText\0\n").unreadable


def test_a_file_of_nothing_but_nul_is_unreadable() -> None:
    # What a power cut leaves behind.
    assert (1, 1, "E101", "nul") in said(bytes(4096))
    assert contact(bytes(4096)).unreadable


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_told_and_read_all_the_same(encoding: str) -> None:
    data = "---\nname: Jörg\nnext: 2026-12-07\n---\n".encode(encoding)

    assert said(data) == [(1, 1, "E106", "")]
    assert (contact(data).name, contact(data).next) == ("Jörg", When(date(2026, 12, 7)))


def test_problems_stand_in_the_order_of_the_file() -> None:
    text = "---\nstatus: vip\nnext: 24.12.26\n---\n\n## 2026-02-30 Zoom\n\n- [ ] x 📅 2026-02-31\n"

    assert [(one[0], one[2]) for one in said(text)] == [
        (2, "W201"),
        (3, "I304"),
        (6, "W215"),
        (8, "W215"),
    ]


def test_an_unreadable_file_is_shown_by_its_name() -> None:
    problem = Problem("kontakte/anna.md", 0, 0, "E107", "denied", (("reason", "EACCES"),))

    read = unreadable("kontakte/anna.md", problem)

    assert read.contact == Contact("kontakte/anna.md", "anna", unreadable=True)
    assert read.problems == (problem,)


# --- the rest of what a file tells ---------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    ["Story", "Geschichte", "Gemeinsame Story", "Shared story", "How we met", "Kennengelernt:"],
)
def test_prose_under_a_story_heading_is_a_story(heading: str) -> None:
    read = reading(f"# Anna\n\n## {heading}\n\nLeipzig.\n\n### Später\n\nKöln.\n\n## Log\n\nx\n")

    assert read.story == "Leipzig.\n\n### Später\n\nKöln."
    assert read.contact is not None
    assert read.contact.story_told
    assert read.contact.has_story


def test_an_empty_story_section_tells_none() -> None:
    assert not contact("# Anna\n\n## Story\n\n## Log\n").has_story


def test_links_in_the_body_are_gathered_once() -> None:
    text = "# Anna\n\n[[jonas]] und [[Jonas|J]], [[ilse#Story]] [[jonas]] ![[bild.png]] [[]]\n"

    assert contact(text).links == ("jonas", "Jonas", "ilse", "bild.png")


def test_a_time_with_an_offset_is_told_in_the_journals_zone() -> None:
    reader = Reader(Settings(), ZoneInfo("America/New_York"))

    found = reader.read(b"---\nnext: 2026-11-23T00:30:00+01:00\n---\n", "a.md").contact

    assert found is not None
    assert found.next == When(date(2026, 11, 22), time(18, 30))


def test_the_head_is_handed_over_as_it_stands() -> None:
    keys = reading("---\nname: Anna\nx: [1, 2]\nleer:\n---\n").keys

    assert keys == (("name", "Anna"), ("x", ["1", "2"]), ("leer", ""))


@pytest.mark.parametrize(
    "line",
    ["links: [[a]], [[b]]", "links: [[a]", 'links: "[[a]], [[b]]', "via: a: b", "kennt: a: b"],
)
def test_a_broken_line_links_to_nobody(line: str) -> None:  # K11, I303
    found = READER.read(f"---\n{line}\nnext: 2026-12-07\n---\n".encode(), "anna.md").contact

    assert found is not None
    assert found.links == ()
    assert found.next == When(date(2026, 12, 7))


def test_links_on_the_good_lines_of_a_broken_head_stay() -> None:  # K11
    head = '---\ntags: {a: b\nlinks: ["[[x]]", "[[y]]"]\n---\n'

    found = READER.read(head.encode(), "anna.md").contact

    assert found is not None
    assert found.links == ("x", "y")
