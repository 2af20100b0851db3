import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from checking_data import source_of
from fakes import FakeEncoder
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.build import build_index
from index.store import open_index
from qa.checks.claims import UNTOLD_WEIGHT, VERDICTS, ClaimJudge, weigh_up
from qa.checks.figures import figures
from qa.checks.opposites import FIELDS, OPPOSITES
from qa.checks.refuted import refutes
from qa.evidence.claim_reader import ClaimReader
from qa.evidence.pairs import Shown
from qa.evidence.ranking import ScoredSentence, SentenceRanker
from qa.model import Stance, Verdict

TEXTS = [
    "The bridge was opened on 14 May 1880. Orlov built it in five years with two hundred men.",
    "The council refused to pay the masons. It had paid 1,200 roubles already.",
    "The flood came at noon and took the mill.",
]
OPENED = "The bridge was opened on 14 May 1880."
BUILT = "Orlov built it in five years with two hundred men."


@pytest.fixture(scope="module")
def ranked() -> dict[str, list[ScoredSentence]]:
    claims = ("Orlov built the bridge in eight years.", "The council refused to pay.")
    source, encoder = source_of("bridge", TEXTS), FakeEncoder()
    ranker = SentenceRanker(for_claims=True)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        build_index(Path(folder), [source], encoder)
        index = open_index(Path(folder), [source], encoder)
        for claim in claims:
            encoded = encoder.encode_question(claim)
            hits = index.search(claim, k=10, encoded=encoded)
            found[claim] = ranker.rank(claim, encoded, hits, index)
    return found


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("three hundred and fifty thousand men", [350_000]),
        ("1.2 million of 178 million", [1_200_000, 178_000_000]),
        ("the twenty-third and the 23rd", [23, 23]),
        ("On 14 May, or May 14th, of 1880", [514, 514, 1880]),
        ("twice, half, a dozen", [2, 0.5, 12]),
        ("sixty-one seats to 75", [61, 75]),
        ("a tenth of it, one-fifth and two thirds", [0.1, 0.2, 2 / 3]),
        ("the fifteenth of March, the twenty-first of May", [315, 521]),
        ("half a dozen hours", [6]),
        ("nothing to count here", []),
    ],
)
def test_figures_are_read_in_digits_and_in_words(text: str, values: list[float]) -> None:
    assert [figure.value for figure in figures(text)] == values


def test_opposites_go_both_ways_and_exclude_themselves() -> None:
    for table in (OPPOSITES, FIELDS):
        for stem, others in table.items():
            assert stem not in others
            assert all(stem in table[other] for other in others)


class Says:
    """Says what it is told to of each sentence, or the same of all."""

    def __init__(self, *said: float | list[float]) -> None:
        self.said = np.array(said, np.float32)
        self.shown: list[Shown] = []

    def weigh(self, claim: str, sentences: Sequence[Shown]) -> NDArray[np.float32]:
        self.shown = list(sentences)
        return np.broadcast_to(self.said, (len(sentences), 3)).astype(np.float32)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_verdict_brings_its_evidence(
    verdict: Verdict, ranked: dict[str, list[ScoredSentence]]
) -> None:
    claim, sentences = next(iter(ranked.items()))
    reader = Says(*(0.8 if v is verdict else 0.1 for v in VERDICTS))
    found = ClaimJudge(reader).judge(claim, sentences)
    assert found.verdict is verdict
    weights = [UNTOLD_WEIGHT if v is Verdict.NOT_IN_SOURCE else 1.0 for v in VERDICTS]
    said = [w * (0.8 if v is verdict else 0.1) for v, w in zip(VERDICTS, weights, strict=True)]
    assert found.confidence == pytest.approx(max(said) / sum(said))
    stances = {Verdict.SUPPORTED: Stance.FOR, Verdict.CONTRADICTED: Stance.AGAINST}
    assert {stance for _, stance in found.evidence} == {*filter(None, [stances.get(verdict)])}


def test_the_sentence_that_decides_comes_first(ranked: dict[str, list[ScoredSentence]]) -> None:
    claim, sentences = next(iter(ranked.items()))
    apart = {s.passage.id: replace(s, score=0.3) for s in sentences}
    even = list(apart.values())[:3]
    found = ClaimJudge(Says([0.1, 0.6, 0.3], [0.8, 0.1, 0.1], [0.1, 0.1, 0.8])).judge(claim, even)
    assert found.verdict is Verdict.SUPPORTED
    assert found.evidence == ((even[1], Stance.FOR), (even[0], Stance.AGAINST))


def test_sentences_of_a_passage_are_also_read_as_one(
    ranked: dict[str, list[ScoredSentence]],
) -> None:
    claim, sentences = next(iter(ranked.items()))
    together = [s for s in sentences if s.text in (BUILT, OPENED)]
    reader = Says([0.1, 0.1, 0.8], [0.1, 0.1, 0.8], [0.8, 0.1, 0.1])
    found = ClaimJudge(reader).judge(claim, together)
    assert reader.shown[2] == Shown(f"{OPENED} {BUILT}")
    assert found.verdict is Verdict.SUPPORTED
    texts = [(scored.text, stance) for scored, stance in found.evidence]
    assert texts == [(BUILT, Stance.FOR), (OPENED, Stance.FOR)]


