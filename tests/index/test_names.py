"""People are found by what they are called, in any spelling, and no query breaks the index."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.names import same
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import select
from kontaktjournal.index.links import link_to, names_of, targets
from kontaktjournal.index.names import Called, names, names_in, words_in
from kontaktjournal.index.sync import Index
from kontaktjournal.notation.parse import Reader
from kontaktjournal.store.folder import Folder
from kontaktjournal.store.ignore import Ignore
from watched_folder import write


def index_of(root: Path, cache: Path | None = None) -> Index:
    folder = Folder(str(root), ["."], Ignore(()))
    index = Index(cache, folder, Settings(), "", lambda: Reader(Settings()))
    index.refresh()
    return index


def called(index: Index, words: str) -> list[str]:
    return sorted(one.stem for one in index.ask(select.called(words)))


@pytest.fixture
def index(tmp_path: Path) -> Index:
    people = {
        "anna-mueller.md": "---\nuid: k7f3q2m9xw\naliases: Änne\n---\n# Anna Müller\n",
        "jo.md": "# Jo\u0308rg Weiß\n",
        "muller.md": "# Ute Muller\nKennt [[anna-mueller]] und Anna Müller.\n",
        "wang.md": "# 王芳\n",
        "ivan.md": "# Иван Петров\n",
        "firma.md": "---\ntype: company\n---\n# Müller GmbH\n",
    }
    write(tmp_path, people)
    return index_of(tmp_path)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Anna Müller", ["anna-mueller"]), ("anna mue", ["anna-mueller"]),
        ("Mueller Anna", ["anna-mueller"]), ("Mu\u0308ller", ["anna-mueller", "muller"]),
        ("Muller", ["anna-mueller", "muller"]), ("änne", ["anna-mueller"]),
        ("Aenne", ["anna-mueller"]), ("k7f3q2m9xw", ["anna-mueller"]), ("Jörg", ["jo"]),
        ("Jo\u0308rg", ["jo"]), ("joerg weiss", ["jo"]), ("JÖRG WEISS", ["jo"]), ("王", ["wang"]),
        ("иван", ["ivan"]), ("Nobody", []), ("", []), ("🚀", []), ('"', []), ("anna AND", []),
        ("nna", []),
    ],
)  # fmt: skip
def test_people_are_found_by_the_beginning_of_their_words(
    index: Index, typed: str, found: list[str]
) -> None:
    assert called(index, typed) == found


def test_completion_offers_names_and_files_the_filed_ones_last(tmp_path: Path) -> None:
    write(tmp_path, {
        "a.md": "---\nstatus: ablage\n---\n# Anna Abel\n", "z.md": "# Anna Zeh\n", "x.md": "# X\n",
    })  # fmt: skip

    assert index_of(tmp_path).ask(names("ann")) == [
        Called("Anna Zeh", "z"),
        Called("Anna Abel", "a"),
    ]


def test_completion_reads_the_index_as_it_stands(tmp_path: Path) -> None:
    write(tmp_path / "root", {"anna.md": "# Anna\n"})
    index_of(tmp_path / "root", tmp_path / "cache").close()
    (tmp_path / "root/anna.md").unlink()

    assert names_in(tmp_path / "cache", "an") == [Called("Anna", "anna")]


@pytest.mark.parametrize("content", [None, b"", b"garbage" * 1000])
def test_completion_without_an_index_has_nothing_to_offer(
    tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "index.sqlite").write_bytes(content)

    assert names_in(tmp_path, "an") is None


def test_mentions_are_found_in_any_spelling(index: Index) -> None:
    found = index.ask(select.mentioning("Anna Mueller"))

    assert sorted(one.stem for one in found) == ["anna-mueller", "muller"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Søren O'Brien", "bei Søren O’Brien"), ("Søren O’Brien", "bei Soren OBrien"),
        ("Björn Ångström", "bei Bjorn Angstrom"), ("Ελένη Ζερβού", "mit Ελενη Ζερβου"),
        ("Łukasz Müller", "mit Lukasz Mueller"),
    ],
)  # fmt: skip
def test_mentions_of_any_letters_are_found(tmp_path: Path, name: str, said: str) -> None:
    write(tmp_path, {"x.md": f"# Xaver\n{said}\n"})

    found = index_of(tmp_path).ask(select.mentioning(name))

    assert [one.stem for one in found] == ["x"]


@pytest.mark.parametrize("typed", ["Øyvind", "oyvind", "oeyvind", "łoś", "los", "obrien", "brien"])
def test_names_of_any_letters_are_found(tmp_path: Path, typed: str) -> None:
    write(tmp_path, {"x.md": "# Øyvind Łoś O'Brien\n"})

    assert called(index_of(tmp_path), typed) == ["x"]


@pytest.mark.parametrize("target", ["anna-mueller", "kontakte/Anna-Mueller.md", "ANNA-MÜLLER"])
def test_links_are_found_from_their_target(index: Index, target: str) -> None:
    assert [one.stem for one in index.ask(select.linking([target]))] == ["muller"]


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("kontakte/ben.md", "ben"),
        ("kontakte/bonn/anna.md", "kontakte/bonn/anna"),
        ("uwe.md", "uwe"),  # a path from the root is what it says
        ("2024/uwe.md", "2024/uwe"),
        ("zoe.md", "zoe.md"),
        ("zoe.markdown", "zoe.markdown"),
        ("2025.md", "2025"),
        ("mia.md", "mia"),  # a file's name before what somebody is called
    ],
)
def test_a_link_says_enough_to_lead_to_one_contact(tmp_path: Path, path: str, link: str) -> None:
    paths = (
        "kontakte/ben.md", "kontakte/benno.md", "kontakte/bonn/anna.md", "kontakte/koeln/anna.md",
        "uwe.md", "2024/uwe.md", "zoe.md", "zoe.markdown", "2025.md", "mia.md",
    )  # fmt: skip
    write(tmp_path, dict.fromkeys(paths, "# Mia\n"))
    index = index_of(tmp_path)
    (contact,) = index.ask(select.by_path((path,)))

    assert index.ask(link_to(contact)) == link
    assert {one.path for one in index.ask(targets((link,))).values()} == {path}


def test_a_link_is_told_by_the_name_of_whom_it_leads_to(tmp_path: Path) -> None:
    people = {
        "karl-ott.md": "# Karl Ott\n",
        "mia-koeln.md": "# Mia Sommer\n",
        "mia-bonn.md": "# Mia Sommer\n",
    }
    write(tmp_path, people)

    called = index_of(tmp_path).ask(names_of(["karl-ott", "Karl Ott", "mia-bonn", "nobody"]))

    # There are two of Mia's name: only the link says which of them is meant.
    assert called == {"karl-ott": "Karl Ott", "Karl Ott": "Karl Ott"}


def test_links_to_nobody_are_found_nowhere(index: Index) -> None:
    assert index.ask(select.linking([])) == []


@pytest.mark.parametrize(
    "text",
    ["x " * 10_000, "x" * 100_000, "ss" * 10_000, "ö " * 1000, "ue" * 20 + " ", "aeoeuess " * 16],
)
def test_a_query_of_any_length_is_answered(index: Index, text: str) -> None:
    assert called(index, text) == []
    assert index.ask(select.mentioning(text)) == []
    assert index.ask(names(text)) == []


@settings(max_examples=200)
@given(st.text(max_size=20))
def test_any_text_is_a_question(text: str) -> None:
    query = words_in("name", text)

    assert query is None or query.startswith("{name} : (")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return index_of(tmp_path_factory.mktemp("leer"))


@settings(max_examples=200)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_no_text_breaks_the_index(empty: Index, text: str) -> None:
    assert called(empty, text) == []
    assert empty.ask(select.mentioning(text)) == []


_NAMES = st.text(
    st.characters(codec="utf-8", categories=["L", "M", "N"], exclude_characters="\0")
    | st.sampled_from("äöüßÄ -'."),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60)
@example(name="A.\ua926")
@given(name=_NAMES.filter(lambda name: any(char.isalpha() for char in name)))
def test_whoever_is_called_exactly_so_is_found(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    root = tmp_path_factory.mktemp("einer")
    write(root, {"x.md": f"# {name}\n"})

    found = index_of(root).ask(select.called(name))

    assert [same(one.name, name) for one in found] == [True]
