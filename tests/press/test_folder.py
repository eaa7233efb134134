"""What lies in the folder of the site, and in the cache: the user's own is never touched."""

from pathlib import Path

import pytest

from kontaktjournal.domain.errors import Refused
from kontaktjournal.store.own_files import OwnFiles
from printing_house import ANNA, CLARA, THREE, PrintingHouse

ANNAS, BRUNOS, CLARAS = "kontakte/anna.html", "kontakte/bruno.html", "kontakte/clara.html"


@pytest.fixture
def house(tmp_path: Path) -> PrintingHouse:
    """Return a journal of three, one of them filed, that was never printed."""
    return PrintingHouse(tmp_path, THREE)


def test_a_page_that_was_lost_comes_back(house: PrintingHouse) -> None:
    house.print()
    before = house.pages()
    house.delete("seite/kontakte/anna.html")
    house.delete("seite/style.css")

    printed = house.print()

    assert printed.written == (ANNAS, "style.css")
    assert house.pages() == before


def test_a_page_changed_by_hand_stays_so_and_is_named(house: PrintingHouse) -> None:
    house.print()
    house.write({"seite/kontakte/anna.html": "meins", "kontakte/anna.md": f"{ANNA}\nTee.\n"})

    printed = house.print()

    assert printed.kept == house.print().kept == (ANNAS,)
    assert house.page(ANNAS) == "meins"


def test_a_page_changed_by_hand_is_not_removed_with_its_contact(house: PrintingHouse) -> None:
    house.print()
    house.write({"seite/kontakte/anna.html": "meins"})
    house.delete("kontakte/anna.md")

    printed = house.print()

    assert printed.kept == (ANNAS,)
    assert house.page(ANNAS) == "meins"


def test_a_file_of_the_user_s_beside_the_pages_stays(house: PrintingHouse) -> None:
    house.print()
    house.write({"seite/kontakte/notiz.html": "meins", "seite/bild.svg": "<svg/>"})
    house.delete("kontakte/anna.md")

    printed = house.print()

    assert not printed.kept
    assert house.page("kontakte/notiz.html") == "meins"
    assert house.page("bild.svg") == "<svg/>"


def test_a_folder_with_somebody_else_s_pages_is_refused(house: PrintingHouse) -> None:
    house.write({"seite/index.html": "meins"})

    with pytest.raises(Refused) as refusal:
        house.print()

    assert refusal.value.values == {"path": f"{house.site}/index.html", "list": ".kontaktjournal"}
    assert house.pages() == {"index.html": b"meins"}


def test_what_another_command_made_in_the_folder_stays(house: PrintingHouse) -> None:
    OwnFiles(str(house.site)).write({"anna.ics": b"BEGIN:VCALENDAR\r\n"})

    printed = house.print()

    assert not printed.removed
    assert house.page("anna.ics") == "BEGIN:VCALENDAR\n"


def test_a_link_in_the_place_of_the_pages_is_not_followed(
    house: PrintingHouse, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "woanders"
    elsewhere.mkdir()
    house.print()
    house.delete("seite/index.html")
    (house.site / "index.html").symlink_to(elsewhere / "index.html")
    (house.site / "kontakte").rename(tmp_path / "beiseite")
    (house.site / "kontakte").symlink_to(elsewhere)

    printed = house.print()

    assert {"index.html", ANNAS, BRUNOS} <= {*printed.kept}
    assert not [*elsewhere.iterdir()]


@pytest.mark.parametrize("text", ["", "x", "kontaktjournal press 1\n", "\x00" * 99])
@pytest.mark.parametrize("which", ["page-*", "page-*-roll", "page-ours-de"])
def test_a_damaged_cache_is_thrown_away_without_a_word(
    house: PrintingHouse, which: str, text: str
) -> None:
    house.print()
    before = house.pages()
    for file in (house.base / "cache").glob(which):
        file.write_text(text, encoding="utf-8")
    house.write({"kontakte/clara.md": CLARA.replace("ablage", "pflege")})

    printed = house.print()

    assert CLARAS in printed.written
    assert not {ANNAS, BRUNOS} & {*printed.written}
    assert house.pages().items() >= {name: before[name] for name in (ANNAS, BRUNOS)}.items()


def test_no_byte_of_a_damaged_cache_is_trusted(house: PrintingHouse) -> None:
    house.print()
    (file,) = (house.base / "cache").glob("page-*-roll")
    data = file.read_bytes()
    file.write_bytes(data.replace(b"Bruno Berg", b"Bruno Burg"))
    house.write({"kontakte/anna.md": f"{ANNA}\nTee mit [[bruno]].\n"})

    house.print()

    assert "Bruno Berg" in house.page(ANNAS)
    assert "Burg" not in house.page(ANNAS)


def test_the_cache_is_for_nobody_else(house: PrintingHouse) -> None:
    house.print()

    modes = {file.stat().st_mode & 0o777 for file in (house.base / "cache").glob("page*")}

    assert modes == {0o600}


def test_the_cache_remembers_the_sites_printed_last(house: PrintingHouse, tmp_path: Path) -> None:
    for number in range(6):
        house.print(site=tmp_path / f"seite{number}")
    bodies = [*(house.base / "cache").glob("page-*-roll")]

    printed = house.print(site=tmp_path / "seite5")

    assert len(bodies) == 4
    assert all(body.with_name(body.name.removesuffix("-roll")).exists() for body in bodies)
    assert not printed.written


def test_an_index_built_anew_changes_no_page(house: PrintingHouse) -> None:
    house.print()
    before = house.moments()
    (house.base / "cache/index.sqlite").unlink()

    printed = house.print()

    assert not printed.written
    assert house.moments() == before
