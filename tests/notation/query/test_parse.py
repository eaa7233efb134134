"""What a query is understood as (4.9): written at its plainest, or refused with its place."""

from datetime import date

import pytest

from kontaktjournal.domain.query.written import written
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.query.errors import BadQuery
from kontaktjournal.notation.query.parse import QueryReader

VIEWS = {
    "kalt": "status:pflege last:..-6m sort:last limit:9",
    "warm": "@kalt or +messe",
    "Große Kunden": "value:5000..",
    "leer": "",
    "a": "@b",
    "b": "@a",
    "krumm": "next:bald",
}
SETTINGS = Settings(views=VIEWS, keys={"city": ("heimat",)})
READER = QueryReader(SETTINGS, date(2026, 11, 23))


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("", ""),
        ("  ", ""),
        ("Laden", "Laden"),
        ("lad*", "lad*"),
        ('"zweiter laden"', '"zweiter laden"'),
        ('"zweiter laden"*', '"zweiter laden"*'),
        ("„zweiter laden“", '"zweiter laden"'),
        ("“zweiter laden”", '"zweiter laden"'),
        ("»zweiter laden«", '"zweiter laden"'),
        ("text:laden", "laden"),
        ("text:laden,messe", "laden or messe"),
        ("a b", "a b"),
        ("a and b UND c", "a b c"),
        ("a or b ODER c", "a or b or c"),
        ("a b or c d", "a b or c d"),
        ("a (b or c)", "a (b or c)"),
        ("((a) ((b)))", "a b"),
        ("a or (b or c)", "a or b or c"),
        ("-a", "-a"),
        ("not a nicht b NOT(c)", "-a -b -c"),
        ("-(a b)", "-(a b)"),
        ("not not a", "--a"),
        ("-status:pflege -+messe", "-status:pflege -tags:messe"),
        ("+messe,kunde", "tags:messe,kunde"),
        ('+"a kunde"', 'tags:"a kunde"'),
        ("+49221", '"+49221"'),
        ("+49(0)221", '"+49(0)221"'),
        ("Müller(Köln)", '"Müller(Köln)"'),
        ("14:30", '"14:30"'),
        ("https://example.org", '"https://example.org"'),
        ("STATUS:Pflege", "status:pflege"),
        ("stand:nurture", "status:pflege"),
        ("heimat:Köln", "city:Köln"),
        ("Hobby:Segeln", "hobby:Segeln"),
        ("TEL[CELL]:0221", "phone:0221"),
        ("org:'x'", "org:\"'x'\""),
        ('org:"Müller, Söhne",Weber', 'org:"Müller, Söhne",Weber'),
        ('org:"none"', 'org:"none"'),
        ("org:none,any", "org:none,any"),
        ("art:person gattung:x", "type:person gattung:x"),
        ("sort:last", "sort:last"),
        ("sort:last- limit:3", "sort:last- limit:3"),
        ("limit:3 a limit:5", "a limit:5"),
        ("@kalt", "@kalt sort:last limit:9"),
        ("@kalt sort:name limit:2", "@kalt sort:name limit:2"),
        ("@warm", "@warm sort:last limit:9"),
        ("-@warm", "-@warm"),
        ("-(@warm +vip) a", "-(@warm tags:vip) a"),
        ("@kalt @warm", "@kalt @warm sort:last limit:9"),
        ("sort:name sort:name- sort:city", "sort:name sort:city"),
        ("@große_kunden", "@Große_Kunden"),
        ("@leer a", "@leer a"),
    ],
)
def test_a_query_is_understood(query: str, plain: str) -> None:
    assert written(READER.read(query)) == plain


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("heute", "2026-11-23"), ("today", "2026-11-23"), ("gestern", "2026-11-22"),
        ("2026-12-24", "2026-12-24"), ("24.12.2026", "2026-12-24"), ("24.12.", "2026-12-24"),
        ("-6m", "2026-05-23"), ("+2w", "2026-12-07"), ("+3d", "2026-11-26"),
        ("-1y", "2025-11-23"), ("montag", "2026-11-30"),
        ("2026-12", "2026-12-01..2026-12-31"), ("2026", "2026-01-01..2026-12-31"),
        ("Dezember", "2026-12-01..2026-12-31"), ("KW50", "2026-12-07..2026-12-13"),
        ("week50", "2026-12-07..2026-12-13"), ("2026-W50", "2026-12-07..2026-12-13"),
        ("2026-Q4", "2026-10-01..2026-12-31"), ('"Q4 2026"', "2026-10-01..2026-12-31"),
        ('"diese Woche"', "2026-11-23..2026-11-29"), ('"next week"', "2026-11-30..2026-12-06"),
        ('"letztes Jahr"', "2025-01-01..2025-12-31"),
        ('"this month"', "2026-11-01..2026-11-30"),
        ('"nächstes Quartal"', "2027-01-01..2027-03-31"),
        ("..-6m", "..2026-05-23"), ("2027..", "2027-01-01.."), ("..2026", "..2026-12-31"),
        ("heute..KW50", "2026-11-23..2026-12-13"), ("1.12...24.12.", "2026-12-01..2026-12-24"),
        ('"letzte Woche"..heute', "2026-11-16..2026-11-23"), ("9999", "9999-01-01..9999-12-31"),
    ],
)  # fmt: skip
def test_a_day_is_all_that_was_said_of_it(typed: str, days: str) -> None:
    assert written(READER.read(f"next:{typed}")) == f"next:{days}"


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("last:24.12.", "last:2025-12-24"),
        ("next:24.12.", "next:2026-12-24"),
        ("talk:KW50", "talk:2025-12-08..2025-12-14"),
        ("created:oktober", "created:2026-10-01..2026-10-31"),
        ("due:oktober", "due:2027-10-01..2027-10-31"),
        ("last:freitag", "last:2026-11-20"),
        ("next:freitag", "next:2026-11-27"),
    ],
)
def test_a_day_without_its_year_lies_where_the_field_looks(query: str, plain: str) -> None:
    assert written(READER.read(query)) == plain


