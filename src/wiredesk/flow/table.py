"""READ FIRST: the steps, in order.

Each row: name, version, what it reads and what it must see together, what it writes, the function that does it.
"""

from functools import partial

from wiredesk.flow import annotations, articles, copies, dossiers, pages, stories
from wiredesk.stage import Stage, each, everything, of_story

STEPS = (pages, articles, annotations, copies, stories, dossiers)
MADE_BY = {step.__name__.rpartition(".")[2]: str(step.VERSION) for step in STEPS}

# fmt: off
FLOW = (
    #     name           v                    reads, and what must be seen together           writes         function
    Stage("pages",       pages.VERSION,       {"places": each},                               "pages",       pages.read_place),
    Stage("articles",    articles.VERSION,    {"pages": each},                                "articles",    articles.read_page),
    Stage("annotations", annotations.VERSION, {"articles": each},                             "annotations", annotations.annotate, annotations.models),
    Stage("copies",      copies.VERSION,      {"articles": everything},                       "lineage",     copies.lineage_among),
    Stage("stories",     stories.VERSION,     {"articles": everything, "annotations": everything, "lineage": everything},
                                                                                              "stories",     stories.find_stories),
    Stage("dossiers",    dossiers.VERSION,    {"stories": each, "articles": of_story, "annotations": of_story, "lineage": of_story},
                                                                                              "dossiers",    partial(dossiers.make_dossier, made_by=MADE_BY), annotations.models),
)
# fmt: on
