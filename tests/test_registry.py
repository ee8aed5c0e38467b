"""The registries: every name finds its record, in the spellings that the news uses."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures import registry, vocabulary
from figures.registry.records import Definition, Source
from figures.registry.rows import RegistryError, load_records

NAMES = vocabulary.load("en", "names")


def _name(record):
    return record.name if record else ""


@pytest.mark.parametrize("example", NAMES["sources"], ids=lambda example: example["text"])
def test_finds_sources_by_the_names_of_the_news(example):
    assert _name(registry.find_source(example["text"])) == example["name"]


@pytest.mark.parametrize("example", NAMES["places"], ids=lambda example: example["text"])
def test_finds_places_by_the_names_of_the_news(example):
    assert _name(registry.find_place(example["text"])) == example["name"]


def test_every_name_and_alias_finds_its_own_record():
    for source in registry.sources().values():
        for name in (source.name, *source.aliases):
            assert registry.find_source(name) is source, name
    for place in registry.places().values():
        for name in (place.name, *place.aliases):
            assert registry.find_place(name) is place, name
    for population in registry.populations().values():
        for word in population.words:
            assert registry.find_population(word) is population, word


def test_an_institution_speaks_for_the_government_of_its_country():
    source = registry.find_source("Ukraine's border guards")
    assert (source.side, source.family, source.kind) == ("Ukraine", "gov_ua", "belligerent")
    assert registry.find_source("Turkish media").family is None


def test_a_local_institution_is_an_official_of_its_country():
    source = registry.find_source("the mayor of Lutsk")
    assert (source.side, source.family, source.kind) == ("Ukraine", None, "official")


def test_what_is_too_long_for_a_name_is_none():
    assert registry.find_source("police " * 1_000) is None


@pytest.mark.parametrize(
    ("population", "side", "expected"),
    [
        ("forces", "Russia", "russian_forces"),
        ("tanks", "Ukraine", "ukrainian_tanks"),
        ("civilians", "Sudan", "sudanese_civilians"),
        ("forces", "Portugal", "forces"),
    ],
)
def test_a_side_makes_a_population_its_own(population, side, expected):
    assert registry.sided(population, side) == expected


@pytest.mark.parametrize(
    ("place", "day", "expected"),
    [
        ("Mariupol", date(2022, 4, 1), "russia_ukraine_2022"),
        ("Debaltseve", date(2015, 2, 1), "donbas_2014"),
        ("Rafah", date(2024, 5, 1), "israel_gaza_2023"),
        ("Darfur", date(2004, 5, 1), "darfur_2003"),
        ("Lisbon", date(2022, 4, 1), None),
        ("Nowhere at all", None, None),
    ],
)
def test_a_place_and_a_day_tell_the_conflict(place, day, expected):
    found = registry.conflicts_at(place, day)
    assert (found[0].id if found else None) == expected


def test_larger_places_follow_smaller_ones():
    assert list(registry.regions_of("Azovstal")) == ["Azovstal", "Mariupol", "Donetsk Oblast", "Ukraine"]


@given(st.text(max_size=40))
def test_any_text_can_be_looked_up(text):
    for found, known in [
        (registry.find_source(text), registry.sources()),
        (registry.find_place(text), registry.places()),
        (registry.find_population(text), registry.populations()),
    ]:
        assert found is None or found in known.values()


@given(
    st.sampled_from(sorted(registry.sources())),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from(["{}", "the {}", " {} ", "“{}”", "{}’s", "{},"]),
)
def test_case_article_quotes_and_possessive_do_not_matter(name, case, around):
    assert registry.find_source(around.format(case(name))).name == name


@pytest.mark.parametrize(
    ("record", "content", "words"),
    [
        (Source, "name,kind,side,family\nx,,,\n", ["sources.csv:1", "aliases", "missing columns"]),
        (Source, "name,kind,side,family,aliases,color\n", ["sources.csv:1", "color", "unknown columns"]),
        (Source, "name,kind,side,family,aliases\nx,,\n", ["sources.csv:2", "3 cells"]),
        (Source, "name,kind,side,family,aliases\n,media,,,\n", ["sources.csv:2", "name", "empty"]),
        (
            Definition,
            "id,description,floor,excluded,measures\nx,y,maybe,no,\n",
            ["sources.csv:2", "floor", "yes nor no"],
        ),
        (Source, 'name,kind,side,family,aliases\n"x,,,,\n', ["sources.csv:2", "CSV"]),
    ],
)
def test_a_broken_file_says_where_and_what(tmp_path, record, content, words):
    path = tmp_path / "sources.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RegistryError) as error:
        load_records(path, record)
    assert all(word in str(error.value) for word in words), error.value


def test_a_file_that_is_not_text_or_not_there_is_named(tmp_path):
    path = tmp_path / "places.csv"
    with pytest.raises(RegistryError, match=r"places\.csv:1.*cannot be read"):
        load_records(path, Source)
    path.write_bytes(b"name\xff\xfe,kind\n")
    with pytest.raises(RegistryError, match=r"places\.csv:1.*UTF-8"):
        load_records(path, Source)
