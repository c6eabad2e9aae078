"""Why a record can be rejected: one word and one sentence each; docs/fields.md prints this table."""

from __future__ import annotations

from typing import Final

REASONS: Final[dict[str, str]] = {
    "binary": "The bytes are no text: an image, an archive, a program.",
    "crashed": "The step failed on this record: our fault; --strict shows where.",
    "duplicate": "The same page, or a row with the same id, was already read from this place.",
    "empty": "There is nothing in the file, in the row's text, or in the feed or list.",
    "no_address": "The entry of a feed or list has neither an address nor a text of its own.",
    "no_text": "The page holds no text that could be an article.",
    "not_a_page": "The row is no object, or has none of html, text and dump.",
    "not_fetched": "A feed or list names this address; it was not asked for, and the list holds no text of its own.",
    "not_json": "The line is not valid JSON.",
    "side_file": "The side file is not a JSON object; its page was read without it.",
    "too_large": "The page is larger than Wiredesk reads, or unpacks to more than that.",
    "too_short": "The page's text is too short to be an article: a teaser, a stub, an error page.",
    "truncated": "The file ends too early; of rows, feeds and lists everything before that is read, of pages nothing.",
    "unreadable": "The file cannot be opened or read.",
    "unsupported": "The file is of a kind that Wiredesk does not read here.",
}
