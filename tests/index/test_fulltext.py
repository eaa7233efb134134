"""Words in whole files: the index and plain reading find the same (N6)."""

import os
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.query.spelling import stand_in
from kontaktjournal.domain.query.tree import Query, Text, Words
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import select
from kontaktjournal.index.fulltext import ground
from kontaktjournal.index.sync import Index
from kontaktjournal.notation.parse import Reader
from kontaktjournal.store.folder import Folder
from kontaktjournal.store.ignore import Ignore
from watched_folder import write


def found(root: Path, files: dict[str, str], *asked: Words) -> list[set[str]]:
    """Return for each of some words in which files they stand."""
    write(root, files)
    folder, index = opened(root)
    answers = [held(words, folder, index) for words in asked]
    index.close()
    return answers


def opened(root: Path) -> tuple[Folder, Index]:
    folder = Folder(str(root), ["."], Ignore(()))
    index = Index(None, folder, Settings(), "", lambda: Reader(Settings()))
    index.refresh()
    return folder, index


def held(words: Words, folder: Folder, index: Index) -> set[str]:
    known = ground(Query(Text(words)), date(2026, 11, 23), index.ask, folder)
    people = index.ask(select.contacts())
    return {one.path for one in people if known.has_text(one, words)}


FILES = {
    "u.md": "# Eins\nKarl Muller kam.\n",
    "ue.md": "# Zwei\nFrau Mueller sagt: eine neue Straße.\n",
    "ü.md": "# Drei\nHerr Mu\u0308ller, der neu ist, wohnt in der Strasse.\n",
    "name.md": "---\nname: Änne O'Brien\nstep: Mappe schicken\n---\n",
    "firma.md": "---\ntype: company\n---\n# Müller GmbH\n",
    "reise.md": "# Sechs\nVon Łódź über Malmø\nnach København, zu O’Malley's Pub in Ålborg.\n",
    "weit.md": "# Sieben\nIn Ελλάδα, Þingvellir, K\u0131rşehir, Æsopus und Đorđević\n",
}


@pytest.mark.parametrize(
    ("words", "stems"),
    [
        (Words("Müller"), {"u", "ue", "ü"}),
        (Words("mueller"), {"ue", "ü"}),
        (Words("MULLER"), {"u", "ü"}),
        (Words("mül", prefix=True), {"u", "ue", "ü"}),
        (Words("muell", prefix=True), {"ue", "ü"}),
        (Words("neue"), {"ue"}),
        (Words("neu"), {"ü"}),
        (Words("straße"), {"ue", "ü"}),
        (Words("strasse"), {"ue", "ü"}),
        (Words("neue strasse"), {"ue"}),
        (Words("eine strasse"), set()),
        (Words("frau mueller sagt: eine neue straße"), {"ue"}),
        (Words("aenne"), {"name"}),
        (Words("o'brien"), {"name"}),
        (Words("schicken"), {"name"}),
        (Words("mappe schick", prefix=True), {"name"}),
        (Words("tauchen"), set()),
        (Words("stras", prefix=True), {"ue", "ü"}),
        (Words("łódź"), {"reise"}),
        (Words("lodz"), {"reise"}),
        (Words("Lodz über Malmö"), {"reise"}),
        (Words("lodz ueber malmoe"), {"reise"}),
        (Words("malmo nach kobenhavn"), {"reise"}),
        (Words("kobenhavn"), {"reise"}),
        (Words("koebenhavn"), {"reise"}),
        (Words("koeb", prefix=True), {"reise"}),
        (Words("aalborg"), {"reise"}),
        (Words("alborg"), {"reise"}),
        (Words("omalleys pub"), {"reise"}),
        (Words("O'Malley’s"), {"reise"}),
        (Words("malley"), {"reise"}),
        (Words("obrien"), {"name"}),
        (Words("ΕΛΛΑΔΑ"), {"weit"}),
        (Words("ελλαδα thingvellir kirsehir aesopus und dordevic"), {"weit"}),
        (Words("þing", prefix=True), {"weit"}),
    ],
)
def test_words_are_found_in_any_spelling(tmp_path: Path, words: Words, stems: set[str]) -> None:
    assert found(tmp_path, FILES, words) == [{f"{stem}.md" for stem in stems}]


#: Examples; more of them are worth an afternoon now and then.
MANY = int(os.environ.get("MANY", "60"))

_WORDS = st.sampled_from(
    ["müller", "mueller", "muller", "mu\u0308ller", "Größe", "groesse", "grosse", "GROSSE",
     "straße", "strasse", "neue", "neu", "israel", "jäger", "jaeger", "jager", "o'brien",
     "2026-11-23", "0221/555", "für", "fuer", "fur", "über", "ueber", "masse", "maße", "obrien",
     "O’Brien", "geht's", "gehts", "København", "KØBENHAVN", "kobenhavn", "koebenhavn", "Łódź",
     "lodz", "Ålborg", "aalborg", "A\u030alborg", "alborg", "Þór", "thor", "K\u0131rşehir",
     "kirsehir", "Ελλάδα", "ΕΛΛΑΔΑ", "½", "1", "2", "Kö\u00adln", "koeln"]
)  # fmt: skip
_TEXTS = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)
_ASKED = st.builds(Words, st.lists(_WORDS, min_size=1, max_size=2).map(" ".join), st.booleans())


@settings(max_examples=MANY)
@given(st.lists(_TEXTS, min_size=1, max_size=4), st.lists(_ASKED, min_size=1, max_size=6))
def test_the_index_finds_what_reading_the_files_finds(
    texts: list[str], asked: list[Words]
) -> None:
    files = {f"datei{place}.md": f"# Xaver\n{text}\n" for place, text in enumerate(texts)}

    with tempfile.TemporaryDirectory() as folder:
        answers = found(Path(folder), files, *asked)

    assert answers == [
        {path for path, text in files.items() if stand_in(words, text)} for words in asked
    ]


def test_a_file_that_vanished_meanwhile_says_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"ue.md": "# Zwei\nFrau Mueller\n", "ü.md": "# Drei\nHerr Müller\n"})
    folder, index = opened(tmp_path)
    (tmp_path / "ü.md").unlink()

    assert held(Words("mueller"), folder, index) == {"ue.md"}
    index.close()


@pytest.mark.parametrize("text", ["ss" * 5000, "über " * 1000, "o'ø " * 1000, "'", "\u0308"])
def test_a_search_for_words_of_any_length_is_answered(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, FILES, Words(text), Words(text, prefix=True)) == [set(), set()]
