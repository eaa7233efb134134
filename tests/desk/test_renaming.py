"""A file gets another name, and every link still leads to whom it led before (N4, N7)."""

import re
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kontaktjournal.desk.renaming import Left, Renamed
from kontaktjournal.domain.contact import stem_of
from kontaktjournal.domain.errors import Refused
from kontaktjournal.domain.links import Names
from kontaktjournal.domain.renaming import Aside
from kontaktjournal.domain.settings import Folders, Settings
from kontaktjournal.journal import Journal
from kontaktjournal.notation.parse import Reader
from opened_journal import opened

ANNA, SCHMIDT = "kontakte/anna-mueller.md", "kontakte/anna-schmidt.md"
HEAD = "---\nname: Anna Müller\nstatus: pflege\n---\n"


def rename(journal: Journal, ref: str = "anna-mueller", stem: str = "anna-schmidt") -> Renamed:
    renamer, desk = journal.renamer(), journal.desk("mv")
    linking = renamer.look(journal.find(ref), stem)
    with desk:
        renamed = renamer.rename(desk, linking)
    journal.follow([renamed.written])
    return renamed


def texts(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8", "surrogateescape")
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def renamed(
    folder: Path, files: Mapping[str, str], ref: str = "anna-mueller", stem: str = "anna-schmidt"
) -> tuple[dict[str, str], Renamed]:
    """Return all files after a renaming, and what was told of it."""
    with opened(folder, files) as journal:
        told = rename(journal, ref, stem)
    return texts(folder / "root"), told


def test_a_file_is_renamed_and_links_in_all_notes_follow(tmp_path: Path) -> None:
    files = {
        ANNA: f"{HEAD}[[anna-mueller#Notizen]]\n",
        "kontakte/jonas.md": '---\nvia: "[[anna-mueller]]"\n---\n[[Anna Müller]] [[anna-mueller]]',
        "kontakte/mia.md": "---\nstatus: ablage\n---\n[sie](anna-mueller.md)\n",
        "kontakte/firma.md": "---\ntype: company\nchefin: [[anna-mueller]]\n---\n",
        "kontakte/anna-2.md": "---\nverschieden_von: anna-mueller\n---\n",
        "kontakte/README.md": "Siehe [[anna-mueller]].\n",
        "Tagebuch/2026-11-23.md": "Mit [[anna-mueller|Anna]] telefoniert.\n",
        ".obsidian/x.md": "[[anna-mueller]]\n",
        "anderes/journal.toml": "",
        "anderes/notiz.md": "[[anna-mueller]]\n",
        "kontakte/leer.txt": "[[anna-mueller]]\n",
    }

    after, told = renamed(tmp_path, files)

    assert after == {
        **{path: text for path, text in files.items() if path != ANNA},
        SCHMIDT: f"{HEAD}[[anna-schmidt#Notizen]]\n",
        "kontakte/jonas.md": '---\nvia: "[[anna-schmidt]]"\n---\n[[Anna Müller]] [[anna-schmidt]]',
        "kontakte/mia.md": "---\nstatus: ablage\n---\n[sie](anna-schmidt.md)\n",
        "kontakte/firma.md": "---\ntype: company\nchefin: [[anna-schmidt]]\n---\n",
        "kontakte/anna-2.md": "---\nverschieden_von: anna-schmidt\n---\n",
        "kontakte/README.md": "Siehe [[anna-schmidt]].\n",
        "Tagebuch/2026-11-23.md": "Mit [[anna-schmidt|Anna]] telefoniert.\n",
    }
    assert told.links == {
        "Tagebuch/2026-11-23.md": 1, "kontakte/README.md": 1, SCHMIDT: 1, "kontakte/firma.md": 1,
        "kontakte/anna-2.md": 1,
        "kontakte/jonas.md": 2, "kontakte/mia.md": 1,
    }  # fmt: skip
    assert told.left == ()


def test_a_dry_renaming_tells_all_and_writes_nothing(tmp_path: Path) -> None:
    files = {ANNA: f"{HEAD}[[anna-mueller]]\n", "kontakte/jonas.md": "[[anna-mueller]]\n"}
    with opened(tmp_path, files) as journal:
        renamer, desk = journal.renamer(), journal.desk("mv", dry_run=True)
        linking = renamer.look(journal.find("anna"), "anna-schmidt")
        with desk:
            told = renamer.rename(desk, linking)

    assert texts(tmp_path / "root") == files
    assert told.links.total() == 2
    assert {(one.path, one.to) for one in desk.written} == {
        (ANNA, SCHMIDT),
        ("kontakte/jonas.md", "kontakte/jonas.md"),
    }


def test_all_of_it_is_taken_back_at_once(tmp_path: Path) -> None:
    files = {ANNA: f"{HEAD}[[anna-mueller]]\n", "kontakte/jonas.md": "[[anna-mueller]]\n"}
    with opened(tmp_path, files) as journal:
        journal.number([(1, ANNA)])
        rename(journal)
        journal.refresh()
        assert journal.find("1").path == SCHMIDT

        told = journal.undo()

        journal.refresh()
        assert journal.find("1").path == ANNA
    assert texts(tmp_path / "root") == files
    assert [(one.path, one.to) for one in told.concerned] == [(SCHMIDT, ANNA)]
    assert len(told.written) == 2


def test_who_is_called_like_her_file_is_called_like_the_new_one(tmp_path: Path) -> None:
    files = {"kontakte/Anna Müller.md": "Text\n", "kontakte/jonas.md": "[[anna mueller]]"}

    after, told = renamed(tmp_path, files, "Anna Müller", "Anna Schmidt")

    assert after["kontakte/jonas.md"] == "[[Anna Schmidt]]"
    assert told.written.contact.name == "Anna Schmidt"


def test_a_link_the_new_name_would_take_away_names_its_file(tmp_path: Path) -> None:
    files = {
        ANNA: HEAD,
        "kontakte/a.md": "# Anna Schmidt\n",
        "kontakte/jonas.md": "[[anna-schmidt]] und [[Anna Schmidt]]\n",
    }

    after, told = renamed(tmp_path, files)

    assert after["kontakte/jonas.md"] == "[[a]] und [[Anna Schmidt]]\n"
    assert told.links == {"kontakte/jonas.md": 1}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("---\nx: a: b\n---\n\n[[anna-mueller]]\n", Left("kontakte/jonas.md", 5, "anna-mueller")),
        ("---\nvia: anna-mueller\n", Left("kontakte/jonas.md", 1)),
        ('---\nx: "[[anna\\x2dmueller]]"\n---\n', None),
        ('---\nvia: "[[anna\\x2dmueller]]"\n---\n', Left("kontakte/jonas.md", 2)),
        ("via:: anna-mueller\n", Left("kontakte/jonas.md", 0, "anna-mueller")),
        ("[[anna-schmidt]]\n", Left("kontakte/jonas.md", 1, "anna-schmidt", Aside.FOUND)),
        ("---\nx: a: b\n---\nkein Link\n", None),
        ("```\n[[anna-mueller]]\n```\n", None),
    ],
)
def test_what_cannot_follow_stays_and_is_told(
    tmp_path: Path, text: str, left: Left | None
) -> None:
    after, told = renamed(tmp_path, {ANNA: HEAD, "kontakte/jonas.md": text})

    assert after == {SCHMIDT: HEAD, "kontakte/jonas.md": text}
    assert told.left == ((left,) if left else ())


