"""What cannot be edited without a guess is refused, with the line and the reason."""

from collections.abc import Callable
from datetime import date

import pytest

from kontaktjournal.domain.contact import EntryKind, Promise
from kontaktjournal.domain.errors import Conflict
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import LANGUAGES, Catalogue
from kontaktjournal.notation.edit import editor as edit
from kontaktjournal.notation.edit import splice
from kontaktjournal.notation.edit.editor import Editor, NewEntry

PATH = "kontakte/tom-lang.md"
EDITOR = Editor(Settings())
OFFER = {"status": "angebot"}
ENTRY = NewEntry(date(2026, 11, 23), title="Budget")

EDITS: list[Callable[[bytes], bytes]] = [
    lambda data: EDITOR.set_fields(data, OFFER, path=PATH),
    lambda data: EDITOR.set_fields(data, {"next": None}, path=PATH),
    lambda data: EDITOR.add_to_list(data, "story", "Messe", path=PATH),
    lambda data: EDITOR.insert_entry(data, ENTRY, path=PATH),
]


def refusal_of(make: Callable[[bytes], bytes], data: bytes) -> Conflict:
    with pytest.raises(Conflict) as caught:
        make(data)
    return caught.value


def is_said(refusal: Conflict) -> bool:
    """Check that both catalogues have a sentence for it, and all its values."""
    for language in LANGUAGES:
        sentence = Catalogue(language)(refusal.key, **refusal.values)
        assert sentence.startswith(f"{PATH}: ")
        assert "{line}" not in sentence
    return True


