"""Claims about which settings make an index useless."""

import pytest

from kontaktjournal.config.fingerprint import fingerprint
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
