"""Every field and what it finds (4.9, clarification 37)."""

from datetime import date, time

import pytest
from hypothesis import given, settings

from any_contact import CONTACTS
from asked import MONDAY, asked, person, talk
from kontaktjournal.domain.contact import (
    Answer,
    Birthday,
    Contact,
    EntryKind,
    Permission,
    Promise,
)
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.query.fields import FIELDS
from kontaktjournal.domain.query.match import Ground
from kontaktjournal.domain.query.search import search
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.query.parse import QueryReader

ANNA = person(
    "Anna Müller",
    uid="k7f3q2m9xw",
    status="pflege",
    next=When(date(2026, 12, 7), time(14, 30)),
    every=Cadence(6, Unit.WEEK),
    created=date(2024, 3, 21),
    birthday=Birthday(5, 14, 1975),
    moment="zweiter Laden im Frühjahr",
    story=("Buchmesse Leipzig 2024, Stände nebeneinander",),
    hooks=("Uni Bonn",),
    fit=Answer.YES,
    aliases=("Änne",),
    org=("Müller Buchbinderei", "Handwerkskammer"),
    role="Inhaberin",
    phone=("+49 221 555 0171",),
    email=("anna@example.org",),
    city="Köln",
    address="Gasse 1",
    url=("https://example.org/anna",),
    value="4.800 EUR",
    via=("jonas-weber",),
    met="Leipzig",
    source="Messe",
    tags=("person", "kunde/buch", "A Kunde"),
    types=("person",),
    consent=(Permission("phone", Answer.YES), Permission("email", Answer.NO)),
    links=("jonas-weber", "petra-voss"),
    entries=(talk("2026-11-17", EntryKind.ATTEMPT), talk("2026-10-12", channel="Zoom")),
    promises=(Promise("Mappe schicken", date(2026, 11, 27)),),
    others=(("Hobby", "Segeln"), ("rating", "4"), ("vertrag", "2026-12-31")),
)
BERT = person("Bert")
EVERYBODY = (ANNA, BERT)


@pytest.mark.parametrize(
    "query",
    [
        # texts: words that stand together, in any spelling
        "name:anna", "name:müller", "name:MUELLER", "name:muller", 'name:"anna mueller"',
        "name:mül*", "vorname:anna", "nachname:müller", "aliases:aenne", "spitzname:änne",
        "org:buchbinderei", 'firma:"müller buchbinderei"', "company:handwerkskammer",
        "role:inhaberin", "rolle:inhab*", "titel:any or role:any", "email:anna@example.org",
        "e-mail:example.org", "email:exam*", "city:köln", "ort:koeln", "stadt:koln",
        'address:"gasse 1"', "url:example.org/anna", "story:leipzig", "hooks:bonn",
        "moment:laden", "anlass:frühjahr", "step:mappe", "via:jonas-weber",
        'via:"jonas weber"', "met:leipzig", "links:petra-voss", "kennt:petra*", "source:messe",
        "quelle:messe", "uid:k7f3q2m9xw", "type:person", "path:kontakte/anna", "pfad:anna",
        # one of several, and what is there at all
        "city:bonn,köln", "org:any", "city:any", "story:any", "tags:any", "birthday:any",
        # tags
        "+person", "tags:person", "+PERSON", "+a-kunde", '+"a kunde"', "+kunde", "+kunde/buch",
        "+pers*", "#x or +#person", "+x,person", "schlagworte:person",
        # numbers, however they are written
        "phone:0221/5550171", "phone:0221", "phone:+49221", "tel:555", "+492215550171",
        "0221/5550171", "phone:00492215550171",
        # days: a day, a part of a date, a range
        "next:2026-12-07", "next:7.12.", "next:2026-12", "next:KW50", "next:2026",
        "next:heute..+2w", "next:..2026-12-07", "next:7.12...", "wiedervorlage:dezember",
        'next:"nächsten monat"', "next:2026-q4", "next:any", "due:+14d", "fällig:2026-12",
        "created:2024", "created:2024-03", "angelegt:2024-03-21", "created:..-2y",
        "last:12.10.", "last:oktober", "last:-6w", "last:..-1m", "zuletzt:2026-10-12",
        "talk:2026-10", "gespräch:any", "talk:KW42", "snooze:none name:anna",
        "birthday:1975", "birthday:14.5.", "birthday:05-14", "birthday:mai", "dob:1970..1979",
        "birthday:1975-05-14", "birthday:..1980",
        # numbers
        "attempts:1", "versuche:1..", "attempts:..3 name:anna", "attempts:1..2", "attempts:any",
        "entries:2", "einträge:2..", "entries:1..2",
        "value:4800", "value:4.800", "wert:1000..5000", "value:4.000..", "value:EUR",
        "value:4.8k", 'value:"4.8 k€"', "value:4k..5k",
        # rhythms
        "every:6w", "every:42", "every:..2m", "alle:1m..", "every:any", "rhythmus:5w..7w",
        # words
        "status:pflege", "status:nurture", "stand:active", "status:any", "status:pflege,kunde",
        "kind:waiting", "kind:wartend", "kind:active,waiting", "fit:yes", "passt:ja",
        "fit:any", "blocked:no name:anna", "sperre:nein -name:bert",
        # consent
        "consent:phone", "consent:telefon", 'consent:"phone yes"', "consent:yes",
        "einwilligung:ja", "consent:no", 'consent:"mail nein"', "consent:any",
        # has, is
        "has:story", "has:fit", "has:phone", "has:email", "has:consent", "has:task", "has:next",
        "hat:zusage", "has:ort", "has:hobby", "has:story,x", "is:waiting",
        # keys of the user's own
        "hobby:segeln", "HOBBY:seg*", "rating:4", "rating:3..", "rating:..4,5", "hobby:any",
        "vertrag:..2026-12", "vertrag:2026-12", "vertrag:heute..",
        # together
        "status:pflege city:köln", "city:bonn or city:köln", "city:köln und nicht city:bonn",
        "-city:bonn name:anna", "not (city:bonn or name:bert)", "(name:anna)", "--name:anna",
        "(name:bert oder city:köln) has:story",
    ],
)  # fmt: skip
def test_anna_is_found(query: str) -> None:
    assert asked(query, EVERYBODY) == ["Anna Müller"]


