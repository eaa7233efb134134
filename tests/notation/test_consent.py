"""Who may be reached how, in every form people write it; a no is never read as a yes (3.5)."""

from datetime import date

import pytest

from kontaktjournal.domain.contact import Answer, Contact, Permission
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader, Reading

READER = Reader(Settings())
YES, NO, OPEN = Answer.YES, Answer.NO, Answer.OPEN


def reading(head: str) -> Reading:
    return READER.read(f"---\n{head}\n---\n".encode(), "anna.md")


def contact(head: str) -> Contact:
    found = reading(head).contact
    assert found is not None
    return found


def test_a_map_says_it_per_channel() -> None:
    found = contact("consent:\n  phone: yes 2026-03-01 Messe, mündlich\n  email: no 2026-05-02")

    assert found.consent == (
        Permission("phone", YES, date(2026, 3, 1), "Messe, mündlich"),
        Permission("email", NO, date(2026, 5, 2)),
    )
    assert not found.blocked


@pytest.mark.parametrize(
    ("said", "permission"),
    [
        ("yes", Permission("phone", YES)),
        ("ja", Permission("phone", YES)),
        ("true", Permission("phone", YES)),
        ("ja 21.03.2024 Messe", Permission("phone", YES, date(2024, 3, 21), "Messe")),
        ("ja, 2024-03-21, Messe", Permission("phone", YES, date(2024, 3, 21), "Messe")),
        ("yes (2024-03-21)", Permission("phone", YES, date(2024, 3, 21))),
        ("yes Messe 2024", Permission("phone", YES, None, "Messe 2024")),
        ("nein", Permission("phone", NO)),
        ("no 2026-05-02 per Mail", Permission("phone", NO, date(2026, 5, 2), "per Mail")),
        ("nie", Permission("phone", NO)),
        ("keine", Permission("phone", NO)),
        ("none", Permission("phone", NO)),
        ("open", Permission("phone", OPEN)),
        ("offen seit 2024", Permission("phone", OPEN, None, "seit 2024")),
        ("''", Permission("phone", OPEN)),
        ("mündlich auf der Messe", Permission("phone", OPEN, None, "mündlich auf der Messe")),
    ],
)
def test_what_stands_behind_a_channel(said: str, permission: Permission) -> None:
    assert contact(f"consent:\n  phone: {said}").consent == (permission,)


@pytest.mark.parametrize(
    ("typed", "channel"),
    [("Telefon", "phone"), ("tel", "phone"), ("Handy", "phone"), ("E-Mail", "email"),
     ("mail", "email"), ("Brief", "post"), ("WhatsApp", "whatsapp"), ("whatsapp", "whatsapp"),
     ("LinkedIn", "linkedin"), ("Anrufe", "phone"), ("E-Mails", "email")],
)  # fmt: skip
def test_channels_have_german_names(typed: str, channel: str) -> None:
    (permission,) = contact(f"einwilligung:\n  {typed}: ja").consent

    assert permission.channel == channel


@pytest.mark.parametrize(
    "head",
    [
        "consent: none", "consent: NONE", "consent: sperre", "consent: keine", "consent: [none]",
        "consent: none 2026-05-02 per Mail", "consent: 'nie, niemals'", "einwilligung: gesperrt",
        "sperre: ja", "sperre: ja 2026-05-02", "gesperrt: 'ja, seit 2026'", "sperre: x",
        "do_not_contact: true", "Sperre: Yes\nconsent: [phone]", "sperre: 2026-01-01 Anwalt",
        "sperre: Anwalt", "gesperrt: seit 2026", "sperre: [phone]", "sperre: keine E-Mail",
        "consent: keine (2026)", "consent: sperre seit 2024", "consent: kein Kontakt",
        "consent: never again", "consent: no contact", "consent: 'none: per Mail'",
    ],
)  # fmt: skip
def test_who_is_not_to_be_contacted_at_all_is_blocked(head: str) -> None:
    assert contact(head).blocked


@pytest.mark.parametrize(
    "head",
    ["sperre: nein", "sperre:", "gesperrt: false", "consent:", "consent: []", "consent: ~",
     "sperre: offen", "sperre: ''", "sperre: ~", "sperre: keine", "sperre: 'nein, aufgehoben'",
     "sperre: no (2026)", "sperre: '-'"],
)  # fmt: skip
def test_who_is_not_blocked(head: str) -> None:
    found = contact(head)

    assert not found.blocked
    assert found.consent == ()


