"""A changed value: every document with the bytes that must come out, in plain sight (W1)."""

from head_case import Case, Changes, each, edited
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.edit.editor import Editor

OFFER: Changes = {"status": "angebot", "next": "2026-12-24"}

CASES = [
    Case(
        "as the journal writes it",
        OFFER,
        "name: Anna Müller\nstatus: pflege\nnext: 2026-12-07\nstep: Mappe\n",
        "name: Anna Müller\nstatus: angebot\nnext: 2026-12-24\nstep: Mappe\n",
    ),
    Case(
        "comments behind values and between lines",
        OFFER,
        "# oben\nstatus: pflege # warm\n# mitten\nnext: 2026-12-07\t# Di\n# unten\n",
        "# oben\nstatus: angebot # warm\n# mitten\nnext: 2026-12-24\t# Di\n# unten\n",
    ),
    Case(
        "double quotes stay",
        OFFER,
        'status: "pflege"\nnext: "2026-12-07"\nphone: "+49 221 555 0171"\n',
        'status: "angebot"\nnext: "2026-12-24"\nphone: "+49 221 555 0171"\n',
    ),
    Case(
        "single quotes stay",
        OFFER,
        "status: 'pflege'\nnext: '2026-12-07' # it''s\n",
        "status: 'angebot'\nnext: '2026-12-24' # it''s\n",
    ),
    Case(
        "aligned values stay in line",
        OFFER,
        "name:    Anna\nstatus:  pflege\nnext:    2026-12-07\n",
        "name:    Anna\nstatus:  angebot\nnext:    2026-12-24\n",
    ),
    Case(
        "blanks before the colon and behind the value",
        OFFER,
        "status : pflege   \nnext  :   2026-12-07 \n",
        "status : angebot   \nnext  :   2026-12-24 \n",
    ),
    Case(
        "a tab behind the colon",
        OFFER,
        "status:\tpflege\nnext:\t2026-12-07\n",
        "status:\tangebot\nnext:\t2026-12-24\n",
    ),
    Case(
        "an indented head",
        OFFER,
        "  status: pflege\n  next: 2026-12-07\n  tags:\n    - a\n",
        "  status: angebot\n  next: 2026-12-24\n  tags:\n    - a\n",
    ),
    Case(
        "the same keys further down are others",
        OFFER,
        "firma:\n  status: aktiv\n  next: 2020-01-01\nstatus: pflege\nnext: 2026-12-07\n",
        "firma:\n  status: aktiv\n  next: 2020-01-01\nstatus: angebot\nnext: 2026-12-24\n",
    ),
    Case(
        "keys within texts are text",
        OFFER,
        'note: "status: x"\nmehr: |\n  status: y\n  next: z\nstatus: pflege\nnext: 2026-12-07\n',
        'note: "status: x"\nmehr: |\n  status: y\n  next: z\nstatus: angebot\nnext: 2026-12-24\n',
    ),
    Case(
        "a folded text above and a kept one below",
        OFFER,
        "a: >-\n  lang\n\n  länger\nstatus: pflege\nnext: 2026-12-07\nb: |+\n  x\n\n",
        "a: >-\n  lang\n\n  länger\nstatus: angebot\nnext: 2026-12-24\nb: |+\n  x\n\n",
    ),
    Case(
        "lists of both kinds and in both indentations",
        OFFER,
        "tags: [person, 'a-kunde']\nstatus: pflege\nstory:\n- a\n- b\nnext: 2026-12-07\n",
        "tags: [person, 'a-kunde']\nstatus: angebot\nstory:\n- a\n- b\nnext: 2026-12-24\n",
    ),
    Case(
        "values of YAML 1.1 that are no texts elsewhere",
        OFFER,
        "land: NO\nzeit: 12:30\nplz: 01067\nn: ~\nz: 1_000\nstatus: on\nnext: 20261207\n",
        "land: NO\nzeit: 12:30\nplz: 01067\nn: ~\nz: 1_000\nstatus: angebot\nnext: 2026-12-24\n",
    ),
    Case(
        "an impossible date is mended",
        OFFER,
        "status: pflege\nnext: 2026-02-30\ngeburtstag: 1980-02-30\n",
        "status: angebot\nnext: 2026-12-24\ngeburtstag: 1980-02-30\n",
    ),
    Case(
        "anchors that are not in the way",
        OFFER,
        "tags: &t [a]\nwer: &w Anna\nstatus: pflege\nnext: 2026-12-07\n",
        "tags: &t [a]\nwer: &w Anna\nstatus: angebot\nnext: 2026-12-24\n",
    ),
    Case(
        "a merge key without a reference",
        OFFER,
        "<<: {status: x}\nstatus: pflege\nnext: 2026-12-07\n",
        "<<: {status: x}\nstatus: angebot\nnext: 2026-12-24\n",
    ),
    Case(
        "quoted keys",
        OFFER,
        "\"status\": pflege\n'next': 2026-12-07\n",
        "\"status\": angebot\n'next': 2026-12-24\n",
    ),
    Case(
        "keys in an order of their own with blank lines",
        OFFER,
        "\nuid: k7f3q2m9xw\n\nnext: 2026-12-07\n\nstatus: pflege\n\n",
        "\nuid: k7f3q2m9xw\n\nnext: 2026-12-24\n\nstatus: angebot\n\n",
    ),
    Case(
        "decomposed umlauts in keys and values",
        {"next": "2026-12-24"},
        "na\u0308chster: 2026-12-07\nname: Mu\u0308ller\n",
        "na\u0308chster: 2026-12-24\nname: Mu\u0308ller\n",
    ),
    Case(
        "characters YAML takes for line ends",
        OFFER,
        "note: a\u2028b\x85c\nstatus: pflege\nx: \ufeff\nnext: 2026-12-07\n",
        "note: a\u2028b\x85c\nstatus: angebot\nx: \ufeff\nnext: 2026-12-24\n",
    ),
    Case(
        "characters of four bytes before the value",
        OFFER,
        "🚀: 🚀🚀\nstatus: 🚀\n王: {王: 王}\nnext: 2026-12-07 # 🚀\n",
        "🚀: 🚀🚀\nstatus: angebot\n王: {王: 王}\nnext: 2026-12-24 # 🚀\n",
    ),
    Case(
        "a head in braces",
        OFFER,
        "{name: Anna, status: pflege, next: 2026-12-07, tags: [a, b]}\n",
        "{name: Anna, status: angebot, next: 2026-12-24, tags: [a, b]}\n",
    ),
    Case(
        "a head in braces on many lines",
        OFFER,
        '{\n  "name": "Anna",\n  "status": "pflege", # warm\n  "next": "2026-12-07"\n}\n',
        '{\n  "name": "Anna",\n  "status": "angebot", # warm\n  "next": "2026-12-24"\n}\n',
    ),
    Case(
        "a value on the line below its key",
        OFFER,
        "status:\n  pflege\nnext:\n\n    2026-12-07 # x\n",
        "status:\n  angebot\nnext:\n\n    2026-12-24 # x\n",
    ),
    Case(
        "a key marked as one",
        OFFER,
        "? status\n: pflege\n? next\n: 2026-12-07\n",
        "? status\n: angebot\n? next\n: 2026-12-24\n",
    ),
    Case(
        "the only item of a list",
        OFFER,
        "status: [pflege]\nnext:\n  - 2026-12-07 # x\n",
        "status: [angebot]\nnext:\n  - 2026-12-24 # x\n",
    ),
    Case(
        "links, quoted and not",
        OFFER,
        'status: "[[pflege]]"\nnext: [[2026-12-07]] # Notiz\n',
        'status: "angebot"\nnext: 2026-12-24 # Notiz\n',
    ),
    Case(
        "a value that is there already",
        OFFER,
        'status: "ange\\u0062ot"\nnext: 2026-12-24\n',
        'status: "ange\\u0062ot"\nnext: 2026-12-24\n',
    ),
    Case(
        "two hundred commented keys",
        OFFER,
        "status: pflege\n" + "".join(f"k{n}: {n} # {n}\n" for n in range(200)) + "next: x\n",
        "status: angebot\n"
        + "".join(f"k{n}: {n} # {n}\n" for n in range(200))
        + "next: 2026-12-24\n",
    ),
    # --- nothing there yet
    Case(
        "nothing behind the colon",
        OFFER,
        "status:\nnext:\n",
        "status: angebot\nnext: 2026-12-24\n",
    ),
    Case(
        "a blank behind the colon",
        OFFER,
        "status: \nnext:   \n",
        "status: angebot\nnext:   2026-12-24\n",
    ),
    Case(
        "a comment behind the colon",
        OFFER,
        "status: # wo?\nnext:    # wann?\n",
        "status: angebot # wo?\nnext: 2026-12-24    # wann?\n",
    ),
    Case(
        "empty quotes",
        OFFER,
        "status: ''\nnext: \"\"\n",
        "status: 'angebot'\nnext: \"2026-12-24\"\n",
    ),
    Case(
        "words for nothing",
        OFFER,
        "status: ~\nnext: null # x\n",
        "status: angebot\nnext: 2026-12-24 # x\n",
    ),
    Case(
        "nothing in braces",
        OFFER,
        "{status: , next: , x: y}\n",
        "{status: angebot, next: 2026-12-24, x: y}\n",
    ),
    Case(
        "nothing behind a dash",
        OFFER,
        "status:\n  -\nnext:\n  - # x\n",
        "status:\n  - angebot\nnext:\n  - 2026-12-24 # x\n",
    ),
]


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


def test_mixed_line_ends_stay_mixed_and_a_new_line_ends_like_its_neighbour() -> None:
    before = "---\r\nname: Anna\nstatus: pflege\r\nfoo: 1\n---\r\nText\n\r\nText"

    after = edited(before, {"status": "angebot", "next": "2026-12-24", "name": "Ida"})

    assert after == (
        "---\r\nname: Ida\nstatus: angebot\r\nnext: 2026-12-24\r\nfoo: 1\n---\r\nText\n\r\nText"
    )


def test_damage_in_the_body_stays_as_it_is() -> None:
    before = b"---\nstatus: pflege\n---\nStra\xdfe \x00 \xff\r\r\nx\xed\xa0\x80"

    after = Editor(Settings()).set_fields(before, {"status": "angebot"}, path="a.md")

    assert after == b"---\nstatus: angebot\n---\nStra\xdfe \x00 \xff\r\r\nx\xed\xa0\x80"
