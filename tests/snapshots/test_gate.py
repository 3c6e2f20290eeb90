"""The gate: so many at a time, in the order in which they came, and nobody is passed by."""

import threading
import time
from collections.abc import Callable

import pytest

from goc.lib.progress import Cancelled
from goc.snapshots.gate import Gate

SOON = 30  # seconds after which a thread that has not moved never will


def until(true: Callable[[], bool]) -> None:
    start = time.monotonic()
    while not true():
        assert time.monotonic() - start < SOON
        time.sleep(0.001)


def waiting(gate: Gate) -> int:
    return gate._came - gate._left - gate._inside


def started(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


@pytest.mark.parametrize("places", [1, 3])
def test_no_more_are_inside_than_there_are_places(places: int) -> None:
    gate, guard, inside, most = Gate(places), threading.Lock(), 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(20):
            with gate:
                with guard:
                    inside += 1
                    most = max(most, inside)
                time.sleep(0.0005)
                with guard:
                    inside -= 1

    threads = [started(work) for _ in range(6)]
    for thread in threads:
        thread.join(SOON)
    assert (most, inside, [t.is_alive() for t in threads]) == (places, 0, [False] * 6)


def test_they_enter_in_the_order_in_which_they_came() -> None:
    gate, entered = Gate(1), list[int]()

    def work(number: int) -> None:
        with gate:
            entered.append(number)

    with gate:
        threads = []
        for number in range(5):
            threads.append(started(lambda number=number: work(number)))
            until(lambda number=number: waiting(gate) == number + 1)
        assert entered == []
    for thread in threads:
        thread.join(SOON)
    assert entered == [0, 1, 2, 3, 4]


def test_who_leaves_and_comes_back_stands_behind_all_who_wait() -> None:
    gate, entered = Gate(1), list[str]()

    def page() -> None:
        with gate:
            entered.append("page")

    with gate:
        thread = started(page)
        until(lambda: waiting(gate) == 1)
    with gate:
        entered.append("dossier")
    thread.join(SOON)
    assert entered == ["page", "dossier"]


def test_an_error_inside_gives_the_place_back() -> None:
    gate = Gate(1)
    with pytest.raises(ZeroDivisionError), gate:
        _ = 1 / 0
    left = started(gate.__enter__)
    left.join(SOON)
    assert not left.is_alive()


def test_a_gate_that_is_shut_sends_away_who_waits_and_waits_for_those_inside() -> None:
    gate, met, leave = Gate(1), list[str](), threading.Event()

    def inside() -> None:
        with gate:
            met.append("inside")
            leave.wait(SOON)

    def outside() -> None:
        try:
            gate.__enter__()
        except Cancelled:
            met.append("sent away")

    first = started(inside)
    until(lambda: met == ["inside"])
    second = started(outside)
    until(lambda: waiting(gate) == 1)
    assert gate.shut(0.01) is False
    second.join(SOON)
    leave.set()
    assert gate.shut(SOON) is True
    first.join(SOON)
    with pytest.raises(Cancelled):
        gate.__enter__()
    assert met == ["inside", "sent away"]
