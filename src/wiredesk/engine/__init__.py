"""Who does the work."""

from wiredesk.engine.base import Call, Done, Engine
from wiredesk.engine.local import LocalEngine

__all__ = ["Call", "Done", "Engine", "LocalEngine"]
