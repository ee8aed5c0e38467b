"""Who speaks about whom: its own side, the side it fights, or neither."""

import pytest

from figures.view.frame import role


@pytest.mark.parametrize(
    ("source", "side", "conflict", "expected"),
    [
        ("Russian Ministry of Defence", "Russia", "russia_ukraine_2022", "self-report"),
        ("Russian Ministry of Defence", "Ukraine", "russia_ukraine_2022", "adversary"),
        ("Volodymyr Zelensky", "Russia", "russia_ukraine_2022", "adversary"),
        ("UK Ministry of Defence", "Russia", "russia_ukraine_2022", "third party"),
        ("Meduza", "Russia", "russia_ukraine_2022", "third party"),
        ("Volodymyr Zelensky", "Sudan", "sudan_2023", "third party"),
        ("Volodymyr Zelensky", "Russia", None, "third party"),
        ("An Unheard-of Bureau of Nobody", "Russia", "russia_ukraine_2022", "unknown"),
        ("Meduza", None, "russia_ukraine_2022", "unknown"),
        (None, "Russia", "russia_ukraine_2022", "unknown"),
    ],
)
def test_role(source, side, conflict, expected):
    assert role(source, side, conflict) == expected
