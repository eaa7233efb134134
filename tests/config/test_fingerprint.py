"""Claims about which settings make an index useless."""

import os
import subprocess
import sys

import pytest

from kontaktjournal.config.fingerprint import fingerprint, likeness
from kontaktjournal.config.read import understand

BASE = """
[folders]
contacts = ["kontakte"]
[keys]
next = ["wiedervorlage", "follow_up"]
story = ["geschichte"]
"""


@pytest.mark.parametrize(
    "text",
    [
        'timezone = "Europe/Berlin"',
        '[folders]\ncontacts = ["people"]',
        '[folders]\nignore = ["a/"]',
        '[keys]\nnext = ["termin"]',
        '[keys]\nnext = ["follow_up", "wiedervorlage"]',
        '[entries]\nlog_sections = ["Protokoll"]',
        '[entries]\ntalk = ["Plausch"]',
        '[entries]\ndaily = ["Daily/**"]',
        '[[stage]]\nid = "pflege"\nkind = "waiting"',
        '[cadence]\nstage.pflege = "8 Wochen"',
        '[cadence]\ntag.a-kunde = "3 Wochen"',
    ],
)
def test_what_changes_the_reading_changes_the_fingerprint(text: str) -> None:
    base = understand('[keys]\nnext = ["wiedervorlage", "follow_up"]')

    assert fingerprint(understand(text)) != fingerprint(base)


@pytest.mark.parametrize(
    "line", ["kind = 'won'", "rank = 7", 'aliases = ["nurture"]', 'label = "Pflegen"']
)
def test_any_word_of_a_stage_is_part_of_the_fingerprint(line: str) -> None:
    stage = {"id": "'pflege'", "kind": "'waiting'"}
    key, _, value = line.partition(" = ")

    one, other = (
        understand("[[stage]]\n" + "\n".join(f"{name} = {text}" for name, text in row.items()))
        for row in (stage, {**stage, key: value})
    )

    assert fingerprint(one) != fingerprint(other)


@pytest.mark.parametrize(
    "text",
    [
        "version = 1",
        "# a comment",
        'language = "en"',
        "[agenda]\nper_day = 3",
        '[calendar]\nholidays = "DE-NW"',
        '[me]\nplaces = ["Köln"]',
        '[views]\nheute = "is:due"',
        '[folders]\nfilename = "name"',
        '[page]\neditor = "vscode://file/{path}"',
    ],
)
def test_what_only_changes_the_showing_keeps_the_fingerprint(text: str) -> None:
    assert fingerprint(understand(text)) == fingerprint(understand(""))


def test_the_order_of_tables_and_keys_is_no_difference() -> None:
    turned = """
        [keys]
        story = "geschichte"
        next = ["wiedervorlage", "follow_up"]
        [folders]
        contacts = "kontakte"
    """

    assert fingerprint(understand(turned)) == fingerprint(understand(BASE))


@pytest.mark.parametrize(
    "text",
    [
        'language = "en"',
        "[agenda]\nper_day = 3",
        '[calendar]\nholidays = "DE-NW"',
        '[calendar]\nclosed = ["2026-12-24..2027-01-06"]',
        '[calendar]\nworkdays = ["mo", "di"]',
        '[me]\nplaces = ["Köln"]',
        '[page]\neditor = "vscode"',
        '[[stage]]\nid = "pflege"\nkind = "waiting"\nlabel = "Pflegen"',
    ],
)
def test_what_changes_the_showing_changes_the_likeness(text: str) -> None:
    assert likeness(understand(text)) != likeness(understand(""))


def test_the_likeness_is_the_same_in_every_process() -> None:
    text = '[calendar]\nworkdays = ["mo", "di", "do"]\nclosed = ["2026-12-24..2027-01-06"]'
    program = (
        "from kontaktjournal.config.fingerprint import likeness\n"
        "from kontaktjournal.config.read import understand\n"
        f"print(likeness(understand({text!r})))"
    )

    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert said == {f"{likeness(understand(text))}\n".encode()}
