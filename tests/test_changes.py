"""What a link can say about data that changed since it was made."""

from dataclasses import replace

import pytest

from figures.table import from_claims
from figures.view.changes import MOST, Changes, digest, find_changes
from sample_claims import CLAIMS

TABLE = from_claims(CLAIMS)
IDS = tuple(claim.claim_id for claim in CLAIMS)


def test_nothing_changed():
    assert find_changes(digest(TABLE), TABLE, TABLE) == Changes((), (), (), 0)


def test_what_was_added_changed_or_is_gone_is_named():
    then = digest(from_claims(CLAIMS[:4]))
    changed = replace(CLAIMS[1], low=1_999)
    view = from_claims([changed, *CLAIMS[2:5]])  # the first is hidden by a filter now
    table = from_claims([CLAIMS[0], changed, *CLAIMS[2:]])
    assert find_changes(then, view, table) == Changes((IDS[4],), (IDS[1],), (IDS[0],), 0)
    assert find_changes(then, view, view) == Changes((IDS[4],), (IDS[1],), (), 1)


def test_a_decision_that_changes_no_figure_is_no_change():
    reviewed = from_claims([replace(claim, review="accepted") for claim in CLAIMS])
    assert find_changes(digest(TABLE), reviewed, reviewed) == Changes((), (), (), 0)


def test_a_view_of_many_claims_has_no_digest():
    many = from_claims([replace(CLAIMS[0], claim_id=f"M-{i}") for i in range(MOST + 1)])
    assert digest(many) == ""
    assert digest(many.slice(1)) != ""


@pytest.mark.parametrize("kept", ["", "abcd", "x" * 5 * (MOST + 1)])
def test_what_is_no_digest_tells_nothing(kept):
    assert find_changes(kept, TABLE, TABLE) is None
