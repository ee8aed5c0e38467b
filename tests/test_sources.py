"""Who says a number. The vocabulary's examples are run here; the tables are what reaches over sentences and paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures import vocabulary
from figures.sources import Attribution, find_source
from figures.sources.quotes import find_quotations

EXAMPLES = [
    pytest.param(row["text"], row["name"], id=f"{group}-{i}")
    for group, rows in vocabulary.load("en", "sources")["examples"].items()
    for i, row in enumerate(rows)
]

# Quotations over several sentences and paragraphs, several speakers, continuation.
LONGER = [
    ("“It began at noon,” Marta Lenz, a nurse, said. “People ran. We counted [31] wounded.”", "Marta Lenz"),
    ("Marta Lenz wrote:\n\n“It began at noon.\n\n“We counted [31] wounded.”", "Marta Lenz"),
    ("The mayor said 4 people died, while the army reported [9] dead.", "the army"),
    ("The mayor said [4] people died, while the army reported 9 dead.", "The mayor"),
    ("The council named no figure; Vardian police reported [9] arrests.", "Vardian police"),
    ("| Orn | [42] soldiers killed (Vardia Monitor claim) |", "Vardia Monitor"),
    ("The tunnel fell in and [30] were dug out — Iva Maren (@ivamaren) May 8, 2022", "Iva Maren"),
    ("Mine blast kills [30] - officials", "officials"),
    ("Sixty Dead in Mine Blast, [12] Missing—Report", "Report"),
    ("Iva Maren, 44, of Orn, said the raid left [9] dead.", "Iva Maren"),
]

OWN_VOICE = [
    "The mayor said the bridge was closed.\n\nIn March, [12] people drowned there in a storm.",
    "[Twelve] officials said nothing at all.",
    "The town has [800] houses, and most of them burned.",
]

KNOWN_FAILURES = [
    ("Vardia: [300] dead in border clash", "Vardia"),
    ("He wanted a job and got [3] offers.", ""),
    ("Local media reported a second strike. [Several] people were killed in it.", "Local media"),
    # Background in a clause that a verb of saying does not reach into.
    ("A spokesman said the group had fled to the town, where its men killed [148] students in April.", ""),
    ("The president called up reserves to relieve forces worn out since the siege in which [130] people died.", ""),
    ("A top official has accused Vardia of war crimes after a strike that killed [23] people.", ""),
    ("The campaign has highlighted the plight of [dozens] of clerks who stayed behind.", ""),
    ("Vardia freed [300] prisoners in a swap in which, the ministry said, none was hurt.", ""),
]


def find(marked: str) -> tuple[str, Attribution | None]:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "", 1).replace("]", "", 1)
    return text, find_source(text, start, end)


@pytest.mark.parametrize(("marked", "name"), [*EXAMPLES, *LONGER, *((text, "") for text in OWN_VOICE)])
def test_names_who_says_it(marked, name):
    text, found = find(marked)
    assert (found.name if found else "") == name
    if found:
        assert text[found.start : found.end] == found.text
        assert text[found.name_start : found.name_end] == found.name
        assert 0 < found.confidence < 1


@pytest.mark.xfail(reason="known limits of the rules", strict=True)
@pytest.mark.parametrize(("marked", "name"), KNOWN_FAILURES)
def test_known_failures(marked, name):
    found = find(marked)[1]
    assert (found.name if found else "") == name


def test_keeps_the_words_of_the_place_beside_the_best_name():
    found = find("Colonel Ivo Brandt said the siege was over. He added that [16] men had fled.")[1]
    assert (found.text, found.name) == ("He", "Ivo Brandt")


@pytest.mark.parametrize(
    ("marked", "via"),
    [
        ("“There were [60] of us,” Anna Rell told the Morning Ledger.", ("Morning Ledger",)),
        ("“There were [60] of us,” Anna Rell told reporters.", ()),
        ("Iva Maren was quoted by the Ledger as saying that [70] men fell.", ("Ledger",)),
        ("A clerk told Ledger TV 40 percent was safe, and that [5] men fell.", ("Ledger TV",)),
        ("Citing the mayor, the Orn Wire reported that [40] people had drowned.", ("Orn Wire",)),
        ("The Ledger quoted unnamed sources as giving a toll of [five].", ("The Ledger",)),
        ("A clerk told the Orn Ledger on condition of anonymity that [5] men fell.", ("Orn Ledger",)),
        ("The mine killed [5] men, the Orn Wire reported, citing a local doctor.", ("Orn Wire",)),
        ("ORN, May 3 (Vardia Wire) — The mayor said that [70] men fell.", ("Vardia Wire",)),
        ("Iva Maren said on Telegram that [70] men fell.", ()),
    ],
)
def test_carriers_are_kept_apart_from_the_source(marked, via):
    assert find(marked)[1].via == via


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no” and “yes”.", ["“no”", "“yes”"]),
        ('He said "no" and "yes".', ['"no"', '"yes"']),
        ("He said ''no'' and left.", ["''no''"]),
        ('"One.\n\n"Two." He left.', ['"One.', '"Two."']),
        ('It is 6 feet 2" tall.', []),
        ("No marks here.", []),
        ("‘We don’t know,’ he said. ‘They left.’", ["‘We don’t know,’", "‘They left.’"]),
        ("She said: 'We ran. It's far.' Then", ["'We ran. It's far.'"]),
        ("The '90s, the soldiers' tents and ‘so-called’ aid.", []),
        ("“So many,’’ he said.", ["“So many,’’"]),
    ],
)
def test_finds_quotations(text, quoted):
    assert [text[q.start : q.end] for q in find_quotations(text)] == quoted


def test_a_quotation_that_goes_on_in_the_next_paragraph_has_one_origin():
    first, second = find_quotations('"One.\n\n"Two." He left.')
    assert second.origin == first.start


def test_unknown_language_is_refused():
    with pytest.raises(vocabulary.UnknownLanguageError):
        find_source("12 died.", 0, 2, language="xx")


@given(
    st.lists(
        st.sampled_from(
            ["said", "Maren", ",", ".", "“", "”", '"', " ", "\n\n", "7", "the", "army", ":", ";", "that", "by", "-"]
        )
    ),
    st.integers(0, 60),
)
def test_never_raises_and_points_into_the_text(parts, position):
    text = " ".join(parts)
    found = find_source(text, position, position + 1)
    assert found is None or text[found.start : found.end] == found.text


@pytest.mark.parametrize("unit", ["said ", "“", '"', "a, ", "the army said, ", ": ", "(", "x"])
def test_long_monotonous_texts_are_read(unit):
    text = unit * 20_000
    found = find_source(text, len(text) // 2, len(text) // 2 + 1)
    assert found is None or text[found.start : found.end] == found.text
