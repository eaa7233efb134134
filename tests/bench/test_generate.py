"""The generated journals of the benchmark."""

import re
from datetime import date
from hashlib import sha256
from math import sqrt
from pathlib import Path

import pytest

import generate
from kontaktjournal.domain.due import Bucket, assess
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader

SAMPLE = 2_000


@pytest.fixture(scope="module")
def contacts() -> dict[str, bytes]:
    return dict(generate.contact(index) for index in range(SAMPLE))


@pytest.fixture(scope="module")
def cases() -> list[generate.Case]:
    return [generate.case(index) for index in range(SAMPLE)]


def files_below(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def is_near(found: float, share: float) -> bool:
    # Four standard deviations of a count among the sample.
    return abs(found - share) <= 4 * sqrt(share * (1 - share) / SAMPLE)


def test_the_same_size_gives_the_same_bytes(tmp_path: Path) -> None:
    generate.write(tmp_path / "one", 300)
    generate.write(tmp_path / "two", 300)

    assert files_below(tmp_path / "one") == files_below(tmp_path / "two")


def test_a_small_journal_is_the_beginning_of_a_bigger_one(tmp_path: Path) -> None:
    generate.write(tmp_path / "small", 900)
    generate.write(tmp_path / "big", 1_100)

    small, big = files_below(tmp_path / "small"), files_below(tmp_path / "big")
    assert len(small) == 900 + 1
    assert len(big) == 1_100 + 1
    assert small.items() <= big.items()


def test_several_processes_write_what_one_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate.write(tmp_path / "one", 2_500)
    monkeypatch.setattr(generate, "PARALLEL_FROM", 1)
    generate.write(tmp_path / "many", 2_500)

    assert files_below(tmp_path / "one") == files_below(tmp_path / "many")


def test_the_bytes_are_those_of_every_other_machine(contacts: dict[str, bytes]) -> None:
    # A new sum makes earlier figures incomparable: change it on purpose only.
    expected = "38d167a932a5838162f3fcb7d512bafc2b3ae7f664b77f54291dd2dfc51ec153"

    whole = sha256()
    for path, data in list(contacts.items())[:1_000]:
        whole.update(path.encode())
        whole.update(data)
    assert whole.hexdigest() == expected


def test_no_two_contacts_share_a_path(contacts: dict[str, bytes]) -> None:
    assert len({path.casefold() for path in contacts}) == SAMPLE


def test_a_folder_holds_a_thousand_contacts(contacts: dict[str, bytes]) -> None:
    folders = [path.split("/")[1] for path in contacts]

    assert folders == ["000"] * 1_000 + ["001"] * 1_000


def test_every_contact_is_small_and_the_mean_is_as_promised(contacts: dict[str, bytes]) -> None:
    sizes = [len(data) for data in contacts.values()]

    assert max(sizes) < 4_096
    assert 1_100 < sum(sizes) / SAMPLE < 1_300


@pytest.mark.parametrize(("situation", "share"), generate.SITUATIONS.items())
def test_situations_have_their_share(
    cases: list[generate.Case], situation: str, share: float
) -> None:
    found = sum(case.situation == situation for case in cases) / SAMPLE

    assert is_near(found, share)


@pytest.mark.parametrize(("dialect", "share"), generate.DIALECTS.items())
def test_spellings_of_keys_have_their_share(
    cases: list[generate.Case], dialect: str, share: float
) -> None:
    found = sum(case.dialect == dialect for case in cases) / SAMPLE

    assert is_near(found, share)


@pytest.mark.parametrize(
    ("pattern", "share"),
    [
        pytest.param(rb"\r\n", generate.SHARES["CRLF"], id="CRLF"),
        pytest.param(rb"\A\xef\xbb\xbf", generate.SHARES["BOM"], id="BOM"),
        pytest.param(rb"Buchmesse", 0.10, id="common word"),
        pytest.param(
            rb"(?m)^(birthday|geburtstag|birth-date|birthDate|BDAY):", 0.15, id="birthday"
        ),
    ],
)
def test_features_have_their_share(
    contacts: dict[str, bytes], pattern: bytes, share: float
) -> None:
    found = sum(re.search(pattern, data) is not None for data in contacts.values()) / SAMPLE

    assert is_near(found, share)


def test_all_shares_sum_up_to_one() -> None:
    tables = (
        generate.SITUATIONS,
        generate.DIALECTS,
        generate.DATED_STAGES,
        generate.UNDATED_STAGES,
        generate.OWN_FORMS,
        generate.FOREIGN_FORMS,
    )

    assert [round(sum(table.values()), 9) for table in tables] == [1.0] * len(tables)


def test_one_contact_in_a_thousand_is_damaged(cases: list[generate.Case]) -> None:
    assert sum(case.damage != "" for case in cases) == SAMPLE // 1_000


def test_each_kind_of_damage_is_found_by_the_reader() -> None:
    reader = Reader(Settings())
    damaged = range(generate.BROKEN_AT, 6_000, generate.BROKEN_EVERY)

    codes = []
    for index in damaged:
        path, data = generate.contact(index)
        codes.append(reader.read(data, path).problems[0].code)

    assert codes == ["E102", "E101", "E101", "E101", "E105", "E106"]


def test_between_three_and_five_of_a_thousand_are_due() -> None:
    due, _ = generate.due_paths(20_000)

    assert 0.003 <= len(due) / 20_000 <= 0.005


def test_due_are_those_who_are_said_to_be(contacts: dict[str, bytes]) -> None:
    reader, settings = Reader(Settings()), Settings()
    said, damaged = generate.due_paths(SAMPLE)

    found = set()
    for path, data in contacts.items():
        contact = reader.read(data, path).contact
        assert contact is not None
        if assess(contact, generate.TODAY, settings).bucket in {Bucket.OVERDUE, Bucket.TODAY}:
            found.add(path)

    assert found - damaged == said


def test_another_day_moves_the_dates_and_nobody_else_becomes_due() -> None:
    day = date(2028, 2, 29)
    reader, settings = Reader(Settings()), Settings()
    said, damaged = generate.due_paths(SAMPLE, day)

    found = set()
    for index in range(SAMPLE):
        path, data = generate.contact(index, day)
        contact = reader.read(data, path).contact
        assert contact is not None
        if assess(contact, day, settings).bucket in {Bucket.OVERDUE, Bucket.TODAY}:
            found.add(path)

    assert found - damaged == said


def test_nobody_can_be_called_or_written_to(contacts: dict[str, bytes]) -> None:
    text = b"\n".join(contacts.values())

    numbers = re.findall(rb'(?m)^(?:phone|telefon|Phone Number|phoneNumber|"TEL.*"): (.*)$', text)
    mails = re.findall(rb"\S+@\S+", text)
    assert len(numbers) > SAMPLE // 3
    assert all(b" 555 " in number for number in numbers)
    assert len(mails) > SAMPLE // 2
    assert all(mail.endswith(b"@example.org") for mail in mails)


def test_a_folder_with_contacts_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kontakte").mkdir()
    (tmp_path / "kontakte" / "anna.md").write_text("# Anna\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["generate.py", str(tmp_path), "10"])

    with pytest.raises(SystemExit) as refusal:
        generate.main()

    assert refusal.value.code == 2
    assert "exists already" in capsys.readouterr().err
    assert set(files_below(tmp_path)) == {"kontakte/anna.md"}