@pytest.mark.parametrize("make", EDITS, ids=["set", "empty", "list", "entry"])
@pytest.mark.parametrize(
    ("data", "key", "line"),
    [
        (b"---\nname: Tom\ntitel: Chef: Vertrieb\n---\n", "broken_head.quotes", 3),
        (b"---\ntwitter: @tom\n---\n", "broken_head.quotes", 2),
        (b"---\nname: {{date}}\n---\n", "broken_head.quotes", 2),
        (b"---\na: &x 1\nstatus: *x\n---\n", "broken_head.quotes", 3),
        (b"---\nstatus: !!str pflege\n---\n", "broken_head.quotes", 2),
        (b"---\na: &x {b: 1}\n<<: *x\n---\n", "broken_head.quotes", 3),
        (b'---\nname: "Tom\nstatus: x\n---\n', "broken_head.quote", 2),
        (b"---\na:\n\tb: 1\n---\n", "broken_head.tab", 3),
        (b"\n---\nstatus: pflege\n\n# Tom\n", "broken_head.unclosed", 2),
        (b"---\nNur ein Strich\n---\n", "broken_head.mapping", 2),
        (b"---\n- a\n- b\n---\n", "broken_head.mapping", 2),
        (b"---\nstatus: a\x07b\n---\n", "broken_head", 2),
        (b"---\nstatus: a\x00b\n---\n", "broken_head", 2),
        (b"---\na: " + b"[" * 70 + b"]" * 70 + b"\n---\n", "broken_head", 2),
        (b"---\na: " + b"x" * 70_000 + b"\n---\n", "broken_head", 1),
        (b"\0\0\0\0", "broken_head", 1),
        (b"---\n<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> x\n---\n", "merge_markers", 2),
        (b"---\nstatus: a\n---\n\n<<<<<<< HEAD\nx\n", "merge_markers", 5),
        (b"---\nname: J\xf6rg\nstatus: pflege\n---\n", "not_utf8", 2),
        (b"# J\xf6rg\n", "not_utf8", 1),
        ("# Jörg\n".encode("utf-16"), "not_utf8", 1),
        (b"---\rstatus: pflege\r---\r# Tom\r", "line_ends", 1),
        (b"---\nname: Tom\rstatus: pflege\n---\n", "line_ends", 2),
        (b"# Tom\rText\r", "line_ends", 1),
        (b"--- \nstatus: pflege\n---\n", "fence", 1),
        (b"---\nstatus: pflege\n---\t\n", "fence", 3),
        (b"---\r\nstatus: pflege\r\n... \r\n", "fence", 3),
        (b"# Tom\n" + b"x" * (1 << 20), "too_large", 1),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_edited_is_refused(
    make: Callable[[bytes], bytes], data: bytes, key: str, line: int
) -> None:
    refusal = refusal_of(make, data)

    assert (refusal.key, refusal.values["line"]) == (f"refusal.{key}", line)
    assert refusal.exit_code == 4
    assert is_said(refusal)


@pytest.mark.parametrize("value", ["angebot", None])
@pytest.mark.parametrize(
    ("head", "key", "line"),
    [
        ("a: 1\nstatus: x\nstatus: y\n", "key_twice", 4),
        ("status: x\nStand: y\nStand: z\n", "key_twice", 4),
        ("status: &s pflege\n", "value_marked", 2),
        ("status: [&s pflege]\n", "value_marked", 2),
        ("status: |\n  pflege\n", "value_long", 2),
        ("a: 1\nstatus: >-\n  pflege\n", "value_long", 3),
        ("status: in\n  Pflege\n", "value_long", 2),
        ('status: "in\n  Pflege"\n', "value_long", 2),
        ("status: [a, b]\n", "value_list", 2),
        ("status:\n- a\n- b\n", "value_list", 2),
        ("status: {a: b}\n", "value_list", 2),
        ("status:\n  a: b\n", "value_list", 2),
        ("status: [[a], [b]]\n", "value_list", 2),
    ],
)
def test_a_value_that_is_more_than_a_text_on_one_line_is_refused(
    head: str, key: str, line: int, value: str | None
) -> None:
    data = f"---\n{head}---\n".encode()

    refusal = refusal_of(lambda text: EDITOR.set_fields(text, {"status": value}, path=PATH), data)

    assert (refusal.key, refusal.values["line"]) == (f"refusal.{key}", line)
    assert refusal.exit_code == 4
    assert is_said(refusal)


@pytest.mark.parametrize(
    ("head", "key", "line"),
    [
        ("story: a\nstory: b\n", "key_twice", 3),
        ("story: &s\n  - a\n", "value_marked", 2),
        ("story: |\n  a\n", "value_long", 2),
        ("story: a\n  b\n", "value_long", 2),
        ("story: {a: b}\n", "value_map", 2),
        ("story:\n  wann: 2024\n", "value_map", 2),
        ("story:\n  ~\n", "value_long", 2),
        ("story:\n  -\n    a\n", "unsafe_edit", 2),
    ],
)
def test_a_value_that_takes_no_item_is_refused(head: str, key: str, line: int) -> None:
    data = f"---\n{head}---\n".encode()

    refusal = refusal_of(lambda text: EDITOR.add_to_list(text, "story", "x", path=PATH), data)

    assert (refusal.key, refusal.values["line"]) == (f"refusal.{key}", line)
    assert is_said(refusal)


@pytest.mark.parametrize(
    "text",
    ["\u200b---\nstatus: pflege\n---\n", " ---\na: 1\n ---\n", "--- # x\n", "+++\nx = 1\n+++\n"],
)
def test_no_second_head_is_put_on_top_of_a_first_one(text: str) -> None:
    refusal = refusal_of(EDITS[0], text.encode())

    assert (refusal.key, refusal.values["line"]) == ("refusal.fence", 1)
    assert is_said(refusal)


def test_a_key_marked_as_one_and_left_without_a_colon_is_refused() -> None:
    data = b"---\nname: Tom\n? status\nfoo: 1\n---\n"

    refusal = refusal_of(EDITS[0], data)

    assert (refusal.key, refusal.values["line"]) == ("refusal.unsafe_edit", 3)
    assert is_said(refusal)


def test_an_entry_that_would_not_read_as_what_it_is_is_refused() -> None:
    attempt = NewEntry(date(2026, 11, 23), EntryKind.ATTEMPT, channel="Telefonat", title="kurz")
    data = b"---\nstatus: pflege\n---\n# Tom\n"

    refusal = refusal_of(lambda text: EDITOR.insert_entry(text, attempt, path=PATH), data)

    assert (refusal.key, refusal.values["line"]) == ("refusal.unsafe_entry", 4)
    assert is_said(refusal)


def test_a_key_that_stands_twice_is_no_hindrance_for_another() -> None:
    after = EDITOR.set_fields(b"---\nfoo: 1\nfoo: 2\nstatus: a\n---\n", OFFER, path=PATH)

    assert after == b"---\nfoo: 1\nfoo: 2\nstatus: angebot\n---\n"


def test_the_refusal_of_a_broken_head_shows_its_line_as_the_user_typed_it() -> None:
    refusal = refusal_of(EDITS[0], b"---\nname: Tom\ntitel: Chef: Vertrieb\n---\n")

    said = Catalogue("de")(refusal.key, **refusal.values)

    assert said == (
        "kontakte/tom-lang.md: Kopf ist kein YAML (Zeile 3: „titel: Chef: Vertrieb“ – "
        "in Anführungszeichen setzen). Nichts geschrieben."
    )


def test_a_long_line_is_shown_in_part() -> None:
    refusal = refusal_of(EDITS[0], b"---\nname: @" + b"x" * 500 + b"\n---\n")

    text = refusal.values["text"]
    assert isinstance(text, str)
    assert len(text) == 60
    assert text.endswith("…")


def test_a_refused_change_leaves_none_of_the_others_behind() -> None:
    data = b"---\nstatus: pflege\nnext: [a, b]\n---\n"

    refusal = refusal_of(
        lambda text: EDITOR.set_fields(text, {"status": "x", "next": "2026-12-24"}, path=PATH),
        data,
    )

    assert refusal.key == "refusal.value_list"


# --- the proof ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "x: y",
        "x # y",
        "x\nnext: y",
        "x\n---\n",
        "*x",
        "'x",
        "[x]",
        "",
        "x\r",
        "\x00",
        "x\nstatus: y",
    ],
)
def test_a_wrong_splice_is_never_returned(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splice, "scalar", lambda *_words, **_options: written)

    refusal = refusal_of(EDITS[0], b"---\nname: Tom\nstatus: pflege\nnext: 2026-12-07\n---\n")

    assert (refusal.key, refusal.values["line"]) == ("refusal.unsafe_edit", 3)


