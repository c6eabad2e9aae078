"""Words that name dates, times, durations and sets, with their values."""

from wiredesk.text.timex.find import Timex, find_timexes

__all__ = ["Timex", "find_timexes"]
