"""Logging a conversation: the entry and the head change together, or not at all."""

from datetime import date, time
from pathlib import Path

import pytest

from kontaktjournal.desk.desk import Desk
from kontaktjournal.desk.log import Log, Participant, Record
from kontaktjournal.desk.written import Written
from kontaktjournal.domain.contact import Contact, EntryKind, Promise
from kontaktjournal.domain.errors import Conflict, Refused
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Folders, Settings
from kontaktjournal.domain.verdict import Verdict
from kontaktjournal.journal import Journal
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.words import Frame
from opened_journal import MONDAY, opened

FRIDAY = When(date(2026, 11, 27))
NOW = Record(When(MONDAY), words="kurz")
ANGEBOT, PFLEGE, ABLAGE = (DEFAULT.stage(word) for word in ("angebot", "pflege", "ablage"))


def frame(journal: Journal) -> Frame:
    return Frame(Catalogue("de"), journal.settings, journal.today, 80)


def written(
    journal: Journal, log: Log, *names: str, is_open: bool = False
) -> tuple[Desk, list[Written]]:
    found = [journal.find(name) for name in names]
    people = [Participant(one, journal.link_to(one)) for one in found]
    desk = journal.desk("log")
    with desk:
        return desk, [log.write(desk, one, people, is_open=is_open) for one in people]


def logged(
    base: Path, text: str, record: Record = NOW, verdict: Verdict | None = None, **said: bool
) -> str:
    """Return a file after a talk with Anna."""
    with opened(base, {"kontakte/anna.md": text}) as journal:
        log = Log(frame(journal), record, verdict or Verdict(), **said)
        written(journal, log, "anna")
    return (base / "root/kontakte/anna.md").read_text(encoding="utf-8")


# --- the entry -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "entry"),
    [
        (Record(When(MONDAY)), "## 2026-11-23 Telefonat\n"),
        (NOW, "## 2026-11-23 Telefonat: kurz\n"),
        (NOW._replace(channel="Zoom", minutes=25), "## 2026-11-23 Zoom, 25 min: kurz\n"),
        (
            NOW._replace(when=When(date(2026, 11, 20), time(14, 30))),
            "## 2026-11-20 14:30 Telefonat: kurz\n",
        ),
        (
            NOW._replace(words="kurz\n\nund lang"),
            "## 2026-11-23 Telefonat\n\nkurz\n\nund lang\n",
        ),
        (
            NOW._replace(todos=(Promise("Mappe", FRIDAY.day), Promise("sie: Grundriss"))),
            "## 2026-11-23 Telefonat: kurz\n\n- [ ] Mappe 📅 2026-11-27\n- [ ] sie: Grundriss\n",
        ),
        (
            NOW._replace(kind=EntryKind.MESSAGE, channel="Mail"),
            "## 2026-11-23 Mail: kurz\n",
        ),
        (NOW._replace(kind=EntryKind.NOTE, channel="Notiz"), "## 2026-11-23 Notiz: kurz\n"),
        (
            NOW._replace(words="Mailbox besprochen, viel gelacht"),
            "## 2026-11-23 Telefonat\n\nMailbox besprochen, viel gelacht\n",
        ),
    ],
)
def test_what_was_said_is_one_entry(tmp_path: Path, record: Record, entry: str) -> None:
    assert logged(tmp_path, "# Anna\n", record) == f"# Anna\n\n{entry}"


def test_an_attempt_says_so_and_is_made_again(tmp_path: Path) -> None:
    record = Record(When(MONDAY), EntryKind.ATTEMPT, words="Ruft zurück.", is_unanswered=True)

    after = logged(tmp_path, "---\nnext: 2026-11-20\nstep: Mappe\n---\n", record)

    assert after == (
        "---\nnext: 2026-11-25\nstep: Mappe\n---\n\n"
        "## 2026-11-23 Telefonat – nicht erreicht\n\nRuft zurück.\n"
    )


