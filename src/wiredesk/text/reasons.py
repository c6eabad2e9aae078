"""Why a record can be rejected: one word and one sentence each; docs/fields.md prints this table."""

from __future__ import annotations

from typing import Final

REASONS: Final[dict[str, str]] = {
    "bad_address": "The address cannot be fetched: not http or https, no host, a user name in it, or too long.",
    "bad_record": "A record of an archive makes no sense, or bytes belong to none; reading went on at the next one.",
    "binary": "The bytes are no text: an image, an archive, a program.",
    "crashed": "The step failed on this record: our fault; --strict shows where.",
    "duplicate": "The same page, or a row with the same id, was already read from this place.",
    "empty": "There is nothing in the file or in the row's text.",
    "no_text": "The page holds no text that could be an article.",
    "not_a_page": "The row is no object, or has none of html, text and dump.",
    "not_fetched": "A feed or list names this address; it was not asked for, and the list holds no text of its own.",
    "not_found": "There is nothing at the address (404, 410).",
    "not_json": "The line is not valid JSON.",
    "not_ok": "The server's answer is not a page: an error, a redirect, a part.",
    "private_address": "The address is of this machine or its network; --allow-private fetches it.",
    "refused_by_robots": "The host's robots.txt does not let Wiredesk fetch the address, or cannot be had.",
    "side_file": "The side file is not a JSON object; its page was read without it.",
    "timeout": "The server did not answer, or not to the end, in the time that --timeout gives.",
    "too_large": "The page is larger than Wiredesk reads, or unpacks to more than that.",
    "too_many_redirects": "The address leads from one to the next without an end.",
    "too_short": "The page's text is too short to be an article: a teaser, a stub, an error page.",
    "truncated": "The file is cut or damaged: whole rows and records before that place were read, a cut page was not.",
    "unreachable": "No such host, no connection to it, or the connection broke.",
    "unreadable": "The file cannot be opened or read.",
    "unsupported": "The file is of a kind that Wiredesk does not read here.",
    "withdrawn": "The agency cancelled or withheld the item.",
}
