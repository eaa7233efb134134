"""Logging a conversation of several people: one talk, told in the file of each."""

from pathlib import Path

import pytest

from kontaktjournal.desk.log import Log, Participant, Record
from kontaktjournal.domain.errors import Refused
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.verdict import Verdict
from kontaktjournal.journal import Journal
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.words import Frame
from opened_journal import MONDAY, opened


def log(journal: Journal, *names: str, language: str = "de") -> None:
    frame = Frame(Catalogue(language), journal.settings, journal.today, 80)
    talk = Log(frame, Record(When(MONDAY), words="kurz"), Verdict())
    found = [journal.find(name) for name in names]
    people = [Participant(one, journal.link_to(one)) for one in found]
    with journal.desk("log") as desk:
        for one in people:
            talk.write(desk, one, people, is_open=False)


def test_everybody_gets_an_entry_with_links_to_the_others(tmp_path: Path) -> None:
    files = {f"kontakte/{name}.md": f"# {name.title()}\n" for name in ("anna", "ben", "cleo")}
    with opened(tmp_path, files) as journal:
        log(journal, "anna", "ben", "cleo", language="en")

    said = {name: (tmp_path / "root" / name).read_text().split("\n")[-2] for name in files}
    assert said == {
        "kontakte/anna.md": "with [[ben]] and [[cleo]]",
        "kontakte/ben.md": "with [[anna]] and [[cleo]]",
        "kontakte/cleo.md": "with [[anna]] and [[ben]]",
    }


def test_a_link_leads_to_one_file_where_others_have_its_name(tmp_path: Path) -> None:
    files = {
        "kontakte/anna.md": "# Anna\n",
        "kontakte/koeln/ben.md": "# Ben Kurz\n",
        "kontakte/bonn/ben.md": "# Ben Lang\n",
    }
    with opened(tmp_path, files) as journal:
        log(journal, "anna", "Ben Lang")

    text = (tmp_path / "root/kontakte/anna.md").read_text()
    assert text.endswith("\nmit [[kontakte/bonn/ben]]\n")


@pytest.mark.parametrize(
    ("lasts", "channel"),
    [
        ({"anna": "Zoom", "ben": "Zoom", "cleo": "zoom"}, "Zoom"),
        ({"anna": "Zoom", "ben": "Treffen", "cleo": "Zoom"}, "Telefonat"),
        ({"anna": "Zoom", "ben": "Zoom", "cleo": ""}, "Telefonat"),
        ({"anna": "Zoom", "ben": "Fachgespräch", "cleo": "Zoom"}, "Telefonat"),
    ],
)
def test_one_talk_has_one_channel_for_everybody(
    tmp_path: Path, lasts: dict[str, str], channel: str
) -> None:
    files = {
        f"kontakte/{name}.md": f"## 2026-11-02 {last}: Messe\n" if last else f"# {name}\n"
        for name, last in lasts.items()
    }
    with opened(tmp_path, files) as journal:
        log(journal, *lasts)

    for name in files:
        assert f"## 2026-11-23 {channel}: kurz\n" in (tmp_path / "root" / name).read_text()


def test_nothing_is_written_for_anybody_if_one_is_refused(tmp_path: Path) -> None:
    files = {"kontakte/anna.md": "# Anna\n", "kontakte/ben.md": "---\nstatus: ablage\n---\n"}
    with opened(tmp_path, files) as journal, pytest.raises(Refused, match=r"refusal\.filed"):
        log(journal, "anna", "ben")

    assert (tmp_path / "root/kontakte/anna.md").read_text() == "# Anna\n"
