"""Linking: population, side and conflict of a figure, from its words and the registries."""

from datetime import date

import pytest

from figures import registry, vocabulary
from figures.counts import Count
from figures.linking import Link, carried_on, link
from figures.quantities import Quantity
from figures.sentences import split_sentences


def link_figure(text, number, subject, *, source=None, place=None, trigger=None, day="2022-06-01", places=()) -> Link:
    start = text.index(number)
    quantity = Quantity(start, start + len(number), number, 1, 1, "exact", 1)
    count = Count(quantity, "killed", subject or None, trigger or "killed", "test")
    sentence = split_sentences(text)[0]
    day = date.fromisoformat(day) if day else None
    own_place = place if place in registry.places() else None
    return link(count, sentence, registry.find_source(source) if source else None, places, own_place, day)


def _examples():
    for entry in vocabulary.load("en", "linking").values():
        yield from entry["examples"]


@pytest.mark.parametrize("example", list(_examples()), ids=lambda e: e["text"])
def test_example_of_the_vocabulary(example):
    context = {key: example[key] for key in ("source", "place", "trigger") if key in example}
    found = link_figure(example["text"], example["number"], example["subject"], **context)
    assert (found.population or "", found.side or "") == (example["population"], example["side"])


@pytest.mark.parametrize(
    ("place", "day", "places", "conflict"),
    [
        ("Kherson", "2022-06-01", (), "russia_ukraine_2022"),
        ("Kherson", "2015-06-01", (), "donbas_2014"),
        ("Kherson", "1943-06-01", (), None),
        ("Kherson", None, (), None),
        (None, "2022-06-01", ("Kherson",), "russia_ukraine_2022"),
        (None, "2022-06-01", (), None),
        ("Dolna", "2022-06-01", (), None),
    ],
)
def test_conflict_comes_from_place_and_day(place, day, places, conflict):
    found = link_figure("Some 12 died.", "12", "", place=place, day=day, places=places).conflict
    assert (found.id if found else None) == conflict


def test_people_of_another_territory_are_no_people_in_gaza():
    assert link_figure("A raid killed 12 people.", "12", "people", place="Gaza").population == "people_in_gaza"
    assert link_figure("A raid killed 12 people.", "12", "people", place="West Bank").population == "people"


@pytest.mark.parametrize(
    ("earlier", "claim_type", "subject", "population"),
    [
        ("ukrainian_forces", "wounded", None, "ukrainian_forces"),
        ("ukrainian_forces", "wounded", "civilians", "civilians"),
        ("ukrainian_forces", "equipment_lost", None, None),
        ("russian_tanks", "wounded", None, None),
        (None, "wounded", None, None),
    ],
)
def test_count_that_names_nobody_counts_those_counted_before(earlier, claim_type, subject, population):
    count = Count(Quantity(30, 31, "3", 3, 3, "exact", 3), claim_type, subject, claim_type, "test")
    before = Link(earlier, "Ukraine", None)
    linked = link(count, None, None, (), None, None)
    assert carried_on(linked, count, before).population == population


def test_soldiers_of_two_sides_are_never_one_population():
    russian = link_figure("Some 12 Russian soldiers died.", "12", "Russian soldiers")
    ukrainian = link_figure("Some 12 Ukrainian soldiers died.", "12", "Ukrainian soldiers")
    unknown = link_figure("Some 12 soldiers died.", "12", "soldiers")
    assert len({russian.population, ukrainian.population, unknown.population}) == 3
    assert unknown.population is None
