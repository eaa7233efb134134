"""Claims about the funnel: the board, the flow of wheat and chaff, the days in a stage."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.due import assess
from kontaktjournal.domain.funnel import (
    Passage,
    board,
    flow,
    lengths,
    nearest_rank,
    percent,
)
from kontaktjournal.domain.gist import Gist, gist
from kontaktjournal.domain.pipeline import DEFAULT, Kind, Pipeline, Stage
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.parse import Reader

MONDAY = date(2026, 11, 23)
SETTINGS = Settings()
THREE = Pipeline(
    (
        Stage("roh", Kind.POOL),
        Stage("neu", Kind.ACTIVE),
        Stage("ja", Kind.WON),
        Stage("nein", Kind.FILED),
    )
)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def gist_of(
    stage: str,
    *stays: tuple[str, int, int],
    path: str = "kontakte/anna.md",
    bucket: str = "",
    due: str = "",
    at: int = -1,
) -> Gist:
    """Return somebody in a stage, with the way that led there."""
    known = DEFAULT.stage(stage) or THREE.stage(stage)
    return Gist(
        path=path,
        name="Anna",
        kind=known.kind.value if known else "pool",
        stage=known.id if known else "",
        bucket=bucket,
        day=day(due) if due else 0,
        at=at,
        waits=False,
        step="",
        talks=(),
        last=0,
        entered=stays[0][1] if stays else 0,
        stays=stays,
        has_story=False,
    )


# --- twelve contacts, counted by hand ----------------------------------------------------------

TWELVE = {
    # in Anbahnung: 5, 10 days
    "ada": "status: anbahnung\ncreated: 2026-11-18",
    "ben": "status: anbahnung\ncreated: 2026-11-13\nnext: 2026-11-20",
    # filed from Anbahnung after 4 days: an attempt, no talk
    "cem": "status: ablage\ncreated: 2026-11-01|## 2026-11-05 Anruf – nicht erreicht\n\n→ ablage",
    # in Gespräch: Anbahnung 2 days, Gespräch 13; Anbahnung 6, Gespräch 3
    "dörte": "status: gespraech\ncreated: 2026-11-08|## 2026-11-10 Zoom\n\n→ gespraech",
    "emil": "status: gespraech\ncreated: 2026-11-14|## 2026-11-20 Zoom\n\n→ gespraech",
    # filed from Gespräch: Anbahnung 3, Gespräch 20
    "fritz": "status: ablage\ncreated: 2026-10-01|## 2026-10-04 Zoom\n\n→ gespraech\n\n"
    "## 2026-10-24 Zoom\n\n→ ablage",
    # in Pflege: Anbahnung 0, for it began with the talk; Pflege 53
    "gerda": "status: pflege|## 2026-10-01 Treffen\n\n→ pflege",
    # back from Angebot to Pflege: Anbahnung 0, Angebot 10, Pflege 30
    "hans": "status: pflege|## 2026-10-14 Zoom\n\n→ angebot\n\n## 2026-10-24 Zoom\n\n→ pflege",
    # in Kunde: Gespräch 7, Angebot 14, Kunde 22
    "ines": "status: kunde|## 2026-10-11 Zoom\n\n→ gespraech\n\n## 2026-10-18 Zoom\n\n→ angebot"
    "\n\n## 2026-11-01 Zoom\n\n→ kunde",
    # nothing tells of their way
    "jana": "status: angebot",
    "karl": "status: ablage\ncreated: 2026-05-05",
    # in the pool: not in the funnel
    "lena": "status: liste\ncreated: 2026-05-05\nnext: 2026-11-20",
}


def twelve() -> list[Gist]:
    """Read the twelve as a press does."""
    found = []
    for name, told in TWELVE.items():
        head, _, body = told.partition("|")
        text = f"---\n{head}\n---\n\n# {name}\n\n{body}\n"
        contact = Reader(SETTINGS).read(text.encode(), f"kontakte/{name}.md").contact
        assert contact is not None
        found.append(gist(assess(contact, MONDAY, SETTINGS), MONDAY, DEFAULT))
    return found


def test_the_twelve_on_the_board() -> None:
    found = board(twelve(), MONDAY, SETTINGS)

    assert [(lane.stage.id, lane.total, lane.without) for lane in found.lanes] == [
        ("anbahnung", 2, 1),
        ("gespraech", 2, 2),
        ("pflege", 2, 2),
        ("angebot", 1, 1),
        ("kunde", 1, 0),
    ]
    assert (found.in_play, found.filed) == (8, 3)


def test_the_twelve_in_the_flow() -> None:
    found = flow(twelve(), DEFAULT)

    assert [(each.stage.id, *each[1:]) for each in found.passages] == [
        # reached, further, still there, filed
        ("anbahnung", 9, 6, 2, 1),
        ("gespraech", 6, 3, 2, 1),
        ("pflege", 3, 1, 2, 0),
        ("angebot", 1, 1, 0, 0),
        ("kunde", 1, 0, 1, 0),
    ]
    assert [each.share for each in found.passages] == [67, 50, 33, 100, 0]
    assert (found.total, found.unknown, found.begun) == (9, 2, date(2026, 10, 1))


def test_the_twelve_and_their_days() -> None:
    found = lengths(twelve(), MONDAY, DEFAULT)

    assert {each.stage.id: each[1:] for each in found} == {
        # stays, low, median, high, p90
        "anbahnung": (6, 3, 4, 6, 10),  # 2 3 4 5 6 10
        "gespraech": (4, 3, 7, 13, 20),  # 3 7 13 20
        "pflege": (2, 30, 30, 53, 53),
        "angebot": (2, 10, 10, 14, 14),
        "kunde": (1, 22, 22, 22, 22),
    }


# --- the board ---------------------------------------------------------------------------------


def test_a_lane_tells_late_then_today_then_no_date_then_future() -> None:
    gists = [
        gist_of("gespraech", path="never"),
        gist_of("gespraech", path="later", bucket="upcoming", due="2026-12-01"),
        gist_of("gespraech", path="soon", bucket="upcoming", due="2026-11-24"),
        gist_of("gespraech", ("gespraech", day("2026-11-20"), 0), path="short", bucket="undated"),
        gist_of("gespraech", ("gespraech", day("2026-09-20"), 0), path="long", bucket="undated"),
        gist_of("gespraech", path="today", bucket="today", due="2026-11-23"),
        gist_of("gespraech", path="14:30", bucket="today", due="2026-11-23", at=870),
        gist_of("gespraech", path="late", bucket="overdue", due="2026-11-20"),
        gist_of("gespraech", path="later still", bucket="overdue", due="2026-11-01"),
        gist_of("gespraech", path="broken", bucket="broken"),
    ]

    lane = board(gists, MONDAY, SETTINGS).lanes[1]

    assert [card.gist.path for card in lane.cards] == [
        "later still",
        "late",
        "14:30",
        "today",
        "long",
        "short",
        "broken",
        "soon",
        "later",
        "never",
    ]
    assert [card.gist.path for card in lane.cards if card.lacks_step] == ["long", "short"]
    assert [card.gist.path for card in lane.cards if card.is_unreadable] == ["broken"]


def test_a_lane_shows_the_first_and_counts_the_others() -> None:
    gists = [
        gist_of("angebot", path=f"{number:02}", bucket="overdue", due=f"2026-10-{number + 1:02}")
        for number in reversed(range(30))
    ]

    lane = board(gists, MONDAY, SETTINGS, 25).lanes[3]

    assert [card.gist.path for card in lane.cards] == [f"{number:02}" for number in range(25)]
    assert (lane.total, lane.left) == (30, 5)


@pytest.mark.parametrize(
    ("stays", "since"),
    [
        ((("anbahnung", 5, 9), ("gespraech", 9, 0)), 9),
        ((("gespraech", 5, 9),), 0),
        ((("anbahnung", 5, 0),), 0),
        ((), 0),
    ],
)
def test_a_card_says_since_when_only_where_it_is_known(
    stays: tuple[tuple[str, int, int], ...], since: int
) -> None:
    lane = board([gist_of("gespraech", *stays)], MONDAY, SETTINGS).lanes[1]

    assert lane.cards[0].since == since


def test_lanes_are_the_stages_of_whoever_is_in_play() -> None:
    gists = [gist_of(stage) for stage in ("roh", "neu", "neu", "nein", "vip")]

    found = board(gists, MONDAY, Settings(pipeline=THREE))

    assert [(lane.stage.id, lane.total) for lane in found.lanes] == [("neu", 2), ("ja", 0)]
    assert found.filed == 1


def test_without_anybody_there_are_empty_lanes_and_no_flow() -> None:
    assert [lane.total for lane in board([], MONDAY, SETTINGS).lanes] == [0] * 5
    assert (flow([], DEFAULT).total, flow([], DEFAULT).begun) == (0, None)
    assert {each[1:] for each in lengths([], MONDAY, DEFAULT)} == {(0, 0, 0, 0, 0)}


def test_a_pipeline_without_anything_to_play_is_an_empty_funnel() -> None:
    pipeline = Pipeline((Stage("roh", Kind.POOL), Stage("nein", Kind.FILED)))
    gists = [gist_of("nein", ("nein", 5, 0))]

    found = board(gists, MONDAY, Settings(pipeline=pipeline))

    assert (found.lanes, found.in_play, found.filed) == ((), 0, 1)
    assert flow(gists, pipeline) == ((), 1, None)
    assert lengths(gists, MONDAY, pipeline) == ()


# --- the flow ----------------------------------------------------------------------------------


def test_only_filed_ones_leave_nobody_there() -> None:
    gists = [
        gist_of("ablage", ("anbahnung", 5, 9), ("ablage", 9, 0)),
        gist_of("ablage", ("anbahnung", 5, 7), ("angebot", 7, 9), ("ablage", 9, 0)),
    ]

    found = flow(gists, DEFAULT)

    assert [each[1:] for each in found.passages] == [
        (2, 1, 0, 1),
        (1, 1, 0, 0),
        (1, 1, 0, 0),
        (1, 0, 0, 1),
        (0, 0, 0, 0),
    ]


def test_filed_taken_up_and_filed_again_counts_where_it_was_last() -> None:
    ways = ("anbahnung", 5, 6), ("ablage", 6, 7), ("pflege", 7, 8), ("ablage", 8, 0)

    found = flow([gist_of("ablage", *ways)], DEFAULT)

    assert [each.filed for each in found.passages] == [0, 0, 1, 0, 0]


def test_a_stage_that_is_no_longer_in_the_pipeline_is_passed_over() -> None:
    gists = [
        gist_of("nein", ("neu", 5, 6), ("früher", 6, 7), ("nein", 7, 0)),
        gist_of("neu", ("früher", 6, 0)),
        gist_of("nein", ("früher", 6, 7), ("nein", 7, 0)),
    ]

    found = flow(gists, THREE)

    assert [each[1:] for each in found.passages] == [(2, 0, 1, 1), (0, 0, 0, 0)]
    assert found.unknown == 1


_ANY = st.sampled_from([*(stage.id for stage in DEFAULT.stages), "vip", ""])


@st.composite
def gists(draw: st.DrawFn) -> Gist:
    """Return somebody anywhere, with any way: even one that cannot have been."""
    days = sorted(draw(st.lists(st.integers(1, 740_000), max_size=5)))
    ends = [*days[1:], 0]
    stays = [(draw(_ANY), day, end) for day, end in zip(days, ends, strict=False)]
    return gist_of(
        draw(_ANY), *stays, bucket=draw(st.sampled_from(["", "undated", "overdue", "broken"]))
    )


@given(st.lists(gists(), max_size=30))
def test_the_flow_always_adds_up(many: list[Gist]) -> None:
    found, shown = flow(many, DEFAULT), board(many, MONDAY, SETTINGS)

    for passage, after in zip(found.passages, [*found.passages[1:], None], strict=True):
        assert passage.reached == passage.further + passage.here + passage.filed
        assert passage.further == (after.reached if after else 0)
        assert 0 <= passage.share <= 100
    assert sum(each.here + each.filed for each in found.passages) == found.total
    assert found.total + found.unknown == shown.in_play + shown.filed


@given(st.lists(gists(), max_size=30))
def test_still_there_is_whoever_stands_in_the_lane_and_has_a_way(many: list[Gist]) -> None:
    found, shown = flow(many, DEFAULT), board(many, MONDAY, SETTINGS, most=99)

    for passage, lane in zip(found.passages, shown.lanes, strict=True):
        assert passage.stage == lane.stage
        assert passage.here == sum(bool(card.gist.stays) for card in lane.cards)


# --- numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(0, 0, 0), (0, 9, 0), (9, 9, 100), (1, 3, 33), (2, 3, 67), (1, 200, 1), (1, 1000, 1),
     (199, 200, 99), (1, 8, 13), (99_999, 100_000, 99)],
)  # fmt: skip
def test_a_share_is_nothing_or_all_only_where_it_is_true(
    part: int, whole: int, expected: int
) -> None:
    assert percent(part, whole) == expected


@pytest.mark.parametrize(
    ("share", "expected"), [(1, 1), (25, 2), (26, 3), (50, 4), (75, 6), (90, 8), (100, 8)]
)
def test_the_nearest_rank_is_one_of_the_values(share: int, expected: int) -> None:
    assert nearest_rank([1, 2, 3, 4, 5, 6, 7, 8], share) == expected


def test_a_stay_closes_at_the_next_decision_and_an_open_one_counts_to_today() -> None:
    ways = ("anbahnung", day("2026-10-01"), day("2026-10-11")), ("pflege", day("2026-11-03"), 0)

    found = lengths([gist_of("pflege", *ways)], MONDAY, DEFAULT)

    assert [each.median for each in found] == [10, 0, 20, 0, 0]
    assert Passage(DEFAULT.stages[1], 4, 1, 2, 1).share == 25
