"""What a plug-in is: an object of a known shape, found by name through Python's entry points.

Groups: `wiredesk.sources` (more kinds of places), `wiredesk.finders` (another language or model).
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Any


def plugins(group: str) -> dict[str, Any]:
    """The objects that installed packages offer under `wiredesk.<group>`, by name."""
    return {point.name: point.load() for point in sorted(entry_points(group=f"wiredesk.{group}"), key=lambda p: p.name)}
