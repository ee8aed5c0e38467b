"""Results in words: each is one sentence that can be checked. The words are data, vocabulary/<language>/comparison.toml."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any

from figures.comparison.bands import Band, Ranges
from figures.comparison.compare import Revision
from figures.comparison.conflicts import Conflict, IntervalClaim
from figures.comparison.derived import TOLERANCE, DerivedSeries
from figures.comparison.families import Bias
from figures.comparison.periods import JointContradiction
from figures.comparison.relations import Relation, relate
from figures.comparison.topics import Topic
from figures.comparison.utterances import Relay
from figures.vocabulary import load


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells results in one language. A family or a topic's id is told as it stands."""

    language: str = "en"

    def claim(self, claim: IntervalClaim) -> str:
        """Return whose number it is, how much, and on which day or in which period."""
        told = {"whose": self.whose(claim), "number": self.said(claim), "day": self.day(claim.day)}
        if claim.topic.period:
            return self._tell("pairs", "told_period", start=self.day(claim.topic.period[0]), **told)
        return self._tell("pairs", "told", **told)

    def relation(self, relation: Relation) -> str:
        """Return how two claims stand to each other."""
        a, b = relation.a, relation.b
        told = {"first": self.claim(a), "second": self.claim(b)}
        if relation.conflict:
            told["factor"] = self.factor(relation.conflict.factor)
        if relation.kind == "overlap":
            told["range"] = self.range(max(a.least, b.least), min(a.greatest, b.greatest))
        if relation.difference:
            told["reason"] = self.difference(relation.difference, a.topic, b.topic)
        return _capital(self._tell("pairs", relation.kind, **told))

    def conflict(self, conflict: Conflict) -> str:
        """Return which two claims contradict each other and how far they are apart at least."""
        kind = "conflict" if conflict.above.topic == conflict.below.topic else "nested"
        a, b = conflict.pair
        return _capital(
            self._tell("pairs", kind, first=self.claim(a), second=self.claim(b), factor=self.factor(conflict.factor))
        )

    def pair(self, a: IntervalClaim, b: IntervalClaim, tolerance: int = 0) -> str:
        """Return how any two claims stand to each other."""
        return self.relation(relate(a, b, tolerance))

    def difference(self, difference: str, a: Topic, b: Topic) -> str:
        """Return in what two topics differ (a `Relation.difference`)."""
        words = self._words
        column = {"type": "claim_type", "who": "population", "where": "place", "definition": "measures"}.get(difference)
        if difference == "scope":
            told = {"a": words["scopes"][a.scope], "b": words["scopes"][b.scope]}
        elif column:
            told = {name: getattr(topic, column) or words["unknown"][column] for name, topic in (("a", a), ("b", b))}
        else:
            told = {}
        return self._tell("differences", difference, **told)

    def not_compared(self, problem: str, by: str | None = None, definition: str | None = None) -> str:
        """Return why a row is not tested: `problem`, the claim that is the reason, and the row's definition."""
        return self._tell("not_compared", problem, by=by or "", definition=definition or "")

    def relay(self, relay: Relay) -> str:
        """Return what a row passes on, and what it changed."""
        changes = [self._words["drifts"][kind] for kind in relay.drift if kind != "staleness"]
        if changes:
            drift = self._tell("relays", "changed", changes=self.list(changes))
        else:
            drift = "" if relay.drift else self._words["relays"]["unchanged"]
        if relay.newer:
            drift += self._tell("relays", "stale", newer=relay.newer)
        return self._tell("relays", "told", claim=relay.claim_id, of=relay.of, drift=drift)

    def revision(self, revision: Revision) -> str:
        """Return which of its own figures a source replaced."""
        older, newer = revision.older, revision.newer
        told = {
            "whose": self.whose(newer),
            "new": self.said(newer),
            "old": self.said(older),
            "new_day": self.day(newer.day),
            "old_day": self.day(older.day),
        }
        return _capital(self._tell("revisions", "retired" if revision.retired else "floor", **told))

    def band(self, band: Band) -> str:
        """Return what the claims allow on a day."""
        kind = "one" if len(band.best) == 1 else "camps"
        return self._tell(
            "bands", kind, day=self.day(band.day), best=self.ranges(band.best), plus_one=self.ranges(band.plus_one)
        )

    def set_aside(self, claims: Sequence[IntervalClaim]) -> str:
        """Return which claims cannot be right together with the most of the others."""
        return _capital(self._tell("bands", "set_aside", claims=self.list(map(self.claim, claims))))

    def bias(self, bias: Bias) -> str:
        """Return how far a family is from what all others allow."""
        if bias.middle == 1:
            return self._tell("bias", "within", family=bias.voice, n=len(bias.factors))
        kind, times = ("above", bias.middle) if bias.middle > 1 else ("below", 1 / bias.middle)
        return self._tell("bias", kind, family=bias.voice, factor=self.factor(times), n=len(bias.factors))

    def derived(self, series: DerivedSeries) -> str:
        """Return which source repeats which."""
        told = {"copy": series.copy, "original": series.original, "equal": series.equal, "steps": series.steps}
        return self._tell("derived", "told", tolerance=f"{TOLERANCE * 100:g}", **told)

    def joint(self, joint: JointContradiction) -> str:
        """Return which claims contradict each other jointly."""
        claims = self.list(map(self.claim, joint.claims))
        return _capital(self._tell("periods", "told", claims=claims, gap=self.number(joint.gap)))

    def heading(self, part: str) -> str:
        """Return the words over a part of a report, or in its place where it is empty (`report` in the vocabulary)."""
        return self._tell("report", part)

    def left_out(self, number: int, reason: str) -> str:
        """Return that so many claims are not tested for one reason."""
        return self._tell("report", "left_out_alike", number=self.number(number), reason=reason)

    # Words ---------------------------------------------------------------------------------------------------------------

    def whose(self, claim: IntervalClaim) -> str:
        """Return the source of a claim as an owner ("Kyiv's")."""
        name = claim.source or claim.family or self._words["unnamed"]
        ending = next(rule for rule in self._words["possessives"] if name.endswith(rule["end"]))
        return f"{name}{ending['add']}"

    def said(self, claim: IntervalClaim) -> str:
        """Return the number of a claim as its source said it."""
        value = next((n for n in (claim.value, claim.low, claim.high) if n is not None), claim.least)
        ends = {"low": value if claim.low is None else claim.low, "high": value if claim.high is None else claim.high}
        if claim.floor:
            return self._tell("numbers", "floor", value=self.number(claim.least))
        if claim.bound == "about" and ends["low"] < ends["high"]:
            return self._tell("numbers", "about", value=self.range(ends["low"], ends["high"]))
        numbers = {name: self.number(number) for name, number in {"value": value, **ends}.items()}
        return self._tell("numbers", claim.bound or "exact", **numbers)

    def number(self, number: float) -> str:
        """Return a count with its thousands marked, to whole persons or items: the width of "about" may end between two."""
        return f"{round(number):,}".replace(",", self._words["thousands"])

    def factor(self, factor: float) -> str:
        """Return a factor with two decimals, one from 10, none from 100."""
        return f"{factor:,.{2 if factor < 10 else 1 if factor < 100 else 0}f}"

    def range(self, low: float, high: float) -> str:
        """Return a range of counts."""
        kind = "open" if high == inf else "single" if low == high else "closed"
        if low == 0 and high == inf:
            return str(self._words["ranges"]["all"])
        return self._tell("ranges", kind, low=self.number(low), high="" if high == inf else self.number(high))

    def ranges(self, ranges: Ranges) -> str:
        """Return several ranges."""
        return self.list(self.range(low, high) for low, high in ranges)

    def day(self, day: date) -> str:
        """Return a day in words."""
        words = self._words
        return str(words["day"].format(day=day.day, month=words["months"][day.month - 1], year=day.year))

    def list(self, things: Iterable[str]) -> str:
        """Return things joined by commas and a last "and"."""
        *first, last = things
        comma = self._words["comma"]
        return f"{comma.join(first)}{self._words['and']}{last}" if first else last

    @property
    def _words(self) -> dict[str, Any]:
        return load(self.language, "comparison")

    def _tell(self, part: str, kind: str, **fields: object) -> str:
        return str(self._words[part][kind].format(**fields))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
