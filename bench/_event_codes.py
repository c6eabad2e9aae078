"""The codes of petr_unittest in PLOVER roots, and its names: our own tables.

The set's codes are WEIS-like (03 consult, 04 approve, 12 accuse …). Where PLOVER splits or joins a code, every
root that its manual allows is right. Codes without meaning outside the test's own dictionary (9xx, 345, 1010 …)
and comments (02x), which PLOVER does not count as events, are left out. A meeting has no
direction: 032 is its host's 033.
"""

from __future__ import annotations

AGREEING = frozenset(("AGREE", "SUPPORT", "COOPERATE"))
MEETING = frozenset(("CONSULT", "AGREE"))

CODES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("031", "032", "033", "046", "043", "044", "045"), MEETING),
    **dict.fromkeys(("030", "080", "081", "082", "083", "085", "064"), AGREEING),
    **dict.fromkeys(("041", "042"), frozenset(("SUPPORT",))),
    **dict.fromkeys(("050", "070", "071", "903"), frozenset(("AID", "AGREE"))),
    "066": frozenset(("CONCEDE",)),
    **dict.fromkeys(("095", "102"), frozenset(("REQUEST",))),
    "096": frozenset(("REQUEST", "PROTEST", "THREATEN")),
    **dict.fromkeys(("111", "112", "115"), frozenset(("REJECT", "ACCUSE"))),
    **dict.fromkeys(("121", "122", "123", "131", "132"), frozenset(("ACCUSE",))),
    **dict.fromkeys(("160", "161", "162", "173"), frozenset(("THREATEN",))),
    "191": frozenset(("REJECT", "SANCTION")),
    "1717": frozenset(("SANCTION",)),
    "1721": frozenset(("COERCE",)),
    "201": frozenset(("COERCE", "SANCTION")),
    **dict.fromkeys(("194", "222", "224"), frozenset(("ASSAULT",))),
}

NAMES = {
    "gondor": "GON",
    "minas tirith": "GON",
    "arnor": "ARN",
    "osgiliath": "OSG",
    "eriador": "ERI",
    "bree": "BRE",
    "romendacil": "BRE",
    "calenardhon": "CAL",
    "calimehtar": "ITH",
    "ithilen": "ITH",
    "mordor": "MOR",
    "fornost": "FOR",
    "dagolath": "DAG",
    "dol amroth": "DOL",
    "rohan": "ROH",
    "gollum": "HOB",
    "frodo": "HOB",
    "gamgee": "HOB",
    "galadriel": "ELF",
    "elrond": "ELR",
    "shire": "SHR",
    "ethiopia": "ETH",
    "libya": "LBY",
    "philippin": "PHL",
    "france": "FRA",
    "pakistan": "PAK",
    "united states": "USA",
    "u.s": "USA",
    "russia": "RUS",
    "north korea": "PRK",
    "south korea": "KOR",
    "new zealand": "NZE",
    "denmark": "DNK",
    "danish": "DNK",
    "european union": "IGO",
    "afghan": "AFG",
    "caras galadhon": "ELF",
    "lorien": "ELR",
    "washington": "USA",
    "white house": "USA",
    "zimbabwe": "ZBW",
}
