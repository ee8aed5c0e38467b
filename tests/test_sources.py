"""Who says a number: tables of invented sentences, with what the text calls the speaker and how it names him best."""

import pytest

from figures import vocabulary
from figures.sources import find_source

# The number is the first one in the text unless it is marked with brackets, which are taken out before reading.
SAID = [
    ("The regional ministry said 14 people were killed.", "The regional ministry"),
    ("At least 30 miners died, according to the governor of Vardia.", "the governor of Vardia"),
    ("According to Halina Marek, [40] houses burned and nobody slept.", "Halina Marek"),
    ("Two convoys were hit and [17] soldiers died, Colonel Ivo Brandt said.", "Colonel Ivo Brandt"),
    ("“We buried [23] people this week,” said Marta Lenz, a nurse.", "Marta Lenz"),
    ("Ilse Brandt, a lawyer who represents the families, said [9] men had vanished.", "Ilse Brandt"),
    ("The shelling went on, with Vardia claiming that [300] troops were lost.", "Vardia"),
]

OWN_VOICE = [
    "The shelling killed 12 people on Monday.",
    "Rescuers worked through the night. Some 40 people were trapped.",
]


def read(marked: str):
    if "[" in marked:
        start, text = marked.index("["), marked.replace("[", "").replace("]", "")
        return text, start, start + marked.index("]") - marked.index("[") - 1
    start = next(i for i, c in enumerate(marked) if c.isdigit())
    end = start
    while marked[end].isdigit():
        end += 1
    return marked, start, end


@pytest.mark.parametrize(("marked", "name"), SAID)
def test_names_who_says_it(marked, name):
    text, start, end = read(marked)
    found = find_source(text, start, end)
    assert found is not None
    assert found.name == name
    assert text[found.start : found.end] == found.text
    assert text[found.name_start : found.name_end] == found.name
    assert 0 < found.confidence < 1


@pytest.mark.parametrize("marked", OWN_VOICE)
def test_outlets_own_voice_has_no_source(marked):
    assert find_source(*read(marked)) is None


def test_unknown_language_is_refused():
    with pytest.raises(vocabulary.UnknownLanguageError):
        find_source("12 died.", 0, 2, language="xx")
