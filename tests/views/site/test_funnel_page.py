"""The page of the funnel: the board, wheat and chaff, the numbers, in both languages."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest

from contact_pages import read_template
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.funnel import board, flow
from kontaktjournal.domain.gist import Gist, gist
from kontaktjournal.domain.pipeline import DEFAULT, Kind, Pipeline, Stage
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.weeks import weeks
from kontaktjournal.messages import Catalogue
from kontaktjournal.notation.parse import Reader
from kontaktjournal.views.site.funnel import Funnel, funnel_page
from kontaktjournal.views.site.paper import Paper, Setting
from kontaktjournal.views.words import Frame
from told_year import report_of

MONDAY = date(2026, 11, 23)
HOSTILE = '"><script>alert(1)</script>&\u202e'
_VOID = {"meta", "link", "input", "br"}


class Page(HTMLParser):
    """A page read again; tags that do not match are refused.

    Args:
        html: the page.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self._open: list[tuple[str, str]] = []
        self._texts: dict[str, list[str]] = {}
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.tags.append((tag, named))
        self.ids += [named["id"]] if "id" in named else []
        if tag in _VOID:
            return
        self._open.append((tag, named.get("class", "")))
        for key in self._keys():
            self._texts.setdefault(key, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1][0] == tag, (tag, self._open)
        if tag in {"th", "td", "tr"}:  # cells are words of their own
            self.handle_data(" ")
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for depth in range(len(self._open)):
            tag, looks = self._open[depth]
            for key in (tag, *(f".{look}" for look in looks.split())):
                self._texts[key][-1] += data

    def _keys(self) -> Iterable[str]:
        tag, looks = self._open[-1]
        return (tag, *(f".{look}" for look in looks.split()))

    def all(self, key: str) -> list[str]:
        """Return the text of each tag, or of each `.class`, its blanks made one."""
        return [" ".join(text.split()) for text in self._texts.get(key, [])]

    def links(self) -> list[str]:
        return [named["href"] for tag, named in self.tags if tag == "a" and "href" in named]


def text_of(name: str, told: str) -> str:
    """Return the file of a contact from its head, and its body behind a stroke."""
    head, _, body = told.partition("|")
    return f"---\n{head}\n---\n\n# {name}\n\n{body}\n"


def gist_of(name: str, told: str, settings: Settings) -> Gist:
    """Return the gist of a contact."""
    text = text_of(name, told)
    contact = Reader(settings).read(text.encode(), f"kontakte/{name}.md").contact
    assert contact is not None
    return gist(assess(contact, MONDAY, settings), MONDAY, settings.pipeline)


def printed(
    people: dict[str, str], language: str = "de", pipeline: Pipeline = DEFAULT, most: int = 25
) -> Page:
    """Print the page of a journal with these people."""
    settings = Settings(pipeline=pipeline)
    gists = [gist_of(name, told, settings) for name, told in people.items()]
    files = {f"kontakte/{name}.md": text_of(name, told) for name, told in people.items()}
    frame = Frame(Catalogue(language), settings, MONDAY, 80)
    made = datetime(2026, 11, 23, 8, 14, tzinfo=UTC)
    pages = {each.path: f"kontakte/{each.name}.html" for each in gists if each.kind != "filed"}
    paper = Paper(Setting(frame, made, "/anna/journal", pages), read_template)
    return Page(
        funnel_page(
            paper,
            Funnel(
                board(gists, MONDAY, settings, most),
                flow(gists, pipeline),
                weeks(gists, MONDAY),
                report_of(files, settings=settings),
            ),
        )
    )


PEOPLE = {
    "Ada": "status: anbahnung\ncreated: 2026-11-18",
    "Ben": "status: anbahnung\ncreated: 2026-11-13\nnext: 2026-11-20\nstep: anrufen",
    "Cem": "status: ablage\ncreated: 2026-11-01|## 2026-11-05 Anruf\n\n→ ablage",
    "Dörte": "status: gespraech\nnext: 2026-11-23 14:30|## 2026-11-10 Zoom\n\n→ gespraech",
    "Emil": "status: gespraech\nnext: 2026-12-03|## 2026-11-20 Zoom\n\n→ gespraech",
    "Gerda": "status: pflege\nmoment: der zweite Laden|## 2026-10-01 Treffen\n\n→ pflege",
    "Ines": "status: kunde\nnext: 2027-12|## 2026-10-11 Zoom\n\n→ angebot\n\n"
    "## 2026-11-01 Zoom\n\n→ kunde",
    "Jana": "status: angebot\nnext: bald",
}