@pytest.mark.parametrize(
    "written",
    [
        ["## 2026-11-23 Budget", "## 2026-11-23 Budget"],
        ["## 2026-11-22 Budget"],
        ["## 2026-11-23 Mailbox"],
        ["Budget"],
        ["## 2026-11-23 Budget", "```"],
        ["## 2026-11-23 Budget", "- [x] offen"],
        ["## 2026-11-23 Budget", "→ ablage"],
        ["## 2026-11-23 Budget", "## Story"],
        ["# Tom", "## 2026-11-23 Budget"],
        ["## 2026-11-23 Budget", "<<<<<<< x"],
    ],
)
def test_a_wrong_entry_is_never_returned(
    written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edit, "lines", lambda *_parts, **_options: written)
    entry = NewEntry(date(2026, 11, 23), title="Budget", todos=(Promise("offen"),))
    data = b"# Anna\n\n## 2026-11-16 Zoom\n\nText\n\n## Story\n\nMesse\n"

    refusal = refusal_of(lambda text: EDITOR.insert_entry(text, entry, path=PATH), data)

    assert refusal.key == "refusal.unsafe_entry"


@pytest.mark.parametrize("make", [EDITS[0], EDITS[3]], ids=["set", "entry"])
@pytest.mark.parametrize("beyond", [0, 1])
def test_a_file_too_large_or_growing_so_is_refused_for_that(
    make: Callable[[bytes], bytes], beyond: int
) -> None:
    head = b"---\nstatus: pflege\n---\n"
    data = head + b"x" * ((1 << 20) - len(head) + beyond)

    refusal = refusal_of(make, data)

    assert refusal.key == "refusal.too_large"
    assert is_said(refusal)
