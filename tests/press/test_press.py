"""The press: the second printing writes what changed, and nothing else."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kontaktjournal.press.overview import Overview
from kontaktjournal.press.press import Printed
from kontaktjournal.press.printer import Printer
from kontaktjournal.store.site import Site
from printing_house import ANNA, BRUNO, CLARA, THREE, PrintingHouse

ANNAS, BRUNOS, CLARAS = "kontakte/anna.html", "kontakte/bruno.html", "kontakte/clara.html"
OVERVIEWS = {"index.html", "trichter.html"}


@pytest.fixture
def house(tmp_path: Path) -> PrintingHouse:
    """Return a journal of three, one of them filed, that was never printed."""
    return PrintingHouse(tmp_path, THREE)


def contacts(names: tuple[str, ...]) -> set[str]:
    """Return the contacts' pages among some files."""
    return {name for name in names if name.startswith("kontakte/")}


def test_whoever_is_in_play_has_a_page_beside_the_overviews(house: PrintingHouse) -> None:
    printed = house.print()

    assert contacts(printed.written) == {ANNAS, BRUNOS}
    assert {*printed.written} == house.pages().keys() >= OVERVIEWS | {"style.css", "app.js"}
    assert not printed.spoiled


def test_everybody_has_a_page_where_that_is_asked_for(house: PrintingHouse) -> None:
    printed = house.print(everybody=True)

    assert contacts(printed.written) == {ANNAS, BRUNOS, CLARAS}


def test_whoever_wants_to_be_left_alone_has_none_and_stands_on_none(house: PrintingHouse) -> None:
    house.write({"kontakte/anna.md": ANNA.replace("next:", "consent: none\nnext:")})

    house.print(everybody=True)

    assert ANNAS not in house.pages()
    assert not any(b"Anna Muster" in page for page in house.pages().values())


IVO = (
    "---\nname: Ivo Kranz\nstatus: ablage\n---\n\n## 2026-11-02 Zoom\n\n[[anna]] lief über mich.\n"
)


def test_who_is_filed_stands_on_nobody_elses_page_but_in_their_words(house: PrintingHouse) -> None:
    mine = ANNA.replace("next:", 'via: "[[ivo]]"\nnext:') + "\nHier von [[ivo]] empfohlen.\n"
    house.write({"kontakte/ivo.md": IVO, "kontakte/anna.md": mine})

    house.print()
    quiet = house.page(ANNAS)
    house.print(everybody=True)
    told = house.page(ANNAS)

    assert "Ivo Kranz" not in quiet
    assert "Ablage" not in quiet
    assert "lief über mich" not in quiet
    assert "Hier von ivo empfohlen." in quiet
    assert '<a href="../kontakte/ivo.html"><bdi>Ivo Kranz</bdi></a>' in told
    assert "lief über mich" in told


