"""What each number counts. `[at least 11|killed]` marks a number that must be a claim of that type; all others must be skipped."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures import vocabulary
from figures.counts import Count, read_counts
from figures.counts.confidence import confidence
from figures.counts.lexicon import NOUNS
from figures.counts.not_counts import find_not_counts
from figures.quantities import find_quantities
from figures.sentences import split_sentences

_MARK = re.compile(r"\[([^\]|]+)\|(\w+)\]")


def read(text: str) -> list[Count]:
    return read_counts(text, split_sentences(text))[0]


def marked(row: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the text without its marks, and the claims they ask for."""
    return _MARK.sub(r"\1", row), _MARK.findall(row)


def claims(text: str) -> list[tuple[str, str]]:
    return [(count.quantity.text, count.claim_type) for count in read(text)]


CONSTRUCTIONS = [
    # passive, active, participle, predicate
    "[At least 14|killed] miners were killed in the blast, officials in Orlivka said.",
    "Shelling killed [six|killed] people and wounded [19|wounded].",
    "The raid on the depot left [three|killed] guards dead and [dozens|wounded] injured.",
    "[Nine|killed] people have reportedly been killed near the river.",
    "[Two|killed] villagers shot dead by gunmen were buried on Friday.",
    "[FORTY|killed] GUERRILLAS AND [THREE|killed] SOLDIERS DEAD IN CLASH",
    "A blast killed [21|killed] and injured [40|wounded], [five|wounded] of them seriously.",
    "The ministry said [two|captured] US citizens were captured.",
    "It said that [40|killed] IS leaders, commanders and other senior men were killed.",
    # of two expressions that overlap the longer is meant
    "[Forty|detained] men were held in custody.",
    "[Six|wounded] boys were hit by shrapnel.",
    "[More than 200|casualties] people had been killed or injured in the clashes.",
    # clauses between the number and the verb
    "[31|wounded] people, [four|wounded] of whom were nurses, were injured when the roof fell.",
    "[Two|missing] aid workers travelling with the convoy, Ann Lee and Tom Poe, went missing.",
    # breakdowns inherit the event
    "[Seventeen|killed] people, including [four|killed] children and [a dozen|killed] women, died in the fire.",
    "[60|killed] people were killed in the attack, among them [eight|killed] police officers.",
    "They reported [90|killed] fatalities, of which [70|killed] were soldiers and [20|killed] rebels.",
    # coordination
    "[12|killed] rebels, [five|killed] soldiers and [two|killed] drivers were killed.",
    "The column lost [11|equipment_lost] tanks, [20|equipment_lost] armored vehicles and [140|losses] men.",
    # nouns
    "The death toll from the landslide rose to [212|killed].",
    "The mayor confirmed the deaths of [13|killed] residents.",
    "The ministry put its losses at [about 700|losses].",
    "The arrest of [four|detained] deputies caused anger.",
    "Rescuers have pulled [33|killed] bodies from the pit.",
    "[Hundreds of thousands|displaced] of refugees crossed the bridge.",
    # rarer types
    "[Some 80|surrendered] conscripts laid down their arms on Sunday.",
    "[At least 30|refused] reservists refused to board the train.",
    "[Eleven|dismissed] officers were dismissed for refusing the order.",
    "The group says [about 300|sought_help] soldiers have contacted its lawyers.",
    "[More than 40|detained] demonstrators were arrested in the capital.",
    "Militants kidnapped [18|captured] schoolgirls.",
    "The country has sent [3,000|deployed] troops to the border.",
    "[Half a million|displaced] people have fled the region.",
    "[Three|generals_killed] generals have been killed since May.",
    "Air defenses shot down [14|equipment_lost] of 20 drones.",
    "[52|other] prisoners were exchanged on Tuesday.",
    "The ship sank with [9|missing] crew missing.",
    "The army lost [500|killed] men killed and another [900|wounded] wounded.",
    "The kingdom has not only massed [8,000|deployed] troops there.",
    "[Thirty|killed] people from 18 countries were killed.",
    "[Four|killed] spies, who were executed, had been in the town.",
    "The fleet has lost a third of its ships, [15|equipment_lost] vessels in all.",
    # parts of a number whose event its noun says, and of one behind a number that counts something else
    "The camp holds [300|captured] hostages, including [40|captured] children.",
    "[About 800|other] people were hiding in several shelters, including [200|other] workers and [50|other] pupils.",
    "The port has [9,000|displaced] refugees and migrants.",
    "The families of [five|captured] female Iraqi soldiers kidnapped in May spoke.",
    "[At least 12|killed] rebel members and [nine|killed] guards, including clerks and cooks, were killed.",
    "[60|displaced] villagers were evacuated on Monday, with [90|displaced] more on Tuesday.",
    "Rebels captured a driver, [two|captured] Italian nationals and a guide.",
    "Only [18|other] soldiers of the original 150 survived.",
    "[12|equipment_lost] planes/helicopters were shot down.",
    "They found [dozens|killed] of dead.",
    "The plane went down in 1979, and he died at the age of 81.",
]  # fmt: skip
NEGATIVES = [
    "The war entered its 12th month on 4 May 2023.",
    "Ivan Petrenko, 34, drove 60 km to reach the town of 18,000 people.",
    "The 64th Brigade fired 40 rockets at two villages.",
    "It approved $40 million for 14 Leopard 2 tanks.",
    "The strike could kill 500 people, she warned.",
    "They plan to evacuate 2,000 residents next week.",
    "There were no casualties.",
    "Four countries refused to sign it.",
    "Some 200 dolphins have died.",
    "He was detained for 15 days under Article 20.",
    "The two sides met at 9:30 in Room 5.",
    "Eight of the 15 members voted for Resolution 88.",
    "She won 62% of the vote against three rivals.",
]
KNOWN_FAILURES = [
    "[Hundreds of thousands|displaced] of people live in tents since they left the north.",  # no word says that they fled
    "Nearly one in four of its people is hungry.",  # a ratio counts nobody
    "The drill involves 10,000 soldiers.",  # a drill is not the war
    "[Nine|killed] passengers were on board. All died.",  # who died stands in another sentence
]


