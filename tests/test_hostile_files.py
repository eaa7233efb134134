"""Every hostile file harms only itself: no crash, no hang, told with its place, neighbours due.

The rows are those of the reliability report: what brought down a reader of front matter.
"""

import os
import random
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kontaktjournal.domain.agenda import View
from kontaktjournal.domain.contact import Contact
from kontaktjournal.journal import Journal
from opened_journal import agenda_of, opened
from watched_folder import picture, write

HEALTHY = "---\nstatus: pflege\nnext: 2026-11-23\n---\n# Gesunde Nachbarin\n"
DUE = ("Gesunde Nachbarin", "today", "2026-11-23")
PATH = "kontakte/x.md"

pytestmark = pytest.mark.timeout(30)


def _all_questions(journal: Journal) -> None:
    journal.agenda(View(days=400, everything=True))
    journal.next_up(journal.agenda(View()).agenda)
    journal.contacts(everybody=True)
    journal.names("x")
    journal.check()
    for due in journal.contacts(everybody=True):
        journal.dossier(due.contact, with_mentions=True)


def survived(base: Path, hostile: bytes | None) -> tuple[Contact | None, list[str]]:
    """Read a file beside a healthy one; return what became of it and what was said."""
    root = base / "root"
    write(root, {"kontakte/gesund.md": HEALTHY})
    if hostile is not None:
        (root / PATH).write_bytes(hostile)
    before = picture(root)
    with opened(base) as journal:
        _all_questions(journal)
        assert DUE in agenda_of(journal)
        found = [due.contact for due in journal.contacts(everybody=True)]
        said = [
            f"{problem.line}:{problem.column} {problem.code} {problem.variant}".rstrip()
            for problem in journal.problems()
            if problem.path == PATH
        ]
    with opened(base) as journal:
        assert DUE in agenda_of(journal)
    assert picture(root) == before
    return next((one for one in found if one.path == PATH), None), said


# --- values that YAML takes for something else ---------------------------------------------


@pytest.mark.parametrize(
    ("line", "key", "text"),
    [
        ("name: No", "name", "No"), ("land: NO", "land", "NO"),
        ("newsletter: off", "newsletter", "off"),
        ("zeit: 12:30", "zeit", "12:30"), ("zeit: 1:30:00", "zeit", "1:30:00"),
        ("plz: 01067", "plz", "01067"), ("nummer: +4930123456", "nummer", "+4930123456"),
        ("zahl: 1_000", "zahl", "1_000"), ("zahl: 0x1F", "zahl", "0x1F"),
        ("zahl: 1.10", "zahl", "1.10"),
        ("jubilaeum: 2026-02-30", "jubilaeum", "2026-02-30"),
        ("jubilaeum: 0000-00-00", "jubilaeum", "0000-00-00"),
        ("jubilaeum: 10000-01-01", "jubilaeum", "10000-01-01"),
        ("zahl: " + "9" * 5000, "zahl", "9" * 5000), ("content: x", "content", "x"),
        ("handler: x", "handler", "x"), ("1: x", "1", "x"), ("2020-01-01: x", "2020-01-01", "x"),
        ("true: x", "true", "x"), ("null: x", "null", "x"), ("no: x", "no", "x"),
        ("x: =", "x", "="),
        ("x: .nan", "x", ".nan"), ("x: [[Wikilink]]", "x", "[[Wikilink]]"),
        ("x: a\u2028b", "x", "a\u2028b"),
        ("x: a\x85b", "x", "a\x85b"),
    ],
)  # fmt: skip
def test_a_value_is_the_text_that_stands_there(
    tmp_path: Path, line: str, key: str, text: str
) -> None:
    contact, said = survived(tmp_path, f"---\n{line}\n---\n".encode())

    assert contact is not None
    assert not contact.unreadable
    assert said in ([], ["2:6 W209"])
    assert (key, text) in contact.others or contact.name == text


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("2026-02-30", "2:7 E103"), ("2026-13-01", "2:7 E103"), ("0000-00-00", "2:7 E103"),
        ("10000-01-01", "2:7 E102"), ("\uff12\uff10\uff12\uff16-11-23", "2:7 E102"),
        ("2026-11-23T25:00:00Z", "2:7 E103"), ("20261123", "2:7 I304"), ("2.1.2027", "2:7 I304"),
        ("2027-1-2", "2:7 I304"), ("2026-11-23T12:00:00+02:00", ""),
    ],
)  # fmt: skip
def test_a_date_is_read_or_told_never_compared_with_another_kind(
    tmp_path: Path, word: str, said: str
) -> None:
    contact, found = survived(tmp_path, f"---\nnext: {word}\n---\n".encode())

    assert found == ([said] if said else [])
    assert contact is not None
    assert (contact.next is None) == ("E1" in said)


