"""Everybody on the lists is counted once, and whoever is drawn has a reason and no bar."""

from datetime import date
from pathlib import Path

import pytest

from kontaktjournal.domain import blocking
from kontaktjournal.domain.blocking import BlockList
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.decided import Choice, Decided
from kontaktjournal.domain.qualify.bars import Bar
from kontaktjournal.domain.qualify.prequalified import POOL
from listed_rows import NEWSLETTER, somebody
from opened_journal import MONDAY
from selected import FILED, FRIENDS, HELD, IN_PLAY, LISTED, SABINE, World, names, told


def test_who_has_a_hook_is_drawn(tmp_path: Path) -> None:
    otto = somebody("Otto Nichts", line=3, phone="0221 555 0112")

    found = told(tmp_path, World(lists={NEWSLETTER: [SABINE, otto]}))

    assert (found.total, found.remaining, found.hooked, names(found)) == (
        2, 2, 1, ["Sabine Roth"]
    )  # fmt: skip


BY_PHONE = {"sabine": IN_PLAY.format("S. Roth", "+49 221 555 0111")}
BY_TOWN = {"sabine": "---\nname: Roth, Sabine\nstatus: kunde\ncity: Köln\n---\n"}
BY_CODE = {"sabine": BY_TOWN["sabine"].replace("Köln", "D-50667 Koeln")}
BY_NAME = {"sabine": "---\nname: Sabine Roth\nstatus: kunde\n---\n"}
NEVER = {
    "sabine": "---\nname: Sabine Roth\nstatus: liste\nphone: 0221 5550111\nconsent: none\n---\n"
}
PUT_OFF = Decided("sabine@example.org", Choice.LATER, date(2026, 11, 24), MONDAY)
DUE_AGAIN = PUT_OFF._replace(until=MONDAY, day=date(2026, 8, 1))
GONE = PUT_OFF._replace(choice=Choice.START, until=None)


@pytest.mark.parametrize(
    ("world", "bar"),
    [
        (World(lists={NEWSLETTER: [SABINE]}), None),
        (World(lists={NEWSLETTER: [SABINE._replace(is_damaged=True)]}), Bar.DAMAGED),
        (World(lists={NEWSLETTER: [SABINE._replace(card=Card())]}), Bar.NO_NAME),
        (World(lists={NEWSLETTER: [SABINE._replace(is_blocked=True)]}), Bar.BLOCKED),
        (World(lists={NEWSLETTER: [SABINE]}, blocked=HELD), Bar.BLOCKED),
        (World(BY_PHONE, {NEWSLETTER: [SABINE]}, blocked=HELD), Bar.BLOCKED),
        (World(NEVER, {NEWSLETTER: [SABINE]}), Bar.BLOCKED),
        (World(BY_PHONE, {NEWSLETTER: [SABINE]}), Bar.IN_PLAY),
        (World(BY_PHONE, {NEWSLETTER: [SABINE]}, {NEWSLETTER: [PUT_OFF]}), Bar.IN_PLAY),
        (World(BY_TOWN, {NEWSLETTER: [SABINE]}), Bar.IN_PLAY),
        (World(BY_CODE, {NEWSLETTER: [SABINE]}), Bar.IN_PLAY),
        (World(BY_NAME, {NEWSLETTER: [SABINE]}), None),
        (World({"sabine": FILED.format("Sabine Roth", "02215550111")}, {NEWSLETTER: [SABINE]}),
         Bar.FILED),
        (World(lists={NEWSLETTER: [SABINE]},
               decided={NEWSLETTER: [PUT_OFF._replace(choice=Choice.FILE)]}), Bar.FILED),
        (World(lists={NEWSLETTER: [somebody("Sabine Roth", email="sabine@example.org")]},
               decided={NEWSLETTER: [PUT_OFF]}), Bar.NO_CHANNEL),
        (World(lists={NEWSLETTER: [SABINE]}, decided={NEWSLETTER: [PUT_OFF]}), Bar.LATER),
        (World(lists={NEWSLETTER: [SABINE]}, decided={NEWSLETTER: [DUE_AGAIN]}), None),
        (World(lists={NEWSLETTER: [SABINE]}, decided={NEWSLETTER: [GONE]}), Bar.DECIDED),
    ],
)  # fmt: skip
def test_each_is_counted_by_the_first_filter_that_applies(
    tmp_path: Path, world: World, bar: Bar | None
) -> None:
    found = told(tmp_path, world, only=[NEWSLETTER])

    assert found.total == 1
    assert found.barred == ({bar: 1} if bar else {})