@pytest.mark.parametrize("row", CONSTRUCTIONS + NEGATIVES)
def test_sentences(row: str) -> None:
    text, expected = marked(row)
    assert claims(text) == expected


@pytest.mark.xfail(strict=True, reason="known limits of the rules")
@pytest.mark.parametrize("row", KNOWN_FAILURES)
def test_known_failures(row: str) -> None:
    text, expected = marked(row)
    assert claims(text) == expected


def entries(part: str, *groups: str) -> list[dict[str, Any]]:
    data = vocabulary.load("en", part)
    return [entry for group in groups for entry in data[group]]


@pytest.mark.parametrize("entry", entries("not_counts", "beside", "shape", "phrase"), ids=lambda e: e["reason"])
def test_numbers_that_count_nobody(entry: dict[str, Any]) -> None:
    for text in entry["examples"]:
        assert entry["reason"] in find_not_counts(text, find_quantities(text)).values(), text
    for text in entry.get("counter_examples", ()):
        assert entry["reason"] not in find_not_counts(text, find_quantities(text)).values(), text


def test_dates() -> None:
    dates = vocabulary.load("en", "not_counts")["dates"]
    for text in dates["examples"]:
        assert set(find_not_counts(text, find_quantities(text)).values()) == {"date"}, text
    for text in dates["counter_examples"]:
        assert not find_not_counts(text, find_quantities(text)), text


@pytest.mark.parametrize(
    "rule", entries("count_rules", "direct", "forward", "backward", "default"), ids=lambda e: e["name"]
)
def test_rules(rule: dict[str, Any]) -> None:
    for row in rule["examples"]:
        text, expected = marked(row)
        assert claims(text) == expected
    assert rule["name"] in {count.rule for row in rule["examples"] for count in read(marked(row)[0])}
    for text in rule.get("counter_examples", ()):
        assert claims(text) == []


@pytest.mark.parametrize("rule", entries("count_rules", "denial"), ids=lambda e: e["name"])
def test_denials(rule: dict[str, Any]) -> None:
    for text in rule["examples"]:
        assert rule["name"] in {skipped.reason for skipped in read_counts(text, split_sentences(text))[1]}


def test_parts_of_those_counted_before() -> None:
    parts = vocabulary.load("en", "count_rules")["parts"]
    for row in parts["examples"]:
        text, expected = marked(row)
        assert claims(text) == expected
    for text in parts["counter_examples"]:
        assert claims(text) == []


@pytest.mark.parametrize("event", entries("events", "event"), ids=lambda e: e["name"])
def test_events(event: dict[str, Any]) -> None:
    for row in event["examples"]:
        text, expected = marked(row)
        assert claims(text) == expected
    for text in event["counter_examples"]:
        assert claims(text) == []


@pytest.mark.parametrize(
    "row", [row for rows in vocabulary.load("en", "subjects")["examples"].values() for row in rows]
)
def test_subjects(row: str) -> None:
    text, expected = marked(row)
    assert claims(text) == expected


def test_a_noun_that_says_little_keeps_what_follows() -> None:
    for row, subject in vocabulary.load("en", "subjects")["incomplete_examples"].items():
        [count] = read(marked(row)[0])
        assert count.subject == subject


# Sentences in which every word for an event is plainly said of 12,000 people or things.
PLAIN = {
    "past": ["Some 12,000 {who} were {word}.", "Officials said 12,000 {who} had been {word} on Friday."],
    "does": ["Some 12,000 {who} {word}."],
    "state": ["Some 12,000 {who} are {word}."],
    "gerund": ["The rebels attacked, {word} 12,000 {who}."],
    "toll": ["The {word} rose to 12,000."],
    "noun": ["There were 12,000 {word}.", "The {word} of 12,000 {who} was confirmed."],
}
WHO = {"people": "people", "fighters": "soldiers", "commanders": "generals", "equipment": "tanks", "missiles": "drones"}
# Words that are not read there: another expression takes a part of them, or they need other words around them.
HIDDEN = {
    "struck dead", "struck down", "struck off", "held overnight", "in russian custody", "sending to hospital", "no trace (of)", "return (home)",
    "army strength", "size of the force", "size of the army", "size of the contingent", "number of reservists", "number of military personnel",
    "one step from famine", "one step away from famine",
}  # fmt: skip


