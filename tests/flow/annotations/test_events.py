"""What happened, to whom, and how far it got. The sentences, people and towns are invented."""

from __future__ import annotations

import time

import pytest

from builders import article
from wiredesk.flow.annotations.dates import find_dates
from wiredesk.flow.annotations.entities import find_cast
from wiredesk.flow.annotations.events import find_events
from wiredesk.flow.annotations.parse import parse
from wiredesk.records import Event, Published

TYPES = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT HAPPENING".split()
)


class Told:
    """The events of a text, with the names of their entities."""

    def __init__(self, text: str, *, day: str = "2025-03-11", language: str = "en") -> None:
        self.article = article(text, language=language, published=Published(value=day, basis="metadata"))
        parsed = parse(self.article)
        cast = find_cast(parsed)
        self.names = {one.id: one.name for one in cast.entities}
        self.events = find_events(parsed, cast, find_dates(parsed))

    def first(self, type: str) -> Event:
        return next(event for event in self.events if event.type == type)

    def actors(self, event: Event) -> list[str]:
        return [self.names[one] for one in event.actors]

    def recipients(self, event: Event) -> list[str]:
        return [self.names[one] for one in event.recipients]


@pytest.mark.parametrize(
    ("text", "type", "actor", "recipient"),
    [
        ("France condemned Norway on Monday.", "ACCUSE", "France", "Norway"),
        ("Norway was condemned by France on Monday.", "ACCUSE", "France", "Norway"),
        ("The visit of Ingrid Solberg to Portugal lasted two days.", "CONSULT", "Ingrid Solberg", "Portugal"),
        ("Norway's invasion of Denmark began at dawn.", "ASSAULT", "Norway", "Denmark"),
        ("Spain mobilised its troops and launched an attack on Portugal.", "ASSAULT", "Spain", "Portugal"),
        ("Norway, which attacked Denmark, is rich.", "ASSAULT", "Norway", "Denmark"),
        ("France urged Spain to leave the islands.", "REQUEST", "France", "Spain"),
        ("Spain refused to meet Portugal.", "REJECT", "Spain", "Portugal"),
        ("France sent food and tents to Chile.", "AID", "France", "Chile"),
        ("Norway suspended its treaty with Denmark.", "SANCTION", "Norway", "Denmark"),
        ("Ingrid Solberg met her counterpart, Pedro Almeida, in Lisbon.", "CONSULT", "Ingrid Solberg", "Pedro Almeida"),
    ],
)
def test_who_did_what_to_whom(text: str, type: str, actor: str, recipient: str):
    told = Told(text)
    event = told.first(type)
    assert actor in told.actors(event)
    assert recipient in told.recipients(event)


@pytest.mark.parametrize(
    ("text", "mode", "status"),
    [
        ("Ingrid Solberg visited Portugal.", "visit", "happened"),
        ("Ingrid Solberg will visit Portugal.", "visit", "planned"),
        ("Ingrid Solberg plans to visit Portugal.", "visit", "planned"),
        ("Ingrid Solberg is expected to visit Portugal.", "visit", "planned"),
        ("Ingrid Solberg agreed to visit Portugal.", "visit", "planned"),
        ("Ingrid Solberg could visit Portugal.", "visit", "hypothetical"),
        ("Ingrid Solberg is considering visiting Portugal.", "visit", "hypothetical"),
        ("If Ingrid Solberg visits Portugal, the talks end.", "visit", "hypothetical"),
        ("Ingrid Solberg did not visit Portugal.", "visit", "denied"),
        ("Ingrid Solberg refused to visit Portugal.", "visit", "denied"),
        ("Ingrid Solberg will travel to Portugal to meet Pedro Almeida.", "meet", "planned"),
        ("Norway denied that it attacked Denmark.", "attack", "denied"),
        ("Norway threatened to attack Denmark.", "attack", "hypothetical"),
        ("The planned visit of Ingrid Solberg to Portugal is popular.", "visit", "planned"),
    ],
)
def test_how_far_an_act_got(text: str, mode: str, status: str):
    found = [event.status for event in Told(text).events if event.mode == mode]
    assert status in found


def test_a_promise_and_its_content_are_one_event():
    events = Told("France agreed to send food to Chile.").events
    assert [(event.type, event.mode, event.trigger) for event in events] == [("AGREE", "supplies", "agree")]


def test_a_planned_attack_is_a_threat_and_a_planned_visit_an_agreement():
    assert Told("Norway will attack Denmark.").first("THREATEN").mode == "attack"
    assert Told("Norway will host Danish leader Mette Holm.").first("AGREE").mode == "visit"


def test_an_accusation_and_the_alleged_act_are_two_events():
    told = Told("France accused Norway of attacking Denmark.")
    assert told.recipients(told.first("ACCUSE")) == ["Norway"]
    assert told.actors(told.first("ASSAULT")) == ["Norway"]
    assert told.first("ASSAULT").status == "hypothetical"


