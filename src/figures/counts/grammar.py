"""The rules that join numbers and events: patterns over the letters of a sentence, kept in the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, pairwise

from figures import vocabulary
from figures.counts.lexicon import Event
from figures.counts.words import Piece

_REACH_OF_DENIAL = 12  # letters
_ITEMS = {"equipment", "missiles"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with the groups `n` (the number) and `e` (the event); `events` narrows it where it is not empty."""

    name: str
    pattern: re.Pattern[str]
    events: frozenset[str]

    def joins(self, letters: str, left: int, right: int) -> bool:
        """Say whether the pattern joins the number at `left` to the next one, at `right`."""
        match = self.pattern.match(letters, left, right + 2)
        return match is not None and match.start("n") == right


@dataclass(frozen=True, slots=True)
class Found:
    """The event of one number: the piece that says it, the claim type, and the rule that joined them."""

    claim_type: str
    rule: str
    trigger: Piece
    event: Event


@dataclass(frozen=True, slots=True)
class NounPhrases:
    """The patterns that find what a number counts."""

    known: re.Pattern[str]
    unknown: re.Pattern[str]
    share: re.Pattern[str]
    label: re.Pattern[str]


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
    hedge: re.Pattern[str]  # in lower case, after the character before it
    said: re.Pattern[str]
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
        return tuple(
            Rule(
                entry["name"],
                re.compile(_filled(entry["pattern"], macros)),
                frozenset(entry.get("events", ())),
            )
            for entry in data.get(part, ())
        )

    small_words = vocabulary.load(language, "sentence_words")
    hedges = sorted(small_words["hedges"], key=len, reverse=True)
    return Grammar(
        noun_phrases=NounPhrases(**{name: re.compile(pattern) for name, pattern in data["noun_phrases"].items()}),
        direct=rules("direct"),
        forward=rules("forward"),
        backward=rules("backward"),
        defaults=rules("default"),
        denials=rules("denial"),
        companions=rules("companion"),
        pronoun=re.compile(data["pronoun"]["pattern"]),
        hedge=re.compile(rf"\W({'|'.join(map(re.escape, hedges))})\b"),
        said=re.compile(data["zero"]["said"]),
        item=re.compile(_filled(data["list"]["item"], macros)),
        heading=re.compile(_filled(data["list"]["heading"], macros)),
        definite=frozenset(small_words["definite"]),
    )


def _filled(pattern: str, macros: dict[str, str]) -> str:
    return re.sub(r"\{([a-z_]+)\}", lambda m: macros[m.group(1)], pattern)


def find_companions(pieces: Sequence[Piece], rules: Grammar) -> frozenset[int]:
    """Return the starts of the numbers beside which a named person is counted too; `pieces` are not joined yet."""
    letters = "".join([piece.letter for piece in pieces])
    return frozenset(pieces[m.start("n")].start for rule in rules.companions for m in rule.pattern.finditer(letters))


def find_pronouns(pieces: Sequence[Piece], rules: Grammar) -> frozenset[int]:
    """Return the starts of the ones that count nobody ("one of the journalists"); `pieces` are not joined yet."""
    if not any(piece.quantity and piece.quantity.high == 1 for piece in pieces):
        return frozenset()
    letters = "".join([piece.letter for piece in pieces])
    numbers = (pieces[match.start()] for match in rules.pronoun.finditer(letters))
    return frozenset(number.start for number in numbers if number.quantity and number.quantity.high == 1)


def join_events(pieces: Sequence[Piece], rules: Grammar) -> tuple[dict[int, Found], dict[int, str]]:
    """Return what was found for each number, by its index in `pieces`, and why other numbers are no claim."""
    joining = _Joining(pieces, "".join([piece.letter for piece in pieces]), rules)
    if not any(piece.events for piece in pieces):
        return joining.found, joining.denied
    joining.apply(rules.direct)
    neighbors = list(pairwise(i for i, piece in enumerate(pieces) if piece.kind))
    for left, right in neighbors:
        joining.take_over(rules.forward, left, right, left)
    for left, right in reversed(neighbors):
        joining.take_over(rules.backward, left, right, right)
    joining.apply(rules.defaults)
    return joining.found, joining.denied


@dataclass(slots=True)
class _Joining:
    """One sentence while its rules are applied: the first rule that joins a number to an event decides."""

    pieces: Sequence[Piece]
    letters: str
    rules: Grammar
    found: dict[int, Found] = field(default_factory=dict)
    denied: dict[int, str] = field(default_factory=dict)

    def apply(self, rules: Sequence[Rule]) -> None:
        """Join numbers and events by the rules, in order, until every number is decided."""
        numbers = {i for i, piece in enumerate(self.pieces) if piece.kind}
        undecided = numbers - self.found.keys() - self.denied.keys()
        for rule in rules:
            if not undecided:
                return
            for number, trigger in _matches(rule, self.letters):
                if number not in undecided:
                    continue
                readings = (
                    _find(rule, self.pieces[trigger], self.pieces[number], kind) for kind in self._kinds(number)
                )
                if reading := next(filter(None, readings), None):
                    self._decide(number, reading, trigger)
                    undecided.remove(number)

    def _kinds(self, number: int) -> Iterator[str]:
        """Yield what a number may count: a bare one what the number before it counts ("20 tanks, of which 12 ...")."""
        kind = self.pieces[number].kind
        if kind == "bare":
            before = (piece.kind for piece in reversed(self.pieces[:number]) if piece.kind not in {"", "bare"})
            yield from (kind for kind in islice(before, 1) if kind in _ITEMS)
        yield "bare" if kind == "event" else kind

    def _decide(self, number: int, reading: Found, trigger: int) -> None:
        before = self.letters[max(0, trigger - _REACH_OF_DENIAL) : trigger + 1]
        denial = next((rule.name for rule in self.rules.denials if rule.pattern.search(before)), None)
        quantity = self.pieces[number].quantity
        if quantity and quantity.high == 0 and not self.rules.said.search(self.letters):
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
        rule = next((rule for rule in rules if rule.joins(self.letters, left, right)), None)
        if not rule:
            return
        given, kind = self.found[giver], self.pieces[taker].kind
        kind = self.pieces[giver].kind if kind == "bare" else kind
        trigger = given.trigger._replace(events=(given.event,))
        reading = _find(rule, trigger, self.pieces[taker], "bare" if kind == "event" else kind)
        if reading:
            self.found[taker] = reading


def _matches(rule: Rule, letters: str) -> Iterator[tuple[int, int]]:
    position = 0
    while match := rule.pattern.search(letters, position):
        number = match.start("n")
        yield number, match.start("e")
        position = match.start() + 1


def _find(rule: Rule, trigger: Piece, number: Piece, kind: str) -> Found | None:
    for event in trigger.events:
        claim_type = event.types.get(kind)
        if claim_type and (not rule.events or event.name in rule.events) and _is_enough(number, event):
            return Found(claim_type, rule.name, trigger, event)
    return None


def _is_enough(number: Piece, event: Event) -> bool:
    quantity = number.quantity
    return quantity is not None and max(quantity.low or 0, quantity.high or 0) >= event.least
