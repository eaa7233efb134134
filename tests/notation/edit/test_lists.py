"""One more item behind a list key, in the form the file uses (K4, clarification 32)."""

import pytest

from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.edit.editor import Editor
from kontaktjournal.notation.parse import Reader

NEW = "beide aus Leipzig"


def added(text: str, item: str = NEW, key: str = "story") -> str:
    return Editor(Settings()).add_to_list(text.encode(), key, item, path="a.md").decode()


CASES = {
    "a block list": (
        "story:\n  - Messe\n  - Bonn\ntags: [a]\n",
        "story:\n  - Messe\n  - Bonn\n  - beide aus Leipzig\ntags: [a]\n",
    ),
    "a block list without indentation": (
        "story:\n- Messe # 2024\n# unten\ntags: [a]\n",
        "story:\n- Messe # 2024\n- beide aus Leipzig\n# unten\ntags: [a]\n",
    ),
    "a wide dash": (
        "story:\n    -   Messe\n",
        "story:\n    -   Messe\n    -   beide aus Leipzig\n",
    ),
    "an item of several lines": (
        "story:\n  - Messe\n    in Köln\nx: 1\n",
        "story:\n  - Messe\n    in Köln\n  - beide aus Leipzig\nx: 1\n",
    ),
    "an item that is a text block": (
        "story:\n  - |\n    Messe\nx: 1\n",
        "story:\n  - |\n    Messe\n  - beide aus Leipzig\nx: 1\n",
    ),
    "items that are maps": (
        "story:\n  - wo: Messe\n    wann: 2024\nx: 1\n",
        "story:\n  - wo: Messe\n    wann: 2024\n  - beide aus Leipzig\nx: 1\n",
    ),
    "an empty last item": ("story:\n  - a\n  -\n", "story:\n  - a\n  -\n  - beide aus Leipzig\n"),
    "a list in brackets": (
        "story: [Messe, 'Bonn'] # x\n",
        "story: [Messe, 'Bonn', beide aus Leipzig] # x\n",
    ),
    "brackets on many lines": (
        "story: [\n  Messe, # x\n  Bonn,\n]\n",
        "story: [\n  Messe, # x\n  Bonn, beide aus Leipzig,\n]\n",
    ),
    "empty brackets": ("story: [] # x\n", "story: [beide aus Leipzig] # x\n"),
    "a single text": (
        "story: Messe\ntags: [a]\n",
        "story:\n  - Messe\n  - beide aus Leipzig\ntags: [a]\n",
    ),
    "a quoted text with a comment": (
        'story:   "Messe: Köln"   # 2024\n',
        'story:\n  - "Messe: Köln"   # 2024\n  - beide aus Leipzig\n',
    ),
    "a text on the line below": (
        "story:\n  Messe\n",
        "story:\n  - Messe\n  - beide aus Leipzig\n",
    ),
    "a text beside lists without indentation": (
        "tags:\n- a\nstory: Messe\n",
        "tags:\n- a\nstory:\n- Messe\n- beide aus Leipzig\n",
    ),
    "an unquoted link": (
        "story: [[jonas]]\n",
        "story:\n  - [[jonas]]\n  - beide aus Leipzig\n",
    ),
    "nothing": ("story:\nx: 1\n", "story:\n  - beide aus Leipzig\nx: 1\n"),
    "nothing but a comment": (
        "story:   # was?\nx: 1\n",
        "story:   # was?\n  - beide aus Leipzig\nx: 1\n",
    ),
    "a word for nothing": ("story: ~ # x\n", "story: # x\n  - beide aus Leipzig\n"),
    "empty quotes": ("story: ''\n", "story:\n  - beide aus Leipzig\n"),
    "no key": ("fit: yes\nx: 1\n", "fit: yes\nstory:\n  - beide aus Leipzig\nx: 1\n"),
    "no key beside lists without indentation": (
        "tags:\n- a\n",
        "tags:\n- a\nstory:\n- beide aus Leipzig\n",
    ),
    "an indented head": (
        "  name: Anna\n  tags:\n    - a\n",
        "  name: Anna\n  story:\n    - beide aus Leipzig\n  tags:\n    - a\n",
    ),
    "a list in braces": ("{story: [a], x: 1}\n", "{story: [a, beide aus Leipzig], x: 1}\n"),
    "a text in braces": ("{story: a, x: 1}\n", "{story: [a, beide aus Leipzig], x: 1}\n"),
    "nothing in braces": ("{story: , x: 1}\n", "{story: [beide aus Leipzig], x: 1}\n"),
    "no key in braces": ("{fit: yes}\n", "{fit: yes, story: [beide aus Leipzig]}\n"),
    "the binding spelling": (
        "Geschichte: Messe\nstory:\n- Bonn\n",
        "Geschichte: Messe\nstory:\n- Bonn\n- beide aus Leipzig\n",
    ),
    "there already": ("story: beide aus Leipzig\n", "story: beide aus Leipzig\n"),
    "there already in other words": (
        "Geschichte: [a, beide aus Leipzig]\nstory: b\n",
        "Geschichte: [a, beide aus Leipzig]\nstory: b\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_an_item_is_added_in_the_form_of_the_file(before: str, after: str) -> None:
    text = added(f"---\n{before}---\n\n- x\n")

    assert text == f"---\n{after}---\n\n- x\n"
    contact = Reader(Settings()).read(text.encode(), "a.md").contact
    assert contact is not None
    assert NEW in contact.story


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_no_line_end_changes(before: str, after: str) -> None:
    text = added(f"\ufeff---\n{before}---".replace("\n", "\r\n"))

    assert text == f"\ufeff---\n{after}---".replace("\n", "\r\n")


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_an_item_added_twice_is_added_once(before: str, after: str) -> None:
    assert added(f"---\n{after}---\n") == f"---\n{after}---\n"


@pytest.mark.parametrize(
    ("before", "item", "after"),
    [
        ("links: []\n", "[[jonas]]", 'links: ["[[jonas]]"]\n'),
        ("links: []\n", "a, b", 'links: ["a, b"]\n'),
        ("links:\n  - x\n", "a, b", "links:\n  - x\n  - a, b\n"),
        ("links:\n  - x\n", "zwei\nZeilen: ja", 'links:\n  - x\n  - "zwei Zeilen: ja"\n'),
        ("links: x\n", " \n", "links: x\n"),
    ],
)
def test_an_item_is_safe(before: str, item: str, after: str) -> None:
    assert added(f"---\n{before}---\n", item, "links") == f"---\n{after}---\n"


def test_a_note_without_a_head_gets_one() -> None:
    assert added("# Anna\n") == "---\nstory:\n  - beide aus Leipzig\n---\n\n# Anna\n"
