"""Who is like whom, asked of the index: everybody whom the rules find, in one order."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.doubles import doubles
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.kinship.kin import is_listed, kin
from kontaktjournal.domain.kinship.reason import Reason, Sort
from kontaktjournal.domain.kinship.side import Ground, Passage, Side
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.topics import topics
from kontaktjournal.index import select
from kontaktjournal.index.likeness import Likeness
from kontaktjournal.index.sync import Index
from kontaktjournal.index.ties import web
from kontaktjournal.index.worth import worth
from kontaktjournal.notation.parse import Reader
from kontaktjournal.notation.passages import passages
from kontaktjournal.store.folder import Folder
from kontaktjournal.store.ignore import Ignore
from opened_journal import opened
from watched_folder import write

MONDAY = date(2026, 11, 23)
EVERYBODY = 1000


class Vault:
    """A folder of files, its index, and the same question put to each file alone.

    Args:
        root: where the files are.
        files: what they say.
    """

    def __init__(self, root: Path, files: Mapping[str, str]) -> None:
        write(root, files)
        self._folder = Folder(str(root), ["."], Ignore(()))
        self._root = root
        self._index = Index(None, self._folder, Settings(), "", lambda: Reader(Settings()))
        self._index.refresh()
        self.likeness = Likeness(self._index.ask, self._folder, Settings(), MONDAY)
        self.contacts = {one.path: one for one in self._index.ask(select.contacts())}

    def close(self) -> None:
        self._index.close()

    def like(
        self, path: str, limit: int, *, everybody: bool
    ) -> list[tuple[str, tuple[Reason, ...]]]:
        found = self.likeness.of(self.contacts[path], limit, everybody=everybody)
        return [(row.due.contact.path, row.reasons) for row in found.rows]

    def by_the_rules(self, path: str, *, everybody: bool) -> dict[str, tuple[Reason, ...]]:
        """Return who is like somebody, each of the others looked at."""
        contact = self.contacts[path]
        told = self._told(contact)
        bare = Side(contact, passages=told)
        ground: Ground = self._index.ask(lambda db: worth(db, bare.topics)).ground
        links = self._index.ask(lambda db: web(db, contact))
        one = Side(contact, links.mine, told)
        found: dict[str, tuple[Reason, ...]] = {}
        for other in self.contacts.values():
            reasons = kin(one, Side(other, links.of(other), self._told(other)), ground)
            due = assess(other, MONDAY, Settings())
            is_told = is_listed(due, reasons, everybody=everybody)
            if is_told and not doubles((contact, other)):
                found[other.path] = reasons
        return found

    def _told(self, contact: Contact) -> tuple[Passage, ...]:
        text = (self._root / contact.path).read_text(encoding="utf-8")
        return tuple(Passage(entry, topics(said)) for entry, said in passages(text, contact))


NAMES = [
    "Anna Müller", "Ben Orgel", "Karl Ott", "Mia Sommer", "Jörg Weiß", "Ida Fink", "Ole Amsel",
    "Dora Star", "Emil Kauz",
]  # fmt: skip
WORDS = st.sampled_from([
    "Orgel", "Orgeln", "Straße", "Strasse", "Käufer", "Kaeufer", "Messe", "Messen", "Leipzig",
    "Fulda", "Karls", "Müller", "Gründerstammtisch", "Gruenderstammtisch", "Tagung", "2024",
    "und", "orgel", "Straßen-Käufer", "København", "Koebenhavn", "Łódź", "Lodz", "Ελλάδα",
    "Ørsted's", "Ørsted", "O’Leary", "Leary", "Æsopus",
])  # fmt: skip
PHRASES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
LINKS = st.sampled_from(["person-0", "person-3", "Gründerstammtisch", "gruenderstammtisch",
                         "Karl Ott", "2026-01-01"])  # fmt: skip
STATUSES = st.sampled_from(["pflege", "kunde", "pflege", "liste", "ablage", "vip"])
HEADS = st.fixed_dictionaries(
    {"status": STATUSES},
    optional={
        **dict.fromkeys(("story", "met", "hooks", "source", "moment", "tags"), PHRASES),
        **dict.fromkeys(("via", "links"), LINKS.map("'[[{}]]'".format)),
        "org": st.sampled_from(["Orgel KG", "Orgel", "Messe Tagung", "Müller & Käufer"]),
        "city": st.sampled_from(["Leipzig", "Fulda", "Leipzig Messe", "København", "Koebenhavn"]),
        "consent": st.just("none"),
    },
)
BODIES = st.lists(PHRASES, max_size=2).map(
    lambda told: "".join(f"\n## 2026-05-{day:02} Treffen\nWir und {said}.\n"
                         for day, said in enumerate(told, start=1))
)  # fmt: skip


def _file(name: str, head: Mapping[str, str], body: str) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in head.items())
    return f"---\nname: {name}\n{lines}---\n{body}"


VAULTS = st.lists(st.tuples(HEADS, BODIES), min_size=2, max_size=len(NAMES)).map(
    lambda said: {
        f"person-{place}.md": _file(name, *told)
        for place, (name, told) in enumerate(zip(NAMES, said, strict=False))
    }
)
#: Enough files for these words to be common.
CROWD = {
    f"crowd-{place}.md": "---\nstatus: ablage\n---\nMesse Leipzig Straße Tagung Orgel Fulda\n"
    for place in range(7)
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    files=VAULTS,
    crowd=st.sampled_from([{}, CROWD]),
    limit=st.integers(1, 4),
    everybody=st.booleans(),
)
def test_the_index_finds_whomever_the_rules_find(
    files: Mapping[str, str], crowd: Mapping[str, str], limit: int, *, everybody: bool
) -> None:
    with TemporaryDirectory() as folder:
        vault = Vault(Path(folder), {**files, **crowd})
        for path in list(files)[:2]:
            found = vault.like(path, EVERYBODY, everybody=everybody)
            few = vault.like(path, limit, everybody=everybody)

            assert dict(found) == vault.by_the_rules(path, everybody=everybody)
            assert few == found[:limit]
        vault.close()


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("story: Messe in Leipzig", "hooks: Leipzig, Messe"),
        ("met: Messe", "met: Messen 2024"),
        ("org: Orgel KG", "org: Orgel"),
        ("city: Fulda", "city: Fulda"),
        ("links: '[[fulda]]'", "links: '[[Fulda]]'"),
        ("story: Strassen der Tagungen", "story: Tagung auf der Straße"),
    ],
)
def test_what_is_common_is_found_where_it_is_a_reason(
    tmp_path: Path, mine: str, theirs: str
) -> None:
    files = {
        f"{name}.md": f"---\nstatus: pflege\n{said}\n---\n"
        for name, said in (("anna", mine), ("ben", theirs))
    }
    vault = Vault(tmp_path, files | CROWD)

    assert [path for path, _ in vault.like("anna.md", 9, everybody=False)] == ["ben.md"]
    vault.close()


PLACES = [
    "København", "Łódź", "Malmø", "Tromsø", "Æsopus", "Đorđević", "Þingvellir", "K\u0131rşehir",
    "Ελλάδα", "Ørsted", "Land’s End", "O'Leary", "Messe\u00adbau",
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("hooks: Reise nach {}", "hooks: {} mag er"),
        ("city: {}", "city: {}"),
        ("org: {} KG", "org: {}"),
        ("met: {} 2024", "met: {}"),
        ("story: Abend in {}", "source: '{}'"),
    ],
)
def test_words_of_any_letters_are_found(
    tmp_path: Path, place: str, mine: str, theirs: str
) -> None:
    files = {
        f"{name}.md": f"---\nstatus: pflege\n{said.format(place)}\n---\n"
        for name, said in (("anna", mine), ("ben", theirs))
    }
    vault = Vault(tmp_path, files)

    found = vault.like("anna.md", 9, everybody=False)

    assert dict(found) == vault.by_the_rules("anna.md", everybody=False)
    assert "ben.md" in dict(found)
    vault.close()


def test_a_word_the_full_text_does_not_know_is_shared_by_somebody_all_the_same(
    tmp_path: Path,
) -> None:
    # Letters of a script that SQLite takes for marks.
    word = "\u19b0\u19b1\u19b2\u19b3"
    head = f"---\nstatus: pflege\ncity: Fulda\nhooks: {word}\n---\n"
    vault = Vault(tmp_path, {"anna.md": head, "ben.md": head})

    found = vault.like("anna.md", 9, everybody=False)

    assert dict(found) == vault.by_the_rules("anna.md", everybody=False)
    assert {word in reason.words for reason in dict(found)["ben.md"]} == {True, False}
    vault.close()


FILES = {
    "kontakte/anna.md": "---\nstatus: pflege\nstory: Messe-Aufbau 2009\n---\n",
    "kontakte/ben.md": "---\nstatus: pflege\n---\n## 2026-05-12 Treffen\nWir im Aufbau.\n",
    "kontakte/cleo.md": "---\nstatus: pflege\nhooks: Aufbau\n---\n",
}


def test_what_was_changed_or_deleted_counts_no_more(tmp_path: Path) -> None:
    contacts = tmp_path / "root/kontakte"
    with opened(tmp_path, FILES) as journal:
        (contacts / "ben.md").write_text("---\nstatus: pflege\n---\n", encoding="utf-8")
        (contacts / "cleo.md").unlink()
        journal.refresh()

        assert not journal.inquiry.like(journal.find("anna"), 9).rows


def test_the_answer_does_not_depend_on_what_the_index_has_seen_before(tmp_path: Path) -> None:
    many = {f"kontakte/{number}.md": "---\nstatus: pflege\nhooks: Aufbau\n---\n"
            for number in range(9)}  # fmt: skip
    with opened(tmp_path, FILES | many) as journal:
        for path in many:
            (tmp_path / "root" / path).unlink()
        journal.refresh()
        found = journal.inquiry.like(journal.find("anna"), 9)

    assert [row.due.contact.name for row in found.rows] == ["cleo", "ben"]


@pytest.mark.parametrize(("limit", "is_cut"), [(1, True), (2, False), (3, False)])
def test_it_is_known_whether_there_are_more(tmp_path: Path, limit: int, *, is_cut: bool) -> None:
    with opened(tmp_path, FILES) as journal:
        found = journal.inquiry.like(journal.find("anna"), limit)

    assert (len(found.rows), found.is_cut) == (min(limit, 2), is_cut)


def test_a_file_that_cannot_be_read_any_more_is_judged_by_its_head(tmp_path: Path) -> None:
    with opened(tmp_path, FILES) as journal:
        anna = journal.find("anna")
        for name in ("ben.md", "cleo.md"):
            (tmp_path / "root/kontakte" / name).unlink()
        found = journal.inquiry.like(anna, 9)

    assert [row.due.contact.name for row in found.rows] == ["cleo"]


def test_somebody_who_seems_to_be_the_same_is_not_alike(tmp_path: Path) -> None:
    files = {f"kontakte/{stem}.md": "---\nname: Anna Otto\nstatus: pflege\ncity: Bonn\n---\n"
             for stem in ("a", "b")}  # fmt: skip
    with opened(tmp_path, files) as journal:
        assert not journal.inquiry.like(journal.find("kontakte/a.md"), 9).rows


def test_to_be_told_apart_from_somebody_is_no_acquaintance(tmp_path: Path) -> None:
    files = {
        "kontakte/a.md": "---\nname: Anna Otto\nstatus: pflege\ncity: Bonn\n---\n",
        "kontakte/b.md": "---\nname: Anna Otto\nstatus: pflege\ncity: Bonn\ndistinct: a\n---\n",
        "kontakte/c.md": "---\nname: Ilse Kern\nstatus: pflege\ndistinct: a\n---\n",
    }
    with opened(tmp_path, files) as journal:
        anna = journal.find("kontakte/a.md")
        found = journal.inquiry.like(anna, 9)
        backlinks = journal.dossier(anna).backlinks

    reasons = [(row.due.contact.stem, [one.sort for one in row.reasons]) for row in found.rows]
    assert reasons == [("b", [Sort.PLACE])]
    assert not backlinks
