"""Questions fit the terminal they are asked at: broken between words, with room to answer."""

from pathlib import Path

import pytest

from dialogue import dialogue
from kontaktjournal.views.terminal import width

ANNA = "---\nname: Annemarie Müller-Lüdenscheidt\nstatus: pflege\n---\n"
SETTINGS = '[me]\nplaces = ["Köln", "Bonn", "Castrop-Rauxel", "Mönchengladbach"]\n'

FORGET = {
    "de": "Das lässt sich nicht zurücknehmen. Zum Bestätigen den Namen eingeben"
    " (Annemarie Müller-Lüdenscheidt):",
    "en": "This cannot be taken back. Type the name to confirm (Annemarie Müller-Lüdenscheidt):",
}
PLACES = {
    "de": "Orte, an denen du lebst oder gelebt hast"
    " [Köln, Bonn, Castrop-Rauxel, Mönchengladbach]:",
    "en": "Places where you live or have lived [Köln, Bonn, Castrop-Rauxel, Mönchengladbach]:",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kontakte").mkdir()
    (tmp_path / "kontakte/annemarie.md").write_text(ANNA, encoding="utf-8")
    (tmp_path / "journal.toml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


def asked(folder: Path, *words: str, columns: int) -> list[str]:
    """Return the lines that were shown to somebody who has enough."""
    end, keys = ("):", "\x04") if "forget" in words else ("]:", "\x03")
    with dialogue(folder, *words, COLUMNS=str(columns)) as talk:
        talk.answer(end, keys)
        return talk.end()


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("columns", [80, 40])
def test_a_question_is_broken_between_words(folder: Path, lang: str, columns: int) -> None:
    for words, question in (
        (("forget", "annemarie"), FORGET[lang]),
        (("init", "--me"), PLACES[lang]),
    ):
        lines = asked(folder, "--lang", lang, *words, columns=columns)

        assert question in " ".join(" ".join(lines).split())
        assert max(map(width, lines)) <= columns


def test_where_a_question_fills_the_line_its_answer_gets_the_next(folder: Path) -> None:
    with dialogue(folder, "init", "--me") as talk:
        talk.answer("Orte", "\n")
        talk.answer("Firmen", "Uni Bonn\n")
        talk.wait_for("Messen")
        talk.type("\x03")
        lines = talk.end()

    at = next(place for place, line in enumerate(lines) if line.startswith("Firmen"))
    assert lines[at : at + 2] == [
        "Firmen, Hochschulen, Vereine, zu denen du gehörst oder gehört hast:",
        "  Uni Bonn",
    ]
