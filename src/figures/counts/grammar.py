"""The rules that join numbers and events: patterns over the letters of a sentence, kept in the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from figures import vocabulary
from figures.counts.lexicon import Event
from figures.counts.subjects import Line, NounPhrases, Number
from figures.counts.words import Span, Words
from figures.quantities.phrases import any_of

_REACH_OF_DENIAL = 12  # letters
_LOOK_AROUND = re.compile(r"\(\?<?[=!][^()]*\)")
_TRIGGER = re.compile(r"[A-Z0-9]")
_ITEMS = {"equipment", "missiles"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with the groups `n` (the number) and `e` (the event); `events` narrows it where it is not empty.

    `triggers` are the letters of which the event has one; `parts` says that the number is a part of the one before it.
    """

    name: str
    pattern: re.Pattern[str]
    events: frozenset[str]
    triggers: frozenset[str]
    parts: bool

    def joins(self, letters: str, left: int, right: int) -> bool:
        """Say whether the pattern joins the number at `left` to the next one, at `right`."""
        match = self.pattern.match(letters, left, right + 2)
        return match is not None and match.start("n") == right

    def allows(self, event: Event) -> bool:
        """Say whether the rule is one for `event`."""
        return not self.events or event.name in self.events


@dataclass(frozen=True, slots=True)
class Found:
    """The event of one number: the claim type, the rule that joined the two, and where the event is said."""

    claim_type: str
    rule: str
    trigger: Span
    event: Event


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules in order of trust, those by which a number takes over its neighbor's event, and what denies an event."""

    noun_phrases: NounPhrases
    direct: tuple[Rule, ...]
    forward: tuple[Rule, ...]
    backward: tuple[Rule, ...]
    defaults: tuple[Rule, ...]
    denials: tuple[Rule, ...]
    companions: tuple[Rule, ...]
    pronoun: re.Pattern[str]
    hedge: re.Pattern[str]  # in lower case, after the character before it; as a group, what is like one is matched too
    said: re.Pattern[str]
    parts: re.Pattern[str]
    item: re.Pattern[str]
    heading: re.Pattern[str]
    definite: frozenset[str]


@cache
def grammar(language: str) -> Grammar:
    """Return the grammar of `language`, its macros filled in."""
    data = vocabulary.load(language, "count_rules")
    macros: dict[str, str] = {}
    for name, pattern in data["macros"].items():
        macros[name] = _filled(pattern, macros)

    def rules(part: str) -> tuple[Rule, ...]:
        return tuple(_rule(entry, _filled(entry["pattern"], macros)) for entry in data.get(part, ()))

    small_words = vocabulary.load(language, "sentence_words")
    hedges, no_hedges = (any_of(small_words[part]) for part in ("hedges", "no_hedges"))
    return Grammar(
        noun_phrases=NounPhrases(**{name: re.compile(pattern) for name, pattern in data["noun_phrases"].items()}),
        direct=rules("direct"),
        forward=rules("forward"),
        backward=rules("backward"),
        defaults=rules("default"),
        denials=rules("denial"),
        companions=rules("companion"),
        pronoun=re.compile(data["pronoun"]["pattern"]),
        hedge=re.compile(rf"\W(?:{no_hedges}|(?P<hedge>{hedges}))\b"),
        said=re.compile(data["zero"]["said"]),
        parts=re.compile(data["parts"]["pattern"]),
        item=re.compile(_filled(data["list"]["item"], macros)),
        heading=re.compile(_filled(data["list"]["heading"], macros)),
        definite=frozenset(small_words["definite"]),
    )


def _rule(entry: dict[str, Any], pattern: str) -> Rule:
    event = _LOOK_AROUND.sub("", pattern.partition("(?P<e>")[2]).partition(")")[0]
    return Rule(
        entry["name"],
        re.compile(pattern),
        frozenset(entry.get("events", ())),
        frozenset(_TRIGGER.findall(event)),
        entry.get("parts", False),
    )


def _filled(pattern: str, macros: dict[str, str]) -> str:
    return re.sub(r"\{([a-z_]+)\}", lambda m: macros[m.group(1)], pattern)


def find_companions(words: Words, rules: Grammar) -> frozenset[int]:
    """Return the starts of the numbers beside which a named person is counted too."""
    matches = [m for rule in rules.companions for m in rule.pattern.finditer(words.letters)]
    return frozenset(words.spans[m.start("n")][0] for m in matches)


def find_pronouns(words: Words, rules: Grammar) -> list[int]:
    """Return the indexes of the ones that count nobody ("one of the journalists")."""
    if not any(quantity.high == 1 for quantity in words.quantities.values()):
        return []
    found = [match.start() for match in rules.pronoun.finditer(words.letters)]
    return [i for i in found if i in words.quantities and words.quantities[i].high == 1]