def test_the_board_tells_of_everybody_in_play() -> None:
    page = printed(PEOPLE)

    assert page.all("h1") == ["Trichter"]
    assert page.all("h2")[:5] == [
        "Anbahnung 2",
        "Gespräch 2",
        "Pflege 1",
        "Angebot 1",
        "Kunde 1",
    ]
    assert page.all(".card") == [
        "Ben anrufen 3 Tage überfällig 10 Tage hier",
        "Ada ohne nächsten Schritt 5 Tage hier",
        "Dörte heute, 14:30 13 Tage hier",
        "Emil Do, 3. Dez. 3 Tage hier",
        "Gerda der zweite Laden wartet auf den Moment 53 Tage hier",
        "Jana Datum nicht lesbar",
        "Ines Dez. 2027 22 Tage hier",
    ]
    assert page.all(".filed-away") == ["Ein Kontakt ist abgelegt."]


def test_it_speaks_english_all_the_same() -> None:
    page = printed(PEOPLE, "en")

    assert page.all("h1") == ["Funnel"]
    assert page.all(".lead")[0] == (
        "Seven contacts are in play. Of seven, five came to a conversation and one to business."
    )
    assert page.all(".card")[:4] == [
        "Ben anrufen 3 days overdue 10 days here",
        "Ada no next step 5 days here",
        "Dörte today, 14:30 13 days here",
        "Emil Thu, 3 Dec 3 days here",
    ]
    assert page.all(".filed-away") == ["One contact is filed."]


def test_a_step_that_was_promised_for_another_day_says_so() -> None:
    head = "status: pflege\nnext: 2026-12-07"
    page = printed({"Ida": f"{head}|- [ ] Mappe schicken 📅 2026-11-27"})

    assert page.all(".why") == ["Mappe schicken, bis 27. Nov."]


def test_the_first_sentence_sums_up() -> None:
    page = printed(PEOPLE)

    assert page.all(".lead")[0] == (
        "Sieben Kontakte sind im Spiel. Von sieben kamen fünf ins Gespräch und einer ins Geschäft."
    )
    assert "#einstieg" in page.links()


TWO = {
    "Ada": "status: anbahnung\ncreated: 2026-11-18",
    "Ben": "status: anbahnung|## 2026-11-13 Zoom",
}
WITHOUT_BUSINESS = Pipeline((Stage("anbahnung", Kind.ACTIVE), Stage("pflege", Kind.WAITING)))


@pytest.mark.parametrize(
    ("people", "pipeline", "told"),
    [
        ({**TWO, "Ben": TWO["Ada"]}, DEFAULT, "Von zwei kam noch niemand ins Gespräch."),
        (TWO, DEFAULT, "Von zwei kam einer ins Gespräch und keiner ins Geschäft."),
        (TWO, WITHOUT_BUSINESS, "Von zwei kam einer ins Gespräch."),
    ],
    ids=["no talk", "no business", "no stage for business"],
)
def test_the_first_sentence_says_how_far_they_came(
    people: dict[str, str], pipeline: Pipeline, told: str
) -> None:
    page = printed(people, pipeline=pipeline)

    assert page.all(".lead") == [f"Zwei Kontakte sind im Spiel. {told}"]


def test_every_name_leads_to_its_page() -> None:
    page = printed(PEOPLE)

    opened = [named["href"] for tag, named in page.tags if "data-open" in named]
    assert opened[:3] == ["kontakte/Ben.html", "kontakte/Ada.html", "kontakte/Dörte.html"]


def test_the_table_holds_every_number() -> None:
    page = printed(PEOPLE)

    rows = [row for row in page.all("tr") if row][1:6]
    assert rows == [
        "Anbahnung 7 4 57 % 2 1 5 4–10 10",
        "Gespräch 4 2 50 % 2 0 3 3–13 13",
        "Pflege 2 1 50 % 1 0 53 53–53 53",
        "Angebot 1 1 100 % 0 0 21 21–21 21",
        "Kunde 1 – 1 0 – –",
    ]
    assert page.all(".hint")[0] == (
        "7 Kontakte seit Oktober 2026, nach der Stufe von heute oder der letzten vor der Ablage:"
        " wer weiterging, wer noch da ist, wer abgelegt wurde. Wer zurückging, zählt, wo er jetzt"
        " steht. Einer ohne Verlauf oder von der Liste weg abgelegt zählt nicht mit."
    )
    assert "0 bis 60 Tage" in page.all("thead")[0]
    assert page.all(".hint")[1].endswith("Pflege dauert, das ist richtig so.")


def test_the_talks_of_twelve_weeks_are_counted() -> None:
    page = printed(PEOPLE)

    assert page.all(".hint")[2] == "6 Gespräche in den letzten 12 Wochen, umrandet die geplanten."
    assert "KW 47: 1, KW 48: 0. Diese Woche ist 1 weiteres geplant." in page.all("title")[-1]


def test_it_says_when_it_was_made() -> None:
    assert "Stand Mo 23.11.2026 08:14" in printed({}).all("footer")[0]


