"""Every format: whole, cut off anywhere, empty, binary, and a bomb where it is an archive (6)."""

import struct
import zipfile
from pathlib import Path

import pytest

from foreign_file import source_of
from foreign_samples import (
    FACEBOOK,
    FACEBOOK_BOOK,
    GOOGLE,
    LINKEDIN,
    MAILCHIMP,
    OUTLOOK_GERMAN,
    PEOPLE,
    SAMPLES,
    TABLE,
    VCARD,
    Sample,
    as_ods,
    as_xlsx,
)
from kontaktjournal.domain.errors import JournalError, WrongUse
from kontaktjournal.lists.formats import Detected, detect, found_in
from kontaktjournal.lists.record import Lack, Passed, Record

#: Tells whether it is a workbook of Excel or of LibreOffice.
WORKBOOKS = {"xlsx": as_xlsx, "ods": as_ods}
#: Tables that a spreadsheet can hold.
IN_SHEETS = (LINKEDIN, GOOGLE, OUTLOOK_GERMAN, MAILCHIMP, TABLE)
ANYTHING = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8


def name_of(sample: Sample) -> str:
    return f"{sample.form}-{sample.name}"


def names(found: Detected) -> list[str]:
    return [one.card.name for one in found.records() if isinstance(one, Record)]


def refusal(path: Path) -> str:
    with pytest.raises(WrongUse) as refused:
        [list(one.records()) for one in found_in(str(path))]
    return refused.value.key


@pytest.mark.parametrize("sample", SAMPLES, ids=name_of)
def test_a_whole_file_has_all_its_people(tmp_path: Path, sample: Sample) -> None:
    (tmp_path / sample.name).write_bytes(sample.data)

    (found,) = found_in(str(tmp_path / sample.name))

    assert (found.format.name, names(found)) == (sample.form, [*PEOPLE])
    assert len([*found.records()]) == len(PEOPLE)


@pytest.mark.parametrize("sample", SAMPLES, ids=name_of)
def test_a_file_cut_off_anywhere_keeps_those_before(sample: Sample) -> None:
    for end in range(len(sample.data) - 3, 0, -7):
        try:
            found = detect(source_of(sample.data[:end], sample.name))
        except WrongUse:
            continue
        if found is None or found.format.name != sample.form:
            continue

        entries = list(found.records())
        whole = entries[:-1]

        assert [one.card.name for one in whole if isinstance(one, Record)] == [
            *PEOPLE[: len(whole)]
        ]
        assert len(entries) <= len(PEOPLE) + 1
        assert {one.lack for one in entries if isinstance(one, Passed)} <= {
            Lack.DAMAGED,
            Lack.NO_NAME,
        }


@pytest.mark.parametrize("sample", [VCARD, FACEBOOK, FACEBOOK_BOOK], ids=name_of)
def test_that_something_was_cut_off_is_told_where_a_format_has_an_end(sample: Sample) -> None:
    *others, last = PEOPLE
    end = sample.data.index(last.encode()) + len(last)

    found = detect(source_of(sample.data[:end], sample.name))

    assert found is not None
    assert names(found) == others
    (passed,) = (one for one in found.records() if isinstance(one, Passed))
    assert passed.lack is Lack.DAMAGED
    assert last in passed.words


@pytest.mark.parametrize("sample", [OUTLOOK_GERMAN, GOOGLE, MAILCHIMP], ids=name_of)
def test_a_cell_cut_off_within_its_quotation_marks_costs_its_row(sample: Sample) -> None:
    data = sample.data[: sample.data.index(b"\n") + 1]
    rows = data + b'"Zo\xeb","Br'

    found = detect(source_of(rows, sample.name))

    assert found is not None
    (passed,) = found.records()
    assert isinstance(passed, Passed)
    assert (passed.line, passed.lack) == (2, Lack.DAMAGED)


@pytest.mark.parametrize("sample", SAMPLES, ids=name_of)
@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf", b"\0\0"], ids="abcd")
def test_an_empty_file_is_refused_whatever_its_name(
    tmp_path: Path, sample: Sample, data: bytes
) -> None:
    (tmp_path / sample.name).write_bytes(data)

    assert refusal(tmp_path / sample.name) == "refusal.import.empty"