# --- heads that are no YAML, or too much of it ---------------------------------------------


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("twitter: @max", "2:10 E101 special"), ("rabatt: %10", "2:9 E101 special"),
        ("notiz: *wichtig*", "2:8 E101 special"), ("firma: Müller: Bau", "2:14 E101 colon"),
        ("notiz: 'nie geschlossen", "2:8 E101 quote"),
        ('notiz: "nie geschlossen', "2:8 E101 quote"),
        ('x: "\\ud83d"', "2:5 E101 control"), ("a: &a x\nb: *a", "3:4 E101 alias"),
        ("a: &a [*a]", "2:8 E101 alias"), ("x: !!python/object:os.system x", "2:4 E101 tag"),
        ("x: !!python/object/apply:os.system [ls]", "2:4 E101 tag"),
        ("x: " + "[" * 1000, "2:67 E101 deep"), ("x: " + "[" * 25_097, "2:67 E101 deep"),
        ("x: " + "[" * 60_000, "2:67 E101 deep"), ("x: " + "{a: " * 15_000, "2:256 E101 deep"),
        ("x: " + "[" * 100_000, "1:1 E101 large"),
        ("x:\n" + "  " * 40_000 + "- y", "1:1 E101 large"),
        ("- a\n- b", "2:1 E101 mapping"), ("\tx: y", "2:1 E101 tab"),
        ("a: b\n\tx: y", "3:1 E101 tab"),
        ("x: a\0b", "2:5 E101 nul"), ("x: a\x07b", "2:5 E101 control"),
        ("<<<<<<< HEAD\nnext: x\n=======\nnext: y\n>>>>>>> z", "2:1 E105"),
        ("x: &" + "a" * 300 + " y\n" + "z: *" + "a" * 300, "3:4 E101 alias"),
    ],
)  # fmt: skip
def test_a_broken_head_is_told_at_its_mistake(tmp_path: Path, head: str, said: str) -> None:
    contact, found = survived(tmp_path, f"---\n{head}\n---\n# Anna\n".encode())

    assert contact is not None
    assert contact.unreadable
    assert said in found


def test_an_alias_bomb_is_refused_before_it_swells(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 30))]

    _, said = survived(tmp_path, ("---\n" + "\n".join(lines) + "\n---\n").encode())

    assert said == ["3:10 E101 alias"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\nname: Anna\n", ["1:1 E101 unclosed"]),
        ("{\n", []),
        ("---\n- a\n---\n", ["2:1 E101 mapping"]),
        ("----\nname: Anna\n----\n", []),
        ("\ufeff---\nname: Anna\nnext: 2026-12-07\n---\n", []),
        ("---\r\nname: Anna\r\nnext: 2026-12-07\r\n---\r\n", []),
        ("---\rname: Anna\rnext: 2026-12-07\r---\r", []),
        ("---\r\nname: Anna\nnext: 2026-12-07\r---\n", []),
    ],
)
def test_fences_marks_and_line_ends(tmp_path: Path, text: str, said: list[str]) -> None:
    contact, found = survived(tmp_path, text.encode())

    assert found == said
    assert contact is not None
    if "2026" in text:
        assert contact.next is not None


@pytest.mark.parametrize(
    "placeholder", ["{{date}}", "{{title}}", "<% tp.file.title %>", "{% x %}"]
)
def test_a_template_is_told_and_is_no_contact(tmp_path: Path, placeholder: str) -> None:
    contact, said = survived(tmp_path, f"---\ncreated: {placeholder}\n---\n".encode())

    assert (contact, said) == (None, ["1:1 I306"])