@pytest.mark.parametrize(
    "query",
    [
        "name:ann", "name:mull", 'name:"müller anna"', "org:buch", 'org:"müller handwerkskammer"',
        "city:bonn", "+buch", "+pers", "phone:0222", "phone:555999", "next:2026-12-08..",
        "next:2026-11", "next:never", "due:none name:anna", "created:2023", "last:2026-11",
        "last:-1w..", "talk:2025", "birthday:1976", "birthday:15.5.", "birthday:juni",
        "attempts:2..", "attempts:0 name:anna", "entries:3..", "value:5000..", "value:USD",
        "every:..1m", "every:nie", "status:kunde", "status:vip", "kind:won", "fit:no",
        "fit:open name:anna", "blocked:yes", "consent:email", 'consent:"phone no"',
        "consent:sms", "hobby:tauchen", "rating:5..", "name:anna -city:köln", "x", '"anna"',
        "vertrag:..2026-11", "org:none name:anna", "has:birthday,hobby -name:anna",
    ],
)  # fmt: skip
def test_anna_is_not_found(query: str) -> None:
    assert "Anna Müller" not in asked(query, EVERYBODY)


@pytest.mark.parametrize(
    ("value", "query", "is_found"),
    [
        ("5k", "value:5000", True),
        ("1,5 Mio. EUR", "value:1000000..", True),
        ("-300 EUR", "value:..0", True),
        ("-300 EUR", "value:300", False),
        ("0 EUR", "value:0", True),
        ("12 Monate à 200 EUR", "value:200", True),
        ("10 %", "value:..100", False),
        ("10 %", "value:10", False),
        ("1/2", "value:any", True),
        ("3D", "value:3D", True),
    ],
)
def test_an_amount_is_the_one_that_is_counted(value: str, query: str, is_found: bool) -> None:  # noqa: FBT001  # a column of the table
    assert asked(query, [person("Anna", value=value)]) == (["Anna"] if is_found else [])


def test_a_number_of_the_users_own_may_count_anything() -> None:
    anna = person("Anna", others=(("rabatt", "10 %"),))

    assert asked("rabatt:5..15", [anna]) == ["Anna"]


@pytest.mark.parametrize(
    "field", sorted(FIELDS.keys() - {"is", "has", "text", "kind", "name", "path"})
)
def test_nothing_is_found_as_nothing(field: str) -> None:
    assert asked(f"{field}:none", [BERT]) == ["Bert"]
    assert asked(f"{field}:any", [BERT]) == []