def test_those_who_meet_are_both_actor_and_recipient():
    told = Told("Ingrid Solberg and Pedro Almeida held talks in Lisbon.")
    event = told.first("CONSULT")
    assert set(told.actors(event)) == set(told.recipients(event)) == {"Ingrid Solberg", "Pedro Almeida"}
    assert event.place is not None
    assert told.names[event.place] == "Lisbon"


def test_what_must_be_done_is_a_demand_of_who_says_so():
    told = Told("France said that Norway must leave the islands.")
    event = told.first("REQUEST")
    assert told.actors(event) == ["France"]


def test_an_ordinary_fire_is_an_event_too():
    told = Told("A fire in a warehouse killed two people in Lisbon on Tuesday.", day="2025-03-05")
    event = told.first("HAPPENING")
    assert (event.mode, event.status, event.when.value) == ("accident", "happened", "2025-03-04")


def test_a_date_belongs_to_the_act_that_it_hangs_on():
    told = Told("France said on Monday that Norway attacked Denmark on 3 March 2025.")
    assert told.first("ASSAULT").when.value == "2025-03-03"
    assert Told("France said on Monday that Norway attacked Denmark.").events[0].when.value is None


def test_the_city_of_a_dateline_acts_in_no_event():
    told = Told("LISBON, May 12 (Norda Press) - Workers began a strike on Monday.")
    event = told.first("PROTEST")
    assert "Lisbon" not in [name.title() for name in told.actors(event)]
    assert event.spans[0].words.startswith("Workers")


def test_fighting_a_fire_is_no_fight():
    assert "ASSAULT" not in {event.type for event in Told("Firefighters fought the flames all night.").events}


def test_a_bare_happening_is_told_once():
    text = "A fire broke out in Lisbon.\n\nThe mayor spoke about the fire.\n\nNobody had expected the fire."
    assert sum(event.trigger == "fire" for event in Told(text).events) <= 1


@pytest.mark.parametrize("language", ["es", "zh", "und"])
def test_a_language_without_grammar_gives_no_events_and_no_error(language: str):
    assert Told("El ministro visitó Lisboa. 部长访问了里斯本。", language=language).events == ()


def test_every_event_holds_its_own_words_and_a_known_type():
    told = Told(
        "Norway's foreign minister, Ingrid Solberg, will travel to Lisbon next week to sign an accord with Portugal, "
        "officials said. France condemned the accord on Monday. Police arrested 12 people who had blocked a road. "
        "Pedro Almeida, who denied the charge, threatened to resign."
    )
    assert len(told.events) >= 4
    for event in told.events:
        assert event.type in TYPES
        assert all(span.words == told.article.text[span.start : span.end] for span in event.spans)
        assert set(event.actors) | set(event.recipients) <= set(told.names)


def test_ids_are_unique_and_the_same_in_every_run():
    text = "France condemned Norway. France condemned Norway. Spain and Chile met and agreed to cooperate."
    first, second = Told(text).events, Told(text).events
    assert first == second
    assert len({event.id for event in first}) == len(first)


@pytest.mark.parametrize(
    "text", ["\n", "…", "visit", "of of of of", "☃ 💥 attack!!", "said " * 50, "\u202eattack\u202c on X"]
)
def test_odd_texts_are_survived(text: str):
    assert isinstance(Told(text, language="en").events, tuple)


def test_a_long_list_costs_linear_time():
    sentence = "France condemned " + ", ".join(["Norway"] * 150) + " and Denmark. "
    start = time.perf_counter()
    Told(sentence * 4)
    assert time.perf_counter() - start < 10


def test_cameo_stands_beside_plover():
    assert Told("France condemned Norway on Monday.").first("ACCUSE").cameo == "11"
    assert Told("A fire broke out in Oslo.").first("HAPPENING").cameo == ""


@pytest.mark.parametrize(
    ("text", "is_demanded"),
    [
        ("France urged Spain to release the sailors.", True),
        ("Spain released the sailors of France.", False),
    ],
)
def test_what_somebody_asks_for_is_marked(text: str, is_demanded: bool):
    assert next(event.is_demanded for event in Told(text).events) is is_demanded


def test_a_pronoun_behind_a_saying_verb_is_the_speaker():
    told = Told("Ingrid Solberg said she will not meet Pedro Almeida.")
    assert told.actors(told.events[0]) == ["Ingrid Solberg"]


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("French soldiers attacked Denmark on Monday.", "FRAMIL", "DNK"),
        ("Norway's government condemned Spain.", "NORGOV", "ESP"),
    ],
)
def test_actors_have_country_and_sector(text: str, actor: str, recipient: str):
    event = Told(text).events[0]
    assert (event.actor_codes, event.recipient_codes) == ((actor,), (recipient,))