def test_a_firm_s_form_makes_no_other_person(tmp_path: Path) -> None:
    files = {"jonas": "---\nname: Jonas Weber\nstatus: kunde\norg: Druckerei Weber\n---\n"}
    row = somebody("Jonas Weber", phone="0221 555 0190", org="Druckerei Weber GmbH")

    assert told(tmp_path, World(files, {NEWSLETTER: [row]})).barred == {Bar.IN_PLAY: 1}


@pytest.mark.parametrize(
    ("head", "bar"),
    [("status: gespraech", Bar.IN_PLAY), ("status: ablage", Bar.FILED),
     ("status: liste\nconsent: none", Bar.BLOCKED)],
)  # fmt: skip
def test_a_contact_is_known_by_the_profile(tmp_path: Path, head: str, bar: Bar) -> None:
    files = {"anna": f"---\nname: A. Weber\nurl: de.linkedin.com/in/Anna-W\n{head}\n---\n"}
    row = somebody("Anna Weber", url="https://www.linkedin.com/in/anna-w/")

    found = told(tmp_path, World(files, {NEWSLETTER: [row]}), only=[NEWSLETTER])

    assert found.barred == {bar: 1}


def test_another_name_at_the_same_profile_is_somebody_else(tmp_path: Path) -> None:
    files = {"karl": "---\nname: Karl Roth\nurl: linkedin.com/in/roth\nstatus: ablage\n---\n"}
    row = somebody("Anna Roth", phone="0221 555 0112", url="https://linkedin.com/in/roth")

    found = told(tmp_path, World(files, {NEWSLETTER: [row]}), only=[NEWSLETTER])

    assert found.barred == {}


def test_a_file_that_names_nobody_is_known_by_the_address(tmp_path: Path) -> None:
    files = {"sr": "---\nstatus: ablage\nemail: sabine@example.org\n---\n"}

    found = told(tmp_path, World(files, {NEWSLETTER: [SABINE]}), only=[NEWSLETTER])

    assert found.barred == {Bar.FILED: 1}


def test_a_block_list_knows_a_friend_by_name_and_day(tmp_path: Path) -> None:
    day, key = date(2022, 6, 7), bytes(32)
    marks = blocking.marks_of(Card("Anna Weber"), connected=day)
    entry = blocking.Entry(marks, blocking.Reason.FORGOTTEN, MONDAY)
    held = BlockList(blocking.read(blocking.added("", [entry], blocking.Seal(key))), [key])
    row = somebody("Anna Weber")._replace(connected=day)
    other = somebody("Anna Weber", line=3)._replace(connected=date(2023, 6, 7))

    found = told(tmp_path, World(lists={NEWSLETTER: [row, other]}, blocked=held))

    assert found.barred == {Bar.BLOCKED: 1}


def test_a_block_list_knows_profiles(tmp_path: Path) -> None:
    typed = BlockList(blocking.read("https://www.linkedin.com/in/anna-w\n"))
    row = somebody("Anna Weber", phone="0221 555 0112", url="linkedin.com/in/anna-w/")

    found = told(tmp_path, World(lists={NEWSLETTER: [row]}, blocked=typed), only=[NEWSLETTER])

    assert found.barred == {Bar.BLOCKED: 1}


def test_a_family_s_number_is_no_person(tmp_path: Path) -> None:
    files = {"karl": IN_PLAY.format("Karl Roth", "0221 555 0111")}

    assert told(tmp_path, World(files, {NEWSLETTER: [SABINE]})).barred == {}


def test_without_a_list_the_pool_is_asked_too_and_nobody_twice(tmp_path: Path) -> None:
    files = {
        "uwe": LISTED.format("Uwe Kern", "0221 555 0177") + "Buchbinden\n",
        "sabine": LISTED.format("Sabine Roth", "0221 555 0111"),
        "ada": "---\nname: Ada Berg\nstatus: liste\ncity: Köln\n---\n",
        "mia": IN_PLAY.format("Mia Sommer", "0221 555 0133"),
    }

    found = told(tmp_path, World(files, {NEWSLETTER: [SABINE]}))

    assert (found.total, found.barred) == (3, {Bar.NO_CHANNEL: 1})
    assert [(one.card.name, one.contact.path if one.contact else "") for one in found.drawn] == [
        ("Sabine Roth", "kontakte/sabine.md")
    ]


