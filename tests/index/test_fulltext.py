"""Words in whole files: the index and plain reading find the same (N6)."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.query.spelling import stand_in
from kontaktjournal.domain.query.tree import Words
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index.fulltext import with_text
from kontaktjournal.index.sync import Index
from kontaktjournal.notation.parse import Reader
from kontaktjournal.store.folder import Folder
from kontaktjournal.store.ignore import Ignore
from watched_folder import write


def found(root: Path, files: dict[str, str], *asked: Words) -> list[set[str]]:
    """Return for each of some words in which files they stand."""
    write(root, files)
    folder = Folder(str(root), ["."], Ignore(()))
    index = Index(None, folder, Settings(), "", lambda: Reader(Settings()))
    index.refresh()
    answers = [set(with_text(words, index.ask, folder)) for words in asked]
    index.close()
    return answers


FILES = {
    "u.md": "# Eins\nKarl Muller kam.\n",
    "ue.md": "# Zwei\nFrau Mueller sagt: eine neue Straße.\n",
    "ü.md": "# Drei\nHerr Mu\u0308ller, der neu ist, wohnt in der Strasse.\n",
    "name.md": "---\nname: Änne O'Brien\nstep: Mappe schicken\n---\n",
    "firma.md": "---\ntype: company\n---\n# Müller GmbH\n",
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
    ],
)
def test_words_are_found_in_any_spelling(tmp_path: Path, words: Words, stems: set[str]) -> None:
    assert found(tmp_path, FILES, words) == [{f"{stem}.md" for stem in stems}]


_WORDS = st.sampled_from(
    ["müller", "mueller", "muller", "mu\u0308ller", "Größe", "groesse", "grosse", "GROSSE",
     "straße", "strasse", "neue", "neu", "israel", "jäger", "jaeger", "jager", "o'brien",
     "2026-11-23", "0221/555", "für", "fuer", "fur", "über", "ueber", "masse", "maße"]
)  # fmt: skip
_TEXTS = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)
_ASKED = st.builds(Words, st.lists(_WORDS, min_size=1, max_size=2).map(" ".join), st.booleans())


@settings(max_examples=60)
@given(st.lists(_TEXTS, min_size=1, max_size=4), st.lists(_ASKED, min_size=1, max_size=6))
def test_the_index_finds_what_reading_the_files_finds(
    texts: list[str], asked: list[Words]
) -> None:
    files = {f"{place}.md": f"# Xaver\n{text}\n" for place, text in enumerate(texts)}

    with tempfile.TemporaryDirectory() as folder:
        answers = found(Path(folder), files, *asked)

    assert answers == [
        {path for path, text in files.items() if stand_in(words, text)} for words in asked
    ]


def test_a_file_that_vanished_meanwhile_says_nothing(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    folder = Folder(str(tmp_path), ["."], Ignore(()))
    index = Index(None, folder, Settings(), "", lambda: Reader(Settings()))
    index.refresh()
    (tmp_path / "ü.md").unlink()

    assert set(with_text(Words("mueller"), index.ask, folder)) == {"ue.md"}
    index.close()
