"""What is said about a question is what comparison found."""

import pytest

from figures.charts import draw_distances, draw_matrix
from figures.comparison import compare, family_bias, family_matrix
from figures.table import from_claims
from figures.view import findings
from figures.view.frame import to_frame
from figures.view.questions import answers, find_questions
from sample_claims import CLAIMS

KILLED = [claim for claim in CLAIMS if claim.claim_type == "killed"]
FRAME = to_frame(from_claims(CLAIMS))


def test_the_question_with_most_sources_comes_first():
    questions = find_questions(FRAME)
    assert [(q.claims, q.sources) for q in questions] == [(6, 5), (1, 1)]
    assert [answers(FRAME, q.key).sum() for q in questions] == [6, 1]
    assert "Russian armed forces: killed" in questions[0].label()


def test_the_furthest_apart_are_told_with_their_factor():
    comparison = compare(KILLED)
    widest = findings.widest(comparison)
    assert {widest.above.claim_id, widest.below.claim_id} == {
        "T-03",
        "T-05",
    }  # at least 9,000, two days later about 5,000
    assert "1.64 times apart" in findings.summarize(comparison, FRAME)  # 9,001 / 5,501: "about 5,000" allows 5,500
    assert findings.contradicted(comparison) == {"Zelensky": 1, "Meduza": 1}
    assert findings.in_conflict(comparison) == {"T-03", "T-05"}


def test_a_claim_is_told_how_it_stands_to_every_other():
    first, *rest = findings.relations(compare(KILLED), "T-03")
    assert first.conflict is not None
    assert all(relation.conflict is None for relation in rest)
    assert len(rest) == len(KILLED) - 2


def test_one_claim_has_nothing_to_be_compared_with():
    alone = compare(CLAIMS[:1])
    assert findings.summarize(alone, FRAME.iloc[:1]) == "1 independent voice in 1 report. Nothing to compare yet."
    assert findings.relations(alone, "T-01") == []


def test_claims_left_out_are_counted_with_the_reason():
    comparison = compare(CLAIMS)  # the refused have no event
    assert len(findings.reasons_left_out(comparison)) == 1
    assert findings.reasons_left_out(comparison)[0].startswith("1: ")
    assert findings.why_not_compared(comparison, "T-06").startswith("Not compared: ")
    assert findings.why_not_compared(comparison, "T-01") is None


@pytest.mark.parametrize("claims", [KILLED, KILLED[:1]])
def test_voices_can_be_drawn_however_many_there_are(claims):
    topic = compare(claims).topics[0]
    cells = draw_matrix(family_matrix(topic.claims), findings.voice_name).data[0]
    assert len(cells.x) == 2 * len([pair for pair in family_matrix(topic.claims) if pair.informative])
    assert draw_distances(family_bias(topic.claims), findings.voice_name).layout.xaxis.type == "log"