@pytest.mark.parametrize(
    ("query", "key", "place"),
    [
        ("a or", "term", "or"),
        ("oder a", "term", "oder"),
        ("a und und b", "term", "und"),
        ("nicht", "term", "nicht"),
        ("a -", "term", "-"),
        ("a - b", "term", "-"),
        ("a ()", "term", "()"),
        ("a or sort:name", "term", "or"),
        ("(a b", "open", "("),
        ("a) b", "close", ")"),
        ('name:"a b', "quote", '"a b'),
        ("„a", "quote", "„a"),
        ("name:", "value", "name:"),
        ("name: a", "value", "name:"),
        ('name:""', "value", '"'),
        ("+ a", "no_word", "+"),
        ("a &", "no_word", "&"),
        ("name:*", "value", "*"),
        ("city:a..b", "no_range", "a..b"),
        ("+a..b", "no_range", "a..b"),
        ("next:heute..gestern", "backwards", "heute..gestern"),
        ("attempts:3..1", "backwards", "3..1"),
        ("value:9..1", "backwards", "9..1"),
        ("every:1m..1w", "backwards", "1m..1w"),
        ("next:hoite", "date", "hoite"),
        ("next:32.1.", "date", "32.1."),
        ("next:heute..hoite", "date", "hoite"),
        ("last:11/23/2026", "date", "11/23/2026"),
        ("hobby:a..b", "date", "a"),
        ("attempts:viele", "number", "viele"),
        ("entries:1,x", "number", "x"),
        ("value:1..x", "number", "x"),
        ("every:oft", "rhythm", "oft"),
        ("consent:mail,&", "consent", "&"),
        ("status:pflgee", "word", "pflgee"),
        ("kind:vip", "word", "vip"),
        ("fit:vielleicht", "word", "vielleicht"),
        ("is:any", "word", "any"),
        ("is:due..today", "word", "due..today"),
        ("has:is", "word", "is"),
        ("@kald", "view_similar", "@kald"),
        ("@xyz", "view", "@xyz"),
        ("@", "view", "@"),
        ("sort:is", "sort", "is"),
        ("sort:name..last", "sort", "name..last"),
        ("limit:0", "limit", "limit:0"),
        ("limit:viele", "limit", "limit:viele"),
        ("limit:1,2", "limit", "limit:1,2"),
        ("-sort:name", "not_sorted", "sort:name"),
        ("nicht limit:3", "not_sorted", "limit:3"),
        ("(" * 31 + "a", "deep", "a"),
    ],
)
def test_a_refusal_points_at_what_was_not_understood(query: str, key: str, place: str) -> None:
    with pytest.raises(BadQuery) as refusal:
        READER.read(query)

    assert refusal.value.key == f"refusal.query.{key}"
    assert query[slice(*refusal.value.at)] == place


def test_a_refusal_points_into_the_saved_query() -> None:
    with pytest.raises(BadQuery) as refusal:
        READER.read("name:anna @krumm")

    error = refusal.value
    assert (error.view, error.text, error.text[slice(*error.at)]) == ("krumm", "next:bald", "bald")


def test_a_saved_query_that_holds_itself_is_refused() -> None:
    with pytest.raises(BadQuery) as refusal:
        READER.read("@a")

    assert refusal.value.key == "refusal.query.loop"


def test_saved_queries_in_each_other_count_as_brackets() -> None:
    chain = {f"v{place}": f"@v{place + 1}" for place in range(400)}
    reader = QueryReader(Settings(views={**chain, "v400": "a"}), date(2026, 11, 23))

    with pytest.raises(BadQuery) as refusal:
        reader.read("@v0")

    assert refusal.value.key == "refusal.query.deep"
    assert written(reader.read("@v380")) == "@v380"


@pytest.mark.parametrize(
    ("query", "lifts"),
    [
        ("is:filed", True), ("is:pool", True), ("status:pflege", True), ("kind:won", True),
        ("a or is:liste", True), ("not not is:filed", True), ("@kalt", True),
        ("a", False), ("is:due", False), ("-status:pflege", False), ("-is:filed", False),
        ("city:köln", False), ("sort:status", False), ("", False), ("-@kalt", False),
    ],
)  # fmt: skip
def test_who_asks_for_the_list_or_the_filed_gets_them(query: str, lifts: bool) -> None:  # noqa: FBT001  # a row of a table
    assert READER.read(query).lifts_scope is lifts


@pytest.mark.parametrize(
    ("typed", "meant"), [("stauts", ["status"]), ("otr", ["ort"]), ("kontakt", [])]
)
def test_a_slip_is_compared_with_what_a_field_is_called(typed: str, meant: list[str]) -> None:
    assert READER.names.near(typed) == meant


def test_a_user_s_own_stages_are_the_words_of_status() -> None:
    assert written(READER.read("status:Gespräch,deal")) == "status:gespraech,kunde"
