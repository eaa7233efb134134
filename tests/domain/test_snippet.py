"""A snippet is the line of a file that says most of what was looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.query.places import Places
from kontaktjournal.domain.query.spelling import stand_in
from kontaktjournal.domain.query.tree import Words
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.snippet import Snippet, shortened, snippet
from kontaktjournal.notation.frontmatter import Block, find_block
from kontaktjournal.notation.parse import Reader

ANNA = """\
---
name: Anna Müller
email: anna.mueller@example.org
org: Müller Buchbinderei
hooks:
  - Buchmesse Leipzig
  - "Messe: Frankfurt"
---

# Anna Müller

Kennt den Laden am Markt.

## Journal

### 2026-10-12 Telefonat, 25 min: der zweite Laden

Sucht ab Februar
\tPersonal für den   Laden.

### 2025-03-02 14:30 Zoom: Papier für die Buchmesse
→ weiter
- [ ] Muster schicken 📅 2026-12-01
"""


def piece(text: str, *words: str) -> Snippet:
    contact = Reader(Settings()).read(text.encode(), "kontakte/anna-mueller.md").contact
    assert contact
    head = find_block(text)
    places = Places([Words(word.removesuffix("*"), prefix=word.endswith("*")) for word in words])
    found = snippet(text, places, contact, head.body if isinstance(head, Block) else 0)
    assert found
    return found


def shown(found: Snippet) -> str:
    """Return a snippet with its marks, and the day of its entry."""
    text = found.text
    for begin, end in reversed(found.marks):
        text = f"{text[:begin]}[{text[begin:end]}]{text[end:]}"
    return f"{found.entry.day} {text}" if found.entry else text


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["laden"], "2026-10-12 Telefonat, 25 min: der zweite [Laden]"),
        (["personal"], "2026-10-12 [Personal] für den Laden."),
        (["februar personal"], "2026-10-12 Sucht ab [Februar Personal] für den Laden."),
        (["laden", "personal"], "2026-10-12 [Personal] für den [Laden]."),
        (["laden", "markt"], "Kennt den [Laden] am [Markt]."),
        (["buchmesse"], "2025-03-02 Zoom: Papier für die [Buchmesse]"),
        (["leipzig"], "hooks: Buchmesse [Leipzig]"),
        (["frankfurt"], "hooks: Messe: [Frankfurt]"),
        (["buchbinderei"], "org: Müller [Buchbinderei]"),
        (["mueller"], "org: [Müller] Buchbinderei"),
        (["muster"], "2025-03-02 [Muster] schicken 📅 2026-12-01"),
        (["2025-03-02"], "2025-03-02 [2025-03-02] 14:30 Zoom: Papier für die Buchmesse"),
        (["hooks"], "[hooks]:"),
        (["pers*"], "2026-10-12 [Personal] für den Laden."),
    ],
)
def test_the_line_is_shown_that_says_most(words: list[str], expected: str) -> None:
    found = piece(ANNA, *words)

    assert shown(found) == expected
    assert not found.is_name


@pytest.mark.parametrize("words", [["anna"], ["anna", "mueller"], ["Anna Müller"]])
def test_a_line_that_only_repeats_the_name_is_known(words: list[str]) -> None:
    assert piece(ANNA, *words).is_name


def test_the_newest_entry_speaks_wherever_it_stands() -> None:
    text = "# Anna\n\n## 2024-01-02 Zoom: Laden\n\n## 2026-03-04 Zoom: Laden\n"

    assert shown(piece(text, "laden")) == "2026-03-04 Zoom: [Laden]"


def test_what_stands_below_another_heading_is_in_no_entry() -> None:
    text = "# Anna\n\n## 2026-03-04 Zoom\n\n## Story\n\nDer Laden.\n"

    assert shown(piece(text, "laden")) == "Der [Laden]."


@pytest.mark.timeout(20)
def test_a_very_long_line_is_shown_in_part() -> None:
    found = piece(f"# Anna\n\n{'Wort ' * 100_000}Laden {'Wort ' * 100_000}", "laden")

    assert len(found.text) < 1000
    assert "[Laden]" in shown(found)


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (80, "Sucht ab Februar Personal für den zweiten [Laden] in Ehrenfeld, gern mit Café."),
        (50, "…den zweiten [Laden] in Ehrenfeld, gern mit Café."),
        (40, "…zweiten [Laden] in Ehrenfeld, gern mit…"),
        (20, "…zweiten [Laden] in…"),
        (7, "…[Laden]…"),
        (4, "…[La]…"),
    ],
)
def test_a_snippet_is_cut_between_words_to_its_room(room: int, expected: str) -> None:
    text = "Sucht ab Februar Personal für den zweiten Laden in Ehrenfeld, gern mit Café."
    begin = text.index("Laden")
    whole = Snippet(text, ((begin, begin + len("Laden")),))

    assert shown(shortened(whole, room, lambda each: len(each.text))) == expected


_LINES = st.lists(
    st.sampled_from(
        ["Laden", "Müller", "mueller", "zweiter", "und", "x" * 30, "straße", "\t", " ", "\n",
         "ladenbau", "王芳", "½", "…"]
    ),
    max_size=30,
).map(" ".join)  # fmt: skip


@given(_LINES, st.sampled_from(["laden", "müller", "mueller", "lad*", "zweiter laden", "strasse"]),
       st.integers(8, 60))  # fmt: skip
def test_a_snippet_is_a_piece_of_its_text_with_the_words_marked(
    line: str, word: str, room: int
) -> None:
    text = f"# Anna\n\n{line}\n"
    words = Words(word.removesuffix("*"), prefix=word.endswith("*"))
    contact = Reader(Settings()).read(text.encode(), "a.md").contact
    assert contact

    found = snippet(text, Places([words]), contact, 0)

    assert (found is not None) is stand_in(words, text)
    if found is None:
        return
    assert found.text in " ".join(text.split())
    assert found.marks
    assert all(stand_in(words, found.text[begin:end]) for begin, end in found.marks)
    short = shortened(found, room, lambda each: len(each.text) + 2 * len(each.marks))
    assert len(short.text) + 2 * len(short.marks) <= room
    assert short.text.removeprefix("…").removesuffix("…").strip() in found.text
    assert all(0 <= begin < end <= len(short.text) for begin, end in short.marks)


@given(
    st.lists(
        st.sampled_from(
            ["laden", "name: ", "hooks:", "\n", "\n  - ", "- ", '"', "'", ": ", "# ", "@", "王",
             "\r\n", "2026-03-04 ", "zweiter ", "---", " "]
        ),
        max_size=25,
    ).map("".join),
    st.integers(0, 60),
)  # fmt: skip
def test_whatever_a_head_looks_like_the_words_are_marked(text: str, head: int) -> None:
    words = Words("laden")

    found = snippet(text, Places([words]), Contact("a.md", "Laden"), head)

    assert (found is not None) is stand_in(words, text)
    if found is not None:
        assert found.marks
        assert all(stand_in(words, found.text[begin:end]) for begin, end in found.marks)