@pytest.mark.parametrize(
    ("typed", "channels"),
    [
        ("[phone]", ["phone"]),
        ("[Telefon, E-Mail]", ["phone", "email"]),
        ("\n  - phone\n  - post", ["phone", "post"]),
        ("phone", ["phone"]),
        ("phone, email", ["phone", "email"]),
    ],
)
def test_a_bare_channel_is_a_yes_without_proof(typed: str, channels: list[str]) -> None:
    found = contact(f"consent: {typed}")

    assert found.consent == tuple(Permission(channel, YES) for channel in channels)


@pytest.mark.parametrize(
    ("typed", "permission"),
    [
        ("yes", Permission("*", YES)),
        ("ja 2026-03-01 Messe", Permission("*", YES, date(2026, 3, 1), "Messe")),
        ("no", Permission("*", NO)),
        ("'nein, niemals'", Permission("*", NO, None, "niemals")),
    ],
)
def test_one_word_holds_for_all_channels(typed: str, permission: Permission) -> None:
    assert contact(f"consent: {typed}").consent == (permission,)


@pytest.mark.parametrize(
    ("typed", "permissions"),
    [
        ("kein Newsletter", [Permission("*", OPEN, None, "kein Newsletter")]),
        ("no marketing", [Permission("*", OPEN, None, "no marketing")]),
        ("keine E-Mail", [Permission("email", NO)]),
        ("[keine E-Mail]", [Permission("email", NO)]),
        ("no email 2026-05-02", [Permission("email", NO, date(2026, 5, 2))]),
        ("kein Anruf nach 18 Uhr", [Permission("phone", NO, None, "nach 18 Uhr")]),
        ("nie per Mail", [Permission("email", NO)]),
        ("keine Anrufe, keine Mails", [Permission("phone", NO), Permission("email", NO)]),
        ("[phone, none]", [Permission("phone", YES), Permission("*", NO)]),
        ("[phone, kein Kontakt]", [Permission("phone", YES),
                                   Permission("*", NO, None, "kein Kontakt")]),
    ],
)  # fmt: skip
def test_who_wants_no_mail_may_still_be_called(typed: str, permissions: list[Permission]) -> None:
    found = contact(f"consent: {typed}")

    assert list(found.consent) == permissions
    assert not found.blocked


@pytest.mark.parametrize(
    "typed",
    ["\n  - email: no\n  - phone: yes", "[email: no, phone: yes]", "'email: no, phone yes'"],
)
def test_a_list_of_answers_is_read_like_a_map(typed: str) -> None:
    # As channels, "email: no" would have become a yes to a channel of that name.
    found = contact(f"consent: {typed}")

    assert [(one.channel, one.answer) for one in found.consent] == [("email", NO), ("phone", YES)]


def test_no_to_mail_and_yes_to_phone_stand_side_by_side() -> None:
    found = contact("consent: {email: no, phone: yes 2026-01-01}")

    assert [(one.channel, one.answer) for one in found.consent] == [("email", NO), ("phone", YES)]


def test_a_yes_without_its_date_is_told_with_its_place() -> None:
    (problem,) = reading("consent:\n  phone: yes Messe\n  email: no\n  post: offen").problems

    assert (problem.line, problem.column, problem.code) == (3, 10, "I307")
    assert problem.values == (("channel", "phone"),)


@pytest.mark.parametrize(
    ("typed", "column", "variant", "values"),
    [
        ("phone", 10, "", (("channel", "phone"),)),
        ("[phone]", 11, "", (("channel", "phone"),)),
        ("ja", 10, "all", ()),
    ],
)
def test_a_short_yes_has_no_date_either(
    typed: str, column: int, variant: str, values: tuple[tuple[str, str], ...]
) -> None:
    (problem,) = reading(f"consent: {typed}").problems

    assert (problem.line, problem.column, problem.code) == (2, column, "I307")
    assert (problem.variant, problem.values) == (variant, values)


@pytest.mark.parametrize(
    ("said", "permission"),
    [
        ("offen", Permission("*", OPEN)),
        ("open, wird gefragt", Permission("*", OPEN, None, "wird gefragt")),
        ("abgelehnt", Permission("*", NO, None, "abgelehnt")),
        ("widerrufen 2026-02-01", Permission("*", NO, date(2026, 2, 1), "widerrufen 2026-02-01")),
        ("nicht erteilt", Permission("*", NO, None, "nicht erteilt")),
        ("Revoked by mail", Permission("*", NO, None, "Revoked by mail")),
        ("email widerrufen", Permission("email", NO, None, "widerrufen")),
    ],
)
def test_an_answer_is_no_channel_and_a_refusal_no_yes(said: str, permission: Permission) -> None:
    assert contact(f"consent: {said}").consent == (permission,)
    assert contact(f"consent: [{said.replace(',', '')}]").consent[0].answer is permission.answer