# --- bytes ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("---\nname: Jörg\n---\n".encode("cp1252"), "2:8 E106"),
        ("---\nname: Jörg\n---\n".encode("utf-16"), "1:1 E106"),
        ("---\nname: Jörg\n---\n".encode("utf-16-le"), "1:1 E106"),
        ("---\nname: A\n---\nJörg\n".encode("latin-1"), "4:2 W212 bytes"),
        ("---\nname: A\n---\nJörg ✓".encode()[:-1], "4:6 W212 bytes"),
        (b"---\nname: A\n---\nText\0\n", "4:5 W212 nul"),
        (bytes(5000), "1:1 E101 nul"),
        (b"# A\n" + bytes(5000), "2:1 W212 nul"),
        (b"x" * ((1 << 20) + 1), "0:0 E107 large"),
        (b"---\n" + b"x: y\n" * 300_000, "0:0 E107 large"),
        (b"---\n" + b"x: y\n" * 100_000, "1:1 E101 unclosed"),
        (random.Random(5).randbytes(100_000), ""),  # noqa: S311  # the same in every run
    ],
)  # fmt: skip
def test_damaged_bytes_are_told_with_their_place(tmp_path: Path, data: bytes, said: str) -> None:
    _, found = survived(tmp_path, data)

    assert not said or said in found


def test_a_sparse_file_of_a_hundred_megabytes_takes_no_memory(tmp_path: Path) -> None:
    write(tmp_path / "root", {"kontakte/gesund.md": HEALTHY})
    with (tmp_path / "root" / PATH).open("wb") as file:
        file.truncate(100 << 20)

    _, said = survived(tmp_path, None)

    assert said == ["0:0 E107 large"]


# --- what is no file -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "variant"),
    [
        ("/dev/zero", "link"), ("/dev/urandom", "link"), ("/etc/passwd", "link"), ("..", ""),
        ("../../aussen.md", "link"), ("nirgends.md", "dangling"), ("x.md", "loop"),
        ("gesund.md", ""),
    ],
)  # fmt: skip
def test_a_link_is_not_followed_out_of_the_journal(
    tmp_path: Path, target: str, variant: str
) -> None:
    write(tmp_path / "root", {"kontakte/gesund.md": HEALTHY, "../aussen.md": "# Geheim\n"})
    (tmp_path / "root" / PATH).symlink_to(target)

    contact, said = survived(tmp_path, None)

    assert contact is None
    assert said == ([f"0:0 E107 {variant}"] if variant else [])


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path / "root", {"kontakte/gesund.md": HEALTHY})
    os.mkfifo(tmp_path / "root" / PATH)

    assert survived(tmp_path, None) == (None, ["0:0 E107 special"])


def test_a_socket_is_no_contact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "root", {"kontakte/gesund.md": HEALTHY})
    monkeypatch.chdir(tmp_path / "root/kontakte")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("x.md")

        assert survived(tmp_path, None) == (None, ["0:0 E107 special"])


def test_a_folder_called_like_a_contact_is_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "root", {"kontakte/gesund.md": HEALTHY, "kontakte/x.md/tief.md": "# Tief\n"})

    assert survived(tmp_path, None) == (None, [])


# --- names ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        b"J\xf6rg.md", "J\u00f6rg.md".encode(), "Jo\u0308rg.md".encode(), b"x" * 252 + b".md",
        b"\x1b]52;c;eA==\x07.md", b"zeile\nzwei.md", b"-rf.md", b"'; DROP TABLE notes; --.md",
        "\u202egnp.md".encode(), b"%s%n.md", b"\xff\xfe.md", "🦊.md".encode(), b".md.md",
    ],
)  # fmt: skip
def test_any_name_is_a_name(tmp_path: Path, name: bytes) -> None:
    write(tmp_path / "root", {"kontakte/gesund.md": HEALTHY})
    with open(os.fsencode(tmp_path / "root/kontakte/") + b"/" + name, "wb") as file:  # noqa: PTH123  # a path of bytes
        file.write(HEALTHY.replace("Gesunde Nachbarin", "Sie").encode())

    survived(tmp_path, None)
    with opened(tmp_path) as journal:
        rows = agenda_of(journal)
        paths = [due.contact.path for due in journal.contacts(everybody=True)]

    expected = 1 if name.startswith(b".") else 2
    assert len(rows) == expected
    assert (f"kontakte/{os.fsdecode(name)}" in paths) == (expected == 2)


@pytest.mark.parametrize("typed", ["J\udcf6rg", "kontakte/J\udcf6rg.md", "J\udcc3\udcb6rg Weber"])
def test_who_is_meant_may_be_typed_in_bytes_that_are_no_text(tmp_path: Path, typed: str) -> None:
    write(tmp_path / "root", {"kontakte/J\udcf6rg.md": "# Jörg Weber\n"})

    with opened(tmp_path) as journal:
        assert journal.find(typed).name == "Jörg Weber"


