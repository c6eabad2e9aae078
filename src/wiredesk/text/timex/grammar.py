"""The grammar: which rows of letters (tokens.py) are a temporal expression, and by which rule.

The first rule that fits at a place wins, so the longer ones stand first.
"""

from __future__ import annotations

import re

PRE = r"(?:x?(?:e-?|d?ko)?)"  # "earlier", "early", "the end of"
COUNT = r"(?:q?(?:i?½|[DN]|i|i?f))"  # "about two", "a dozen", "a few"
DAY = r"(?:D|d?O)"
MONTH = r"[MJ]"

RULES = (
    ("iso", r"I"),
    ("month_day_range", rf"{MONTH}{DAY}(?:-|T){DAY}(?:,?Y)?"),
    ("before_now", rf"@{COUNT}[uU]"),
    ("day_month_range", rf"{DAY}(?:-|T|(?<=r[DO])&){DAY}o?{MONTH}(?:,?o?Y)?"),
    ("month_day", rf"{PRE}(?:(?:t?[lnt])?[Ww],?)?[lnt]?{MONTH}(?:{DAY}(?![.]?m|-?[uUN%])|s)(?:,?Y)?p?"),
    ("another_day", r"(?<=[MJ]D&)D(?=[.,|PT~])"),
    ("day_month", rf"{PRE}(?:[Ww],?)?d?[DO]o?{MONTH}(?:[,o]?Y)?p?"),
    ("week_of", rf"d?[uK]o{MONTH}D(?:,?Y)?"),
    ("month_year", rf"{PRE}{MONTH}[,o]?Y"),
    ("season_year", rf"{PRE}d?[et]?S[,o]?Y"),
    ("quarter", rf"{PRE}(?:d|[lntvz])?(?:Y(?:'')?|tu''|lu''|nu'')?y?[Os]-?u(?:,?o?(?:y?Y|[ltn]u))?"),
    ("half_year", r"(?:d|[ltn])?y?[Os]-?½(?:o?(?:y?Y|[ltn]u|du))?(?!o)"),
    ("quarter_name", r"Q(?:[,o]?Y)?|YQ"),
    ("decade", rf"{PRE}d?e?-?X"),
    ("fiscal", r"yu?Y"),
    ("year_ago", r"d?(?:u-?[gx]|Y)y?(?:(?:[Os]-?)?u|E)|d?uu[gx]"),
    ("year_before", r"u-[gx]"),
    ("ago", rf"(?:{COUNT}|b)?[uUs](?:&i?½)?[gxG]p?"),
    ("span", rf"(?:d[lnzFv<>]|t[ln]|[ln])a?y?(?:{COUNT}[uUs]|[UK])"),
    ("vague_span", r"d?[bj][UuK]"),
    ("every", r"V(?:[DNOs])?(?:[uUWKMp]|S)(?:p)?"),
    ("duration_range", rf"{COUNT}(?:-|T|&){COUNT}a?[uU]"),
    ("age", rf"i?{COUNT}-?[uU]-?0"),
    ("compound", r"q?(?:½iu|(?:[DN½]|f)-u)(?:-?L)?|u-?L"),
    ("the_first", r"d[Osz]?[DN]U"),
    ("duration", rf"{COUNT}a?[uU](?:&i?½)?"),
    ("relative_post", r"d?(?:[uWMS]p?|K)[<>]"),
    ("relative", rf"{PRE}(?:d(?=[lnvFzt<>])|t(?=n))?[lntvFzh<>]y?[us](?![a-zA-Z]?[U])p?"),
    ("weekend", rf"{PRE}(?:d|t?[lnth]|tn)?K"),
    ("weekday", rf"{PRE}(?:t?[lnt]|d[lvFn<>]?|[<>])?Wp?"),
    ("month", rf"{PRE}(?:t?[lnt]|d[lvF])?M"),
    ("season", rf"{PRE}(?:[dlnth]e?|tl|tn)S"),
    ("part_of_day", r"x?(?:[thln]|d[nFv]|d)(?:e-?)?p|e-?p"),
    ("clock", r"q?(?:C|[DN](?=[mB]))B?m?Z?|q?c"),
    ("year_end", r"(?:d?koduy?|duy?'')?(?:d|q)?u(?:-|'')?k"),
    ("the_unit", rf"{PRE}d(?:y)?u"),
    ("holiday", rf"{PRE}[ltn]?H(?:,?Y|u)?"),
    ("adverb", rf"{PRE}Rp?"),
    ("recurring", r"A"),
    ("year_range", r"Y-Y"),
    ("year", rf"{PRE}Y"),
    ("vague", r"d?bU|dj"),
    ("past", r"(?<=P)dl(?=[,.|P&])"),
    ("many", r"U"),
)
NOT_FIRST = "_|.,~'"
GRAMMAR = re.compile(f"(?=[^{NOT_FIRST}])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in RULES) + ")")
EACH = {name: re.compile(pattern) for name, pattern in RULES}
NAMES = tuple(EACH)
