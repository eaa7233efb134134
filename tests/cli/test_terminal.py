"""The command at a real terminal: nothing in a file steers it, and only it gets colours."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

AtTerminal = Callable[..., bytes]

#: The codes of our own styles, and nothing else.
OWN_STYLES = re.compile(rb"\x1b\[[0-9;]*m")
#: Whatever could move, hide or turn around what is shown.
STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

EVIL = """\
---
name: "Eva \\e]52;c;ZXZpbA==\\a \\u202egnp"
status: pflege
next: 2026-11-20
org: "Firma \\u009b31m"
story: "Story \\e[2J"
phone: "+49 221 555 0101\\r"
step: "Schritt \\u2066 davon"
hobby: "\\e[5m blinkt"
---

# Eva

## 2026-11-02 Telefonat: \x1b[2J weg, und \x9b0m zurück

Text mit \x1b]0;Titel\x07 und \u202e umgekehrt.

- [ ] Konzept \x1b[31m schicken 📅 2026-11-20
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kontakte").mkdir()
    (tmp_path / "kontakte/eva.md").write_text(EVIL, encoding="utf-8")
    (tmp_path / "kontakte/zwei\x1b[31m.md").write_text("---\nnext: bald\n---\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        "agenda", "agenda --brief", "agenda --json", "list --all", "list --json",
        "list --format csv", "list --format tsv", "list --format paths", "list --format ids",
        "list -0", "list --columns name,story,step,phone,org", "show eva", "show eva --brief",
        "show eva --all", "show eva --json", "show eva --path", "show zwei --path",
        "check", "check --json", "show e\x1b[31mva",
    ],
)  # fmt: skip
def test_nothing_in_a_file_steers_the_terminal(
    words: str, at_terminal: AtTerminal, folder: Path
) -> None:
    written = at_terminal(folder, *words.split(" "))

    shown = OWN_STYLES.sub(b"", written).decode().replace("\r\n", "\n")
    assert shown.strip()
    assert STEERING.findall(shown) == []


def test_a_terminal_gets_colours(at_terminal: AtTerminal, folder: Path) -> None:
    assert OWN_STYLES.search(at_terminal(folder, "agenda"))


@pytest.mark.parametrize(
    ("words", "environ"),
    [
        (("--no-color", "agenda"), {}),
        (("agenda", "--no-color"), {}),
        (("agenda",), {"NO_COLOR": "1"}),
        (("agenda",), {"TERM": "dumb"}),
        (("agenda", "--json"), {}),
        (("agenda", "--brief"), {}),
    ],
)
def test_whoever_wants_no_colours_gets_none(
    words: tuple[str, ...], environ: dict[str, str], at_terminal: AtTerminal, folder: Path
) -> None:
    written = at_terminal(folder, *words, **environ)

    assert b"kontakte/eva.md" in written
    assert b"\x1b" not in written


def test_an_empty_no_color_means_colours(at_terminal: AtTerminal, folder: Path) -> None:
    # As no-color.org has it.
    assert OWN_STYLES.search(at_terminal(folder, "agenda", NO_COLOR=""))


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        (b"2\n", "Anna Otto · ohne Status".encode()),
        (b"\n", "„anna“ passt auf 2: anna-mueller (Köln), anna-otto. Bitte genauer.".encode()),
        (b"7\n", "„anna“ passt auf 2: anna-mueller (Köln), anna-otto. Bitte genauer.".encode()),
    ],
)
def test_who_is_meant_can_be_chosen_at_a_terminal(
    typed: bytes, last: bytes, tmp_path: Path, at_terminal: AtTerminal
) -> None:
    people = tmp_path / "kontakte"
    people.mkdir()
    (people / "anna-mueller.md").write_text("---\ncity: Köln\n---\n# Anna Müller\n", "utf-8")
    (people / "anna-otto.md").write_text("# Anna Otto\n", "utf-8")

    written = at_terminal(tmp_path, "show", "anna", typed=typed, NO_COLOR="1")

    assert " 1  anna-mueller (Köln)\r\n 2  anna-otto\r\n".encode() in written
    assert last in written
