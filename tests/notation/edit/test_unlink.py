"""Links are taken out of a note with their labels, and no other byte changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.errors import Conflict
from kontaktjournal.notation.edit.unlink import Unlinker
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.linking import Link

UNLINKER = Unlinker(Keys({}))
PATH = "kontakte/jonas.md"


def is_anna(link: Link) -> bool:
    return link.target.removesuffix(".md").rpartition("/")[2] == "anna"


def unlinked(text: str) -> str:
    return UNLINKER.unlinked(text.encode(), is_anna, "[gelöscht]", path=PATH).data.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Mit [[anna]] im Café", "Mit [gelöscht] im Café"),
        ("[[anna|Anna M.]]", "[gelöscht]"),
        ("[[kontakte/anna#Laden|Anna]]", "[gelöscht]"),
        ("![[anna]]", "[gelöscht]"),
        ("| [[anna\\|Anna]] | x |", "| [gelöscht] | x |"),
        ("[[anna]], [[jonas]] und [[anna]]", "[gelöscht], [[jonas]] und [gelöscht]"),
        ("[Anna M.](anna.md)", "[gelöscht]"),
        ('[Anna](<anna.md> "Frau M.") x', "[gelöscht] x"),
        ("[Anna [M.]](../kontakte/anna.md#x)", "[gelöscht]"),
        ("![Bild](anna.md)", "[gelöscht]"),
        # In brackets, it would be a link of its own.
        ("[[anna]]: jonas.md", "gelöscht: jonas.md"),
        ("`[[anna]]` bleibt", "`[[anna]]` bleibt"),
    ],
)
def test_a_link_in_the_body_goes_with_its_label(before: str, after: str) -> None:
    head = "---\nname: Jonas\n---\n"

    assert unlinked(before) == after
    assert unlinked(f"{head}{before}\r\nmehr\r\n") == f"{head}{after}\r\nmehr\r\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('via: "[[anna]]"', 'via: "[gelöscht]"'),
        ("via: [[anna]]", 'via: "[gelöscht]"'),
        ("via: anna", 'via: "[gelöscht]"'),
        ("via: '[[anna|Anna]]'", "via: '[gelöscht]'"),
        ('links: ["[[anna]]", "[[jonas]]"]', 'links: ["[gelöscht]", "[[jonas]]"]'),
        ("links: [anna, jonas]", 'links: ["[gelöscht]", jonas]'),
        ("links:\n  - [[anna]]\n  - uwe", 'links:\n  - "[gelöscht]"\n  - uwe'),
        ("story: Messe mit [[anna]] in Köln # ja", "story: Messe mit [gelöscht] in Köln # ja"),
    ],
)
def test_a_link_in_the_head_goes_and_the_head_can_still_be_read(before: str, after: str) -> None:
    assert unlinked(f"---\nname: Jonas\n{before}\n---\nText") == (
        f"---\nname: Jonas\n{after}\n---\nText"
    )


def test_a_note_without_such_a_link_stays_as_it_is() -> None:
    text = "---\nname: Jonas\nvia: uwe\n---\n[[uwe]] anna"

    assert unlinked(text) == text


def test_what_cannot_be_taken_out_safely_is_refused() -> None:
    with pytest.raises(Conflict) as refusal:
        unlinked("Text\n[1]: anna.md\n")

    assert refusal.value.values["line"] == 2


PIECES = st.sampled_from(
    ["[[anna]]", "[[jonas]]", "[[anna|A]]", "[x](anna.md)", "(y)", "[z]", ":", "\n", " ", "`", "!"]
)


@given(st.lists(PIECES, max_size=10).map("".join))
def test_no_link_is_left_or_the_note_is_refused(text: str) -> None:
    try:
        after = unlinked(text)
    except Conflict:
        return

    assert unlinked(after) == after
    assert after.count("[[jonas]]") == text.count("[[jonas]]")
