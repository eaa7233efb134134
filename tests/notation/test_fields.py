"""Each key by each of its names, and the key decides the type (3.2, K1 to K13)."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kontaktjournal.domain.contact import Answer, Birthday, Contact
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.keys import ALIASES
from kontaktjournal.notation.parse import Reader, Reading

READER = Reader(Settings(), ZoneInfo("Europe/Berlin"))


def reading(head: str, body: str = "") -> Reading:
    return READER.read(f"---\n{head}\n---\n{body}".encode(), "kontakte/datei.md")


def contact(head: str, body: str = "") -> Contact:
    found = reading(head, body).contact
    assert found is not None
    return found


# --- every key by every name ---------------------------------------------------------------

_EXAMPLES: dict[str, tuple[str, str, object]] = {
    "status": ("pflege", "status", "pflege"),
    "next": ("2026-12-07", "next", When(date(2026, 12, 7))),
    "step": ("anrufen", "step", "anrufen"),
    "every": ("6 Wochen", "every", Cadence(6, Unit.WEEK)),
    "name": ("Anna Müller", "name", "Anna Müller"),
    "given_name": ("Anna", "name", "Anna"),
    "family_name": ("Müller", "name", "Müller"),
    "aliases": ("Anni", "aliases", ("Anni",)),
    "org": ("Müller GmbH", "org", ("Müller GmbH",)),
    "role": ("Inhaberin", "role", "Inhaberin"),
    "title": ("Dr. Anna", "name", "Dr. Anna"),
    "phone": ('"+49 221 555 0171"', "phone", ("+49 221 555 0171",)),
    "email": ("anna@example.org", "email", ("anna@example.org",)),
    "city": ("Köln", "city", "Köln"),
    "address": ("Gasse 1, Köln", "address", "Gasse 1, Köln"),
    "url": ("https://example.org", "url", ("https://example.org",)),
    "birthday": ("1980-05-14", "birthday", Birthday(5, 14, 1980)),
    "story": ("Messe 2024", "story", ("Messe 2024",)),
    "hooks": ("gleiche Schule", "hooks", ("gleiche Schule",)),
    "fit": ("ja", "fit", Answer.YES),
    "moment": ("zweiter Laden", "moment", "zweiter Laden"),
    "value": ("1200 EUR", "value", "1200 EUR"),
    "via": ('"[[jonas-weber]]"', "via", ("jonas-weber",)),
    "met": ("Leipzig", "met", "Leipzig"),
    "links": ('["[[jonas]]", ilse]', "links", ("jonas", "ilse")),
    "distinct": ('["[[anna-2]]", anna-3]', "distinct", ("anna-2", "anna-3")),
    "blocked": ("ja", "blocked", True),
    "consent": ("none", "blocked", True),
    "tags": ("person, vip", "tags", ("person", "vip")),
    "type": ("person", "others", ()),
    "source": ("Messe", "source", "Messe"),
    "created": ("2024-03-21", "created", date(2024, 3, 21)),
    "uid": ("k7f3q2m9xw", "uid", "k7f3q2m9xw"),
    "last": ("2026-11-01", "last_noted", date(2026, 11, 1)),
    "snooze": ("2026-12-01", "snooze", date(2026, 12, 1)),
}


def test_every_key_is_tried_here() -> None:
    assert set(_EXAMPLES) == set(ALIASES)


@pytest.mark.parametrize(
    ("key", "spelling"),
    [(key, spelling) for key, words in ALIASES.items() for spelling in (key, *words.split())],
)
def test_a_key_is_read_by_each_of_its_names(key: str, spelling: str) -> None:
    typed, field, value = _EXAMPLES[key]

    assert getattr(contact(f"{spelling}: {typed}"), field) == value


@pytest.mark.parametrize(
    "spelling",
    [
        "Nächster Kontakt", "nächster-kontakt", "NAECHSTER_KONTAKT", "nächsterKontakt",
        "naechster.kontakt", "Na\u0308chster Kontakt", "next contact", "nextContact",
        "Next-Follow-Up", "next_follow_up", "followUp", "Fällig", "Wiedervorlage", "NEXT",
    ],
)  # fmt: skip
def test_case_umlauts_and_separators_do_not_matter(spelling: str) -> None:
    assert contact(f"{spelling}: 2026-12-07").next == When(date(2026, 12, 7))


@pytest.mark.parametrize(
    ("key", "field", "value"),
    [
        ('"EMAIL[HOME]"', "email", "a@example.org"), ('"TEL[CELL]"', "phone", "+49 221 5550171"),
        ('"TEL[]"', "phone", "+49 221 5550171"), ('"URL[WORK]"', "url", "https://example.org"),
        ("ORG", "org", "Müller"), ("CATEGORIES", "tags", "person"), ("NICKNAME", "aliases", "A"),
    ],
)  # fmt: skip
def test_the_keys_of_the_vcard_plugin_are_read(key: str, field: str, value: str) -> None:
    assert getattr(contact(f'{key}: "{value}"'), field) == (value,)


def test_an_address_of_the_vcard_plugin_is_read_in_parts() -> None:
    found = contact('"ADR[HOME].STREET": Gasse 1\n"ADR[HOME].LOCALITY": Köln\nBDAY: 1980-05-14')

    assert (found.address, found.city) == ("Gasse 1", "Köln")
    assert found.birthday == Birthday(5, 14, 1980)


def test_n_fn_of_the_vcard_plugin_is_the_family_name() -> None:
    assert contact("N.FN: Wayne\nN.GN: Bruce").name == "Bruce Wayne"


def test_the_users_own_spelling_is_read_and_outranks_the_built_in_ones() -> None:
    reader = Reader(Settings(keys={"next": ("rueckruf",), "city": ("org",)}))

    found = reader.read(b"---\nfollow_up: 2026-01-01\nRueckruf: 2026-12-07\norg: K\n---\n", "a.md")

    assert found.contact is not None
    assert found.contact.next == When(date(2026, 12, 7))
    assert (found.contact.city, found.contact.org) == ("K", ())


# --- the key decides the type (K3, TR10, TR11) ---------------------------------------------


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("phone: 01711234567", "phone", ("01711234567",)),
        ("phone: +4930123456", "phone", ("+4930123456",)),
        ("name: No", "name", "No"),
        ("name: Null", "name", "Null"),
        ("city: off", "city", "off"),
        ("value: 1_000", "value", "1_000"),
        ("value: 1.10", "value", "1.10"),
        ("value: 0x1F", "value", "0x1F"),
        ("step: 12:30", "step", "12:30"),
        ("moment: =", "moment", "="),
        ("met: 2026-02-30", "met", "2026-02-30"),
        ("role: [Chefin, Mutter]", "role", "Chefin, Mutter"),
        ("city: ~", "city", ""),
        ("role: null", "role", ""),
        ("address: {street: Gasse 1, city: Köln}", "address", "street: Gasse 1, city: Köln"),
        ("step: >\n  erst\n  dann", "step", "erst dann"),
    ],
)
def test_a_value_is_the_text_that_stands_there(line: str, field: str, value: object) -> None:
    assert getattr(contact(line), field) == value


def test_unknown_keys_are_kept_as_they_stand() -> None:
    found = contact("plz: 01067\nHobby: [Schach, Go]\ncontent: x\n2020-01-01: y\ntrue: z")

    assert found.others == (
        ("plz", "01067"),
        ("Hobby", "Schach, Go"),
        ("content", "x"),
        ("2020-01-01", "y"),
        ("true", "z"),
    )


@pytest.mark.parametrize(
    ("line", "field", "values"),
    [
        ("phone: '1'", "phone", ("1",)),
        ("phone: ['1', '2']", "phone", ("1", "2")),
        ("phone:\n  - '1'\n  - '2'", "phone", ("1", "2")),
        ("phone:\n- '1'\n- '1'", "phone", ("1",)),
        ("aliases: Anni; Änne", "aliases", ("Anni", "Änne")),
        ("aliases: Müller, Anna", "aliases", ("Müller, Anna",)),
        ("tags: person, vip;neu", "tags", ("person", "vip", "neu")),
        ('tags: "#person #vip"', "tags", ("person", "vip")),
        ("tags: [type/person, '[[VIP]]']", "tags", ("type/person", "VIP")),
        ("email:", "email", ()),
        ("email: []", "email", ()),
        ("email: null", "email", ()),
        ("org: '[[acme|ACME GmbH]]'", "org", ("ACME GmbH",)),
        ("story: Messe; danach Kaffee", "story", ("Messe; danach Kaffee",)),
    ],
)
def test_a_list_may_be_written_in_many_ways(
    line: str, field: str, values: tuple[str, ...]
) -> None:
    assert getattr(contact(line), field) == values


@pytest.mark.parametrize(
    "typed",
    [
        '"[[jonas]]"', "[[jonas]]", '"[[jonas|Jonas Weber]]"', '"[[jonas#Story]]"',
        '["[[jonas]]"]', "[[[jonas]]]", "jonas", "\n  - '[[jonas]]'", "\n  - [[jonas]]",
    ],
)  # fmt: skip
def test_a_link_is_a_link_quoted_or_not(typed: str) -> None:
    found = contact(f"via: {typed}")

    assert (found.via, found.links) == (("jonas",), ("jonas",))


def test_a_link_into_a_folder_keeps_its_way() -> None:
    assert contact('via: "[[kontakte/jonas#Story|J]]"').via == ("kontakte/jonas",)


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        *((word, Answer.YES) for word in ("yes", "ja", "True", "J", "1", "x", "Weizen")),
        *((word, Answer.NO) for word in ("no", "Nein", "false", "n", "0", "spreu")),
        *((word, Answer.OPEN) for word in ("offen", "open", "vielleicht", "''", "~")),
    ],
)
def test_a_yes_or_no_key_is_open_where_it_says_neither(word: str, answer: Answer) -> None:
    assert contact(f"fit: {word}").fit is answer


# --- the name (K6) -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "body", "name", "role"),
    [
        ("", "", "datei", ""),
        ("", "# Anna Müller\n", "Anna Müller", ""),
        ("name: Anna", "# Überschrift\n", "Anna", ""),
        ("first_name: Anna\nlast_name: Müller", "", "Anna Müller", ""),
        ("name: ''", "# Anna\n", "Anna", ""),
        ("name: '[[anna|Anna M.]]'", "", "Anna M.", ""),
        ("name: [[Anna]]", "", "Anna", ""),
        ("title: Anna Müller", "", "Anna Müller", ""),
        ("title: Anna Müller", "# Anna Müller\n", "Anna Müller", ""),
        ("title: CEO", "# Anna Müller\n", "Anna Müller", "CEO"),
        ("title: CEO\nname: Anna", "", "Anna", "CEO"),
        ("title: CEO\nname: Anna\nrole: Chefin", "", "Anna", "Chefin"),
        ("title: Null", "", "Null", ""),
        ("name: '  Anna \t Müller '", "", "Anna Müller", ""),
    ],
)
def test_the_name_is_found(head: str, body: str, name: str, role: str) -> None:
    found = contact(head, body)

    assert (found.name, found.role) == (name, role)
