"""Keys emptied, added, and spelled as the file and the user do (K8, W1, W4, clarification 28)."""

import pytest

from head_case import Case, Changes, each, edited
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.edit.editor import Editor
from kontaktjournal.notation.edit.splice import ORDER
from kontaktjournal.notation.keys import ALIASES

OFFER: Changes = {"status": "angebot", "next": "2026-12-24"}
FILED: Changes = {"status": "ablage", "next": None, "every": None}

# --- keys that are emptied ---------------------------------------------------------------------

EMPTIED = [
    Case(
        "value and blanks go, key and comment stay",
        FILED,
        "status: pflege\nnext:   2026-12-07   # Di\nevery: 6 Wochen\n",
        "status: ablage\nnext:   # Di\nevery:\n",
    ),
    Case(
        "quotes go",
        FILED,
        'status: "pflege"\nnext: \'2026-12-07\'\nevery: "6 Wochen" # x\n',
        'status: "ablage"\nnext:\nevery: # x\n',
    ),
    Case(
        "synonyms are emptied, too",
        FILED,
        "follow_up: 2026-12-07\nstatus: pflege\nnext: 2026-12-07\nTermin: morgen\nturnus: 6w\n",
        "follow_up:\nstatus: ablage\nnext:\nTermin:\nturnus:\n",
    ),
    Case("missing keys stay missing", FILED, "status: pflege\nx: 1\n", "status: ablage\nx: 1\n"),
    Case(
        "what says nothing already stays",
        FILED,
        "status: pflege\nnext: ~\nevery: ''\nturnus: []\n",
        "status: ablage\nnext: ~\nevery: ''\nturnus: []\n",
    ),
    Case(
        "in braces the blank stays",
        FILED,
        "{status: pflege, next: 2026-12-07, every: 6w}\n",
        "{status: ablage, next: , every: }\n",
    ),
    Case(
        "items of lists",
        FILED,
        "status: pflege\nnext: [2026-12-07]\nevery:\n  - 6 Wochen # x\n",
        "status: ablage\nnext: []\nevery:\n  - # x\n",
    ),
    Case(
        "an unquoted link",
        FILED,
        "status: pflege\nnext: [[2026-12-07]]\n",
        "status: ablage\nnext:\n",
    ),
    Case("a blank text empties", {"step": " \n\t "}, "step: Mappe\n", "step:\n"),
]

# --- keys that are missing ---------------------------------------------------------------------