def test_twins_by_encoding_or_case_are_two_people(tmp_path: Path) -> None:
    names = ["J\u00f6rg.md", "Jo\u0308rg.md", "anna.md", "Anna.md"]
    write(tmp_path / "root", {f"kontakte/{name}": HEALTHY for name in names})

    with opened(tmp_path) as journal:
        assert len(agenda_of(journal)) == 4


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("gesund.sync-conflict-20261123-101500-ABCDEFG.md", "W206"),
        ("gesund (conflicted copy).md", "W206"), ("gesund_BASE_4711.md", "W206"),
        ("gesund.md.orig", "W206"), ("gesund.md~", ""), (".gesund.md.swp", ""), ("4913", ""),
        ("#gesund.md#", ""),
    ],
)  # fmt: skip
def test_copies_are_no_second_contact(tmp_path: Path, name: str, code: str) -> None:
    write(tmp_path / "root", {"kontakte/gesund.md": HEALTHY, f"kontakte/{name}": HEALTHY})
    if name == "4913":
        (tmp_path / "root/kontakte/.#gesund.md").symlink_to("user@host.4711:1795428000")

    with opened(tmp_path) as journal:
        assert len(agenda_of(journal)) == 1
        assert [problem.code for problem in journal.problems()] == ([code] if code else [])


def test_a_path_longer_than_the_system_takes_is_read(tmp_path: Path) -> None:
    write(tmp_path / "root", {"kontakte/gesund.md": HEALTHY})
    folder = os.open(tmp_path / "root/kontakte", os.O_RDONLY)
    for _ in range(22):
        os.mkdir("o" * 200, dir_fd=folder)
        below = os.open("o" * 200, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = below
    note = os.open("tief.md", os.O_WRONLY | os.O_CREAT, dir_fd=folder)
    os.write(note, HEALTHY.replace("Gesunde Nachbarin", "Tief unten").encode())
    os.close(note)
    os.close(folder)

    for _ in range(2):
        with opened(tmp_path) as journal:
            assert [name for name, *_ in agenda_of(journal)] == ["Gesunde Nachbarin", "Tief unten"]
            assert journal.dossier(journal.find("Tief unten")).problems == ()


@pytest.mark.parametrize("seconds", [0, -1, -86_400 * 365 * 30, 4_102_444_800, 15_000_000_000])
def test_no_time_of_change_is_too_odd(tmp_path: Path, seconds: int) -> None:
    write(tmp_path / "root", {"kontakte/gesund.md": HEALTHY, PATH: "# X\n"})
    os.utime(tmp_path / "root" / PATH, (seconds, seconds))

    contact, said = survived(tmp_path, None)

    assert contact is not None
    assert said == []


_IN_ANOTHER_LOCALE = r"""
import os, sys
from pathlib import Path
from opened_journal import agenda_of, opened
from kontaktjournal.domain.errors import Refused
with opened(Path(sys.argv[1])) as journal:
    print(ascii(agenda_of(journal)))
    contact = journal.find("j\udcc3\udcb6rg")
    print(ascii(contact.name), len(journal.dossier(contact).problems))
    print([problem.code for problem in journal.problems("kontakte/J\u00f6rg.md")])
    try:
        journal.find("1")
    except Refused as refusal:
        print(refusal.key)
"""


def test_the_locale_does_not_matter(tmp_path: Path) -> None:
    # The index was built, and a number given, in another one.
    files = {"kontakte/Jörg.md": "---\nname: Jörg ✓\nnext: 2026-11-23\n---\n"}
    with opened(tmp_path, files) as journal:
        journal.number([(1, "kontakte/Jörg.md")])
    environ = {
        "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
        "PYTHONPATH": os.pathsep.join(sys.path), "PATH": os.environ["PATH"],
    }  # fmt: skip

    done = subprocess.run(
        [sys.executable, "-c", _IN_ANOTHER_LOCALE, str(tmp_path)],
        env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "[('J\\xf6rg \\u2713', 'today', '2026-11-23')]",
        "'J\\xf6rg \\u2713' 0",
        "[]",
        "refusal.stale_number",
    ]