def test_a_note_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    large = "x" * (1 << 20) + "[[anna-mueller]]\n"

    after, told = renamed(tmp_path, {ANNA: HEAD, "kontakte/jonas.md": f"[[anna-mueller]]{large}"})

    assert after["kontakte/jonas.md"] == f"[[anna-mueller]]{large}"
    assert told.left == (Left("kontakte/jonas.md", 1, "anna-mueller"),)


def test_where_one_note_must_not_be_written_nothing_is(tmp_path: Path) -> None:
    files = {ANNA: HEAD, "kontakte/jonas.md": "[[anna-mueller]]\n", "x.md": "[[anna-mueller]]\n"}
    with opened(tmp_path, files) as journal:
        (tmp_path / "root/x.md").chmod(0o444)

        with pytest.raises(Refused, match=r"refusal\.protected"):
            rename(journal)

        with pytest.raises(Refused, match=r"refusal\.nothing_to_undo"):
            journal.undo()
    assert texts(tmp_path / "root") == files


@pytest.mark.parametrize(
    ("stem", "taken"),
    [
        ("jonas", "kontakte/jonas.md"),
        ("JONAS", "kontakte/jonas.md"),
        ("zoe", "kontakte/Zoe.markdown"),
        ("jo\u0308rg", "kontakte/j\u00f6rg.md"),
        ("index", "kontakte/index.md"),
    ],
)
def test_a_name_that_is_taken_is_refused(tmp_path: Path, stem: str, taken: str) -> None:
    files = {ANNA: HEAD, taken: "x", "kontakte/jonas.md": "x", "kontakte/ilse.txt": "x"}

    with pytest.raises(Refused) as refused:
        renamed(tmp_path, files, stem=stem)

    assert (refused.value.key, refused.value.values) == ("refusal.name_taken", {"path": taken})
    assert texts(tmp_path / "root") == files


