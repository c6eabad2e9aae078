"""Articles → stories: same event, same story."""

from wiredesk.flow.stories.among import stories_among
from wiredesk.flow.stories.comparing import Comparison, compare_with
from wiredesk.flow.stories.composing import tell_stories
from wiredesk.flow.stories.groups import find_groups
from wiredesk.flow.stories.keys import LEAST, keys_of, sought, weight_of
from wiredesk.flow.stories.links import bind_copies, find_links
from wiredesk.flow.stories.naming import names_of
from wiredesk.flow.stories.traits import make_traits

VERSION = 4

__all__ = [
    "LEAST",
    "VERSION",
    "Comparison",
    "bind_copies",
    "compare_with",
    "find_groups",
    "find_links",
    "keys_of",
    "make_traits",
    "names_of",
    "sought",
    "stories_among",
    "tell_stories",
    "weight_of",
]
