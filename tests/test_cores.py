"""A second process gives the same answers, and none may ever be waited for in vain."""

import gc
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal import cores
from kontaktjournal.cores import halves, meanwhile, spare_cores, spread, without_collector

PARENT = os.getpid()
MORE_THAN_A_PIPE_HOLDS = 1 << 20


def _double(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


@pytest.mark.parametrize("children", [0, 1, 2, 3, 9])
def test_results_come_in_the_order_of_the_work(children: int) -> None:
    chunks = [[number, number + 1] for number in range(7)]

    results = list(spread(_double, chunks, children))

    assert results == [[2 * number, 2 * number + 2] for number in range(7)]


def test_children_do_the_work_elsewhere() -> None:
    pids = set(spread(lambda _chunk: os.getpid(), ["a", "b"], 2))

    assert len(pids) == 2
    assert PARENT not in pids


def test_without_work_nothing_is_started() -> None:
    assert list(spread(_double, [], 2)) == []


def test_results_larger_than_a_pipe_arrive() -> None:
    results = list(spread(lambda letter: letter * MORE_THAN_A_PIPE_HOLDS, ["a", "b", "c"], 2))

    assert [(result[0], len(result)) for result in results] == [
        ("a", MORE_THAN_A_PIPE_HOLDS),
        ("b", MORE_THAN_A_PIPE_HOLDS),
        ("c", MORE_THAN_A_PIPE_HOLDS),
    ]


@pytest.fixture
def born(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the children forked from now on; others of this process are not ours."""
    children: list[int] = []
    fork = os.fork

    def remembered() -> int:
        child = fork()
        children.append(child)
        return child

    monkeypatch.setattr(os, "fork", remembered)
    return children


def is_there(child: int) -> bool:
    """Tell whether a process runs, or waits to be buried."""
    try:
        os.kill(child, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.timeout(20)
@pytest.mark.parametrize("children", [1, 2, 4])
def test_children_whose_results_nobody_wants_are_let_go(children: int, born: list[int]) -> None:
    # Each child also holds the pipes of those before it, which then never see their end.
    results = spread(lambda letter: letter * MORE_THAN_A_PIPE_HOLDS, list("abcdefgh"), children)
    next(results)

    results.close()  # type: ignore[attr-defined]  # a generator, whatever it promises

    assert born
    assert not any(map(is_there, born))


@pytest.mark.timeout(20)
def test_an_error_while_results_come_in_ends_the_children(born: list[int]) -> None:
    def consume() -> None:
        for _ in spread(lambda letter: letter * MORE_THAN_A_PIPE_HOLDS, list("abcdefgh"), 2):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        consume()

    assert born
    assert not any(map(is_there, born))


def _only_here(chunk: str) -> str:
    if os.getpid() != PARENT:
        raise RuntimeError(chunk)
    return chunk


def test_what_a_child_cannot_do_is_done_here() -> None:
    assert list(spread(_only_here, ["a", "b", "c"], 2)) == ["a", "b", "c"]


def _killed(chunk: str) -> str:
    if os.getpid() != PARENT:
        os.kill(os.getpid(), signal.SIGKILL)
    return chunk


def test_a_killed_child_costs_only_time() -> None:
    assert list(spread(_killed, ["a", "b", "c"], 2)) == ["a", "b", "c"]


def test_a_bug_shows_in_this_process() -> None:
    def broken(chunk: str) -> str:
        raise ValueError(chunk)

    with pytest.raises(ValueError, match="a"):
        list(spread(broken, ["a", "b"], 2))


def test_a_result_that_cannot_be_sent_is_made_here() -> None:
    (result,) = spread(lambda chunk: threading.Lock(), ["a"], 1)  # noqa: ARG005  # of no interest

    assert not result.locked()


def _open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _no_room() -> int:
    raise BlockingIOError


def test_where_no_process_can_be_started_the_work_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "fork", _no_room)
    before = _open_descriptors()

    assert list(spread(_double, [[1], [2], [3]], 2)) == [[2], [4], [6]]
    assert halves(_double, [1, 2], [1, 1]) == ([2], [4])
    assert _open_descriptors() == before


def test_no_descriptor_is_left_open() -> None:
    before = _open_descriptors()

    list(spread(_double, [[1], [2], [3]], 2))
    halves(_double, [1, 2], [1, 1])

    assert _open_descriptors() == before


def test_a_process_without_output_streams_can_share_its_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)

    assert list(spread(_double, [[1], [2]], 2)) == [[2], [4]]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(), st.integers(0, 9)), max_size=12))
def test_two_halves_are_the_whole(items: list[tuple[int, int]]) -> None:
    numbers, weights = [item[0] for item in items], [item[1] for item in items]

    first, second = halves(_double, numbers, weights)

    assert first + second == _double(numbers)


def test_the_heavier_work_is_not_all_on_one_side() -> None:
    first, second = halves(list, list("abcdef"), [10, 1, 1, 1, 1, 10])

    assert (first, second) == (["a", "b", "c"], ["d", "e", "f"])


def test_half_the_work_of_a_killed_child_is_done_here() -> None:
    def work(items: Sequence[str]) -> str:
        return "".join(_killed(item) for item in items)

    assert halves(work, ["a", "b"], [1, 1]) == ("a", "b")


def test_an_error_here_ends_the_child(born: list[int]) -> None:
    def broken(items: Sequence[str]) -> str:
        raise ValueError(*items)

    with pytest.raises(ValueError, match="a"):
        halves(broken, ["a", "b"], [1, 1])

    assert born
    assert not any(map(is_there, born))


def test_something_else_is_done_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "spare_cores", lambda: 1)

    with meanwhile(os.getpid) as asked:
        elsewhere = asked()

    assert elsewhere != PARENT


def test_where_no_core_is_spare_it_is_done_when_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cores, "spare_cores", lambda: 0)

    with meanwhile(os.getpid) as asked:
        here = asked()

    assert here == PARENT


def test_what_nobody_asks_for_any_more_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[int] = []
    fork = os.fork

    def noted() -> int:
        children.append(fork())
        return children[-1]

    monkeypatch.setattr(cores, "spare_cores", lambda: 1)
    monkeypatch.setattr(os, "fork", noted)

    with pytest.raises(ZeroDivisionError), meanwhile(signal.pause):
        raise ZeroDivisionError

    (child,) = children
    with pytest.raises(ChildProcessError):
        os.waitpid(child, os.WNOHANG)


def test_what_the_other_process_cannot_do_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "spare_cores", lambda: 1)

    def work() -> str:
        if os.getpid() != PARENT:
            os.kill(os.getpid(), signal.SIGKILL)
        return "here"

    with meanwhile(work) as asked:
        assert asked() == "here"


def test_a_process_with_threads_is_not_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)

    assert spare_cores() == 0


def test_a_system_that_cannot_fork_has_no_spare_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")

    assert spare_cores() == 0


@pytest.mark.parametrize("allowed", [{0}, {0, 1}, {0, 1, 2, 3}])
def test_only_the_cores_this_process_may_use_are_counted(
    monkeypatch: pytest.MonkeyPatch, allowed: set[int]
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: allowed)
    # A browser that other tests drive has a thread in this process.
    monkeypatch.setattr(threading, "active_count", lambda: 1)

    assert spare_cores() == len(allowed) - 1


@pytest.mark.parametrize("is_on", [True, False])
def test_the_collector_is_as_before_after_the_work(*, is_on: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if is_on else gc.disable)()
        with without_collector():
            inside = gc.isenabled()
        after = gc.isenabled()
    finally:
        (gc.enable if was_on else gc.disable)()

    assert (inside, after) == (False, is_on)