@pytest.mark.parametrize("stem", ["README", "index", "a.sync-conflict-x", "{{name}}", "geheim"])
def test_a_name_the_journal_would_pass_over_is_refused(tmp_path: Path, stem: str) -> None:
    files = {ANNA: HEAD, ".journalignore": "geheim.md\n"}

    with pytest.raises(Refused, match=r"refusal\.no_contact_name"):
        renamed(tmp_path, files, stem=stem)

    assert texts(tmp_path / "root") == files


def test_a_name_that_differs_in_case_only_is_no_other(tmp_path: Path) -> None:
    files = {ANNA: HEAD, "kontakte/jonas.md": "[[anna-mueller]]", "kontakte/ilse.txt": ""}

    after, _ = renamed(tmp_path, files, stem="Anna-Mueller")
    again, told = renamed(tmp_path, {}, "Anna-Mueller", "ilse")

    assert after["kontakte/jonas.md"] == "[[Anna-Mueller]]"
    assert again["kontakte/jonas.md"] == "[[ilse]]"
    assert told.written.to == "kontakte/ilse.md"


def test_the_old_name_again_changes_nothing(tmp_path: Path) -> None:
    files = {ANNA: f"{HEAD}[[ANNA-MUELLER]]\n"}

    after, told = renamed(tmp_path, files, stem="anna-mueller")

    assert (after, told.links, told.written.is_changed) == (files, {}, False)


def test_ending_and_mode_stay(tmp_path: Path) -> None:
    with opened(tmp_path, {"kontakte/anna-mueller.MD": HEAD, "x.md": "[[anna-mueller]]"}) as one:
        (tmp_path / "root/x.md").chmod(0o640)
        rename(one)

    assert stat.S_IMODE((tmp_path / "root/x.md").stat().st_mode) == 0o640
    assert texts(tmp_path / "root") == {
        "kontakte/anna-schmidt.MD": HEAD,
        "x.md": "[[anna-schmidt]]",
    }


# --- any journal -------------------------------------------------------------------------------