@pytest.mark.parametrize("name", ["liste.xlsx", "liste.ods", "Basic_LinkedInDataExport.zip"])
def test_an_empty_archive_is_no_workbook_and_no_archive(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")

    assert refusal(tmp_path / name) == "refusal.import.empty"


@pytest.mark.parametrize("name", [*(one.name for one in SAMPLES), "a.xlsx", "a.ods", "a.zip"])
def test_a_binary_file_is_refused_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(ANYTHING)

    assert refusal(tmp_path / name) == "refusal.import.binary"


@pytest.mark.parametrize("sample", SAMPLES, ids=name_of)
def test_what_begins_well_and_goes_on_as_no_text_is_refused_or_counted(sample: Sample) -> None:
    data = sample.data + ANYTHING * 4

    try:
        found = detect(source_of(data, sample.name))
    except WrongUse:
        with pytest.raises(WrongUse, match=r"refusal\.import\.binary"):
            detect(source_of(data, sample.name))
        return

    assert found is not None
    entries = list(found.records())
    assert [one.card.name for one in entries[:2] if isinstance(one, Record)] == [*PEOPLE[:2]]


# Archives ------------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", SAMPLES, ids=name_of)
def test_in_an_archive_it_is_the_same(tmp_path: Path, sample: Sample) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"daten/{sample.name}", sample.data)

    (found,) = found_in(str(tmp_path / "export.zip"))

    assert (found.format.name, names(found)) == (sample.form, [*PEOPLE])


@pytest.mark.parametrize("sample", SAMPLES, ids=name_of)
def test_a_bomb_behind_a_good_beginning_is_stopped(tmp_path: Path, sample: Sample) -> None:
    with zipfile.ZipFile(
        tmp_path / "bombe.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1
    ) as archive:
        archive.writestr(sample.name, sample.data.rstrip(b"]}\n") + b" " * (65 << 20))

    assert refusal(tmp_path / "bombe.zip") == "refusal.import.bomb"


@pytest.mark.parametrize("sample", IN_SHEETS, ids=name_of)
@pytest.mark.parametrize("ending", WORKBOOKS)
def test_in_a_workbook_it_is_the_same(tmp_path: Path, sample: Sample, ending: str) -> None:
    path = WORKBOOKS[ending](sample, tmp_path / f"mappe.{ending}")

    (found,) = found_in(str(path))

    form = "workbook" if sample is TABLE else sample.form
    assert (found.format.name, names(found)) == (form, [*PEOPLE])


@pytest.mark.parametrize("ending", WORKBOOKS)
def test_a_workbook_cut_off_anywhere_is_damaged(tmp_path: Path, ending: str) -> None:
    path = WORKBOOKS[ending](GOOGLE, tmp_path / f"mappe.{ending}")
    data = path.read_bytes()

    for end in range(4, len(data), 97):
        path.write_bytes(data[:end])

        assert refusal(path) == "refusal.import.damaged"


@pytest.mark.parametrize(
    ("ending", "key"),
    [
        ("xlsx", "refusal.import.damaged"),
        ("ods", "refusal.import.damaged"),
        ("zip", "refusal.import.archive"),
    ],
)
def test_an_archive_whose_directory_lies_before_its_beginning_is_damaged(
    tmp_path: Path, ending: str, key: str
) -> None:
    path = as_xlsx(TABLE, tmp_path / "mappe.xlsx").rename(tmp_path / f"mappe.{ending}")
    data = path.read_bytes()
    begins = data.rindex(b"PK\x05\x06") + 16
    path.write_bytes(data[:begins] + struct.pack("<I", len(data) * 2) + data[begins + 4 :])

    assert refusal(path) == key


@pytest.mark.parametrize(
    ("name", "part"), [("a.xlsx", "xl/worksheets/sheet1.xml"), ("a.ods", "content.xml")]
)
def test_a_workbook_that_is_a_bomb_is_refused(tmp_path: Path, name: str, part: str) -> None:
    with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(part, b"<x>" + b" " * (65 << 20))

    assert refusal(tmp_path / name) == "refusal.import.bomb"


@pytest.mark.parametrize("ending", WORKBOOKS)
def test_a_workbook_with_any_byte_changed_is_read_or_refused(tmp_path: Path, ending: str) -> None:
    path = WORKBOOKS[ending](TABLE, tmp_path / f"mappe.{ending}")
    data = path.read_bytes()

    for place in range(0, len(data), 61):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        try:
            entries = [one for found in found_in(str(path)) for one in found.records()]
        except JournalError:
            continue

        assert len(entries) <= len(PEOPLE)