def test_a_file_s_own_words_are_hooks(tmp_path: Path) -> None:
    files = {
        "jonas": "---\nname: Jonas Weber\nstatus: angebot\n---\nSiehe [[uwe]].\n",
        "uwe": "---\nname: Uwe Kern\nstatus: liste\nphone: 0221 555177\nhooks: Buchbinden\n---\n",
        "ute": "---\nname: Ute Lang\nstatus: liste\nphone: 0221 555178\nvia: '[[jonas]]'\n---\n",
    }

    drawn = told(tmp_path, World(files)).drawn

    assert [(one.card.name, [str(each.sort) for each in one.reasons]) for one in drawn] == [
        ("Uwe Kern", ["knows", "topic"]),
        ("Ute Lang", ["knows"]),
    ]


def test_a_link_to_nobody_may_be_about_somebody_on_a_list(tmp_path: Path) -> None:
    stranger = {"jonas": "---\nname: Jonas Weber\nstatus: angebot\n---\n[[Petra Stein]]\n"}
    known = stranger | {"petra-stein": IN_PLAY.format("Petra Stein", "0221 555 0199")}
    row = somebody("Petra Stein", phone="0221 555 0192")

    assert names(told(tmp_path / "a", World(stranger, {NEWSLETTER: [row]}))) == ["Petra Stein"]
    assert names(told(tmp_path / "b", World(known, {NEWSLETTER: [row]}))) == []


def test_what_was_decided_on_another_list_holds_here(tmp_path: Path) -> None:
    friend = somebody("Sabine Roth", path=FRIENDS, phone="+49 221 5550111", city="Köln")
    lists = {NEWSLETTER: [SABINE], FRIENDS: [friend]}

    found = told(tmp_path, World(lists=lists, decided={NEWSLETTER: [PUT_OFF]}))

    assert found.barred == {Bar.LATER: 2}


def test_the_same_person_of_two_lists_is_drawn_once(tmp_path: Path) -> None:
    friend = somebody("Sabine Roth", path=FRIENDS, phone="+49 221 5550111", city="Köln")

    found = told(tmp_path, World(lists={NEWSLETTER: [SABINE], FRIENDS: [friend]}))

    assert (found.total, names(found)) == (2, ["Sabine Roth"])


def test_only_the_lists_that_are_asked_about_are_counted(tmp_path: Path) -> None:
    friend = somebody("Ute Lang", path=FRIENDS, phone="0221 555 0112", city="Köln")
    lists = {NEWSLETTER: [SABINE], FRIENDS: [friend]}

    found = told(tmp_path, World(lists=lists), only=[FRIENDS])

    assert (found.total, names(found)) == (1, ["Ute Lang"])


def test_who_was_handled_today_takes_a_place_on_whatever_list(tmp_path: Path) -> None:
    people = [
        somebody(
            f"Eva {name}", phone=f"0221 55501{line}", city="Köln", hobby="Buchbinden", line=line
        )
        for line, name in enumerate("abcdef", start=10)
    ]
    today = Decided("wer@example.org", Choice.FILE, None, MONDAY)
    otto = somebody("Otto Nichts", path=FRIENDS, email="wer@example.org")
    lists = {NEWSLETTER: people, FRIENDS: [otto]}

    found = told(tmp_path, World(lists=lists, decided={FRIENDS: [today]}), due=4)

    assert (found.size, found.handled, len(found.drawn)) == (4, 1, 3)


def test_who_is_on_the_list_of_friends_is_reached_there(tmp_path: Path) -> None:
    friend = somebody("Ute Lang", path=FRIENDS)._replace(connected=date(2026, 5, 1))

    assert names(told(tmp_path, World(lists={FRIENDS: [friend]}))) == ["Ute Lang"]


def test_the_pool_remembers_by_uid_else_by_path(tmp_path: Path) -> None:
    files = {
        "uwe": "---\nname: Uwe Kern\nuid: u1\nstatus: liste\nphone: 0221 555 0177\n---\n",
        "ada": "---\nname: Ada Berg\nstatus: liste\nphone: 0221 555 0178\n---\n",
    }
    until = date(2027, 1, 1)
    decided = {
        POOL: [
            Decided("u1", Choice.LATER, until, MONDAY),
            Decided("kontakte/ada.md", Choice.LATER, until, MONDAY),
        ]
    }

    assert told(tmp_path, World(files, decided=decided)).barred == {Bar.LATER: 2}
