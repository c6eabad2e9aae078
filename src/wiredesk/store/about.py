"""Which articles a record is about, so that a story's records can be found together."""

from __future__ import annotations

from wiredesk.records import (
    Annotations,
    Article,
    ArticleId,
    Dossier,
    Edit,
    Group,
    Lineage,
    Link,
    Record,
    Story,
    Traits,
    Turn,
)


def articles_of(record: Record) -> tuple[ArticleId, ...]:
    """The ids of the articles that a record is about; empty for pages."""
    match record:
        case Article(id=article) | Annotations(article=article) | Traits(article=article):
            return (article,)
        case Lineage(target=target):
            return (target,)  # the source may be an agency; a story's lineage is that of its articles
        case Link(articles=articles) | Group(articles=articles) | Turn(articles=articles):
            return articles
        case Edit(articles=articles, others=others):
            return (*articles, *others)
        case Story(articles=articles) | Dossier(story=Story(articles=articles)):
            return articles
        case _:
            return ()
