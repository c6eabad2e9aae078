import random

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import article
from wiredesk.flow.copies import find_lineage, keys_of, lineage_among
from wiredesk.records import Credit, Lineage, Published

FERRY = (
    "The ferry Alder Queen ran aground off Port Alder before dawn and its forty passengers were taken off by boat. "
    "The harbour master blamed a broken rudder and said that divers would look at the hull in the afternoon. "
    "Two crew members were treated for cold while the owner promised to pay for every ticket that had been sold. "
    "Fishermen who came to help said the sea had been calm and the lights of the channel were burning as usual."
)
ORCHARD = (
    "Growers in the Tarn valley expect the smallest apple harvest for a decade after frost in the last week of April. "
    "Cooperatives have asked the province for loans and want the deadline for seasonal permits to be moved to June. "
    "A spokeswoman for the province said that the request would be discussed when the assembly meets next month."
)


def by_kind(found: list[Lineage], *kinds: str) -> list[Lineage]:
    return [one for one in found if one.kind in kinds]


def dated(value: str | None) -> Published:
    return Published(value=value, basis="metadata" if value else "unknown")


def test_a_reprint_without_its_dateline_is_a_copy_of_the_earlier_article():
    first = article("PORT ALDER (Coastal Wire) - " + FERRY, name="a", published=dated("2024-03-05"))
    second = article(FERRY, name="b", outlet="Tarn Courier", published=dated("2024-03-06"))
    (found,) = by_kind(list(lineage_among([second, first])), "copy")
    assert (found.source, found.target, found.told_by) == (first.id, second.id, "published")
    assert found.share == 1.0


def test_passages_are_given_in_both_articles():
    first = article(FERRY, name="a", published=dated("2024-03-05"))
    second = article(ORCHARD + "\n\n" + FERRY, name="b", outlet="Tarn Courier", published=dated("2024-03-06"))
    (found,) = by_kind(list(lineage_among([first, second])), "copy", "near_duplicate")
    texts = {first.id: first.text, second.id: second.text}
    assert {span.article for span in found.spans} == {first.id, second.id}
    assert all(texts[span.article][span.start : span.end] == span.words for span in found.spans)


def test_a_light_edit_stays_a_near_duplicate():
    edited = FERRY.replace("forty", "41").replace("blamed", "suspected").replace("calm", "quiet")
    found = list(lineage_among([article(FERRY, name="a"), article(edited, name="b", outlet="Tarn Courier")]))
    assert len(by_kind(found, "copy", "near_duplicate")) == 1


def test_two_reports_on_different_things_share_nothing():
    found = list(lineage_among([article(FERRY, name="a"), article(ORCHARD, name="b", outlet="Tarn Courier")]))
    assert found == []


def test_a_shared_quotation_is_no_excerpt():
    speech = f"“{FERRY[:300]}”"
    one = article(f"{ORCHARD} {speech}", name="a")
    other = article(
        f"{speech} That was the speech; the rest was about schools, roads and the price of bread.", name="b"
    )
    assert by_kind(list(lineage_among([one, other])), "excerpt") == []


def test_boilerplate_of_one_outlet_is_no_copy():
    note = "Sign up here for the morning letter of the Harbour Post and get the best of our reporting on the coast every day."
    words = ["gull", "stone", "bread", "lamp", "river", "glass", "chair", "wheel"]
    texts = [" ".join(f"{word}{number}" for word in words * 5) + ". " + note for number in range(6)]
    found = list(lineage_among([article(text, name=f"a{number}") for number, text in enumerate(texts)]))
    assert found == []


def test_the_agency_is_the_source_where_no_date_tells():
    wire = article(FERRY, name="z", outlet="Reuters", published=dated(None))
    credit = Credit(agency="Reuters", role="contributed", words="Reuters contributed to this report.")
    paper = article(FERRY, name="a", outlet="Tarn Courier", published=dated(None), credits=(credit,))
    (found,) = by_kind(list(lineage_among([wire, paper])), "copy")
    assert (found.source, found.told_by) == (wire.id, "credit")


def test_a_cut_comes_from_the_longer_text_where_no_date_tells():
    longer = article(FERRY + " " + ORCHARD, name="z", published=dated(None))
    cut = article(FERRY, name="a", outlet="Tarn Courier", published=dated(None))
    (found,) = by_kind(list(lineage_among([longer, cut])), "copy")
    assert (found.source, found.told_by) == (longer.id, "containment")


def test_a_direction_that_nothing_tells_is_said_to_be_unknown():
    one, other = (article(FERRY, name=name, outlet=name, published=dated(None)) for name in ("a", "b"))
    (found,) = by_kind(list(lineage_among([one, other])), "copy")
    assert found.told_by == "unknown"
    assert found.source == min(one.id, other.id)


def test_chinese_copies_are_found_by_characters():
    text = "港口的渡轮在黎明前搁浅四十名乘客被小船接走港务长说舵坏了潜水员下午会检查船体两名船员因寒冷接受治疗"
    articles = [article(text, name=name, outlet=name, language="zh") for name in "ab"]
    found = list(lineage_among(articles))
    assert len(by_kind(found, "copy")) == 1


def test_a_hundred_reprints_stay_linked_to_one_another():
    articles = [article(FERRY, name=f"a{number}", outlet=f"Paper {number}") for number in range(100)]
    found = by_kind(list(lineage_among(articles)), "copy")
    linked = {articles[0].id}
    for _ in range(10):
        linked |= {one for pair in found for one in (pair.source, pair.target) if {pair.source, pair.target} & linked}
    assert len(linked) == 100


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_does_not_change_the_lineage(chance: random.Random):
    texts = [FERRY, FERRY[:260], ORCHARD + " " + FERRY, ORCHARD, FERRY.replace("forty", "41")]
    articles = [article(text, name=f"n{number}", outlet=f"Paper {number}") for number, text in enumerate(texts)]
    expected = list(lineage_among(articles))
    chance.shuffle(articles)
    assert list(lineage_among(iter(articles))) == expected
    assert expected