def test_every_word_for_an_event_is_read_where_it_is_plainly_said() -> None:
    hidden = set()
    for event in vocabulary.load("en", "events")["event"]:
        kind = next((kind for kind in WHO if event.get(kind)), None)
        for part, sentences in PLAIN.items():
            for word in event.get(part, ()) if kind else ():
                said = [row.format(who=WHO[kind], word=re.sub(r"[()]", "", word)) for row in sentences]
                types = [[count.claim_type for count in read(text) if count.quantity.value == 12_000] for text in said]
                wanted = [bool(found) if part == "toll" else event[kind] in found for found in types]
                if not (any(wanted) if part == "noun" else all(wanted)):
                    hidden.add(word)
    assert hidden == HIDDEN


def test_no_small_word_or_noun_has_two_letters() -> None:
    subjects, words = vocabulary.load("en", "subjects"), vocabulary.load("en", "sentence_words")["classes"]
    listed = [word for group in words.values() for word in group] + [word for kind in NOUNS for word in subjects[kind]]
    assert sorted({word for word in listed if listed.count(word) > 1}) == []


def test_hedges_are_kept() -> None:
    for row, hedge in vocabulary.load("en", "sentence_words")["hedge_examples"].items():
        [count] = read(marked(row)[0])
        assert count.hedge == hedge
    for row in vocabulary.load("en", "sentence_words")["no_hedge_examples"]:
        [count] = read(marked(row)[0])
        assert count.hedge is None


def test_a_word_of_another_paragraph_is_not_beside_the_number() -> None:
    """A heading that ends in a word for labels does not label the first number below it."""
    text = "A short line\n\nAt least 11 soldiers were killed."
    counts, skipped = read_counts(text, split_sentences(text))
    assert [count.quantity.text for count in counts] == ["At least 11"]
    assert not skipped


def test_a_number_said_again_counts_the_same() -> None:
    for row in vocabulary.load("en", "sentence_words")["definite_examples"]:
        text, expected = marked(row)
        assert claims(text) == expected


def test_a_list_takes_the_event_of_its_heading() -> None:
    rows = [
        "Losses of the enemy on 3 May:",
        "personnel - [about 1,100|losses]",
        "tanks - [12|equipment_lost]",
        "boats: [2|equipment_lost]",
    ]
    text, expected = marked("\n".join(rows))
    assert claims(text) == expected


def test_zero_is_a_claim_only_where_somebody_says_it() -> None:
    zero = vocabulary.load("en", "count_rules")["zero"]
    for row in zero["examples"]:
        text, expected = marked(row)
        assert claims(text) == expected
    for text in zero["counter_examples"]:
        assert claims(text) == []


def test_one_that_stands_for_somebody_counts_nobody() -> None:
    pronoun = vocabulary.load("en", "count_rules")["pronoun"]
    for text in pronoun["examples"]:
        assert {skipped.reason for skipped in read_counts(text, split_sentences(text))[1]} == {"pronoun"}
    for row in pronoun["counter_examples"]:
        text, expected = marked(row)
        assert claims(text) == expected


def test_total_counts_the_named_one_too() -> None:
    [count] = read("Captain Oleh Bondar and 11 of his men refused to fight.")
    assert (count.claim_type, count.quantity.low, count.total) == ("refused", 11, 12)


WORDS = (
    "12 people were killed and wounded , including at least three soldiers of the dead ; no 5 tanks who fled ( ) - lost"
)
PIECES = st.sampled_from(WORDS.split(" "))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_every_quantity_is_in_exactly_one_list(words: list[str]) -> None:
    text = " ".join(words)
    counts, skipped = read_counts(text, split_sentences(text))
    spans = [(c.quantity.start, c.quantity.end) for c in counts] + [(s.start, s.end) for s in skipped]
    assert sorted(spans) == [(q.start, q.end) for q in find_quantities(text)]
    assert all(text[s.start : s.end] == s.text for s in skipped)
    assert all(c.subject is None or c.subject in text for c in counts)


def test_confidence_is_the_measured_share_of_right_readings() -> None:
    measured = vocabulary.load("en", "confidence")
    for rule in measured["rules"]:
        assert 0 < confidence(rule, "killed") <= 1
    assert confidence("no such rule", "killed") < confidence("passive", "killed")
    assert {count.confidence for count in read("Six people were killed.")} == {confidence("passive", "killed")}


@pytest.mark.parametrize(
    "piece", ["killed ", "12 ", "12, ", "1,", "(12 ", "12 people killed and ", "a", " ", "one hundred ", "of the 12 "]
)
def test_long_texts_are_read_to_their_end(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    counts, skipped = read_counts(text, split_sentences(text))
    assert len(counts) + len(skipped) == len(find_quantities(text))
