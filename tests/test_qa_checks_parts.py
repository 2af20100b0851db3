import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.checks.parts import parts_of
from qa.checks.quotemarks import quoted_spans

LINKS = frozenset(
    "and but yet although though even because whereas while after before who which that then he she"
    " they his her their was were is are".split()
)


@pytest.mark.parametrize(
    ("claim", "parts"),
    [
        (
            "Orlov fled in a cart and Petrov was shot.",
            ("Orlov fled in a cart.", "Petrov was shot."),
        ),
        (
            "Orlov was a smith and Petrov built ships.",
            ("Orlov was a smith.", "Petrov built ships."),
        ),
        (
            "Orlov was a Cossack and Petrov committed suicide.",
            ("Orlov was a Cossack.", "Petrov committed suicide."),
        ),
        (
            "They kept Orlov and Petrov imprisoned.",
            ("They kept Orlov and Petrov imprisoned.",),
        ),
        (
            "Orlov was arrested and was sent to prison.",
            ("Orlov was arrested.", "Orlov was sent to prison."),
        ),
        (
            "Orlov was arrested and sent to prison.",
            ("Orlov was arrested.", "Orlov was sent to prison."),
        ),
        (
            "Orlov was defeated and fled to the coast.",
            ("Orlov was defeated.", "Orlov fled to the coast."),
        ),
        (
            "Orlov was dismissed, and emigrated to Peru.",
            ("Orlov was dismissed.", "Orlov emigrated to Peru."),
        ),
        (
            "Orlov was arrested in 1910 and died of cholera.",
            ("Orlov was arrested in 1910.", "Orlov died of cholera."),
        ),
        (
            "Orlov kept the mill and sued the town.",
            ("Orlov kept the mill.", "Orlov sued the town."),
        ),
        (
            "Orlov led the masons and could neither read nor write.",
            ("Orlov led the masons.", "Orlov could neither read nor write."),
        ),
        (
            "Orlov, a smith, was mayor until May 1912.",
            ("Orlov was mayor until May 1912.", "Orlov was a smith."),
        ),
        ("Orlov was mayor until he fell and died.", ("Orlov was mayor until he fell and died.",)),
        (
            "The masons won 61 seats, second only to the weavers.",
            ("The masons won 61 seats.", "The masons were second only to the weavers."),
        ),
        (
            "Although he was ill, Orlov refused to resign.",
            ("Orlov was ill.", "Orlov refused to resign."),
        ),
        (
            "Orlov refused to resign because the war was lost.",
            ("Orlov refused to resign.", "The war was lost."),
        ),
        (
            "Orlov, who commanded the army, was shot by the guards.",
            ("Orlov was shot by the guards.", "Orlov commanded the army."),
        ),
        (
            "The letter was sent to Petrov, who burned it.",
            ("The letter was sent to Petrov.", "Petrov burned it."),
        ),
        ("Orlov, the general, was shot.", ("Orlov was shot.", "Orlov was the general.")),
        (
            "Orlov marched north, leading the guards.",
            ("Orlov marched north.", "Orlov was leading the guards."),
        ),
        (
            "The strike began in May; the mills closed in June.",
            ("The strike began in May.", "The mills closed in June."),
        ),
        (
            "Petrov said that Orlov fled and that the bridge was burned.",
            ("Petrov said that Orlov fled.", "Petrov said that the bridge was burned."),
        ),
        (
            "According to Petrov, Orlov fled and was shot.",
            ("According to Petrov, Orlov fled.", "According to Petrov, Orlov was shot."),
        ),
        (
            "In May 1917, Orlov resigned and went home.",
            ("In May 1917, Orlov resigned.", "Orlov went home."),
        ),
        (
            "Orlov was shot and his army surrendered.",
            ("Orlov was shot.", "Orlov’s army surrendered."),
        ),
    ],
)
def test_a_compound_claim_is_divided(claim: str, parts: tuple[str, ...]) -> None:
    assert parts_of(claim) == parts


@pytest.mark.parametrize(
    "claim",
    [
        "Orlov and Petrov stayed behind to mend the road.",
        "The road between Orlov and Petrov was long.",
        "Petrov said Orlov fled and was shot.",
        "He said the bread and the wine were gone.",
        "He rode the old and tired horse.",
        "Orlov wrote to Petrov because he was afraid.",
        "If the bridge fell, the army was lost and the town was taken.",
        "Nobody fled and was shot.",
        "Orlov did not flee because the bridge was burned.",
        "He wrote “the bridge fell and the town was taken” in his diary.",
        "The town fell.",
        "",
    ],
)
def test_what_is_not_surely_compound_stays_whole(claim: str) -> None:
    assert parts_of(claim) == (claim,)


def test_a_quotation_goes_into_one_part_with_its_marks() -> None:
    parts = parts_of("He called it “lost and was glad” and left.")
    assert parts == ("He called it “lost and was glad”.", "He left.")


WORDS = st.sampled_from(
    "Orlov Petrov the a bridge army town was were fled fell burned sent and but , ; . although"
    " because who which he his they said that in May to by old “ ” ( ) 1917 leading".split()
)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=16).map(" ".join))
def test_every_word_lands_in_a_part_and_no_quotation_is_broken(claim: str) -> None:
    parts = parts_of(claim)
    if len(parts) == 1:
        assert parts == (claim,)
        return
    landed = set(re.findall(r"\w+", " ".join(parts).lower()))
    assert set(re.findall(r"\w+", claim.lower())) - LINKS <= landed
    for start, end in quoted_spans(claim):
        assert any(claim[start:end].strip() in part for part in parts)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=16).map(" ".join))
def test_parts_are_not_divided_further_without_end(claim: str) -> None:
    parts = parts_of(claim)
    assert len(parts) <= 6
    assert all(part for part in parts) or parts == (claim,)
