"""When the pages follow: at once after a save, and not too often in a storm."""

import pytest

from kontaktjournal.watch.news import Role, Seen
from kontaktjournal.watch.pending import Pace, Pending

PACE = Pace(quiet=0.025, quiet_in_burst=0.2, longest_burst=2.0)


@pytest.fixture
def pending() -> Pending:
    return Pending(("kontakte", "crm/leute"), "templates/page", PACE)


def save(name: str = "anna.md") -> Seen:
    return Seen(Role.CONTACTS, "kontakte", name)


def test_without_news_nobody_waits(pending: Pending) -> None:
    assert pending.wait(10.0) is None


def test_a_lone_save_is_followed_after_a_short_quiet(pending: Pending) -> None:
    for moment in (10.0, 10.01, 10.02):
        pending.see(save(), moment)

    assert pending.wait(10.02) == pytest.approx(0.025)
    assert pending.wait(10.05) == 0


def test_in_a_burst_the_quiet_is_longer(pending: Pending) -> None:
    for number in range(200):
        pending.see(save(f"{number}.md"), 10.0 + number / 1000)

    assert pending.wait(10.2) == pytest.approx(0.199)


def test_a_storm_without_end_is_followed_all_the_same(pending: Pending) -> None:
    for number in range(200):
        pending.see(save(), 10.0 + number / 100)

    assert pending.wait(11.99) == pytest.approx(0.01)
    assert pending.wait(12.0) == 0


def test_what_was_begun_is_not_waited_for(pending: Pending) -> None:
    pending.see(save(), 10.0)

    pending.begin()

    assert pending.wait(10.0) is None
    assert pending.work.folders == {"kontakte"}


@pytest.mark.parametrize(
    ("name", "trees"),
    [("kontakte", {"kontakte"}), ("crm", {"crm/leute"}), ("seite", set()), (".git", set())],
)
def test_of_the_root_only_what_leads_to_contacts_matters(
    name: str, trees: set[str], pending: Pending
) -> None:
    pending.see(Seen(Role.ROOT, "", name, is_folder=True), 10.0)

    assert pending.work.trees == trees
    assert (pending.wait(10.0) is None) == (not trees)


def test_a_folder_that_comes_or_goes_is_looked_at_with_all_below_it(pending: Pending) -> None:
    pending.see(Seen(Role.CONTACTS, "kontakte", "bonn", is_folder=True), 10.0)

    assert pending.work.trees == {"kontakte/bonn"}
    assert pending.touched == set()


def test_what_nobody_knows_is_looked_for_everywhere(pending: Pending) -> None:
    pending.see(save(), 10.0)

    pending.lose(10.0)

    assert pending.work.everything
    assert pending.work.trees == {"."}


def test_beside_the_templates_only_a_folder_matters(pending: Pending) -> None:
    pending.see(Seen(Role.ABOVE, "", "kontakt.md.j2"), 10.0)
    before = pending.wait(10.0), pending.is_elsewhere
    pending.see(Seen(Role.ABOVE, "", "page", is_folder=True), 10.0)

    assert before == (None, False)
    assert pending.wait(10.0) is not None
    assert pending.is_elsewhere
