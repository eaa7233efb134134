"""A text in an editor: private, outside the journal, and gone when it is taken."""

from pathlib import Path

import pytest

from kontaktjournal.domain.errors import DiskTrouble
from kontaktjournal.store.draft import Draft


@pytest.fixture(autouse=True)
def _temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def test_nobody_else_can_read_it() -> None:
    draft = Draft("geheim")

    path = Path(draft.path)
    assert path.read_text(encoding="utf-8") == "geheim"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_it_goes_with_all_an_editor_left_beside_it(tmp_path: Path) -> None:
    draft = Draft("eins")
    Path(f"{draft.path}~").write_text("alt", encoding="utf-8")

    draft.discard()

    assert list(tmp_path.iterdir()) == []


def test_it_stays_where_it_is_to_be_kept() -> None:
    draft = Draft("eins")
    draft.keep()

    draft.discard()

    assert draft.read() == "eins"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfeins\r\nzwei\rdrei\n", "eins\nzwei\ndrei\n"),
        ("Grüße".encode("cp1252"), "Grüße"),
        (b"", ""),
    ],
)
def test_it_is_read_however_an_editor_saved_it(data: bytes, text: str) -> None:
    draft = Draft("")
    Path(draft.path).write_bytes(data)

    assert draft.read() == text


def test_what_an_editor_deleted_is_empty() -> None:
    draft = Draft("eins")
    Path(draft.path).unlink()

    assert draft.read() == ""
    assert draft.is_untouched


def test_a_text_is_touched_when_it_says_something_new() -> None:
    draft = Draft("Hilfe\n")
    begun = draft.is_untouched
    Path(draft.path).write_text("Hilfe\nText", encoding="utf-8")

    assert (begun, draft.is_untouched) == (True, False)


def test_without_a_place_for_it_nothing_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))

    with pytest.raises(DiskTrouble):
        Draft("eins")
