"""READ FIRST: the steps, in order.

Each row: name, version, what it reads and what it must see together, what it writes, the function that does it.
No step sees the whole desk: what comes or changes is seen with those that it touches.
"""

from functools import partial

from wiredesk.flow import annotations, articles, copies, dossiers, pages, stories
from wiredesk.stage import Stage, carried, each, joined_by, near, of_its_articles, paired

STEPS = (pages, articles, annotations, copies, stories, dossiers)
MADE_BY = {step.__name__.rpartition(".")[2]: str(step.VERSION) for step in STEPS}

CROWD = 500  # articles that all print the same few words: beyond, a key tells nothing
alike = paired(stories.keys_of, sought=stories.sought, weigh=stories.weight_of, least=stories.LEAST, crowd=CROWD)
copied = near(copies.keys_of, least=copies.LEAST, crowd=copies.CROWD)
named = carried(stories.names_of)

# fmt: off
FLOW = (
    #     name           v                    reads, and what must be seen together              writes         function
    Stage("pages",       pages.VERSION,       {"places": each},                                  "pages",       pages.read_place),
    Stage("articles",    articles.VERSION,    {"pages": each},                                   "articles",    articles.read_page),
    Stage("annotations", annotations.VERSION, {"articles": each},                                "annotations", annotations.annotate, annotations.models),
    Stage("copies",      copies.VERSION,      {"articles": copied},                              "lineage",     copies.find_lineage),
    Stage("traits",      stories.VERSION,     {"articles": each, "annotations": of_its_articles}, "traits",     stories.make_traits),
    Stage("likeness",    stories.VERSION,     {"traits": alike},                                 "links",       stories.find_links),
    Stage("bonds",       stories.VERSION,     {"lineage": each},                                 "links",       stories.bind_copies),
    Stage("groups",      stories.VERSION,     {"traits": joined_by("links", "edits"), "links": of_its_articles, "edits": of_its_articles},
                                                                                                 "groups",      stories.find_groups),
    Stage("stories",     stories.VERSION,     {"groups": named, "traits": of_its_articles, "links": of_its_articles},
                                                                                                 "stories",     stories.tell_stories),
    Stage("dossiers",    dossiers.VERSION,    {"stories": each, "articles": of_its_articles, "annotations": of_its_articles, "lineage": of_its_articles},
                                                                                                 "dossiers",    partial(dossiers.make_dossier, made_by=MADE_BY), annotations.models),
)
# fmt: on