def test_nobody_yet_is_a_page_all_the_same() -> None:
    page = printed({})

    assert page.all(".lead") == ["Noch ist niemand im Spiel."]
    assert page.all(".hint") == [
        "Noch gibt es keinen Verlauf: Er entsteht aus den Einträgen und ihren Entscheidungen.",
        "Noch kein Gespräch in den letzten 12 Wochen.",
    ]
    assert page.all("table") == []
    assert page.all("figure") == []
    assert len(page.all(".lane")) == 5


def test_one_contact_is_told_of_in_the_singular() -> None:
    page = printed({"Ada": "status: anbahnung\ncreated: 2026-11-22"})

    assert page.all(".lead") == ["Ein Kontakt ist im Spiel."]
    assert page.all(".card") == ["Ada ohne nächsten Schritt 1 Tag hier"]
    assert page.all(".hint")[0].startswith("Ein Kontakt seit November 2026, nach der Stufe")


def test_only_filed_ones_are_a_flow_without_a_board() -> None:
    filed = "status: ablage|## 2026-11-05 Anruf\n\n→ ablage"

    page = printed({"Cem": filed, "Mia": filed})

    assert page.all(".lead") == [
        "Noch ist niemand im Spiel. Von zwei kamen zwei ins Gespräch und keiner ins Geschäft."
    ]
    assert page.all(".card") == []
    assert page.all(".filed-away") == ["2 Kontakte sind abgelegt."]
    assert page.all("tbody")[0].startswith("Anbahnung 2 0 0 % 0 2")


def test_a_long_lane_says_how_many_more_there_are() -> None:
    page = printed({f"A{n}": "status: angebot\nnext: 2026-12-01" for n in range(5)}, most=2)

    assert len(page.all(".card")) == 2
    assert page.all(".left") == [
        "3 weitere stehen hier nicht. journal list status:angebot",
    ]


def stages(*labels: str) -> Pipeline:
    """Return a pipeline with these stages to court in, behind a pool, before won and filed."""
    courting = [Stage(f"s{n}", Kind.ACTIVE, label=label) for n, label in enumerate(labels)]
    return Pipeline(
        (
            Stage("roh", Kind.POOL),
            *courting,
            Stage("ja", Kind.WON, label="Gewonnen"),
            Stage("nein", Kind.FILED),
        )
    )


@pytest.mark.parametrize(
    ("count", "columns"), [(0, 3), (2, 3), (4, 5), (5, 3), (6, 4), (7, 4), (12, 5)]
)
def test_any_number_of_stages_has_its_lanes(count: int, columns: int) -> None:
    pipeline = stages(*(f"Stufe {n}" for n in range(count)))

    page = printed({"Ada": "status: ja\ncreated: 2026-11-18"}, pipeline=pipeline)

    assert page.all(".lane h2") == []
    assert [name for name in page.all("h2") if name.startswith(("Stufe", "Gewonnen"))] == [
        *(f"Stufe {n} 0" for n in range(count)),
        "Gewonnen 1",
    ]
    assert f'class="board cols-{columns}"' in page.html


def test_a_stage_by_another_name_is_called_by_it() -> None:
    pipeline = Pipeline((Stage("anbahnung", Kind.ACTIVE, label="Erstkontakt"),))

    page = printed({"Ada": "status: anbahnung\ncreated: 2026-11-18"}, pipeline=pipeline)

    assert page.all("h2")[0] == "Erstkontakt 1"
    assert page.all(".lead") == ["Ein Kontakt ist im Spiel."]


def test_hostile_names_stay_words() -> None:
    pipeline = Pipeline(
        (
            Stage(HOSTILE, Kind.ACTIVE, label=HOSTILE),
            Stage("ja", Kind.WON, label=HOSTILE),
            Stage("nein", Kind.FILED),
        )
    )
    people = {
        "Ada": f"status: '{HOSTILE}'\ncreated: 2026-11-18\nname: '{HOSTILE}'\nstep: '{HOSTILE}'",
        "Ben": "status: ja|## 2026-11-05 Anruf\n\n→ ja",
    }

    page = printed(people, pipeline=pipeline, most=0)
    shown = printed(people, pipeline=pipeline)

    for each in (page, shown):
        assert [named.get("src") for tag, named in each.tags if tag == "script"] == ["app.js"]
        assert "\u202e" not in each.html
    assert shown.all("h3")[0] == '"><script>alert(1)</script>&\\u202e'


def test_no_id_is_given_twice_and_every_reference_is_there() -> None:
    page = printed(PEOPLE)

    assert len(page.ids) == len(set(page.ids))
    for _, named in page.tags:
        for name in ("aria-labelledby", "aria-describedby"):
            assert named.get(name, page.ids[0]) in page.ids
        if (href := named.get("href", "")).startswith("#"):
            assert href[1:] in page.ids


def test_nothing_is_styled_or_run_in_place() -> None:
    for tag, named in printed(PEOPLE).tags:
        assert tag != "style"
        assert "style" not in named
        assert not any(name.startswith("on") for name in named)