ADDED = [
    Case(
        "behind its neighbour",
        {"next": "2026-12-24"},
        "name: Anna\nstatus: pflege # warm\norg: Buchbinderei\n",
        "name: Anna\nstatus: pflege # warm\nnext: 2026-12-24\norg: Buchbinderei\n",
    ),
    Case(
        "several at once, in their order",
        {"every": "6 Wochen", "step": "Mappe", "next": "2026-12-24"},
        "status: pflege\nuid: k7f3q2m9xw\n",
        "status: pflege\nnext: 2026-12-24\nstep: Mappe\nevery: 6 Wochen\nuid: k7f3q2m9xw\n",
    ),
    Case(
        "behind the next neighbour but one",
        {"every": "6 Wochen"},
        "next: 2026-12-07\nstatus: pflege\nfoo: 1\n",
        "next: 2026-12-07\nevery: 6 Wochen\nstatus: pflege\nfoo: 1\n",
    ),
    Case(
        "behind a list",
        {"fit": "yes"},
        "story:\n  - Messe\n  # mehr folgt\n  - Bonn # x\n# unten\ntags: [a]\n",
        "story:\n  - Messe\n  # mehr folgt\n  - Bonn # x\nfit: yes\n# unten\ntags: [a]\n",
    ),
    Case(
        "behind a text of several lines",
        {"next": "2026-12-24"},
        "status: >\n  in der\n  Pflege\nfoo: |\n  x\n",
        "status: >\n  in der\n  Pflege\nnext: 2026-12-24\nfoo: |\n  x\n",
    ),
    Case(
        "nobody known before it: behind the nearest after it",
        {"status": "pflege"},
        "type: person\ntags: [a]\ncompany: Beispiel\nfoo: 1\n",
        "type: person\ntags: [a]\ncompany: Beispiel\nstatus: pflege\nfoo: 1\n",
    ),
    Case(
        "nobody known at all", {"status": "pflege"}, "a: 1\nb: 2\n", "a: 1\nb: 2\nstatus: pflege\n"
    ),
    Case("an empty head", OFFER, "", "status: angebot\nnext: 2026-12-24\n"),
    Case(
        "a head of comments",
        OFFER,
        "# noch nichts\n\n",
        "# noch nichts\n\nstatus: angebot\nnext: 2026-12-24\n",
    ),
    Case(
        "an indented head",
        {"next": "2026-12-24"},
        "  status: pflege\n  foo:\n    status: x\n",
        "  status: pflege\n  next: 2026-12-24\n  foo:\n    status: x\n",
    ),
    Case(
        "in line with a table",
        {"next": "2026-12-24", "every": "6 Wochen"},
        "name:       Anna\nstatus:     pflege\nuid: k7f3q2m9xw\n",
        "name:       Anna\nstatus:     pflege\nnext:       2026-12-24\nevery:      6 Wochen\n"
        "uid: k7f3q2m9xw\n",
    ),
    Case(
        "one aligned value makes no table",
        {"next": "2026-12-24"},
        "name: Anna\nstatus:     pflege\n",
        "name: Anna\nstatus:     pflege\nnext: 2026-12-24\n",
    ),
    Case(
        "in braces",
        {"next": "2026-12-24", "step": "a, b"},
        "{status: pflege, foo: [1, 2]}\n",
        '{status: pflege, next: 2026-12-24, step: "a, b", foo: [1, 2]}\n',
    ),
    Case("in empty braces", {"status": "pflege"}, "{}\n", "{status: pflege}\n"),
    Case(
        "keys of other programs are never introduced", {"last": "2026-11-23"}, "a: 1\n", "a: 1\n"
    ),
    Case(
        "and kept up to date where they are",
        {"last": "2026-11-23"},
        "last_contact: 2026-10-01\n",
        "last_contact: 2026-11-23\n",
    ),
]

# --- keys in other words -----------------------------------------------------------------------

SPELLED = [
    Case(
        "German keys",
        OFFER,
        "Stand: pflege\nNächstes Gespräch: 2026-12-07\nRhythmus: 6 Wochen\n",
        "Stand: angebot\nNächstes Gespräch: 2026-12-24\nRhythmus: 6 Wochen\n",
    ),
    Case(
        "camelCase keys",
        OFFER,
        "pipelineStage: active\nnextContactDue: 2026-12-07\n",
        "pipelineStage: angebot\nnextContactDue: 2026-12-24\n",
    ),
    Case(
        "keys with hyphens and dots",
        OFFER,
        "crm-stage: active\nnext.call: 2026-12-07\n",
        "crm-stage: angebot\nnext.call: 2026-12-24\n",
    ),
    Case(
        "a vault's own form",
        {"status": "ablage", "next": None, "last": "2026-11-23"},
        "type: person\nstatus: active # active | dormant\nlast_contact: 2026-10-01\n"
        'next_follow_up: 2026-12-07\naliases: []\ncompany: "[[Beispiel GmbH]]"\n',
        "type: person\nstatus: ablage # active | dormant\nlast_contact: 2026-11-23\n"
        'next_follow_up:\naliases: []\ncompany: "[[Beispiel GmbH]]"\n',
    ),
    Case(
        "keys of the vCard plug-in",
        {"phone": "+49 221 555 0199"},
        '"TEL[CELL]": "+49 221 555 0171"\n"EMAIL[HOME]": anna@example.org\n',
        '"TEL[CELL]": "+49 221 555 0199"\n"EMAIL[HOME]": anna@example.org\n',
    ),
    Case(
        "the canonical spelling binds",
        {"next": "2026-12-24"},
        "follow_up: 2026-12-01\nnext: 2026-12-07\n",
        "follow_up: 2026-12-01\nnext: 2026-12-24\n",
    ),
    Case(
        "an empty spelling says nothing against a filled one",
        {"next": "2026-12-24"},
        "follow_up: 2026-12-01\nnext:\n",
        "follow_up: 2026-12-24\nnext:\n",
    ),
    Case(
        "a time behind a T stays behind one",
        {"next": "2026-12-24 14:30"},
        "next: 2026-12-07T09:00:00\n",
        "next: 2026-12-24T14:30:00\n",
    ),
    Case(
        "a time behind a blank stays behind one",
        {"next": "2026-12-24T14:30:00"},
        "next: 2026-12-07 09:00\n",
        "next: 2026-12-24 14:30\n",
    ),
    Case(
        "a number follows a number",
        {"every": "45"},
        "cadence_days: 30\n",
        "cadence_days: 45\n",
    ),
    Case("where there was none, it is text", {"every": "45"}, "every:\n", 'every: "45"\n'),
]  # fmt: skip

