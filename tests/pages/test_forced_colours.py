"""The pages where the system names the colours (a contrast theme): nothing gets lost."""

from pathlib import Path

import pytest

from browser import Visit, Visitor

pytestmark = pytest.mark.program("chromium")

PAGES = ["index.html", "trichter.html", "kontakte/anna-mueller.html"]

#: Returns what a system colour looks like now.
_OWN = """
name => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style = `forced-color-adjust: none; color: ${name}`;
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
}
"""
#: Returns each colour of a picture that is seen, and where it is first.
_DRAWN = """
() => {
    const found = {};
    const shapes = "path, rect, circle, ellipse, line, polyline, polygon, text, use";
    for (const one of document.querySelectorAll("svg:not(.sprite) :is(" + shapes + ")")) {
        if (one.closest("pattern, defs, [hidden]") || !one.getClientRects().length) continue;
        const style = getComputedStyle(one);
        for (const colour of one.matches("use") ? [style.color] : [style.fill, style.stroke])
            found[colour] ??= `${one.tagName}.${one.getAttribute("class")}`;
    }
    return found;
}
"""


def in_contrast(visit: Visitor, site: Path, page: str, width: int, palette: str) -> Visit:
    """Open a page under a contrast theme, though she chose the other one for our colours."""
    opened = visit((site / page).as_uri(), viewport={"width": width, "height": 900})
    other = "light" if palette == "dark" else "dark"
    opened.page.evaluate(f"document.documentElement.dataset.theme = '{other}'")
    opened.page.emulate_media(forced_colors="active", color_scheme=palette)  # type: ignore[arg-type]  # one of two
    return opened


def own(opened: Visit, *names: str) -> set[str]:
    return {str(opened.page.evaluate(_OWN, name)) for name in names}


def style_of(opened: Visit, selector: str, name: str, number: int = 0) -> str:
    found = opened.page.locator(selector).nth(number)
    return str(found.evaluate(f"e => getComputedStyle(e)['{name}']"))


@pytest.mark.parametrize("palette", ["dark", "light"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("page", PAGES)
def test_pictures_are_drawn_in_the_colours_of_the_system(
    visit: Visitor, sample: Path, page: str, width: int, palette: str
) -> None:
    opened = in_contrast(visit, sample, page, width, palette)

    drawn = opened.page.evaluate(_DRAWN)

    system = own(opened, "CanvasText", "GrayText", "LinkText", "VisitedText", "HighlightText",
                 "ButtonText")  # fmt: skip
    strange = {colour: where for colour, where in drawn.items() if colour not in system}
    assert not {each for each in strange if each.startswith("rgb(")}, strange
    assert len(drawn) > 1


def test_the_page_that_is_open_is_marked(visit: Visitor, sample: Path) -> None:
    opened = in_contrast(visit, sample, "trichter.html", 1280, "dark")

    lines = [style_of(opened, ".nav a", "borderBottomColor", number) for number in (0, 1)]

    assert {lines[0]} == own(opened, "Canvas")
    assert lines[1] != lines[0]


@pytest.mark.parametrize("selector", [".nav a:not([aria-current])", ".name a", "a.way"])
def test_a_link_has_the_colour_of_links(visit: Visitor, sample: Path, selector: str) -> None:
    opened = in_contrast(visit, sample, "index.html", 1280, "light")

    assert {style_of(opened, selector, "color")} <= own(opened, "LinkText", "VisitedText")


def test_the_filter_shows_that_it_is_typed_in(visit: Visitor, sample: Path) -> None:
    opened = in_contrast(visit, sample, "index.html", 1280, "dark")
    before = style_of(opened, ".filter", "outlineStyle")

    opened.page.keyboard.press("/")

    assert (before, style_of(opened, ".filter", "outlineStyle")) == ("none", "solid")


def test_a_talk_that_was_held_is_a_full_dot_on_a_telephone(visit: Visitor, sample: Path) -> None:
    opened = in_contrast(visit, sample, "index.html", 390, "dark")
    opened.page.eval_on_selector(".cell:not(.today) .who > span", "e => e.className = 'held'")
    held = ".cell:not(.today) .who .held"

    dot, ring = (style_of(opened, held, name) for name in ("backgroundColor", "borderTopColor"))

    assert dot == ring
    assert {dot} == own(opened, "CanvasText")


def test_the_entry_somebody_jumped_to_is_marked(visit: Visitor, sample: Path) -> None:
    opened = in_contrast(visit, sample, "index.html", 1280, "light")
    target = str(opened.page.locator(".entry[id]").first.get_attribute("id"))

    opened.page.goto(f"{opened.page.url}#{target}")

    assert {style_of(opened, f"#{target}", "outlineColor")} == own(opened, "Highlight")
