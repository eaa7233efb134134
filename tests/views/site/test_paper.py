"""What pages are printed on: templates, their words, and the agenda as one file."""

import re
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from jinja2.exceptions import SecurityError, UndefinedError

from agenda_pages import ASSETS, SETTINGS, WEDNESDAY, single_of
from contact_pages import Page
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.rhythm import When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.site.numbers import spelled
from kontaktjournal.views.site.paper import Paper, Setting
from kontaktjournal.views.words import Frame

ANNA = Contact("kontakte/anna.md", "Anna Arm", status="pflege", next=When(WEDNESDAY))
PAGES = {ANNA.path: "kontakte/anna.html"}


def paper(template: str, language: str = "de", *, is_ours: bool = True) -> Paper:
    """Return paper with one template on it."""
    frame = Frame(Catalogue(language), SETTINGS, WEDNESDAY, 80)
    setting = Setting(frame, datetime(2026, 11, 25, 8, 14, tzinfo=UTC), "/j", PAGES)
    return Paper(setting, lambda name: (template, name), is_ours=is_ours)


# Words of the templates ------------------------------------------------------


def test_a_name_is_text_whatever_the_template_is_called() -> None:
    assert paper("{{ name }}").page("x.html.j2", name="<script>") == "&lt;script&gt;"


def test_signs_that_steer_a_text_are_seen() -> None:
    assert paper("{{ name }}").page("x", name="a\u202eb\x1bc") == "a\\u202eb\\x1bc"


def test_what_a_template_does_not_know_is_a_mistake() -> None:
    with pytest.raises(UndefinedError):
        paper("{{ nobody }}").page("x")


def test_a_template_that_is_not_ours_reaches_nothing() -> None:
    with pytest.raises(SecurityError):
        paper("{{ say.__class__.__mro__ }}", is_ours=False).page("x")


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{ page_of(one) }}", "kontakte/anna.html"),
        ("{{ editor(one, 7) }}", "vscode://file/j/kontakte/anna.md:7"),
        ("{{ day(today, 'long') }}", "Mittwoch, 25.\u00a0November"),
        ("{{ day(today, 'weekday_written') }}", "Mi, 25.\u00a0Nov."),
        ("{{ ago(today) }} {{ number(98412) }}", "0 98.412"),
        ("{{ spelled(3) }} {{ spelled(12, capital=True) }} {{ spelled(13) }}", "drei Zwölf 13"),
    ],
)
def test_templates_have_these_words(template: str, told: str) -> None:
    assert paper(template).page("x", one=ANNA) == told


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"),
        ("en", "two three four five six seven eight nine ten eleven twelve"),
    ],
)
def test_numbers_to_twelve_are_words(language: str, words: str) -> None:
    say = Catalogue(language)

    assert [spelled(n, say) for n in range(2, 13)] == words.split()
    assert [spelled(n, say) for n in (0, 1, 13, 251)] == ["0", "1", "13", "251"]


# One file --------------------------------------------------------------------


def within(html: str, tag: str) -> str:
    (found,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
    return str(found)


def digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@pytest.mark.parametrize("language", ["de", "en"])
def test_one_file_holds_style_and_script_and_allows_nothing_else(language: str) -> None:
    html = single_of(ANNA, language=language)

    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    policy = policy.replace("&#39;", "'")
    assert policy == (
        f"default-src 'none'; style-src '{digest(within(html, 'style'))}'; "
        f"script-src '{digest(within(html, 'script'))}'; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_one_file_holds_the_fonts_of_latin_letters() -> None:
    style = within(single_of(ANNA), "style")

    fonts = re.findall(r"url\(data:font/woff2;base64,([^)]*)\)", style)
    assert [b64decode(font) for font in fonts] == [
        ASSETS[f"fonts/{name}-wght-{shape}.woff2"]
        for name, shape in (
            ("vollkorn-latin", "normal"),
            ("vollkorn-latin", "italic"),
            ("source-sans-3-latin", "normal"),
        )
    ]
    assert style.count("@font-face") == 3
    assert "url(fonts" not in style


def test_one_file_links_to_no_page_beside_it() -> None:
    page = Page(single_of(ANNA, Contact("kontakte/b.md", "Bert Bein", status="anbahnung")))

    hrefs = [values["href"] for tag, values in page.elements if tag in {"a", "link"}]
    assert all(href.startswith(("#", "vscode:", "data:")) for href in hrefs), hrefs
    assert not [values for _, values in page.elements if "src" in values]
    assert "trichter" not in page.html.replace("h-trichter", "").split("<body")[1]


def test_one_file_without_an_editor_has_names_only() -> None:
    page = Page(single_of(ANNA, settings=Settings()))

    hrefs = {values["href"] for tag, values in page.elements if tag == "a"}
    assert hrefs <= {"#inhalt", "#faellig", "#k-anna"}
    assert "Anna Arm" in page.words


def test_a_style_or_a_script_of_ones_own_stays_where_it_is() -> None:
    theirs = {
        "style.css": "\ufeffbody { content: '</style><b>' }\r\n".encode(),
        "app.js": b'"use strict";\rconst end = "</script><b>";',
    }

    html = single_of(ANNA, assets=theirs)

    assert within(html, "style") == "body { content: '<\\/style><b>' }\n"
    assert within(html, "script") == '"use strict";\nconst end = "<\\/script><b>";'


def test_one_file_is_the_same_every_time() -> None:
    assert single_of(ANNA) == single_of(ANNA)
