"""Disjoint sets of origins, and the keys by which agencies and articles are known in them."""

from __future__ import annotations

from wiredesk.text.media import canonical, plain

AGENCY = "agency "  # prefix of an agency's key among origins; article ids never hold a space


class Folds:
    """Disjoint sets of origins; each set is known by its first key, agencies before articles."""

    def __init__(self) -> None:
        self.parents: dict[str, str] = {}

    def root(self, key: str) -> str:
        """The key by which a key's set is known."""
        path = []
        while (parent := self.parents.get(key, key)) != key:
            path.append(key)
            key = parent
        for step in path:
            self.parents[step] = key
        return key

    def fold(self, left: str, right: str) -> None:
        """Make the sets of both keys one."""
        first, second = sorted((self.root(left), self.root(right)), key=precedence)
        if first != second:
            self.parents[second] = first


def precedence(key: str) -> tuple[bool, str]:
    """Agencies before articles, then by name."""
    return not key.startswith(AGENCY), key


def agency_key(name: str) -> str:
    """An agency's or outlet's key: "Reuters" and "REUTERS", "AP" and "The Associated Press" are one."""
    return AGENCY + " ".join(plain(canonical(" ".join(name.split()))).split())
