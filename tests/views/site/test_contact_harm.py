"""The page of one contact leads nobody where they must not go, whatever its file says."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_contact import CONTACTS, TEXTS
from contact_pages import ADA, JONAS, MONDAY, PAPERS, SETTINGS, TARGETS, Page, shown
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.course import course
from kontaktjournal.domain.dossier import Dossier
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.history import newest_first
from kontaktjournal.domain.portrait import Mention, Portrait
from kontaktjournal.domain.problem import Problem
from kontaktjournal.views.site.contact import contact_page

# Consent ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("consent", "mark", "is_linked"),
    [
        ("{phone: yes, email: yes}", "ja", True),
        ("{phone: open, email: open}", "offen", True),
        ("", "offen", True),
        ("{phone: no, email: no}", "nein", False),
        ("nein", "nein", False),
    ],
)
def test_a_way_that_is_not_allowed_is_no_link(consent: str, mark: str, *, is_linked: bool) -> None:
    page = shown(
        f"""
        ---
        phone: "+49 221 555 0171"
        email: Ada@example.org
        consent: {consent}
        ---
        ## 2026-11-02 Zoom
        Sie schreibt von <ada@example.org>, auch [hier](mailto:ada@example.org?subject=x),
        und ruft von [da](tel:0049-221-5550171) an.
        """
    )

    hrefs = {href.partition(":")[0] for href in page.links.values() if ":" in href}
    assert hrefs - {"vscode"} == ({"tel", "mailto"} if is_linked else set())
    assert {each["class"] for _, each in page.elements if "consent" in each.get("class", "")} == {
        f"consent {mark}"
    }
    assert ("s" in page.parts) is not is_linked
    assert "ada@example.org" in page.words


@pytest.mark.parametrize(
    ("address", "is_linked"),
    [
        ("mailto:shut@example.org", False),
        ("MAILTO:Shut@example.org", False),
        ("mailto:open@example.org,shut@example.org", False),
        ("mailto:open@example.org%2Cshut@example.org", False),
        ("mailto:open@example.org?cc=shut@example.org", False),
        ("mailto:open@example.org%3Fcc=shut@example.org", False),
        ("mailto:?to=shut@example.org", False),
        ("mailto:Ada%20%3Cshut@example.org%3E", False),
        ("mailto:sh%75t@example.org", False),
        ("mailto:sh%2575t@example.org", False),
        ("mailto:shut@example.org.", False),
        ("mailto:%22shut%22@example.org", False),
        ("mailto:open@example.org", True),
        ("tel:+492215550171", False),
        ("tel:0221%205550171", False),
        ("tel:+49(0)221-5550171", False),
        ("tel:+492215550171;ext=0", False),
        ("tel:+492215550171,,0", False),
        ("tel:+492215550199", True),
        ("tel:030/5550199", True),
    ],
)
def test_no_way_leads_around_one_that_is_shut(address: str, *, is_linked: bool) -> None:
    page = shown(
        f"""
        ---
        phone: "+49 221 555 0171"
        email: Ada <shut@example.org>
        consent: {{phone: no, email: no}}
        ---
        ## 2026-11-02 Zoom
        Sie ist [hier]({address}) zu erreichen, oder auch <{address}>.
        """
    )

    assert ("hier" in page.links) is is_linked
    found = [href for href in page.links.values() if href.casefold().startswith(("mailto", "tel"))]
    assert bool(found) is is_linked


# Harm ------------------------------------------------------------------------

ELEMENTS = frozenset({
    "html", "head", "meta", "title", "link", "script", "body", "svg", "symbol", "g", "path",
    "ellipse", "rect", "circle", "use", "a", "header", "p", "nav", "div", "button", "span", "main",
    "article", "section", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "ul", "li", "time", "dl", "dt",
    "dd", "aside", "footer", "kbd", "dialog", "form", "bdi", "s", "q", "em", "strong", "code",
    "pre", "blockquote", "hr", "br", "wbr", "table", "thead", "tbody", "tr", "th", "td", "details",
    "summary", "small",
})  # fmt: skip
OURS = ("../", "#", "data:image/svg+xml,", "vscode://file/journal/")
HOSTILE = st.sampled_from([
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "\"'><b>",
    '[["><img src=x onerror=alert(1)>]]',
    "&#106;avascript:alert(1)",
    "![x](http://example.org/a)",
    "{{ 7*7 }}{% raw %}",
    "\u202e\x00\x1b]8;;",
    "[x](https://example.org)",
    "data:text/html,<b>",
    'https://example.org/"onclick="alert(1)',
    "[[jonas-weber]]",
    "//example.org",
    "x@example.org",
])  # fmt: skip
WORDS = TEXTS | HOSTILE | st.tuples(TEXTS, HOSTILE).map("".join)
LISTS = st.lists(WORDS, max_size=3).map(tuple)


def harm_in(page: Page) -> list[object]:
    """Return what must not be on a page: elements, event handlers, styles, schemes."""
    found: list[object] = list(page.untidy)
    for tag, values in page.elements:
        found += [tag] if tag not in ELEMENTS else []
        found += [(tag, name) for name in values if name.startswith("on") or name == "style"]
        found += [
            (tag, name, value)
            for name, value in values.items()
            if name in {"src", "action", "formaction", "srcset", "srcdoc"} and value != "../app.js"
        ]
        href = values.get("href")
        if href is not None and not href.startswith(OURS):
            is_out = tag == "a" and href.startswith(("https://", "http://", "mailto:", "tel:"))
            found += [] if is_out else [(tag, href)]
    return found


@given(
    CONTACTS,
    st.fixed_dictionaries({}, optional={
        **dict.fromkeys(("name", "role", "city", "step", "moment", "value", "met"), WORDS),
        **dict.fromkeys(("org", "phone", "email", "url", "story", "hooks", "via", "links"), LISTS),
        "others": st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple),
    }),
    WORDS,
    st.sampled_from(["de", "en"]),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_nothing_a_file_says_does_harm(
    contact: Contact, values: dict[str, object], text: str, language: str
) -> None:
    contact = replace(contact, **values)  # type: ignore[arg-type]
    dossier = Dossier(
        assess(contact, MONDAY, SETTINGS),
        tuple((entry, text) for entry in newest_first(contact)),
        links=(contact, replace(ADA, name=text)),
        backlinks=(JONAS,),
        problems=(Problem(contact.path, 3, 1, "E102", values=(("key", "next"), ("word", text))),),
        story=text,
    )
    portrait = Portrait(
        dossier,
        course(contact, MONDAY, SETTINGS.pipeline),
        TARGETS,
        (Mention(replace(ADA, name=text), MONDAY, text),),
        text,
    )

    page = Page(contact_page(PAPERS[language], portrait))

    assert harm_in(page) == []
    assert {sign for sign in page.html if not sign.isprintable()} <= {"\n", "\xa0", "\u3000"}