STEMS = ("anna", "anna-mueller", "Anna Müller", "berta", "ANNA", "anna-schmidt")
FOLDERS = ("kontakte", "kontakte/alt", "freunde")
CALLED = ("Anna", "Anna Müller", "Anna Schmidt", "Berta", "anna-mueller", "")
TARGETS = st.sampled_from([
    *STEMS, "Anna", "Anna Schmidt", "Berta", "anna.md", "kontakte/anna", "alt/anna-mueller",
    "niemand", "freunde/anna", "../freunde/berta.md", "anna mueller", "notizen/anna-schmidt",
])  # fmt: skip
BODY = st.sampled_from([
    "[[{}]]", "[[{}|Label]]", "![[{}#h]]", "`[[{}]]`", "[l]({})", "| [[{}\\|L]] |", "{}",
    "<!-- [[{}]] -->",
])  # fmt: skip
HEAD_LINES = st.sampled_from([
    "via: {}", 'via: "[[{}]]"', "links: [[{}]]", "links: [{}]", "x: '[[{}]]'", "y: {}",
])  # fmt: skip
SETTINGS = Settings(folders=Folders(contacts=("kontakte", "freunde")))


def note(name: str, head: list[str], body: list[str]) -> str:
    lines = {line.partition(":")[0]: line for line in [f"name: {name}"] * bool(name) + head}
    return "\n".join(["---", *lines.values(), "---", *body, ""])


NOTES = st.builds(
    note,
    st.sampled_from(CALLED),
    st.lists(st.builds(str.format, HEAD_LINES, TARGETS), max_size=3),
    st.lists(st.builds(str.format, BODY, TARGETS), max_size=4),
)
PATHS = st.builds("{}/{}.md".format, st.sampled_from(FOLDERS), st.sampled_from(STEMS))
JOURNALS = st.dictionaries(PATHS, NOTES, min_size=1, max_size=5)


def graph(files: Mapping[str, str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return whom each link of each contact leads to."""
    reader = Reader(SETTINGS)
    readings = [reader.read(text.encode(), path) for path, text in files.items()]
    contacts = [
        one.contact for one in readings if one.contact and "notizen" not in one.contact.path
    ]
    names = Names(contacts)
    return {
        (one.path, link.rstrip("\\")): names.resolve(link)
        for one in contacts
        for link in one.links
    }


def bare(text: str) -> str:
    """Return a text without what its links name."""
    text = re.sub(r"(\[\[)[^\]|#\\]*", r"\1", text)
    text = re.sub(r"(\]\()[^)]*", r"\1", text)
    return re.sub(r"(?m)^(via: |links: \[).*", r"\1", text)


@settings(max_examples=50)
@given(JOURNALS, st.data())
def test_links_lead_where_they_led_before(files: dict[str, str], data: st.DataObject) -> None:
    old = data.draw(st.sampled_from(sorted(files)))
    new = f"{old.rpartition('/')[0]}/{data.draw(st.sampled_from(STEMS))}.md"
    assume(new.casefold() not in map(str.casefold, files))
    before = {**files, "notizen/anna-schmidt.md": "[[anna]] [[anna-schmidt]]\n"}
    moved = dict(zip(before, before, strict=True)) | {old: new}

    with (
        tempfile.TemporaryDirectory() as folder,
        opened(Path(folder), before, SETTINGS) as journal,
    ):
        told = rename(journal, old, stem_of(new))
        after = texts(Path(folder) / "root")
        journal.undo()
        taken_back = texts(Path(folder) / "root")

    assert taken_back == before
    aside = {(left.path, left.target) for left in told.left}
    led = graph(after)
    for (path, link), meant in graph(before).items():
        own, wanted = moved[path], tuple(sorted(moved[one] for one in meant))
        if (own, link) in aside:
            assert led[own, link] != wanted
        elif wanted:
            assert wanted in [found for (source, _), found in led.items() if source == own]
        else:
            # Nobody, or the note in another folder under its whole path.
            assert led.get((own, link), ()) == ()
    assert {moved[path]: bare(text) for path, text in before.items()} == {
        path: bare(text) for path, text in after.items()
    }
