"""The index finds everybody who may be somebody new: never too few."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.names import digits_of
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index.alike import alike
from kontaktjournal.index.sync import Index
from kontaktjournal.notation.parse import Reader
from kontaktjournal.store.folder import Folder
from kontaktjournal.store.ignore import Ignore
from watched_folder import write

FILES = {
    "anna.md": "---\nname: Dr. Anna Müller\nuid: k7f3q2m9xw\nemail: anna@example.org\n"
    "phone: ['030 1', +49 221 555 0171]\n---\n",
    "jonas.md": "---\nname: Jonas Weber\nphone: 0043 (0)1 5550142\nstep: 0221 5550171\n---\n",
    "mia.md": "---\nname: Mia Sommer\naliases: [Mia Winter]\n---\nAnna: 0221 5550171\n",
    "firma.md": "---\ntype: firma\nphone: 0221 5550171\n---\n",
}


@contextmanager
def index_of(root: Path, files: Mapping[str, str]) -> Iterator[Index]:
    write(root, files)
    folder = Folder(str(root), ["."], Ignore(()))
    index = Index(None, folder, Settings(), "", lambda: Reader(Settings()))
    index.refresh()
    try:
        yield index
    finally:
        index.close()


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with index_of(tmp_path, FILES) as index:
        yield index


def found(index: Index, card: Card) -> list[str]:
    return sorted(one.path for one in index.ask(alike(card)))


@pytest.mark.parametrize(
    "name", ["Anna Müller", "anna mueller", "Müller, Anna", "Dr. Anna Müller"]
)
def test_a_name_is_found_with_and_without_its_title(index: Index, name: str) -> None:
    assert found(index, Card(name)) == ["anna.md"]


def test_an_alias_is_found(index: Index) -> None:
    assert found(index, Card("Mia Winter")) == ["mia.md"]


def test_somebody_with_another_name_of_somebody_new_is_found(index: Index) -> None:
    assert found(index, Card("Anna Schmidt", aliases=("Anna Müller",))) == ["anna.md"]


@pytest.mark.parametrize(
    "number", ["0221/5550171", "+49 (0)221 555-0171", "0049221 5550171", "0221 55 50 171"]
)
def test_a_number_is_found_however_it_is_written(index: Index, number: str) -> None:
    assert found(index, Card("Karl Ott", phone=(number,))) == ["anna.md"]


def test_a_number_abroad_is_found(index: Index) -> None:
    assert found(index, Card("Karl Ott", phone=("+43 1 5550142",))) == ["jonas.md"]


def test_any_of_several_numbers_is_found(index: Index) -> None:
    numbers = ("0711 555 0100", "+43 1 5550142", "0221 5550171")

    assert found(index, Card("Karl Ott", phone=numbers)) == ["anna.md", "jonas.md"]


def test_what_is_no_number_finds_nobody(index: Index) -> None:
    assert found(index, Card("Karl Ott", phone=("112", "", "ruf an"))) == []


def test_an_address_and_a_uid_are_found(index: Index) -> None:
    assert "anna.md" in found(index, Card("Karl Ott", email=("Anna@Example.org",)))
    assert found(index, Card("Karl Ott", uid="k7f3q2m9xw")) == ["anna.md"]


SIGNS = st.text("0123456789 /-().+", min_size=6, max_size=18)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=SIGNS, beginning=st.sampled_from(["", "0", "00", "+", "+49 ", "(0)"]))
def test_two_spellings_of_a_number_always_meet(
    tmp_path: Path, number: str, beginning: str
) -> None:
    typed = beginning + number
    digits = digits_of(typed)

    with index_of(tmp_path, {"anna.md": f"---\nphone: '{typed}'\n---\n"}) as index:
        meets = found(index, Card("Karl Ott", phone=(f"+{digits}",)))

    assert not digits or digits_of(f"+{digits}") != digits or meets == ["anna.md"]


PROFILES = {
    "zoe.md": "---\nname: Z. B.\nurl: https://de.linkedin.com/in/zo%C3%AB-brandt/?trk=x\n---\n",
    "otto.md": "---\nname: O.\nurl: [https://example.org, fb.com/Otto.Uhl]\n---\n",
    "uwe.md": "---\nname: U.\nurl: https://www.facebook.com/people/Uwe-Kern/1000123\n---\n",
    "rita.md": "---\nname: R.\nurl: https://example.org/zoe-brandt\n---\n",
}


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://www.linkedin.com/in/ZOË-BRANDT", "zoe.md"),
        ("https://www.facebook.com/ottouhl", "otto.md"),
        ("https://www.facebook.com/profile.php?id=1000123", "uwe.md"),
    ],
)
def test_a_profile_is_found_in_any_spelling(tmp_path: Path, url: str, path: str) -> None:
    with index_of(tmp_path, PROFILES) as index:
        assert found(index, Card("Sina Voss", url=(url,))) == [path]


def test_a_page_that_is_no_profile_leads_to_nobody(tmp_path: Path) -> None:
    with index_of(tmp_path, PROFILES) as index:
        assert found(index, Card("Sina Voss", url=("https://example.org",))) == []
