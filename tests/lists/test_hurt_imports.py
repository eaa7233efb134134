"""Damage of any kind, taken in by the command itself: counted, once only, and undone whole.

Each workbook is hurt inside, too, where its packing stays whole.
"""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from called_here import called
from foreign_samples import (
    FACEBOOK_BOOK,
    GOOGLE,
    GOOGLE_OLD,
    LINKEDIN,
    MAILCHIMP,
    OUTLOOK_ENGLISH,
    OUTLOOK_GERMAN,
    TABLE,
    VCARD,
    Sample,
    as_ods,
    as_xlsx,
)

ANNA = "---\nname: Anna Weber\nstatus: pflege\nemail: 2@example.org\ncity:\n---\n\n# Anna\n"
ZOE = "---\nname: Zoë Brandt\nstatus: ablage\nemail: z@example.org\n---\n"
LIST = "Name;E-Mail;Ort\r\nJürgen Groß;1@example.org;\r\n"
FATES = ("new", "filled", "unchanged", "skipped", "unclear")
#: Nothing was taken in, and why was said.
REFUSED = 2
#: What may stand anywhere in a text, and in the markup of a workbook.
TOKENS = st.sampled_from(
    [
        b'"', b'""', b",", b";", b"\n", b"\r", b"\t", b"\0", b"\x13", b"\xff", b"\xc3", b"---\n",
        b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\x1b[31m", b"../x", b"[[x]]", b"{{x}}", b" ::: ",
        b"0.0.00", b"=cmd", b"z@example.org", b"journal_key", b"a" * 300, b"<", b">", b"</row>",
        b"&#10;", b"&#x202e;", b"1e400", b"nan", b"9999999", b"status: kunde\n", b"", b"CON",
    ]
)  # fmt: skip


WORKBOOKS = {"xlsx": (as_xlsx, "xl/worksheets/sheet1.xml"), "ods": (as_ods, "content.xml")}


class Hurt(NamedTuple):
    """One hurt: where, of a thousand parts; how many bytes go; and what comes instead."""

    place: int
    size: int
    instead: bytes


HURTS = st.lists(
    st.builds(Hurt, st.integers(0, 999), st.integers(0, 40), TOKENS | st.binary(max_size=2)),
    min_size=1,
    max_size=4,
)


def hurt(data: bytes, hurts: list[Hurt]) -> bytes:
    for place, size, instead in hurts:
        at = len(data) * place // 1000
        data = data[:at] + instead + data[at + size :]
    return data


def hurt_inside(data: bytes, part: str, hurts: list[Hurt]) -> bytes:
    """Return a workbook of which one part is hurt, and packed anew."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, hurt(old.read(name), hurts) if name == part else old.read(name))
    return packed.getvalue()


def journal(folder: Path) -> Path:
    """Return a journal with somebody in play, somebody filed, and a list."""
    root = folder / "journal"
    (root / "kontakte").mkdir(parents=True)
    (root / "listen").mkdir()
    (root / "journal.toml").write_text("")
    (root / "kontakte/anna.md").write_text(ANNA, encoding="utf-8")
    (root / "kontakte/zoe.md").write_text(ZOE, encoding="utf-8")
    (root / "listen/liste.csv").write_bytes(LIST.encode("cp1252"))
    return root


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return what lies in a folder; None for a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def take_in_and_back(folder: Path, name: str, data: bytes, goal: str) -> None:
    """Take a file in twice, look that the second time changes nothing, and undo it."""
    root = journal(folder)
    (folder / name).write_bytes(data)
    before = tree(root)
    words = ("import", f"../{name}", "--as", goal, "--json")

    first = called(root, *words)

    assert first.status in {0, REFUSED}, first.stderr
    if first.status == REFUSED:
        assert first.stderr.count("\n") == 1
        assert tree(root) == before
        return
    told, after = json.loads(first.stdout), tree(root)
    assert told["read"] == sum(told[fate] for fate in FATES)
    assert told["skipped"] == sum(told["skipped_by"].values())
    again = json.loads(called(root, *words).stdout)
    assert (again["read"], again["new"], again["filled"]) == (told["read"], 0, 0)
    assert tree(root) == after
    if after != before:
        assert called(root, "undo").status == 0
    assert tree(root) == before


def any_hurt(count: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test with so many hurts, the same ones each time."""
    return settings(
        max_examples=count,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )


@any_hurt(40)
@given(
    st.sampled_from(
        [GOOGLE, GOOGLE_OLD, OUTLOOK_GERMAN, OUTLOOK_ENGLISH, LINKEDIN, MAILCHIMP, TABLE, VCARD,
         FACEBOOK_BOOK]
    ),
    HURTS,
    st.sampled_from(["kontakte", "liste"]),
)  # fmt: skip
def test_a_hurt_text_is_taken_in_once_and_undone(
    tmp_path_factory: pytest.TempPathFactory, sample: Sample, hurts: list[Hurt], goal: str
) -> None:
    folder = tmp_path_factory.mktemp("hurt")

    take_in_and_back(folder, sample.name, hurt(sample.data, hurts), goal)


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
@any_hurt(20)
@given(
    st.sampled_from([GOOGLE, OUTLOOK_GERMAN, TABLE]),
    HURTS,
    st.sampled_from([("inside", "kontakte"), ("inside", "liste"), ("packed", "kontakte")]),
)
def test_a_hurt_workbook_is_taken_in_once_and_undone(
    tmp_path_factory: pytest.TempPathFactory,
    ending: str,
    sample: Sample,
    hurts: list[Hurt],
    how: tuple[str, str],
) -> None:
    folder = tmp_path_factory.mktemp("hurt")
    where, goal = how
    write, part = WORKBOOKS[ending]
    data = write(sample, folder / f"mappe.{ending}").read_bytes()

    damaged = hurt_inside(data, part, hurts) if where == "inside" else hurt(data, hurts)

    take_in_and_back(folder, f"mappe.{ending}", damaged, goal)


# What was found so ---------------------------------------------------------------------------

#: A control in an address stood twice in the list, which then was no text any more.
CONTROL = b"Name,E-Mail\nAnna Otto,a@exa\x13mple.org\n" + b"-,\n" * 80
#: A name that was mangled twice over could not be found again on the list.
MANGLED = (
    b'{"address_book_v2": {"address_book": ['
    b'{"name": "J\\u00c3\\u00bcrgen\xa9Gro\\u00c3\\u009f", "details": []}]}}'
)


@pytest.mark.parametrize("goal", ["kontakte", "liste"])
@pytest.mark.parametrize(("name", "data"), [("a.csv", CONTROL), ("a.json", MANGLED)])
def test_what_was_found_so_stays_mended(tmp_path: Path, name: str, data: bytes, goal: str) -> None:
    take_in_and_back(tmp_path, name, data, goal)
