"""The evidence of a claim: its words with the number marked, who said it through whom, its days, and how to cite it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from figures.claims import Claim
from figures.comparison import Relation, Teller
from figures.documents import Document
from figures.sentences import split_sentences
from figures.view import wording
from figures.view.markup import claim_link, escape, link, mark

_LISTED = 5  # relations that are shown before the rest is folded away


def show_words(claim: Claim, document: Document | None = None) -> str:
    """Return as HTML the sentence of the document, or the statement in our words, with the number marked; with the
    `document` it was read in, the sentences before and after it too.
    """
    text, start, end = _words(claim)
    kind = "The sentence" if claim.quote else "Restated in our words"
    before, after = find_context(claim, document) if document else ("", "")
    if before or after:
        kind = "The sentence, paler those around it"
    said = f"{_around(before)}{mark(text, start, end)}{_around(after)}"
    return f'<figure class="words"><blockquote>{said}</blockquote><figcaption>{kind}</figcaption></figure>'


def find_context(claim: Claim, document: Document) -> tuple[str, str]:
    """Return the sentence before and the one after the quotation of a claim; "" where there is none, or where the document
    does not have the quotation at its place.
    """
    if claim.quote is None or claim.quote_start is None:
        return "", ""
    start, end = claim.quote_start, claim.quote_start + len(claim.quote)
    if document.text[start:end] != claim.quote:
        return "", ""
    sentences = split_sentences(document.text, document.language)
    before = [sentence.text for sentence in sentences if sentence.end <= start][-1:]
    after = [sentence.text for sentence in sentences if sentence.start >= end][:1]
    return "".join(before), "".join(after)


def _around(sentence: str) -> str:
    return f' <span class="context">{escape(sentence)}</span> ' if sentence else ""


def show_facts(claim: Claim) -> str:
    """Return as HTML who says the figure, its days and how it was read."""
    facts = [
        ("Says", _says(claim)),
        ("Said by", _chain(claim)),
        ("As of", _as_of(claim)),
        ("Counted from", claim.period_start and escape(wording.day(claim.period_start))),
        ("Published", escape(wording.day(claim.published))),
        ("Read as", escape(_reading(claim))),
        ("Hedged with", claim.hedge and f"“{escape(claim.hedge)}”"),
        ("Definition", claim.definition and escape(wording.label(claim.definition))),
        ("Passes on", claim.relay_of and escape(claim.relay_of)),
        ("Status", escape(_status(claim))),
        ("Note", claim.note and escape(claim.note)),
        ("Source page", link(claim.url, claim.title or claim.url) if claim.url else "no link recorded"),
    ]
    return (
        "<dl class='facts'>" + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts if value) + "</dl>"
    )


def show_relations(relations: Sequence[Relation], claim_id: str) -> str:
    """Return as HTML how the claim of that id stands to those it is compared with: contradictions first, then the others."""
    apart = [_item(r, claim_id) for r in relations if r.conflict]
    rest = [_item(r, claim_id) for r in relations if not r.conflict]
    parts = []
    if apart:
        head = f"<h4>Cannot both be right with {wording.plural(len(apart), 'claim')}</h4>"
        parts.append(f"{head}<ul>{''.join(apart[:_LISTED])}</ul>")
    if len(apart) > _LISTED:
        parts.append(_folded(f"and {len(apart) - _LISTED} more", apart[_LISTED:]))
    if rest:
        parts.append(_folded(f"Can both be right with {wording.plural(len(rest), 'claim')}", rest))
    return f'<div class="relations">{"".join(parts)}</div>'


def _item(relation: Relation, claim_id: str) -> str:
    other = relation.b if relation.a.claim_id == claim_id else relation.a
    if relation.conflict:
        apart = f"at least {Teller().factor(relation.conflict.factor)} times apart"
        return f"<li>{claim_link(other.claim_id, Teller().claim(other))}: {escape(apart)}</li>"
    return f"<li>{escape(Teller().relation(relation))} ({claim_link(other.claim_id, 'open it')})</li>"


def _folded(summary: str, items: Sequence[str]) -> str:
    return f"<details><summary>{summary}</summary><ul>{''.join(items)}</ul></details>"


def cite(claim: Claim, accessed: date, address: str | None = None) -> str:
    """Return the quotation of a claim with its citation as plain text."""
    words, _, _ = _words(claim)
    quoted = f"“{words}”" if claim.quote else words
    printed = ", ".join(
        part for part in (claim.publisher, claim.title, wording.day(claim.published)) if part and part != "unknown"
    )
    where = [claim.url, f"Figures, claim {claim.claim_id}" + (f", {address}" if address else "")]
    return "\n".join([quoted, ". ".join(p for p in (_plain_chain(claim), printed) if p) + ".", *[w for w in where if w],
                      f"Accessed {wording.day(accessed)}."])  # fmt: skip


def _words(claim: Claim) -> tuple[str, int, int]:
    """Return the text to show and where the number is in it; (0, 0) where it is not found."""
    if claim.quote is not None:
        offset = claim.quote_start or 0
        return claim.quote, (claim.start or 0) - offset, (claim.end or 0) - offset
    text = claim.statement or claim.text or ""
    numbers = [f"{n:,}" for n in (claim.value, claim.low, claim.high) if n is not None]
    for written in [claim.text, *numbers]:
        # A whole number only: the 11 of "2011" is not the 11 that is claimed.
        found = written and re.search(rf"(?<![\d,.]){re.escape(written)}(?![\d,]\d|\d)", text)
        if found:
            return text, found.start(), found.end()
    return text, 0, 0


def _says(claim: Claim) -> str:
    whom = f": {escape(claim.subject)}" if claim.subject else ""
    return f"<strong>{escape(wording.said(asdict(claim)))} {escape(wording.label(claim.claim_type))}</strong>{whom}"


def _chain(claim: Claim) -> str:
    kind = f" ({escape(wording.label(claim.source_kind))})" if claim.source_kind else ""
    named = claim.source_text if claim.source_text and claim.source_text != claim.source else None
    links = [escape(claim.source or "nobody named") + kind + (f", named as “{escape(named)}”" if named else "")]
    links += [escape(carrier) for carrier in (claim.via or "").split("; ") if carrier]
    links += [escape(claim.publisher)] if claim.publisher else []
    return ' <span aria-label="carried by">→</span> '.join(links)


def _plain_chain(claim: Claim) -> str:
    carriers = [carrier for carrier in (claim.via, claim.publisher) if carrier]
    return (claim.source or "Source unknown") + (f", via {', '.join(carriers)}" if carriers else "")


def _as_of(claim: Claim) -> str:
    basis = f" ({escape(wording.BASES[claim.as_of_basis])})" if claim.as_of and claim.as_of_basis else ""
    return escape(wording.day(claim.as_of, claim.as_of_precision)) + basis


def _reading(claim: Claim) -> str:
    written = f"“{claim.text}” as " if claim.text else ""
    return f"{written}{wording.interval(asdict(claim))} ({wording.label(claim.bound)})"


def _status(claim: Claim) -> str:
    parts = [claim.origin, claim.review, f"checked: {claim.verification}" if claim.verification else None,
             f"rule {claim.rule}" if claim.rule else None,
             f"confidence {claim.confidence:.2f}" if claim.confidence is not None else None]  # fmt: skip
    return ", ".join(wording.label(part) for part in parts if part)