def test_of_sentences_read_as_one_the_telling_one_is_first_and_a_silent_one_goes(
    ranked: dict[str, list[ScoredSentence]],
) -> None:
    claim, sentences = next(iter(ranked.items()))
    together = [s for s in sentences if s.text in (BUILT, OPENED)]
    telling, silent = [0.2, 0.1, 0.7], [0.05, 0.05, 0.9]
    for one, other, shown in (
        (silent, telling, [together[1]]),
        (telling, silent, [together[0]]),
        ([0.15, 0.1, 0.75], telling, [together[1], together[0]]),
    ):
        reader = Says(one, other, [0.8, 0.1, 0.1])
        found = ClaimJudge(reader).judge(claim, together)
        assert found.deciding == [scored for scored, _ in found.evidence] == shown


def test_a_decade_is_read_as_the_year_of_the_source(
    ranked: dict[str, list[ScoredSentence]],
) -> None:
    class Heard(Says):
        """Keeps the claim it is given."""

        def weigh(self, claim: str, sentences: Sequence[Shown]) -> NDArray[np.float32]:
            self.claim = claim
            return super().weigh(claim, sentences)

    reader, sentences = Heard(0.8, 0.1, 0.1), next(iter(ranked.values()))
    for decade, heard in (("early 1880s", "1880"), ("late 1880s", "the late 1880s")):
        ClaimJudge(reader).judge(f"The bridge was opened in the {decade}.", sentences)
        assert reader.claim == f"The bridge was opened in {heard}."


def test_a_sentence_is_read_after_the_one_before_it(
    ranked: dict[str, list[ScoredSentence]],
) -> None:
    reader, claim = Says(0.3, 0.3, 0.4), "Orlov built the bridge in eight years."
    ClaimJudge(reader).judge(claim, ranked[claim])
    before = {s.text: s.before for s in reader.shown}
    assert before[OPENED] == ""
    assert before[BUILT] == OPENED


@given(st.lists(st.tuples(*[st.floats(0.01, 1)] * 3), min_size=1, max_size=5))
def test_weighing_up_gives_probabilities_led_by_the_surest_sentence(
    rows: list[tuple[float, float, float]],
) -> None:
    said = np.array(rows, np.float32)
    chances = weigh_up(said)
    assert chances.sum() == pytest.approx(1, abs=1e-5) and bool((chances >= 0).all())
    firmer = said.copy()
    firmer[0] = [1, 0, 0]
    assert weigh_up(firmer).argmax() == 0


def test_without_sentences_a_claim_is_not_in_the_source() -> None:
    assert ClaimJudge().judge("Orlov swam.", []).verdict is Verdict.NOT_IN_SOURCE


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The whole thing took Orlov and his two hundred workmen five years.", Verdict.SUPPORTED),
        ("Orlov built the bridge in eight years.", Verdict.CONTRADICTED),
    ],
)
def test_the_reader_that_comes_with_opcit_tells_true_from_false(
    claim: str, verdict: Verdict
) -> None:
    (said,) = ClaimReader().weigh(claim, [Shown(BUILT, TEXTS[0].split(". ")[0] + ".")])
    assert VERDICTS[int(said.argmax())] is verdict


@pytest.mark.parametrize(
    ("sentence", "refuted"),
    [
        ("Equally lying is the legend that Orlov burnt the bridge.", True),
        ("It is not true that Orlov ever burnt the bridge, or meant to.", True),
        ("The mayor spread the lie that the bridge was burnt by Orlov.", True),
        ("It was quite wrong to say that Orlov burnt the bridge.", True),
        ("In view of legends, it should be noted that Orlov burnt the bridge.", False),
        ("It was a lie that he fled; Orlov burnt the bridge.", False),
        ("It is true that Orlov burnt the bridge.", False),
        ("Orlov burnt the bridge.", False),
    ],
)
def test_what_a_sentence_gives_as_an_error(sentence: str, refuted: bool) -> None:
    assert refutes(sentence, "Orlov burnt the bridge.") is refuted


def test_a_legend_does_not_bear_a_claim_out() -> None:
    class Takes:
        """Takes every sentence for support."""

        def weigh(self, claim: str, sentences: Sequence[Shown]) -> NDArray[np.float32]:
            return np.array([[0.8, 0.1, 0.1]] * len(sentences), np.float32)

    claim = "Orlov burnt the bridge."
    source = source_of("bridge", ["It is a mere legend that Orlov burnt the bridge."])
    encoder, ranker = FakeEncoder(), SentenceRanker(for_claims=True)
    with tempfile.TemporaryDirectory() as folder:
        build_index(Path(folder), [source], encoder)
        index = open_index(Path(folder), [source], encoder)
        encoded = encoder.encode_question(claim)
        hits = index.search(claim, k=10, encoded=encoded)
        found = ClaimJudge(Takes()).judge(claim, ranker.rank(claim, encoded, hits, index))
    assert found.verdict is Verdict.CONTRADICTED
