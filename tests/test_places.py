"""Places: the vocabulary's own examples, the choice between several places, and what must hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures import vocabulary
from figures.places import Location, find_place, read_atlas
from figures.places.choosing import find_candidates
from figures.places.rules import place_by_rules
from figures.sentences import split_sentences


def place_figure(text: str, number: str, choose=find_place) -> Location | None:
    start = text.rindex(number)
    atlas = read_atlas(text, split_sentences(text), [start])
    value = float(number.replace(",", "")) if number[:1].isdigit() else None
    return choose(atlas, start, start + len(number), value)


def _examples():
    for name, entry in vocabulary.load("en", "places").items():
        for example in entry.get("examples", []):
            yield pytest.param(example["text"], example["number"], example["place"], id=f"{name}: {example['text']}")


@pytest.mark.parametrize(("text", "number", "place"), list(_examples()))
def test_example_of_the_vocabulary(text, number, place):
    found = place_figure(text, number, place_by_rules)
    assert (found.text if found else "") == place


STORY = (
    "ARDOVA -- Shelling hit the town of Ardova on Monday. The mayor of Belgorod, speaking in London, condemned it. At least 14 "
    "people were killed.\n\nIn Dolna, 50km south of Kharkiv, nine soldiers died. Seven more were wounded."
)
CASES = [
    (STORY, "14", "Ardova", None),
    (STORY, "nine", "Dolna", None),
    (STORY, "Seven", "Dolna", None),
    ("A blast in Kherson, Ukraine, killed 12.", "12", "Kherson", "Kherson"),
    ("Some 12 died in the Kharkiv region.", "12", "Kharkiv region", "Kharkiv Oblast"),
    ("Russia said its forces lost 12 men in Kherson.", "12", "Kherson", "Kherson"),
    ("Moscow says 12 soldiers died.", "12", "", None),
    ("RAIDS IN SAN SALVADOR KILLED 12 PEASANTS.", "12", "SAN SALVADOR", "San Salvador"),
    ("They counted 40 dead in Kherson, 12 in Bakhmut and 9 in Izium.", "12", "Bakhmut", "Bakhmut"),
    (
        "They counted 40 dead in Kherson, 12 soldiers and a civilian, and many more wounded, in Bakhmut.",
        "12",
        "Bakhmut",
        "Bakhmut",
    ),
    ("In Kherson, 12 died and many fled to Odesa.", "12", "Kherson", "Kherson"),
    ("In Putin's war 12 died.", "12", "", None),
    ("", "", "", None),
]


@pytest.mark.parametrize(("text", "number", "place", "name"), CASES)
def test_figure_takes_the_place_that_is_its_own(text, number, place, name):
    found = place_figure(text, number)
    assert (found.text if found else "") == place
    assert (found.name if found else None) == name


# Where the weights overrule the rules: the place of the story against one that is only named nearer.
OVERRULED = [
    (
        "Air raids hit Yemen again on Monday, killing nine people in Sanaa.\n\nFighting in Yemen has spread, and aid for Yemen is "
        "late. In Yemen hunger grows.\n\nMinisters met in Riyadh on Tuesday. They spoke of peace.\n\nThe war has killed 4,500 "
        "civilians.",
        "4,500",
        "Riyadh",
        "Yemen",
    ),
    (
        "Donetsk officials counted the dead.\n\nThe governor of the Donetsk region, in the heart of the Donbas, said 12 people had "
        "been killed.",
        "12",
        "Donetsk",
        "Donetsk region",
    ),
]


@pytest.mark.parametrize(("text", "number", "ruled", "chosen"), OVERRULED)
def test_weights_overrule_the_rules(text, number, ruled, chosen):
    assert place_figure(text, number, place_by_rules).text == ruled
    assert place_figure(text, number).text == chosen


@pytest.mark.parametrize(
    "text", ["Moscow says 12 soldiers died.", "Russia destroyed 12 tanks.", "Russia said it lost 12 men."]
)
def test_who_acts_or_speaks_is_no_place(text):
    assert place_figure(text, "12") is None


def test_nothing_overrules_the_place_of_a_known_event():
    text = (
        "Air raids hit Gaza. Food in Gaza is short.\n\nThe war in Gaza erupted after Hamas-led militants stormed homes near Gaza's "
        "border on Oct. 7, 2023, killing 1,200 people."
    )
    found = place_figure(text, "1,200")
    assert found is not None
    assert found.name == "Israel"


def test_facts_are_readable_features_of_each_place_that_competes():
    start = STORY.rindex("14")
    atlas = read_atlas(STORY, split_sentences(STORY), [start], title="Ardova shelled")
    candidates = find_candidates(atlas, start, start + 2, 14, "incident", "killed")
    assert "Ardova" in {candidate.location.text for candidate in candidates}
    features = [feature for candidate in candidates for facts in candidate.facts for feature in facts.features()]
    assert "rule" in features
    assert "back title True" in features
    assert all(isinstance(feature, str) for feature in features)


KNOWN_FAILURES = [
    # Which city is the capital is not known.
    ("Drones hit Kherson. In the Ukrainian capital 12 people died.", "12", "Kyiv"),
    # The place of an event told elsewhere under another name.
    ("A strike on the Belt mall in Dolna killed nine. Kherson was shelled as well. The mall strike also wounded 12.", "12", "Dolna"),
]  # fmt: skip


@pytest.mark.xfail(strict=True, reason="needs knowledge of the world or of the story")
@pytest.mark.parametrize(("text", "number", "place"), KNOWN_FAILURES)
def test_known_failure(text, number, place):
    found = place_figure(text, number)
    assert found is not None
    assert place in (found.name, found.text)


WORDS = st.sampled_from(
    ["In", "in", "the", "village", "of", "Ardova", "Kherson", "region", "that", "city", "Gaza", "Ukraine's", "al-Ard", "said", "12",
     ",", ".", "\n\n", "İ", "and", "near", "where", "President", "IN", "KHERSON", "Russian-held"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_every_place_is_in_the_text(text):
    atlas = read_atlas(text, split_sentences(text), range(0, len(text), 5))
    for mention in atlas.mentions:
        assert text[mention.location.start : mention.location.end] == mention.location.text
    assert [m.start for m in atlas.mentions] == sorted(m.start for m in atlas.mentions)
    for start in range(0, len(text), 5):
        found = find_place(atlas, start, start + 1, 12, None, "killed")
        assert found is None or text[found.start : found.end] == found.text