STANDING = (
    person("Over", status="angebot", next=When(date(2026, 11, 20))),
    person("Now", status="pflege", next=When(MONDAY)),
    person("Soon", status="pflege", next=When(date(2026, 11, 30))),
    person("Late", status="pflege", next=When(date(2026, 12, 1))),
    person("Fresh", status="gespraech", entries=(talk("2026-11-20"),)),
    person("Lone", status="anbahnung"),
    person("Bad", status="gespraech", unreadable=True),
    person("Gone", status="ablage", next=When(MONDAY)),
    person("Raw", status="liste"),
    person("None"),
    person("Won", status="kunde", birthday=Birthday(11, 23)),
    person("Shut", status="pflege", blocked=True, consent=(Permission("phone", Answer.YES),)),
    person("Never", status="pflege", never=True),
)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("is:due", ["Over", "Now", "Won"]),
        ("ist:fällig", ["Over", "Now", "Won"]),
        ("is:overdue", ["Over"]),
        ("is:überfällig", ["Over"]),
        ("is:today", ["Now", "Won"]),
        ("is:heute", ["Now", "Won"]),
        ("is:week", ["Now", "Soon", "Won"]),
        ("is:undated", ["Fresh", "Lone"]),
        ("is:orphan", ["Lone"]),
        ("is:decide", ["Fresh"]),
        ("is:broken", ["Bad"]),
        ("is:unlesbar", ["Bad"]),
        ("is:filed", ["Gone"]),
        ("is:abgelegt", ["Gone"]),
        ("is:pool", ["Raw", "None"]),
        ("is:won", ["Won"]),
        ("is:birthday", ["Won"]),
        ("is:geburtstag,filed", ["Gone", "Won"]),
        ("is:blocked", ["Shut"]),
        ("sperre:ja", ["Shut"]),
        ("consent:no", ["Shut"]),
        ("consent:phone", []),
        ("consent:any", ["Shut"]),
        ("next:never", ["Never"]),
        ("next:nie", ["Never"]),
        ("next:none is:waiting", ["Shut"]),
        ("due:heute", ["Now", "Won"]),
        ("due:..heute", ["Over", "Now", "Won"]),
        ("next:..heute", ["Over", "Now", "Gone"]),
        ("status:none", ["None"]),
        ("status:liste", ["Raw"]),
        ("kind:pool", ["Raw", "None"]),
        ("talk:none is:active", ["Over", "Lone", "Bad"]),
    ],
)
def test_where_somebody_stands_is_found(query: str, names: list[str]) -> None:
    assert asked(query, STANDING) == names


def test_a_status_that_is_no_stage_is_found_by_its_word() -> None:  # W201
    people = [person("Vip", status_typed="VIP"), person("Kunde", status="kunde")]

    assert asked("status:vip", people) == ["Vip"]
    assert asked("status:any", people) == ["Vip", "Kunde"]


def test_a_rhythm_of_none_is_no_short_one() -> None:
    people = [person("Nie", every=Cadence(0)), person("Oft", every=Cadence(1, Unit.WEEK))]

    assert asked("every:nie", people) == ["Nie"]
    assert asked("every:..2w", people) == ["Oft"]
    assert asked("every:1w..", people) == ["Oft"]


def test_twelve_months_are_a_year() -> None:
    people = [person("Months", every=Cadence(12, Unit.MONTH))]

    assert asked("every:jährlich", people) == ["Months"]


def test_words_without_an_umlaut_are_no_spellings_of_each_other() -> None:  # N6
    people = [person("Muller"), person("Mueller"), person("Müller")]

    assert asked("name:mueller", people) == ["Mueller", "Müller"]
    assert asked("name:muller", people) == ["Muller", "Müller"]
    assert asked("name:müller", people) == ["Muller", "Mueller", "Müller"]


def test_a_birthday_comes_round_within_a_stretch_of_days() -> None:
    people = [
        person("Silvester", birthday=Birthday(12, 31, 1980)),
        person("Neujahr", birthday=Birthday(1, 1)),
        person("Schalttag", birthday=Birthday(2, 29, 1984)),
    ]

    assert asked("birthday:2026-12-30..2027-01-02", people) == ["Silvester", "Neujahr"]
    assert asked("birthday:2027-02-28", people) == ["Schalttag"]
    assert asked("birthday:1980..1989", people) == ["Silvester", "Schalttag"]


def test_who_is_there_twice_is_found() -> None:  # X1, X2
    people = [
        person("Anna Otto", city="Köln"),
        Contact("kontakte/otto.md", "Otto, Anna", city="Koeln"),
        person("Jan Blum", phone=("0221 555 0199",)),
        person("J. Blum", phone=("+49 221 5550199",)),
        person("Eva Klee", email=("buero@example.org",)),
        person("Kai Rot", email=("buero@example.org",)),
        person("Ute Grau"),
        Contact("kontakte/ute.md", "Ute Grau"),
    ]

    assert asked("is:dup", people) == ["Anna Otto", "Otto, Anna", "Jan Blum", "J. Blum"]


QUERIES = (
    "name:a* org:x,any -city:ä phone:0 email:e +neu", "next:2027 due:any snooze:2027..2028",
    "birthday:2027-02-28 or birthday:1960..", "attempts:1.. entries:0 value:1.. every:..3m",
    "status:vip,pflege kind:won fit:open blocked:no", "consent:phone,nein has:story,task,plz",
    "is:due,overdue,today,week,undated,orphan,decide,broken,filed,pool,dup,birthday,blocked",
    "äß:1.. zz:2027..", "sort:name sort:status- sort:birthday sort:every sort:value limit:3",
    "sort:urgency- sort:kind sort:fit- sort:plz sort:last sort:next- sort:attempts",
)  # fmt: skip


@settings(max_examples=150)
@given(CONTACTS, CONTACTS)
def test_any_contact_is_found_or_not(one: Contact, other: Contact) -> None:
    reader = QueryReader(Settings(), MONDAY)
    ground = Ground(MONDAY, lambda *_: True, lambda _: False)
    dues = [assess(each, MONDAY, Settings()) for each in (one, other)]

    for query in QUERIES:
        tree = reader.read(query)
        found = search(tree, dues, ground, Settings().pipeline)
        assert set(map(id, found)) <= set(map(id, dues))