def test_a_date_that_is_decided_wins_over_the_retry(tmp_path: Path) -> None:
    record = Record(When(MONDAY), EntryKind.ATTEMPT, is_unanswered=True)

    assert "\nnext: 2026-11-27\n" in logged(tmp_path, "", record, Verdict(next=FRIDAY))


@pytest.mark.parametrize(
    ("last", "channel"),
    [
        ("## 2026-11-02 Zoom", "Zoom"),
        ("## 2026-11-02 Kaffee: Messe\n\n## 2026-10-02 Zoom", "Kaffee"),
        ("## 2026-11-10 Mail\n\n## 2026-11-02 Zoom", "Zoom"),
        ("## 2026-12-24 Treffen\n\n## 2026-11-02 Zoom", "Zoom"),
        ("## 2026-11-02 Fachgespräch: Messe", "Telefonat"),
        ("## 2026-11-02", "Telefonat"),
    ],
)
def test_the_usual_channel_is_the_last_talks(tmp_path: Path, last: str, channel: str) -> None:
    assert f"## 2026-11-23 {channel}: kurz" in logged(tmp_path, f"{last}\n")


def test_a_form_and_an_order_of_the_files_own_is_kept(tmp_path: Path) -> None:
    before = "## Interaction Log\n- 2026-06-12 — Intro call\n"
    record = NOW._replace(channel="Telefonat")

    assert logged(tmp_path, before, record) == (
        "## Interaction Log\n- 2026-11-23 — Telefonat: kurz\n- 2026-06-12 — Intro call\n"
    )


# --- the head --------------------------------------------------------------------------------


def test_entry_and_head_change_together(tmp_path: Path) -> None:
    before = "---\nname: Anna\nstatus: gespraech # seit Mai\nnext: 2026-11-20\n---\n"
    verdict = Verdict(ANGEBOT, FRIDAY, step="Mappe", story=("Messe",), value="800")

    assert logged(tmp_path, before, NOW, verdict) == (
        "---\nname: Anna\nstatus: angebot # seit Mai\nnext: 2026-11-27\nstep: Mappe\n"
        'story:\n  - Messe\nvalue: "800"\n---\n\n'
        "## 2026-11-23 Telefonat: kurz\n\n→ angebot · 2026-11-27 · Mappe\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "channel", "day", "last"),
    [
        (EntryKind.TALK, "Zoom", date(2026, 11, 20), "2026-11-20"),
        (EntryKind.MESSAGE, "Mail", date(2026, 11, 20), "2026-11-20"),
        (EntryKind.TALK, "Zoom", date(2026, 10, 1), "2026-10-12"),
        (EntryKind.NOTE, "Notiz", date(2026, 11, 20), "2026-10-12"),
        (EntryKind.ATTEMPT, "Mailbox", date(2026, 11, 20), "2026-10-12"),
    ],
)
def test_anothers_last_contact_is_moved_forward_by_talks_and_messages(
    tmp_path: Path, kind: EntryKind, channel: str, day: date, last: str
) -> None:
    before = "---\nlast_contacted: 2026-10-12\n---\n"

    after = logged(tmp_path, before, Record(When(day), kind, channel))

    assert after.startswith(f"---\nlast_contacted: {last}\n")


def test_a_last_contact_is_never_introduced(tmp_path: Path) -> None:
    assert "last" not in logged(tmp_path, "---\nname: Anna\n---\n")


# --- what is refused -------------------------------------------------------------------------

FILED = "---\nstatus: ablage\n---\n"


