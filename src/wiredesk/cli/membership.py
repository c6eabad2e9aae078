"""Why an article is in a story, or is not: the lines that `wiredesk why` prints of the two."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.desk import Desk
from wiredesk.flow.stories import compare_with
from wiredesk.records import Article, Edit, Reason, Story


def explain_membership(desk: Desk, story: Story, article: Article) -> Iterator[str]:
    """The nearest articles, what they share, how likely the two are one story and what that had to pass; and edits."""
    is_in = article.id in story.articles
    yield f"{article.page} ({article.id}) is {'' if is_in else 'not '}in story {story.id}: {story.title}"
    if not is_in:
        for held in desk.store.held_about("stories", [article.id]):
            for own in desk.store.get("stories", [held.id]):
                yield f"  it is in {own.id}: {own.title}"
    yield from of_likeness(desk, story, article)
    yield from of_edits(desk, story, article)


def of_likeness(desk: Desk, story: Story, article: Article) -> Iterator[str]:
    """How alike the article is to those of the story."""
    held = desk.store.held_about("traits", [article.id, *story.articles])
    traits = {one.article: one for one in desk.store.get("traits", [one.id for one in held])}
    members = [traits[one] for one in story.articles if one in traits and one != article.id]
    if article.id not in traits or not members:
        yield "  there is no other article in it to compare it with"
        return
    links = desk.store.get("links", [held.id for held in desk.store.held_about("links", [article.id])])
    found = compare_with(traits[article.id], members, links)
    verb = "passes" if found.mean >= found.needed else "does not pass"
    yield f"  mean likeness to its {len(members)} other articles {found.mean:.2f}; {verb} {found.needed:.2f}"
    for reason in found.nearest:
        yield f"  {line(desk, reason)}"
    for reason in found.against:
        yield f"  against {page_of(desk, reason.article)}: {reason.veto}"


def of_edits(desk: Desk, story: Story, article: Article) -> Iterator[str]:
    """The edits that decide over the article and one of the story's."""
    members = set(story.articles)
    held = desk.store.held_about("edits", [article.id])
    edits: list[Edit] = list(desk.store.get("edits", [one.id for one in held]))
    for edit in sorted(edits, key=lambda one: one.number):
        others = {*edit.articles, *edit.others} - {article.id}
        if members & others:
            sides = " | ".join(" ".join(side) for side in (edit.articles, edit.others) if side)
            yield f"  edit {edit.id} says {edit.kind}: {sides}"


def line(desk: Desk, reason: Reason) -> str:
    """One reason in words."""
    shared = ", ".join(reason.shared) or "meaning and time"
    near = page_of(desk, reason.article)
    edit = f"; held together by edit {reason.edit}" if reason.edit else ""
    return f"near {near}: {reason.score:.2f} (had to pass {reason.needed:.2f}); shares {shared}{edit}"


def page_of(desk: Desk, article: str) -> str:
    """The page that an article was made of, as the user named it."""
    return "".join(one.page for one in desk.store.get("articles", [article]))
