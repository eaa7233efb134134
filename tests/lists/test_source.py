"""Files and archives: what is in them is read, and never more than is safe."""

import struct
import zipfile
from pathlib import Path

import pytest

from kontaktjournal.domain.errors import DiskTrouble, JournalError, WrongUse
from kontaktjournal.lists.source import Source, sources

ROW = b"First Name,Last Name\nAnna,Weber\n"


def packed(folder: Path, members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> Path:
    file = folder / "export.zip"
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file


def content(source: Source) -> bytes:
    with source.open() as file:
        return file.read()


def refusal(path: Path) -> JournalError:
    """Return why a file is refused, at the latest when all of it is read."""
    with pytest.raises(JournalError) as refused:
        [content(source) for source in sources(str(path))]
    return refused.value


def test_a_file_is_one_source_and_opens_as_often_as_asked(tmp_path: Path) -> None:
    file = tmp_path / "Connections.csv"
    file.write_bytes(ROW)

    (source,) = sources(str(file))

    assert source[:3] == (str(file), "Connections.csv", len(ROW))
    assert content(source) == content(source) == ROW


def test_each_file_of_an_archive_is_a_source(tmp_path: Path) -> None:
    file = packed(tmp_path, {"Connections.csv": ROW, "a/b/friends.json": b"{}", "leer.csv": b""})

    found = list(sources(str(file)))

    assert [source[:3] for source in found] == [
        (f"{file}/Connections.csv", "Connections.csv", len(ROW)),
        (f"{file}/a/b/friends.json", "friends.json", 2),
        (f"{file}/leer.csv", "leer.csv", 0),
    ]
    assert [content(source) for source in found] == [ROW, b"{}", b""]
    assert content(found[0]) == ROW


def test_what_cannot_hold_a_list_is_left_out(tmp_path: Path) -> None:
    members = {
        "fotos/": b"",
        "fotos/anna.JPG": b"...",
        "video.mp4": b"...",
        "inner.zip": b"PK...",
        "__MACOSX/._Connections.csv": b"...",
        "._Connections.csv": b"...",
        ".DS_Store": b"...",
        "ordner\\": b"",
        "Connections.csv": ROW,
    }

    found = [source.name for source in sources(str(packed(tmp_path, members)))]

    assert found == ["Connections.csv"]


def test_names_may_be_written_the_way_of_windows_or_lead_out_of_the_archive(
    tmp_path: Path,
) -> None:
    members = {"connections\\friends\\friends.json": b"{}", "../../../etc/Müller.csv": ROW}

    found = list(sources(str(packed(tmp_path, members))))

    assert [source.name for source in found] == ["friends.json", "Müller.csv"]
    assert [content(source) for source in found] == [b"{}", ROW]


def test_two_files_of_one_name_are_both_read(tmp_path: Path) -> None:
    file = tmp_path / "export.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("Connections.csv", b"old")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("Connections.csv", b"new")

    assert [content(source) for source in sources(str(file))] == [b"old", b"new"]


@pytest.mark.parametrize(
    "how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_archives_are_packed_in_several_ways(tmp_path: Path, how: int) -> None:
    (source,) = sources(str(packed(tmp_path, {"Connections.csv": ROW * 1000}, how)))

    assert content(source) == ROW * 1000


def test_an_empty_archive_has_nothing_to_read(tmp_path: Path) -> None:
    assert list(sources(str(packed(tmp_path, {})))) == []


@pytest.mark.parametrize("name", ["tabelle.xlsx", "tabelle.ODS"])
def test_a_spreadsheet_is_read_as_one(tmp_path: Path, name: str) -> None:
    file = packed(tmp_path, {"content.xml": b"<x/>"}).rename(tmp_path / name)

    (source,) = sources(str(file))

    assert source.name == name


def test_a_text_that_ends_like_an_archive_is_none(tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_bytes(ROW + b"PK\x05\x06" + b"\0" * 18)

    (source,) = sources(str(file))

    assert source.name == "liste.csv"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    refused = refusal(tmp_path)

    assert (refused.key, refused.exit_code) == ("refusal.import.no_file", 2)


def test_a_file_that_is_not_there_is_told_with_the_systems_word(tmp_path: Path) -> None:
    refused = refusal(tmp_path / "fehlt.csv")

    assert isinstance(refused, DiskTrouble)
    assert (refused.key, refused.values["reason"]) == ("refusal.cannot_read", "ENOENT")


def test_a_file_that_vanishes_before_it_is_read_is_told_too(tmp_path: Path) -> None:
    file = tmp_path / "Connections.csv"
    file.write_bytes(ROW)
    (source,) = sources(str(file))
    file.unlink()

    with pytest.raises(DiskTrouble):
        content(source)


# Archives that are broken, locked, or lie ----------------------------------------------------


def test_a_truncated_archive_is_refused(tmp_path: Path) -> None:
    file = packed(tmp_path, {"Connections.csv": ROW * 1000})
    whole = file.read_bytes()

    for end in (4, 30, len(whole) // 2, len(whole) - 30, len(whole) - 1):
        file.write_bytes(whole[:end])

        assert refusal(file).key == "refusal.import.archive"


@pytest.mark.parametrize(
    "how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_an_archive_with_bad_bytes_is_refused(tmp_path: Path, how: int) -> None:
    file = packed(tmp_path, {"Connections.csv": ROW * 1000}, how)
    data = bytearray(file.read_bytes())
    for place in range(60, 90):
        data[place] ^= 0xFF
    file.write_bytes(data)

    assert refusal(file).key == "refusal.import.archive"


def test_a_file_with_a_password_is_refused_at_once(tmp_path: Path) -> None:
    file = packed(tmp_path, {"a.csv": ROW, "Connections.csv": ROW})
    data = file.read_bytes()
    place = data.rindex(b"PK\x01\x02")
    file.write_bytes(data[: place + 8] + b"\x01" + data[place + 9 :])

    with pytest.raises(WrongUse) as refused:
        next(sources(str(file)))

    assert refused.value.key == "refusal.import.locked"


def test_an_unknown_way_of_packing_is_refused(tmp_path: Path) -> None:
    file = packed(tmp_path, {"Connections.csv": ROW})
    data = file.read_bytes()
    place = data.rindex(b"PK\x01\x02")
    file.write_bytes(data[: place + 10] + struct.pack("<H", 99) + data[place + 12 :])

    assert refusal(file).key == "refusal.import.archive"


def test_a_bomb_is_stopped_while_it_is_read(tmp_path: Path) -> None:
    file = packed(tmp_path, {"bombe.csv": b"0" * (70 << 20)})

    assert file.stat().st_size < 1 << 20
    assert refusal(file).key == "refusal.import.bomb"


def test_text_may_be_packed_well(tmp_path: Path) -> None:
    (source,) = sources(str(packed(tmp_path, {"Connections.csv": ROW * 100_000})))

    assert len(content(source)) == len(ROW) * 100_000


def lying(folder: Path, *, packed_size: int | None = None, size: int) -> Path:
    """Return an archive whose directory does not tell the size of its file."""
    file = packed(folder, {"bombe.csv": b"0" * (70 << 20)})
    data = bytearray(file.read_bytes())
    place = data.rindex(b"PK\x01\x02")
    if packed_size is not None:
        data[place + 20 : place + 24] = struct.pack("<I", packed_size)
    data[place + 24 : place + 28] = struct.pack("<I", size)
    file.write_bytes(data)
    return file


def test_a_file_said_to_be_smaller_than_it_is_is_refused(tmp_path: Path) -> None:
    assert refusal(lying(tmp_path, size=1000)).key == "refusal.import.archive"


def test_files_said_to_be_larger_than_anybodys_data_are_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "export.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", ROW)
        archive.writestr("b.csv", ROW)
    data = bytearray(file.read_bytes())
    for place in (data.index(b"PK\x01\x02"), data.rindex(b"PK\x01\x02")):
        data[place + 24 : place + 28] = struct.pack("<I", 3 << 30)
    file.write_bytes(data)

    with pytest.raises(WrongUse) as refused:
        next(sources(str(file)))

    assert refused.value.key == "refusal.import.bomb"


def test_a_bomb_that_lies_of_its_packed_size_is_refused(tmp_path: Path) -> None:
    file = lying(tmp_path, packed_size=1 << 30, size=70 << 20)

    assert refusal(file).key in {"refusal.import.archive", "refusal.import.bomb"}


def test_archives_in_archives_are_not_opened(tmp_path: Path) -> None:
    inner = packed(tmp_path, {"bombe.csv": b"0" * (70 << 20)}).read_bytes()

    assert list(sources(str(packed(tmp_path, {"innen.zip": inner})))) == []


def test_a_photo_album_with_ten_thousand_files_is_no_bomb(tmp_path: Path) -> None:
    members = {f"fotos/{number}.jpg": b"" for number in range(10_100)}

    (source,) = sources(str(packed(tmp_path, {**members, "Connections.csv": ROW})))

    assert content(source) == ROW