def test_the_outlet_itself_is_no_citation():
    own = article("The strike is over, the Harbour Post reported on Monday.", outlet="Harbour Post")
    assert list(lineage_among([own])) == []


def test_a_text_that_repeats_itself_and_is_printed_by_many_is_still_copied():
    articles = [article(f"{FERRY} {FERRY} {FERRY} {number}", name=f"a{number}", outlet="") for number in range(30)]
    found = by_kind(list(lineage_among(articles)), "copy")
    assert {one for pair in found for one in (pair.source, pair.target)} == {one.id for one in articles}


def test_a_pair_is_told_in_one_of_its_two_calls_only():
    one, other = sorted((article(FERRY, name=name, outlet=name) for name in ("a", "b")), key=lambda found: found.id)
    assert len(by_kind(list(find_lineage(other, [one])), "copy")) == 1
    assert list(find_lineage(one, [other])) == []


def test_two_texts_that_share_two_sentences_share_a_key():
    shared = (
        " ".join(FERRY.split(". ", maxsplit=1)[0].split()) + " while the divers waited for the tide to turn at noon"
    )
    one, other = article(f"{ORCHARD} {shared}. {ORCHARD}", name="a"), article(f"{shared}. {FERRY[-300:]}", name="b")
    assert set(keys_of(one)) & set(keys_of(other))


def test_keys_are_numbers_that_a_database_holds_and_depend_on_text_and_address_alone():
    one = article(FERRY, name="a", outlet="Tarn Courier", url="https://www.courier.example/ferry?utm_source=x")
    other = article(FERRY, name="b", title="Another title", url="http://courier.example/ferry/")
    assert keys_of(one) == keys_of(other)
    assert all(-(2**63) <= key < 2**63 for key in keys_of(one))


def test_a_dispatch_that_many_papers_print_is_a_copy_in_each():
    articles = [
        article(FERRY + f" Said in town {number}.", name=f"a{number}", outlet=f"Paper {number}") for number in range(8)
    ]
    found = by_kind(list(lineage_among(articles)), "copy")
    assert len(found) == 28
    assert {one.relation for one in found} == {"reprint"}


def test_papers_that_use_one_dispatch_in_their_own_ways_are_one_origin_but_no_duplicates():
    dispatch = ". ".join(FERRY.split(". ")[:3])
    own = [" ".join(f"{word}{number}" for word in dispatch.split()[:45]) for number in range(6)]
    articles = [article(f"{text}. {dispatch}.", name=f"a{n}", outlet=f"Paper {n}") for n, text in enumerate(own)]
    found = [one for one in lineage_among(articles) if one.told_by]
    assert {(one.kind, one.relation, one.is_reprint) for one in found} == {("excerpt", "dispatch", True)}


def gallery(about: str) -> str:
    captions = [
        f"Hide Caption {n} of 6 {about} at quay {n} where the {n}th boat lay in the evening light." for n in range(1, 7)
    ]
    return " ".join(captions)


def test_a_gallery_that_an_outlet_sets_into_two_articles_makes_neither_a_version_of_the_other():
    articles = [
        article(f"{text}\n\n{gallery('Divers')}", name=name)
        for name, text in (("a", FERRY[:200]), ("b", ORCHARD[:200]))
    ]
    (found,) = [one for one in lineage_among(articles) if one.told_by]
    assert (found.relation, found.is_reprint) == ("inset", False)


BLURB = "Sign up here for the morning letter of the coast and get the best of our reporting on harbours, boats and tides every day before breakfast, free of charge and without any obligation to stay."


def test_a_blurb_at_the_foot_of_two_articles_is_no_excerpt_even_where_no_other_article_tells():
    texts = [f"{text[:120]}\n\n{text[120:260]}\n\n{text[260:]}" for text in (FERRY, ORCHARD)]
    articles = [article(f"{text}\n\n{BLURB}", name=text[:3], outlet=text[:3]) for text in texts]
    assert [one for one in lineage_among(articles) if one.told_by] == []


def test_a_sentence_on_subscribers_inside_the_news_is_text():
    news = "The harbour paper lost a third of those who subscribe after it printed the names of forty passengers without asking any of them, its owner said at the meeting of the council on Monday."
    texts = [[*FERRY.split(". ")[:2], news, *FERRY.split(". ")[2:]], [*ORCHARD.split(". "), news, *ORCHARD.split(". ")]]
    articles = [article("\n\n".join(lines), name=lines[0][:9], outlet=lines[0][:9]) for lines in texts]
    assert [one.kind for one in lineage_among(articles) if one.told_by] == ["excerpt"]


def test_standing_words_left_of_two_pages_that_lost_their_texts_make_no_copies():
    words = "Write to our newsroom on the harbour line and hear what the town is talking about today."
    pages = [article(words, name=name, title=title, outlet=outlet) for name, title, outlet in LOST]
    found = {frozenset((one.source, one.target)) for one in lineage_among(pages) if one.told_by}
    assert frozenset((pages[0].id, pages[1].id)) not in found
    assert frozenset((pages[0].id, pages[2].id)) in found  # a flash that another outlet prints is one


LOST = (
    ("a", "Ferry aground off Port Alder", "Harbour Post"),
    ("b", "Mayor resigns in Saint Rowan", "Harbour Post"),
    ("c", "Ferry aground", "Calder Herald"),
)
