"""The table of the benchmark; no test here knows how fast anything is."""

from pathlib import Path

import pytest

import run
from measure import MET, MISSED, STRETCH, Gauge, Measurement, Outcome, difference, memory, ratio
from workshop import Command, CommandError, Workshop

NOTHING = Command(("{python}", "-c", "pass"))
FAILING = Command(("{python}", "-c", "raise SystemExit('no such thing')"))


def row(number: str, verdict: str) -> Measurement:
    return Measurement(number, "what", Gauge("<= 1", lambda _: Outcome("2 x", verdict)))


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    shop = Workshop(tmp_path, 3)
    # There is no journal to settle where the other side is not measured.
    monkeypatch.setattr(shop, "settle", lambda _: None)
    return shop


def test_a_number_stands_for_the_figures_beside_it() -> None:
    chosen = [each.number for each in run.MEASUREMENTS if each.number.split("/")[0] == "P1"]

    assert [each.number for each in run.rows_named("P1")] == chosen
    assert [each.number for each in run.rows_named("P1/git, P5")] == ["P1/git", "P5"]


def test_every_row_has_a_number_of_its_own() -> None:
    numbers = [each.number for each in run.MEASUREMENTS]

    assert len(set(numbers)) == len(numbers)
    assert {"P1", "P2", "P4", "P5", "P6", "P7", "P8", "P9", "P16", "P17"} <= set(numbers)


def test_the_table_is_aligned() -> None:
    rows = [(row("P1", MET), Outcome("0.50 x", MET)), (row("P10/long", MET), Outcome("2 x", MET))]

    lines = run.table(rows, markdown=False).splitlines()

    assert lines == [
        "#         what  measured  target  verdict",
        "P1        what  0.50 x    <= 1    met",
        "P10/long  what  2 x       <= 1    met",
    ]


def test_the_table_can_be_markdown() -> None:
    lines = run.table([(row("P1", MET), Outcome("0.50 x", MET))], markdown=True).splitlines()

    assert lines == [
        "| #  | what | measured | target | verdict |",
        "| -- | ---- | -------- | ------ | ------- |",
        "| P1 | what | 0.50 x   | <= 1   | met     |",
    ]


@pytest.mark.parametrize(
    ("limits", "verdict"),
    [
        ((1e9, 1e8), STRETCH),
        ((1e9, 0.0), MET),
        ((1e9,), MET),
        ((0.0,), MISSED),
    ],
)
def test_a_ratio_is_judged_by_its_limits(
    workshop: Workshop, limits: tuple[float, ...], verdict: str
) -> None:
    gauge = ratio(NOTHING, NOTHING, within=limits, rounds=1)

    assert gauge.take(workshop).verdict == verdict


def test_a_program_that_is_not_installed_is_named(workshop: Workshop) -> None:
    gauge = ratio(NOTHING, Command(("no-such-program-here",)), rounds=1)

    assert gauge.take(workshop) == Outcome("no-such-program-here is not installed", "missing")


def test_targets_are_written_from_the_limits() -> None:
    targets = [
        ratio(NOTHING, NOTHING).target,
        ratio(NOTHING, NOTHING, within=(1.5, 1.0)).target,
        difference(NOTHING, NOTHING, limit=40).target,
        memory(NOTHING, limit=300).target,
    ]

    assert targets == ["", "<= 1.5 x (1.0 x)", "<= +40 ms", "<= 300 MB"]


def test_a_command_that_fails_is_no_figure(workshop: Workshop) -> None:
    with pytest.raises(CommandError, match="exit 1, no such thing"):
        workshop.time(FAILING, workshop.journal())


def test_a_command_that_fails_has_no_peak(workshop: Workshop) -> None:
    gauge = memory(FAILING, limit=300)

    with pytest.raises(CommandError, match=r"exit 1, no such thing$"):
        gauge.take(workshop)


def test_the_peak_is_that_of_all_processes(workshop: Workshop) -> None:
    code = "import os; x = b'x' * 2**26; os.fork() and os.wait()"

    outcome = memory(Command(("{python}", "-c", code)), limit=300).take(workshop)

    assert outcome.verdict == MET
    assert int(outcome.measured.split()[0]) >= 64


def test_a_command_that_must_speak_may_not_be_silent(workshop: Workshop) -> None:
    silent = Command(NOTHING.argv, speaks=True)

    with pytest.raises(CommandError, match="printed nothing"):
        workshop.answer(silent, workshop.journal())


def test_the_users_own_settings_do_not_reach_a_command(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KONTAKTJOURNAL", "/somewhere")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    environment = workshop.environment(NOTHING, workshop.journal())

    assert set(environment) == {"PATH", "HOME", "LC_ALL", "NO_COLOR", "XDG_CACHE_HOME"}


def test_ten_edits_change_ten_contacts_and_keep_the_rest(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, 100)
    journal = workshop.journal()
    before = {path: path.read_bytes() for path in journal.files}

    workshop.edit_ten(journal)

    after = {path: path.read_bytes() for path in sorted(journal.root.glob("kontakte/*/*"))}
    changed = [path for path, data in after.items() if data != before[path]]
    assert len(changed) == 10
    assert all(after[path].startswith(before[path]) for path in changed)


def test_somebody_can_be_written_to_and_has_the_old_text_back(workshop: Workshop) -> None:
    journal = workshop.journal(100)
    before = {path: path.read_bytes() for path in journal.files}
    code = "import sys; open(sys.argv[1], 'a').write('Nachtrag')"
    path = journal.root / journal.somebody
    write = Command(
        ("{python}", "-c", code, str(path)), before=Workshop.put_aside, after=Workshop.put_back
    )

    ratio(write, NOTHING, rounds=3, count=100).take(workshop)

    assert path in before
    assert {path: path.read_bytes() for path in journal.files} == before


def test_a_command_that_should_have_written_and_did_not_is_no_figure(workshop: Workshop) -> None:
    idle = Command(NOTHING.argv, before=Workshop.put_aside, after=Workshop.put_back)

    with pytest.raises(CommandError, match="was not written to"):
        ratio(idle, NOTHING, rounds=1, count=100).take(workshop)


@pytest.mark.parametrize(
    ("verdict", "code"),
    [("met", 0), ("missed", 0), ("missing", 0), ("slower", 0), ("FAILED", 1), ("DIFFERENT", 1)],
)
def test_only_a_failure_or_another_answer_ends_in_an_error(verdict: str, code: int) -> None:
    assert run.exit_code([(row("P1", verdict), Outcome("", verdict))]) == code