@pytest.mark.parametrize(
    ("before", "record", "verdict", "key"),
    [
        (FILED, NOW, Verdict(), "refusal.filed"),
        (FILED, NOW._replace(kind=EntryKind.NOTE, channel="Notiz"), Verdict(), "refusal.filed"),
        (FILED, NOW, Verdict(ABLAGE), "refusal.filed"),
        ("", Record(When(MONDAY), EntryKind.ATTEMPT, "Mailbox"), Verdict(ANGEBOT),
         "refusal.no_talk_yet"),
        ("", NOW._replace(kind=EntryKind.MESSAGE, channel="Mail"), Verdict(ANGEBOT),
         "refusal.no_talk_yet"),
        ("## 2026-12-01 Termin\n", NOW._replace(kind=EntryKind.NOTE, channel="Notiz"),
         Verdict(ANGEBOT), "refusal.no_talk_yet"),
        ("---\nconsent: none\n---\n", NOW, Verdict(next=FRIDAY), "refusal.blocked"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(
    tmp_path: Path, before: str, record: Record, verdict: Verdict, key: str
) -> None:
    with pytest.raises(Refused, match=key):
        logged(tmp_path, before, record, verdict)

    assert (tmp_path / "root/kontakte/anna.md").read_text() == before


@pytest.mark.parametrize(
    ("before", "record", "verdict", "said"),
    [
        (FILED, NOW, Verdict(PFLEGE), {"takes_up": True}),
        (FILED, NOW, Verdict(ABLAGE), {"takes_up": True}),
        ("", NOW, Verdict(ANGEBOT), {}),
        ("## 2026-11-02 Zoom\n", NOW._replace(kind=EntryKind.MESSAGE, channel="Mail"),
         Verdict(ANGEBOT), {}),
        ("", NOW._replace(kind=EntryKind.MESSAGE, channel="Mail"), Verdict(ANGEBOT),
         {"insists": True}),
    ],
)  # fmt: skip
def test_what_is_meant_so_is_written(
    tmp_path: Path, before: str, record: Record, verdict: Verdict, said: dict[str, bool]
) -> None:
    assert "2026-11-23" in logged(tmp_path, before, record, verdict, **said)


def test_the_offer_of_another_pipeline_is_guarded_as_well(tmp_path: Path) -> None:
    stage = DEFAULT.stage("gespraech")
    assert stage is not None
    files = {"kontakte/anna.md": "", "kontakte/berta.md": "## 2026-11-02 Zoom\n"}
    settings = Settings(pipeline=type(DEFAULT)(DEFAULT.stages[:3]))
    mail = NOW._replace(kind=EntryKind.MESSAGE, channel="Mail")
    with opened(tmp_path, files, settings) as journal:
        log = Log(frame(journal), mail, Verdict(stage))

        with pytest.raises(Refused, match=r"refusal\.no_talk_yet"):
            written(journal, log, "anna")
        written(journal, log, "berta")


# --- the answer ------------------------------------------------------------------------------

EVERY = "---\nstatus: pflege\nnext: 2026-11-20\nevery: 6 Wochen\nstep: Mappe\n---\n"


def answered(
    base: Path, text: str, verdict: Verdict | None, meanwhile: str | None = None
) -> tuple[str, str]:
    """Return a file before the answer, and after it."""
    file = base / "root/kontakte/anna.md"
    with opened(base, {"kontakte/anna.md": text}) as journal:
        log = Log(frame(journal), NOW, Verdict(step="Vertrag"))
        desk, (entry,) = written(journal, log, "anna", is_open=True)
        before = file.read_text()
        if meanwhile:
            file.write_text(before.replace("next: 2026-11-20", meanwhile))
        with desk:
            log.decide(desk, entry, verdict)
    return before, file.read_text()


def test_before_the_answer_nothing_is_computed_and_after_it_all_is_there(tmp_path: Path) -> None:
    before, after = answered(tmp_path, EVERY, Verdict(ANGEBOT, FRIDAY))

    assert before == (
        "---\nstatus: pflege\nnext: 2026-11-20\nevery: 6 Wochen\nstep: Vertrag\n---\n\n"
        "## 2026-11-23 Telefonat: kurz\n"
    )
    assert after == (
        "---\nstatus: angebot\nnext: 2026-11-27\nevery: 6 Wochen\nstep: Vertrag\n---\n\n"
        "## 2026-11-23 Telefonat: kurz\n\n→ angebot · 2026-11-27 · Vertrag\n"
    )


def test_without_an_answer_the_rhythm_counts_on(tmp_path: Path) -> None:
    _, after = answered(tmp_path, EVERY, None)

    assert "\nstatus: pflege\nnext: 2027-01-04\n" in after
    assert after.endswith("kurz\n\n→ weiter · 2027-01-04 · Vertrag\n")


def test_an_answer_is_not_written_over_what_was_changed_meanwhile(tmp_path: Path) -> None:
    with pytest.raises(Conflict, match=r"refusal\.changed"):
        answered(tmp_path, EVERY, Verdict(ANGEBOT, FRIDAY), meanwhile="next: 2026-12-24")

    assert "\nstatus: pflege\nnext: 2026-12-24\n" in (
        tmp_path / "root/kontakte/anna.md"
    ).read_text()  # fmt: skip


def test_where_nothing_was_answered_a_date_set_meanwhile_stays(tmp_path: Path) -> None:
    _, after = answered(tmp_path, EVERY, None, meanwhile="next: 2026-12-24")

    assert "\nnext: 2026-12-24\n" in after


def test_question_and_answer_are_one_command_for_undo(tmp_path: Path) -> None:
    answered(tmp_path, EVERY, Verdict(ANGEBOT, FRIDAY))

    with opened(tmp_path) as journal:
        journal.undo()

    assert (tmp_path / "root/kontakte/anna.md").read_text() == EVERY


def test_who_is_filed_goes_to_the_archive_and_comes_back(tmp_path: Path) -> None:
    folders = Folders(contacts=("kontakte",), archive="kontakte/archiv")
    settings = Settings(folders=folders)
    with opened(tmp_path, {"kontakte/anna.md": "# Anna\n"}, settings) as journal:
        written(journal, Log(frame(journal), NOW, Verdict(ABLAGE)), "anna")
        journal.refresh()
        filed = journal.find("anna").path
        back = Log(frame(journal), NOW, Verdict(PFLEGE), takes_up=True)
        written(journal, back, "anna")
        journal.refresh()
        again = journal.find("anna").path

    assert (filed, again) == ("kontakte/archiv/anna.md", "kontakte/anna.md")


# --- whom to ask -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "verdict", "contact", "may_be_asked"),
    [
        (NOW, Verdict(), {}, True),
        (NOW, Verdict(step="Mappe", story=("Messe",), value="800"), {}, True),
        (NOW, Verdict(PFLEGE), {}, False),
        (NOW, Verdict(never=True), {}, False),
        (NOW, Verdict(), {"blocked": True}, False),
        (NOW._replace(kind=EntryKind.MESSAGE), Verdict(), {}, False),
        (NOW._replace(kind=EntryKind.ATTEMPT), Verdict(), {}, False),
        (NOW._replace(kind=EntryKind.NOTE), Verdict(), {}, False),
    ],
)
def test_after_a_talk_without_a_decision_there_is_a_question(
    record: Record, verdict: Verdict, contact: dict[str, bool], *, may_be_asked: bool
) -> None:
    log = Log(Frame(Catalogue("de"), Settings(), MONDAY, 80), record, verdict)

    assert log.may_be_asked(Contact("a.md", "A", **contact)) is may_be_asked  # type: ignore[arg-type]  # each its own


def test_a_date_that_is_over_is_not_what_it_is_left_at() -> None:
    monthly = Contact("a.md", "A", every=Cadence(4, Unit.WEEK))
    forgotten = NOW._replace(when=When(date(2026, 9, 1)))
    today, long_ago = (
        Log(Frame(Catalogue("de"), Settings(), MONDAY, 80), record, Verdict())
        for record in (NOW, forgotten)
    )

    assert today.planned(monthly) == When(date(2026, 12, 21))
    assert long_ago.planned(monthly) is None
