"""Somebody is forgotten: everything that can be reached is clean, and nothing else changes."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from kontaktjournal.desk.forgetting import Forgetter, Places, marks_of_all
from kontaktjournal.desk.tracing import Tracer, known_by, on_lists
from kontaktjournal.domain.errors import Ambiguous, Conflict, Refused
from kontaktjournal.domain.traces import Found, Kind, Person, Wish
from kontaktjournal.journal import Journal
from kontaktjournal.notation.keys import Keys
from kontaktjournal.store.draft import Draft
from opened_journal import opened

ANNA, JONAS, LIST = "kontakte/anna-mueller.md", "kontakte/jonas.md", "listen/linkedin.csv"
FILES = {
    ANNA: "---\nname: Anna Müller\nemail: anna@example.org\nuid: k7f3q2m9xw\n---\n",
    JONAS: '---\nname: Jonas\nvia: "[[anna-mueller]]"\n---\nSiehe [[Anna Müller|Anna]].\n',
    "Tagebuch/heute.md": "Anna Müller rief an: anna@example.org\n",
    LIST: (
        "Name,E-Mail,Notiz\r\n"
        'Anna Müller,anna@example.org,"mag\r\nKaffee"\r\n'
        "Bernd Beispiel,bernd@example.org,von Anna Müller\r\n"
        "Anna Mueller,am@example.net,\r\n"
    ),
    "listen/linkedin.entschieden.csv": (
        "key,decision,until,date\nanna@example.org,later,2027-01-01,2026-11-01\n"
        "bernd@example.org,file,,2026-11-02\n"
        "am@example.net,file,,2026-11-02\n"
    ),
    "listen/entschieden.csv": "key,decision,until,date\nk7f3q2m9xw,start,,2026-11-01\n",
    "adressen.vcf": "BEGIN:VCARD\nFN:Anna Mül\n ler\nEND:VCARD\n",
}


def forgetter_of(journal: Journal, base: Path) -> Forgetter:
    root, keys = str(journal.place.root), Keys({})
    tracer = Tracer(root, journal.shelf, keys, journal.index.ask)
    places = Places(root, base / "cache", base / "state")
    return Forgetter(places, journal.index, journal.writer, tracer, keys)


def texts(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def places(found: Found, *kinds: Kind) -> list[tuple[str, int]]:
    return [(one.path, one.line) for one in found.traces if one.kind in kinds]


def forgotten(
    base: Path, files: Mapping[str, str], *, links: bool = False, namesakes: bool = False
) -> tuple[Found, Found]:
    """Return what was found of Anna before, and what was left of her."""
    with opened(base, files) as journal:
        forgetter = forgetter_of(journal, base)
        anna = Person(journal.find("anna-mueller"))
        found = forgetter.look(anna, with_namesakes=namesakes)
        desk = journal.desk("forget")
        with desk:
            forgetter.clean(desk, found, Wish(links), "[gelöscht]")
        forgetter.finish(found)
        return found, forgetter.look(found.person)


def test_everything_is_found_and_told_apart(tmp_path: Path) -> None:
    found, _ = forgotten(tmp_path, FILES)

    assert places(found, Kind.FILE) == [(ANNA, 0)]
    assert places(found, Kind.ROW) == [(LIST, 2)]
    assert places(found, Kind.NAMESAKE) == [(LIST, 5)]
    assert places(found, Kind.DECISION) == [
        ("listen/entschieden.csv", 2), ("listen/linkedin.entschieden.csv", 2),
    ]  # fmt: skip
    assert places(found, Kind.LINK) == [(JONAS, 3), (JONAS, 5)]
    assert places(found, Kind.OTHER) == [("adressen.vcf", 2)]
    assert {*places(found, Kind.MENTION)} == {("Tagebuch/heute.md", 1), (LIST, 4)}


def test_only_hers_goes_and_every_other_byte_stays(tmp_path: Path) -> None:
    forgotten(tmp_path, FILES)

    after = texts(tmp_path / "root")

    assert ANNA not in after
    assert after[LIST] == FILES[LIST].replace(
        'Anna Müller,anna@example.org,"mag\r\nKaffee"\r\n', ""
    )
    assert after["listen/linkedin.entschieden.csv"].endswith(
        "date\nbernd@example.org,file,,2026-11-02\nam@example.net,file,,2026-11-02\n"
    )
    assert after["listen/entschieden.csv"] == "key,decision,until,date\n"
    for path in (JONAS, "Tagebuch/heute.md", "adressen.vcf"):
        assert after[path] == FILES[path]


def test_links_and_namesakes_go_where_that_is_asked_for(tmp_path: Path) -> None:
    _, left = forgotten(tmp_path, FILES, links=True, namesakes=True)

    after = texts(tmp_path / "root")
    assert after[JONAS] == '---\nname: Jonas\nvia: "[gelöscht]"\n---\nSiehe [gelöscht].\n'
    assert after[LIST].count("\r\n") == 2
    assert "am@example.net" not in after["listen/linkedin.entschieden.csv"]
    assert not places(left, Kind.LINK, Kind.NAMESAKE, Kind.ROW, Kind.FILE, Kind.DECISION)


def test_what_is_left_is_found_once_more(tmp_path: Path) -> None:
    _, left = forgotten(tmp_path, FILES)

    assert places(left, Kind.LINK) == [(JONAS, 3), (JONAS, 5)]
    assert ("Tagebuch/heute.md", 1) in places(left, Kind.MENTION)


@pytest.mark.parametrize(
    "line",
    [
        "Anna Müller empfiehlt mich, anna@example.org. [[Anna Müller]]",
        "[[Anna Müller]] ruft an, ob Mueller, Anna kommt",
        "[[anna-mueller|Anna Müller]] heißt in der Liste anna-mueller",
        "[Anna Müller](../kontakte/anna-mueller.md), also Anna Müller",
        "[[anna-mueller]] und Anna\nMüller",
    ],
)
@pytest.mark.parametrize("links", [True, False])
def test_a_name_beside_a_link_is_told_before_anything_is_deleted(
    tmp_path: Path, line: str, *, links: bool
) -> None:
    files = {ANNA: FILES[ANNA], "kontakte/ole.md": f"---\nname: Ole\n---\n{line}\n"}

    found, left = forgotten(tmp_path, files, links=links)

    assert ("kontakte/ole.md", 4) in places(found, Kind.LINK)
    assert ("kontakte/ole.md", 4) in places(found, Kind.MENTION)
    assert [*left.traces] == [one for one in found.traces if not Wish(links).takes(one.kind)]


def test_a_name_in_a_link_alone_is_no_mention_besides(tmp_path: Path) -> None:
    linked = "[[Anna Müller|Anna]] [Anna Müller](anna-mueller.md)"
    note = f"---\nname: Ole\nvia: Anna Müller\n---\n{linked}\n"

    found, _ = forgotten(tmp_path, {ANNA: FILES[ANNA], "kontakte/ole.md": note})

    assert [line for _, line in places(found, Kind.LINK)] == [3, 5, 5]
    assert not places(found, Kind.MENTION)


def test_the_name_of_a_note_is_told_before_its_links_go(tmp_path: Path) -> None:
    files = {ANNA: FILES[ANNA], "Anrufe/Anna Müller.md": "Siehe [[anna-mueller]]\n"}

    found, left = forgotten(tmp_path, files, links=True)

    assert places(found, Kind.MENTION) == [("Anrufe/Anna Müller.md", 0)]
    assert places(left, Kind.MENTION) == [("Anrufe/Anna Müller.md", 0)]


def test_a_note_whose_link_cannot_be_taken_out_stays_and_is_named(tmp_path: Path) -> None:
    note = "Text\n\n[1]: kontakte/anna-mueller.md\n"

    _, left = forgotten(tmp_path, {ANNA: FILES[ANNA], "x.md": note}, links=True)

    assert texts(tmp_path / "root")["x.md"] == note
    assert places(left, Kind.LINK) == [("x.md", 3)]


def test_copies_of_the_file_go_with_it_and_those_of_others_stay(tmp_path: Path) -> None:
    copy = "kontakte/anna-mueller.sync-conflict-20261101-101010-ABCDEFG.md"
    other = "kontakte/jonas.sync-conflict-20261101-101010-ABCDEFG.md"
    files = {ANNA: FILES[ANNA], copy: FILES[ANNA], f"{ANNA}~": "alt", other: "[[anna-mueller]]"}

    found, left = forgotten(tmp_path, files)

    assert {path for path, _ in places(found, Kind.COPY)} == {copy, f"{ANNA}~"}
    assert [*texts(tmp_path / "root")] == [other]
    assert places(left, Kind.OTHER) == [(other, 1)]


def test_bins_and_old_versions_in_hidden_folders_are_found(tmp_path: Path) -> None:
    files = {ANNA: FILES[ANNA], ".trash/anna-mueller.md": "weg", ".stversions/x.md": "Anna Müller"}

    _, left = forgotten(tmp_path, files)

    assert {one.path for one in left.traces} == {".trash/anna-mueller.md", ".stversions/x.md"}


def test_nothing_of_hers_is_left_in_cache_and_undo(tmp_path: Path) -> None:
    with opened(tmp_path, FILES) as journal:
        journal.number([(1, ANNA)])
        desk = journal.desk("edit")
        with desk:
            desk.rewrite(ANNA, lambda data: data + b"mehr\n")
        journal.refresh()
    secrets = (b"anna@example.org", "Müller".encode(), b"muller", b"anna-mueller")
    (tmp_path / "cache" / "page-ours").write_text("Anna Müller", encoding="utf-8")

    forgotten(tmp_path, {}, links=True)

    for folder in (tmp_path / "cache", tmp_path / "state"):
        for path in folder.rglob("*"):
            held = path.read_bytes() if path.is_file() else b""
            assert not [secret for secret in secrets if secret in held and secret != b"muller"]
    with opened(tmp_path) as journal, pytest.raises(Refused):
        journal.undo()


@pytest.mark.parametrize("path", [ANNA, LIST, "listen/linkedin.entschieden.csv", JONAS])
def test_a_file_changed_meanwhile_lets_all_as_it_was(tmp_path: Path, path: str) -> None:
    with opened(tmp_path, FILES) as journal:
        forgetter = forgetter_of(journal, tmp_path)
        found = forgetter.look(Person(journal.find("anna-mueller")))
        root = tmp_path / "root"
        (root / path).write_bytes((root / path).read_bytes() + b"x,y,z\n")
        before = texts(root)

        desk = journal.desk("forget")
        with pytest.raises(Conflict), desk:
            forgetter.clean(desk, found, Wish(links=True), "[gelöscht]")

        assert texts(root) == before


def test_other_addresses_on_a_row_of_hers_are_looked_for_too(tmp_path: Path) -> None:
    rows = "Name,E-Mail,E-Mail 2\nAnna Müller,anna@example.org,am@example.net\n"
    files = {ANNA: FILES[ANNA], LIST: rows, "listen/b.csv": "Name,E-Mail\nA. M.,am@example.net\n"}

    found, _ = forgotten(tmp_path, files)

    assert places(found, Kind.ROW) == [("listen/b.csv", 2), (LIST, 2)]
    assert marks_of_all(found.person) >= {"email anna@example.org", "email am@example.net"}


def test_whoever_is_only_on_a_list_is_known_by_name_address_and_key(tmp_path: Path) -> None:
    with opened(tmp_path, {LIST: FILES[LIST]}) as journal:
        (line,) = (one.line for one in journal.shelf.read(LIST) if "Bernd" in one.card.name)
        for ref in ("Bernd Beispiel", "BERND@example.org", f"{LIST}:{line}"):
            person = on_lists(journal.shelf, ref)
            assert person is not None
            assert person.name == "Bernd Beispiel"
        assert on_lists(journal.shelf, "Niemand") is None
        with pytest.raises(Ambiguous):
            on_lists(journal.shelf, "Anna Müller")


def test_a_contact_is_known_by_an_address(tmp_path: Path) -> None:
    with opened(tmp_path, FILES) as journal:
        everybody = [due.contact for due in journal.contacts(everybody=True)]

        person = known_by("Anna@example.org", everybody)

    assert person is not None
    assert person.contact.path == ANNA
    assert known_by("nobody@example.org", everybody) is None
    assert known_by("", everybody) is None


def test_a_file_nobody_can_look_into_is_named(tmp_path: Path) -> None:
    with opened(tmp_path, FILES):
        (tmp_path / "root" / "bild.png").write_bytes(b"\x89PNG\0\0")

    found, _ = forgotten(tmp_path, {})

    assert found.unsearched == ("bild.png",)


def test_a_text_kept_of_an_editor_goes_if_it_tells_of_her(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    hers, other = Draft("Anna Müller sagt ab"), Draft("Bernd sagt zu")

    found, left = forgotten(tmp_path, FILES)

    assert places(found, Kind.DRAFT) == [(hers.path, 0)]
    assert not Path(hers.path).exists()
    assert Path(other.path).exists()
    assert not places(left, Kind.DRAFT)


def test_files_and_copies_of_others_with_a_longer_name_stay(tmp_path: Path) -> None:
    anna, lena = "kontakte/anna.md", "kontakte/anna_lena.md"
    others = {
        lena: "---\nname: Anna-Lena Vogt\n---\n",
        f"{lena}~": "alt\n",
        "kontakte/anna.lena.md.bak": "alt\n",
        "kontakte/anna lena (conflicted copy 2026-01-01).md": "alt\n",
    }
    hers = {anna: FILES[ANNA], "kontakte/anna (conflicted copy 2026-01-01).md": "alt\n"}
    with opened(tmp_path, {**others, **hers}) as journal:
        forgetter = forgetter_of(journal, tmp_path)
        found = forgetter.look(Person(journal.find(anna)))
        with journal.desk("forget") as desk:
            forgetter.clean(desk, found, Wish(), "x")

    assert texts(tmp_path / "root") == others


def test_letters_that_json_escapes_are_read(tmp_path: Path) -> None:
    files = {ANNA: FILES[ANNA], "export.json": '{\n"n": "Anna M\\u00fcller"\n}\n'}

    found, _ = forgotten(tmp_path, files)

    assert places(found, Kind.OTHER) == [("export.json", 2)]


def test_the_lock_of_an_editor_is_a_link_and_stays(tmp_path: Path) -> None:
    with opened(tmp_path, FILES):
        lock = tmp_path / "root" / "kontakte" / ".#anna-mueller.md"
        lock.symlink_to("uwe@example.4711:1")

    found, _ = forgotten(tmp_path, {})

    assert lock.is_symlink()
    assert found.unsearched == ("kontakte/.#anna-mueller.md",)


def test_a_swap_file_of_an_editor_goes_whatever_stands_in_it(tmp_path: Path) -> None:
    swap = "kontakte/.anna.md.swp"
    with opened(tmp_path, {"kontakte/anna.md": FILES[ANNA], swap: "b0VIM\0"}) as journal:
        found = forgetter_of(journal, tmp_path).look(Person(journal.find("anna")))

    assert places(found, Kind.COPY) == [(swap, 0)]


def test_an_address_typed_on_the_block_list_is_told_apart(tmp_path: Path) -> None:
    found, left = forgotten(tmp_path, {**FILES, "sperrliste.txt": "# nie\nanna@example.org\n"})

    assert places(found, Kind.TYPED) == places(left, Kind.TYPED) == [("sperrliste.txt", 2)]
