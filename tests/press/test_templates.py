"""Templates of the user's own: they take the place of ours, on a leash."""

import resource
import signal
from pathlib import Path

import pytest

from kontaktjournal.domain.errors import DiskTrouble, WrongUse
from kontaktjournal.press import leash
from printing_house import THREE, PrintingHouse

ANNAS = "kontakte/anna.html"
CONTACT, STYLE = "templates/page/contact.html.j2", "templates/page/style.css"


@pytest.fixture
def house(tmp_path: Path) -> PrintingHouse:
    """Return a journal that was never printed."""
    return PrintingHouse(tmp_path, THREE)


def refused(house: PrintingHouse, template: str) -> tuple[str, dict[str, object]]:
    """Return key and values of the refusal of a template for contacts."""
    house.write({CONTACT: template})
    with pytest.raises(WrongUse) as refusal:
        house.print()
    return refusal.value.key, refusal.value.values


def test_a_template_of_the_user_s_takes_the_place_of_ours(house: PrintingHouse) -> None:
    house.print()
    house.write({CONTACT: "<p>{{ language }} {{ count('page.printed.written', 3) }}</p>"})

    printed = house.print()

    assert {*printed.written} == {ANNAS, "kontakte/bruno.html"}
    assert house.page(ANNAS) == "<p>de 3 geschrieben</p>"


def test_a_style_of_the_user_s_takes_the_place_of_ours(house: PrintingHouse) -> None:
    house.print()
    house.write({STYLE: "body { color: teal }"})

    printed = house.print()

    assert printed.written == ("style.css",)
    assert house.page("style.css") == "body { color: teal }"


def test_ours_come_back_when_hers_are_gone(house: PrintingHouse) -> None:
    house.print()
    before = house.pages()
    house.write({CONTACT: "<p>kurz</p>", STYLE: ""})
    house.print()
    house.delete(CONTACT)
    house.delete(STYLE)

    house.print()

    assert house.pages() == before


def test_a_copy_of_ours_is_as_good_as_ours(house: PrintingHouse) -> None:
    from kontaktjournal.store.stationery import Stationery

    ours = Stationery(str(house.root), "templates").data("contact.html.j2")
    house.write({CONTACT: ours.decode()})

    assert Stationery(str(house.root), "templates").is_ours


def test_hers_may_build_on_ours(house: PrintingHouse) -> None:
    page = '{% extends "base.html.j2" %}{% set up, page = "../", "contact" %}'
    house.write({CONTACT: f"{page}{{% block content %}}Hallo{{% endblock %}}"})

    house.print()

    assert "Hallo" in house.page(ANNAS)
    assert "style.css" in house.page(ANNAS)


@pytest.mark.parametrize(
    ("template", "line", "what"),
    [
        ("<p>\n{% if %}</p>", 2, "Expected an expression, got 'end of statement block'"),
        ("<p>\n\n{{ nobody }}</p>", 3, "'nobody' is undefined"),
        ("{{ 1 // 0 }}", 1, "integer division or modulo by zero"),
        ("<p>\n{{ ''.__class__.__mro__ }}", 2, "access to attribute '__class__' of 'str' object"),
        ("{{ 'x' * 10 ** 9 }}", 1, "the result of '*' is too large"),
        ("{{ 10 ** (10 ** 10) }}", 1, "the result of '**' is too large"),
        ("{% for _ in range(10 ** 9) %}{% endfor %}", 1, "Range too big."),
    ],
)
def test_a_broken_template_is_refused_with_its_line(
    house: PrintingHouse, template: str, line: int, what: str
) -> None:
    key, values = refused(house, template)

    assert key == "refusal.template"
    assert (values["path"], values["line"]) == (CONTACT, line)
    assert what in str(values["what"])
    assert not house.site.exists()


def test_a_template_that_breaks_at_the_last_page_leaves_the_first_as_they_were(
    house: PrintingHouse,
) -> None:
    house.print()
    before = house.pages()

    key, _ = refused(house, "{{ 1 // (name != 'Bruno') if false else nobody }}")

    assert key == "refusal.template"
    assert house.pages() == before


def test_after_a_broken_template_all_goes_on(house: PrintingHouse) -> None:
    house.print()
    refused(house, "{{ nobody }}")
    house.write({CONTACT: "<p>besser</p>"})

    house.print()

    assert house.page(ANNAS) == "<p>besser</p>"


def test_a_template_that_runs_for_ever_is_stopped(
    house: PrintingHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leash, "SECONDS", 0.2)
    loops = "{% for _ in range(99999) %}" * 3 + "{% endfor %}" * 3

    key, values = refused(house, f"<p>\n{loops}</p>")

    assert key == "refusal.page.heavy"
    assert values == {"path": CONTACT, "line": 2}
    assert not house.site.exists()


@pytest.mark.parametrize(
    "bomb", ["{{ 'x'.ljust(999999999999) }}", "{{ 'x'|center(99999999999) }}"]
)
def test_a_template_that_fills_the_memory_is_stopped(house: PrintingHouse, bomb: str) -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)

    key, values = refused(house, bomb)

    assert key == "refusal.page.heavy"
    assert values["path"] == CONTACT
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_the_leash_is_taken_off_again() -> None:
    before = signal.getsignal(signal.SIGPROF)

    with leash.leash():
        held = signal.getitimer(signal.ITIMER_PROF)[0]

    assert held > 0
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGPROF) == before


def test_no_template_is_read_through_a_link_out_of_the_journal(
    house: PrintingHouse, tmp_path: Path
) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim", encoding="utf-8")
    (house.root / "templates/page").mkdir(parents=True)
    (house.root / CONTACT).symlink_to(secret)

    with pytest.raises(DiskTrouble) as refusal:
        house.print()

    assert refusal.value.values == {"path": CONTACT, "reason": "ELOOP"}


@pytest.mark.parametrize("folder", ["templates", "templates/page"])
def test_no_folder_of_templates_is_entered_through_a_link_out_of_the_journal(
    house: PrintingHouse, tmp_path: Path, folder: str
) -> None:
    outside = tmp_path / "draussen"
    (outside / "page").mkdir(parents=True)
    for place in (outside, outside / "page"):
        (place / "style.css").write_text("fremd", encoding="utf-8")
    (house.root / folder).parent.mkdir(exist_ok=True)
    (house.root / folder).symlink_to(outside)

    house.print()

    assert "fremd" not in house.page("style.css")


@pytest.mark.parametrize("name", ["../../kontakte/clara.md", "/etc/hostname", "journal.toml"])
def test_a_template_includes_nothing_but_templates(house: PrintingHouse, name: str) -> None:
    key, values = refused(house, f'<p>\n{{% include "{name}" %}}</p>')

    assert key == "refusal.template"
    assert (values["path"], values["line"]) == (CONTACT, 2)
    assert str(values["what"]).endswith(f"{name} is missing")


def test_a_template_that_is_no_text_is_refused(house: PrintingHouse) -> None:
    house.write({CONTACT: ""})
    (house.root / CONTACT).write_bytes(b"\xff\xfe\x00")

    with pytest.raises(DiskTrouble) as refusal:
        house.print()

    assert refusal.value.values == {"path": CONTACT, "reason": "EILSEQ"}


@pytest.mark.parametrize("deep", ["{% if 1 %}" * 3000, "{{ " + "(" * 5000])
def test_a_template_nested_too_deeply_to_be_read_is_refused(
    house: PrintingHouse, deep: str
) -> None:
    key, values = refused(house, deep)

    assert key == "refusal.page.heavy"
    assert values["path"] == CONTACT
    assert not house.site.exists()
