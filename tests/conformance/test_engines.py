"""What every engine must do."""

from __future__ import annotations

import pytest

import toy_steps as toy
from wiredesk.engine import Call, Engine, LocalEngine
from wiredesk.stage import Stage, each

CALLS = 40


@pytest.fixture(scope="module", params=["in this process", "on a pool"])
def engine(request):
    made = LocalEngine(workers=1 if request.param == "in this process" else 2)
    yield made
    made.close()


def stage(function) -> Stage:
    return Stage("toy", 1, {"numbers": each}, "numbers", function)


def calls(count: int = CALLS) -> list[Call]:
    return [Call(f"k{n}", lambda n=n: (n,)) for n in range(count)]


def test_every_call_has_one_outcome(engine: Engine):
    found = {done.key: done.outputs for done in engine.run(stage(toy.double), calls())}
    assert found == {f"k{n}": (2 * n,) for n in range(CALLS)}


def test_no_calls_no_outcomes(engine: Engine):
    assert list(engine.run(stage(toy.double), [])) == []


def test_a_record_that_breaks_the_step_is_rejected_alone(engine: Engine):
    done = {one.key: one for one in engine.run(stage(toy.break_on_seven), calls())}
    assert len(done) == CALLS
    assert [(key, one.rejected[0].reason) for key, one in done.items() if one.rejected] == [("k7", "crashed")]
    assert "ZeroDivisionError" in done["k7"].rejected[0].detail


def test_rejections_and_outputs_come_apart(engine: Engine):
    done = {one.key: one for one in engine.run(stage(toy.refuse_odd), calls())}
    assert sum(len(one.outputs) for one in done.values()) == CALLS / 2
    assert sum(len(one.rejected) for one in done.values()) == CALLS / 2


def test_strict_lets_it_crash():
    engine = LocalEngine(workers=1, strict=True)
    with pytest.raises(ZeroDivisionError):
        list(engine.run(stage(toy.break_on_seven), calls()))


def test_a_worker_that_is_killed_costs_only_its_record():
    engine = LocalEngine(workers=2)
    try:
        done = {one.key: one for one in engine.run(stage(toy.killed_on_seven), calls())}
    finally:
        engine.close()
    assert len(done) == CALLS
    assert [key for key, one in done.items() if one.rejected] == ["k7"]
    assert all(one.outputs == (int(key[1:]),) for key, one in done.items() if key != "k7")