def join_events(line: Line, rules: Grammar) -> tuple[dict[int, Found], dict[int, str]]:
    """Return what was found for each number, by its letter in `line`, and why other numbers are no claim."""
    joining = _Joining(line, rules)
    if not line.words.tell:
        return joining.found, joining.denied
    joining.apply(rules.direct)
    joining.spread(rules.forward, rules.backward)
    if joining.apply(rules.defaults):
        joining.spread([rule for rule in rules.forward if rule.parts], ())
    return joining.found, joining.denied


@dataclass(slots=True)
class _Joining:
    """One sentence while its rules are applied: the first rule that joins a number to an event decides."""

    line: Line
    rules: Grammar
    found: dict[int, Found] = field(default_factory=dict)
    denied: dict[int, str] = field(default_factory=dict)

    def apply(self, rules: Sequence[Rule]) -> bool:
        """Join numbers and events by the rules, in order, until every number is decided; say whether any was found."""
        before = len(self.found)
        undecided = self.line.numbers.keys() - self.found.keys() - self.denied.keys()
        present = frozenset(self.line.letters)
        for rule in rules:
            if not undecided:
                break
            if rule.triggers.isdisjoint(present):
                continue
            for number, trigger in _matches(rule, self.line.letters):
                if number not in undecided:
                    continue
                events = self.line.events(trigger)
                readings = (self._find(rule, events, trigger, number, kind) for kind in self._kinds(number))
                if reading := next(filter(None, readings), None):
                    self._decide(number, reading, trigger)
                    undecided.remove(number)
        return len(self.found) > before

    def spread(self, forward: Sequence[Rule], backward: Sequence[Rule]) -> None:
        """Let numbers take over the events of their neighbors; one that counts something else may stand between."""
        if not self.found or len(self.found) + len(self.denied) == len(self.line.numbers):
            return
        counted = [i for i, number in self.line.numbers.items() if number.kind != "not_counted"]
        neighbors = list(pairwise(self.line.numbers))
        if len(counted) < len(self.line.numbers):
            neighbors += pairwise(counted)
        for left, right in neighbors:
            self.take_over(forward, left, right, left)
        for left, right in reversed(neighbors):
            self.take_over(backward, left, right, right)
        parts = [rule for rule in forward if rule.parts]
        for right in [i for i in self.line.numbers if i not in self.found] if len(self.line.numbers) > 2 else ():
            if left := max((i for i in self.found if i < right), default=0):
                self.take_over(parts, left, right, left)

    def _find(self, rule: Rule, events: Sequence[Event], trigger: int, number: int, kind: str) -> Found | None:
        """Return the first of `events`, said at letter `trigger`, that can happen to things of `kind`, as that of `number`."""
        for event in events:
            claim_type = event.types.get(kind)
            if claim_type and rule.allows(event) and _is_enough(self.line.numbers[number], event):
                return Found(claim_type, rule.name, self.line.span(trigger), event)
        return None

    def _kinds(self, number: int) -> Iterator[str]:
        """Yield what a number may count: a bare one what the number before it counts ("20 tanks, of which 12 ...")."""
        kind = self.line.numbers[number].kind
        if kind == "bare":
            kinds = [other.kind for i, other in self.line.numbers.items() if i < number and other.kind != "bare"]
            yield from (before for before in kinds[-1:] if before in _ITEMS)
        yield "bare" if kind == "event" else kind

    def _decide(self, number: int, reading: Found, trigger: int) -> None:
        before = self.line.letters[max(0, trigger - _REACH_OF_DENIAL) : trigger + 1]
        denial = next((rule.name for rule in self.rules.denials if rule.pattern.search(before)), None)
        if self.line.numbers[number].quantity.high == 0 and not self.rules.said.search(self.line.letters):
            denial = "zero of no source"
        if denial:
            self.denied[number] = denial
        else:
            self.found[number] = reading

    def take_over(self, rules: Sequence[Rule], left: int, right: int, giver: int) -> None:
        """Give one of two neighboring numbers the event of the other where a rule joins the two."""
        taker = left + right - giver
        if giver not in self.found or taker in self.found or taker in self.denied:
            return
        given, kind = self.found[giver], self.line.numbers[giver].kind
        joining = (rule for rule in rules if rule.allows(given.event) and rule.joins(self.line.letters, left, right))
        if not (rule := next(joining, None)):
            return
        kinds = [kind] if self.line.numbers[taker].kind == "bare" != kind else self._kinds(taker)
        types = (given.event.types.get("bare" if kind == "event" else kind) for kind in kinds)
        claim_type = next(filter(None, types), None)
        if claim_type and _is_enough(self.line.numbers[taker], given.event):
            self.found[taker] = Found(claim_type, rule.name, given.trigger, given.event)


def _matches(rule: Rule, letters: str) -> Iterator[tuple[int, int]]:
    position = 0
    while match := rule.pattern.search(letters, position):
        number = match.start("n")
        yield number, match.start("e")
        position = match.start() + 1


def _is_enough(number: Number, event: Event) -> bool:
    return max(number.quantity.low or 0, number.quantity.high or 0) >= event.least
