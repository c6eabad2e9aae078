"""Names put together: which of many names are one person's or one body's. Order never matters, only the names do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from wiredesk.text.names import (
    acronyms_of,
    family_keys,
    fold,
    person_name,
    same_person,
    short_forms,
    sound_key,
)

COMPANY = frozenset(
    "inc incorporated corp corporation co company ltd limited plc llc llp lp ag sa nv bv gmbh spa ab oy asa kk "
    "se".split()
)
MIN_SHORT = 3  # letters; a shorter first word is no short form of a body's name
NO_SHORT_FORM = frozenset(
    "national international american british new united world european north south east west central general royal "
    "federal state public city first great northern southern eastern western global human social supreme high "
    "university college school bank court council committee commission ministry department association institute "
    "center centre society party church house office bureau agency board union league club team fire police san los "
    "las saint st health service free open all association chief president minister".split()
)


TAILS = COMPANY | frozenset(
    "university college group holdings holding motor motors computer computers "
    "technologies technology airlines "
    "airways bank energy oil pharmaceuticals pharma media news entertainment studios systems industries "
    "international global "
    "foundation institute party ministry games sports records airport hospital school".split()
)


class People(NamedTuple):
    """Which names are one person's."""

    whole: dict[str, str]  # full name → the name that the person goes by
    by_family: dict[str, list[str]]  # family-name key → those names
    by_given: dict[str, list[str]]  # given-name key → those names

    def fitting(self, name: str) -> list[str]:
        """The people whom a lone word can mean: by family name, else by given name; sorted."""
        parts = person_name(name)
        key = sound_key(parts.family)
        family = self.by_family.get(key, [])
        return family if family or parts.title else self.by_given.get(key, [])


def group_people(counts: Mapping[str, int]) -> People:
    """The full names among these, put together; each person goes by the commonest, then longest of them."""
    ranked = sorted(
        (name for name in counts if person_name(name).is_whole), key=lambda name: (-counts[name], -len(name), name)
    )
    clusters: list[list[str]] = []
    blocks: dict[str, list[int]] = defaultdict(list)
    for name in ranked:
        keys = family_keys(name)
        near = sorted({number for key in keys for number in blocks[key]})
        home = next((number for number in near if same_person(clusters[number][0], name)), None)
        if home is None:
            home = len(clusters)
            clusters.append([])
        clusters[home].append(name)
        for key in keys:
            if home not in blocks[key]:
                blocks[key].append(home)
    return people_of(clusters)


def people_of(clusters: Iterable[list[str]]) -> People:
    """The people of clusters of full names, with the lone words that can mean them."""
    whole: dict[str, str] = {}
    by_family: dict[str, set[str]] = defaultdict(set)
    by_given: dict[str, set[str]] = defaultdict(set)
    for cluster in clusters:
        called = cluster[0]
        for name in cluster:
            whole[name] = called
            families = family_keys(name)
            for key in short_forms(name):
                (by_family if key in families or "-" in person_name(name).family else by_given)[key].add(called)
    return People(whole, sorted_values(by_family), sorted_values(by_given))


def sorted_values(groups: Mapping[str, set[str]]) -> dict[str, list[str]]:
    """The groups with their members in order."""
    return {key: sorted(members) for key, members in groups.items()}


def body_key(name: str) -> str:
    """One key for the forms of a body's name: without "the", dots, "Inc" and the like."""
    words = [fold(word).replace(".", "") for word in name.replace("&", " and ").split()]
    words = [word.strip(",;:") for word in words]
    while len(words) > 1 and words[-1] in COMPANY:
        words.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def group_bodies(
    counts: Mapping[str, int], peoples: Mapping[str, str] | None = None, *, any_tail: bool = True
) -> dict[str, str]:
    """Each name of a body → the name that it goes by; `peoples` holds the folded words that are a country's.

    One body: the same key ("Acme Corp", "Acme"), an acronym with the only name that gives it, a first word with
    the only longer name ("Harvard", "Harvard University"; across articles, `any_tail=False`, only where what follows
    is a word like "University"), a name with its country before it ("Foreign Ministry", "Ruritanian Foreign
    Ministry") when there is only one such.
    """
    keys: dict[str, list[str]] = defaultdict(list)
    for name in sorted(counts, key=lambda name: (-counts[name], -len(name), name)):
        keys[body_key(name)].append(name)
    longer = longer_forms(keys, peoples or {}, any_tail)
    home = {key: longer[key][0] if len(longer.get(key, ())) == 1 else key for key in keys}
    return {name: keys[resolve(key, home)][0] for key, names in keys.items() for name in names}


def longer_forms(keys: Mapping[str, list[str]], peoples: Mapping[str, str], any_tail: bool) -> dict[str, list[str]]:
    """For keys that are short forms, the keys that they are short for."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for key, names in sorted(keys.items()):
        words = key.split()
        shorts = [form for form in initials(names) if form in keys and is_acronym(keys[form])]
        for cut in range(1, len(words)):
            if " ".join(words[:cut]) in peoples:
                shorts.append(" ".join(words[cut:]))
        if len(words) > 1 and is_short_form(words[0], keys, peoples):
            shorts.extend([words[0]] if any_tail or set(words[1:]) <= TAILS else [])
        for short in shorts:
            if short in keys and short != key:
                found[short][key] = None
    return {short: list(longer) for short, longer in found.items()}


def is_short_form(word: str, keys: Mapping[str, list[str]], peoples: Mapping[str, str]) -> bool:
    """True for a lone first word by which a body can be called; not for "Acme" where "Acme Inc." is its full name."""
    if len(word) < MIN_SHORT or word in NO_SHORT_FORM or word in peoples or word not in keys:
        return False
    return all(" " not in name for name in keys[word])


def is_acronym(names: Iterable[str]) -> bool:
    """True where one of the names is written in capitals."""
    return any(name.isupper() and " " not in name for name in names)


def initials(names: list[str]) -> set[str]:
    """The acronyms, folded, of names."""
    return {fold(form) for name in names for form in acronyms_of(name)}


def resolve(key: str, home: Mapping[str, str]) -> str:
    """The end of the chain of homes; a circle ends at its smallest key."""
    seen = [key]
    while home[seen[-1]] not in seen:
        seen.append(home[seen[-1]])
    return seen[-1] if home[seen[-1]] == seen[-1] else min(seen)
