"""The one place that catches bugs: the guilty record is set aside, the others go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from wiredesk.errors import WiredeskError
from wiredesk.records import Rejected, make_id

Outcome = tuple[tuple[Any, ...], tuple[Rejected, ...]]


def guarded(stage: str, function: Callable[..., Iterable[Any]], arguments: tuple[Any, ...], *, strict: bool) -> Outcome:
    """What the function yields, outputs and rejections apart; a crash becomes a rejection unless `strict`."""
    try:
        yielded = list(function(*arguments))
    except WiredeskError:
        raise
    except Exception as error:  # the one broad except: a bug in a step must not stop the desk
        if strict:
            raise
        return (), (crashed(stage, arguments, f"{type(error).__name__}: {error}"),)
    outputs = tuple(one for one in yielded if not isinstance(one, Rejected))
    return outputs, tuple(one for one in yielded if isinstance(one, Rejected))


def crashed(stage: str, arguments: tuple[Any, ...], detail: str) -> Rejected:
    """The rejection of the record that a step broke on."""
    first = arguments[0] if arguments else None
    page = str(getattr(first, "page", "") or getattr(first, "id", stage))
    return Rejected(
        id=make_id("r", page, stage, "crashed"), page=page, stage=stage, reason="crashed", detail=detail[:500]
    )
