"""Why an address gave nothing."""

from __future__ import annotations


class FetchError(Exception):
    """One request that gave nothing; it becomes a Rejected with this reason and detail."""

    def __init__(self, reason: str, detail: str = "", *, status: int = 0, wait_s: float | None = None) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.status = status  # what the server answered; 0 where it did not
        self.wait_s = wait_s  # None: asking again is no use; 0.0: it may be; more: the server named the time

    @property
    def is_of_host(self) -> bool:
        """True where the host is at fault, so that its other pages would fare no better."""
        return self.wait_s is not None or self.reason in ("timeout", "unreachable")


PASSING = frozenset({"not_fetched", "not_ok", "refused_by_robots", "timeout", "unreachable"})  # may be gone tomorrow