def test_what_was_printed_under_its_old_minute_is_not_missed(
    house: PrintingHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    missed: list[set[str]] = []
    look = Site.looking

    @contextmanager
    def noted(site: Site, marks: Mapping[str, str]) -> Iterator[Callable[[], set[str]]]:
        with look(site, marks) as astray:
            missed.append(astray())
            yield lambda: missed[-1]

    house.print()
    house.wait(minutes=1)
    house.print()
    monkeypatch.setattr(Site, "looking", noted)

    house.print()

    assert missed == [set()]


def test_an_edit_is_a_supplement_to_what_is_known_of_everybody(house: PrintingHouse) -> None:
    house.print()
    (body,) = (house.base / "cache").glob("page-*-roll")
    before = body.read_bytes()

    house.write({"kontakte/anna.md": ANNA.replace("Anna", "Änne")})
    first = house.print()
    house.write({"kontakte/bruno.md": BRUNO.replace("[[anna]]", "[[änne]] und [[Änne Muster]]")})
    second = house.print()
    house.write({"kontakte/anna.md": ANNA.replace("Anna", "Anka")})
    third = house.print()

    assert body.read_bytes() == before
    assert contacts(first.written) == contacts(third.written) == {ANNAS, BRUNOS}
    assert ANNAS in second.written
    assert "Anka" not in house.page(BRUNOS)


def test_who_is_not_in_the_agenda_in_full_has_it_not_printed(
    house: PrintingHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []
    overview = Printer.overview

    def noted(printer: Printer, name: str, values: Overview) -> bytes:
        printed.append(name)
        return overview(printer, name, values)

    monkeypatch.setattr(Printer, "overview", noted)
    house.print(everybody=True)
    printed.clear()

    house.write({"kontakte/clara.md": f"{CLARA}\nZieht um.\n"})
    of_clara = house.print(everybody=True)
    without = [*printed]
    house.write({"kontakte/anna.md": f"{ANNA}\nZieht um.\n"})
    house.print(everybody=True)

    assert of_clara.written == (CLARAS,)
    assert without == []
    assert printed == ["index.html"]


def test_a_second_run_writes_nothing(house: PrintingHouse) -> None:
    house.print()
    before = house.moments()

    printed = house.print()

    assert printed == Printed(unchanged=len(house.pages()), pages=4)
    assert house.moments() == before


def test_a_minute_later_the_pages_keep_the_moment_they_name(house: PrintingHouse) -> None:
    house.print()
    before = house.moments()
    house.wait(minutes=1)

    printed = house.print()

    assert not printed.written
    assert house.moments() == before
    assert "09:30" in house.page("index.html")


def test_a_page_that_says_something_else_names_the_new_minute(house: PrintingHouse) -> None:
    house.print()
    house.wait(minutes=1)
    house.write({"kontakte/anna.md": ANNA.replace("2026-12-01", "2026-11-23")})

    house.print()

    assert "09:31" in house.page("index.html")


def test_an_edit_rewrites_the_contact_s_own_page_alone(house: PrintingHouse) -> None:
    house.print()
    house.write({"kontakte/anna.md": f"{ANNA}\nMag Tee.\n"})

    printed = house.print()

    assert printed.written == printed.changed == (ANNAS,)
    assert "Mag Tee." in house.page(ANNAS)


def test_a_new_date_rewrites_the_overviews_that_show_it(house: PrintingHouse) -> None:
    house.print()
    house.write({"kontakte/anna.md": ANNA.replace("2026-12-01", "2026-11-19")})

    printed = house.print()

    assert contacts(printed.written) == {ANNAS}
    assert {*printed.written} == {ANNAS, *OVERVIEWS}


def test_a_new_name_is_on_every_page_that_links_to_it(house: PrintingHouse) -> None:
    house.print()
    house.write({"kontakte/anna.md": ANNA.replace("Anna Muster", "Anna Sommer")})

    printed = house.print()

    assert contacts(printed.written) == {ANNAS, BRUNOS}
    assert "Anna Sommer" in house.page(BRUNOS)


def test_a_new_link_rewrites_both_ends(house: PrintingHouse) -> None:
    house.print()
    house.write({"kontakte/anna.md": f"{ANNA}\nGrüße an [[bruno]].\n"})

    printed = house.print()

    assert contacts(printed.written) == {ANNAS, BRUNOS}


def test_a_link_to_a_file_is_followed_by_its_path(house: PrintingHouse) -> None:
    house.write({"kontakte/bruno.md": f"{BRUNO}\nUnd [sie](dora.md).\n"})
    house.print()
    house.write({"kontakte/dora.md": ANNA.replace("Anna Muster", "Dora Lenz")})

    printed = house.print()

    assert BRUNOS in printed.written


def test_a_name_that_several_have_leads_to_none_of_them(house: PrintingHouse) -> None:
    mine = "\n## 2026-11-20 Zoom\n\nMit [[Jo Kranz]], [[anna]] und [ihr](jo.md).\n"
    house.write(
        {"kontakte/bruno.md": BRUNO + mine, "kontakte/jo.md": "---\nname: Jo Kranz\n---\n"}
    )

    house.print()
    alone = house.page(BRUNOS)
    house.write({"kontakte/alt/jo.md": "---\nname: Jo Kranz\n---\n"})
    house.print()
    two = house.page(BRUNOS)

    assert alone.count("so heißen mehrere") == 0
    assert two.count('title="so heißen mehrere"') == 2
    assert "noch keine Datei" not in two


def test_a_renamed_file_has_a_page_of_its_new_name(house: PrintingHouse) -> None:
    house.print()
    (house.root / "kontakte/anna.md").rename(house.root / "kontakte/annika.md")

    printed = house.print()

    assert "kontakte/annika.html" in printed.written
    assert printed.removed == (ANNAS,)
    assert ANNAS in printed.changed


def test_whoever_is_filed_loses_the_page(house: PrintingHouse) -> None:
    house.print()
    house.write({"kontakte/anna.md": ANNA.replace("pflege", "ablage")})

    printed = house.print()

    assert printed.removed == (ANNAS,)
    assert ANNAS not in house.pages()
    assert BRUNOS in printed.written, "it may not link to a page that is gone"


def test_a_folder_whose_last_page_goes_goes_too(house: PrintingHouse) -> None:
    house.print()
    house.delete("kontakte/anna.md")
    house.delete("kontakte/bruno.md")

    house.print()

    assert not (house.site / "kontakte").exists()


def test_files_of_the_same_name_have_pages_of_their_own(house: PrintingHouse) -> None:
    house.write({"kontakte/alt/anna.md": ANNA.replace("Muster", "Alt")})

    house.print()

    assert "Anna Alt" in house.page(ANNAS)
    assert "Anna Muster" in house.page("kontakte/anna-2.html")


def test_a_namesake_that_comes_first_moves_the_other_s_page(house: PrintingHouse) -> None:
    house.print()
    house.write({"kontakte/alt/anna.md": ANNA.replace("Muster", "Alt")})

    printed = house.print()

    assert contacts(printed.written) == {ANNAS, "kontakte/anna-2.html", BRUNOS}


@pytest.mark.parametrize("status", ["liste", "ablage", "gibt-es-nicht", "pflege", ""])
def test_a_talk_counts_whoever_it_was_with(house: PrintingHouse, status: str) -> None:
    talk = f"---\nname: Ida Feld\nstatus: {status}\n---\n\n## 2026-11-23 Telefonat\n"
    house.write({"kontakte/ida.md": talk})

    house.print()

    assert "KW 48: 1." in house.page("index.html").replace("\xa0", " ")
    assert "KW 48: 1." in house.page("trichter.html").replace("\xa0", " ")


def test_only_those_asked_for_are_on_the_pages(house: PrintingHouse) -> None:
    house.print()

    printed = house.print(only=["kontakte/anna.md"])

    assert printed.removed == (BRUNOS,)
    assert b"Bruno" not in b"".join(house.pages()[name] for name in OVERVIEWS)


def test_a_new_day_prints_everything_anew(house: PrintingHouse) -> None:
    house.print()
    house.wait(days=1)

    printed = house.print()

    assert {*printed.written} == {ANNAS, BRUNOS, *OVERVIEWS}


def test_another_language_prints_everything_anew(house: PrintingHouse) -> None:
    house.print()

    printed = house.print(language="en")

    assert {*printed.written} == {ANNAS, BRUNOS, *OVERVIEWS}
    assert '<html lang="en">' in house.page(ANNAS)


def test_another_setting_prints_everything_anew(house: PrintingHouse) -> None:
    house.print()
    house.settings = replace(house.settings, editor="vscode://file{path}:{line}")

    printed = house.print()

    assert contacts(printed.written) == {ANNAS, BRUNOS}
    assert f"vscode://file{house.root}/kontakte/anna.md" in house.page(ANNAS)


def test_the_same_input_makes_the_same_bytes(house: PrintingHouse, tmp_path: Path) -> None:
    house.print()

    house.print(site=tmp_path / "zweite")

    assert house.pages() == house.pages(tmp_path / "zweite")


def test_several_processes_print_what_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = {
        f"kontakte/{n}.md": f"{BRUNO}\n[[{n // 2}]] und [sie]({n + 1}.md)\n" for n in range(150)
    }
    house = PrintingHouse(tmp_path, many)
    printed = []
    for cores, site in ((0, "eine"), (1, "zwei")):
        monkeypatch.setattr("kontaktjournal.press.printing.spare_cores", lambda cores=cores: cores)
        printed.append(house.print(site=tmp_path / site))

    assert printed[0] == printed[1]
    assert len(contacts(printed[0].written)) == len(many)
    assert house.pages(tmp_path / "eine") == house.pages(tmp_path / "zwei")


def test_what_cannot_be_read_spoils_no_other_page(house: PrintingHouse) -> None:
    (house.root / "kontakte/bruno.md").write_bytes(b"---\nstatus: angebot\nname: B\xe9a\n---\n")

    printed = house.print()

    assert {ANNAS, BRUNOS} <= {*printed.written}


def test_a_page_that_cannot_be_printed_is_left_out_and_named(
    house: PrintingHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kontaktjournal.press.portrait import Sitter

    house.print()
    whole = Sitter.portrait

    def spoiled(self: Sitter, path: str) -> object:
        if path == "kontakte/anna.md":
            raise RecursionError
        return whole(self, path)

    house.write({"kontakte/anna.md": f"{ANNA}\n{'>' * 9}\n"})
    with monkeypatch.context() as patch:
        patch.setattr(Sitter, "portrait", spoiled)
        printed = house.print()
        again = house.print()
    mended = house.print()

    assert printed.spoiled == again.spoiled == (("kontakte/anna.md", "RecursionError"),)
    assert printed.removed == (ANNAS,)
    assert mended.written == (ANNAS,)