CASES = [*EMPTIED, *ADDED, *SPELLED]


@each(CASES)
def test_only_the_value_changes(case: Case) -> None:
    before, after = case.files()

    assert edited(before, case.changes) == after


@each(CASES)
def test_no_line_end_changes(case: Case) -> None:
    before, after = case.files_of_windows()

    assert edited(before, case.changes) == after


@each(CASES)
def test_an_edit_made_twice_is_made_once(case: Case) -> None:
    _, after = case.files()

    assert edited(after, case.changes) == after


# --- no head yet (W4) --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# Anna\n\nText\n", "---\nstatus: pflege\n---\n\n# Anna\n\nText\n"),
        ("\n# Anna", "---\nstatus: pflege\n---\n\n# Anna"),
        ("\ufeff# Anna\r\n", "\ufeff---\r\nstatus: pflege\r\n---\r\n\r\n# Anna\r\n"),
        ("", "---\nstatus: pflege\n---\n"),
        ("----\nText\n", "---\nstatus: pflege\n---\n\n----\nText\n"),
        ("**Status::** x\nNext:: y\n", "---\nstatus: pflege\n---\n\n**Status::** x\nNext:: y\n"),
    ],
)
def test_a_note_without_a_head_gets_one_at_the_top(before: str, after: str) -> None:
    assert edited(before, {"status": "pflege", "next": None}) == after


@pytest.mark.parametrize("changes", [{"next": None}, {"last": "2026-11-23"}, {}])
def test_a_note_without_a_head_gets_none_to_stay_empty(changes: Changes) -> None:
    assert edited("# Anna\n", changes) == "# Anna\n"


# --- how this journal spells -------------------------------------------------------------------


def test_a_missing_key_is_written_in_the_users_own_word() -> None:
    settings = Settings(keys={"next": ("Nächstes Gespräch", "follow_up"), "every": ("ja: nein",)})

    after = edited("---\nstatus: pflege\n---\n", {"next": "2026-12-24", "every": "6w"}, settings)

    assert after == '---\nstatus: pflege\nNächstes Gespräch: 2026-12-24\n"ja: nein": 6w\n---\n'


def test_the_users_own_word_replaces_no_key_that_is_there() -> None:
    settings = Settings(keys={"next": ("naechster", "follow_up")})

    after = edited("---\ntermin: x\nfollow_up: y\n---\n", {"next": "2026-12-24"}, settings)

    assert after == "---\ntermin: x\nfollow_up: 2026-12-24\n---\n"


def test_an_obsidian_vault_has_its_times_behind_a_t() -> None:
    editor = Editor(Settings(), obsidian=True)

    after = editor.set_fields(
        b"---\nnext: 2026-12-07 09:00\nstep: x\n---\n",
        {"next": "2026-12-24 14:30", "step": "2026-12-24 14:30"},
        path="a.md",
    )

    assert after == b"---\nnext: 2026-12-24T14:30:00\nstep: 2026-12-24 14:30\n---\n"


def test_every_key_has_its_place_in_the_order() -> None:
    assert sorted(ORDER) == sorted(ALIASES)
