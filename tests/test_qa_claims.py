import tempfile
from pathlib import Path

import numpy as np
import pytest
from checking_data import source_of
from fakes import FakeEncoder

from index.build import build_index
from index.errors import ModelError
from index.store import open_index
from qa.checks.claims import VERDICTS, ClaimJudge, ClaimWeights, finding
from qa.checks.compare import Aspect, compare
from qa.checks.figures import figures
from qa.checks.opposites import FIELDS, OPPOSITES
from qa.evidence.ranking import ScoredSentence, SentenceRanker
from qa.model import Difference, Stance, Verdict

TEXTS = [
    "The bridge was opened on 14 May 1880. Orlov built it in five years with two hundred men.",
    "The council refused to pay the masons. It had paid 1,200 roubles already.",
    "The flood came at noon and took the mill.",
]


@pytest.fixture(scope="module")
def ranked() -> dict[str, list[ScoredSentence]]:
    claims = ("Orlov built the bridge in eight years.", "The council refused to pay.")
    source, encoder, ranker = source_of("bridge", TEXTS), FakeEncoder(), SentenceRanker()
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
        ("nothing to count here", []),
    ],
)
def test_figures_are_read_in_digits_and_in_words(text: str, values: list[float]) -> None:
    assert [figure.value for figure in figures(text)] == values


@pytest.mark.parametrize(
    ("claim", "sentence", "aspect", "difference"),
    [
        ("He ruled eight years.", "He ruled five years.", "number", ("eight", "five")),
        ("It opened on 3 May.", "It opened on May 14.", "date", ("3 May", "May 14")),
        ("It opened in 1881.", "It opened in 1880.", "date", ("1881", "1880")),
        ("He admired Garin.", "He admired Mazur.", "name", ("Garin", "Mazur")),
        ("Bread rose in price.", "Bread fell in price.", "polarity", ("rose", "fell")),
        ("Some were lost.", "All were lost.", "polarity", ("Some", "All")),
        ("It came in May.", "It came in June.", "polarity", ("May", "June")),
    ],
)
def test_what_differs_is_named(
    claim: str, sentence: str, aspect: str, difference: tuple[str, str]
) -> None:
    partings = {p.aspect: p.difference for p in compare(claim, sentence).partings}
    assert partings[Aspect(aspect)] == Difference(*difference)


def test_what_agrees_does_not_differ() -> None:
    comparison = compare(
        "Twelve hundred roubles were paid to Orlov on 14 May.",
        "On May 14 the council paid Orlov 1,200 roubles.",
    )
    assert comparison.partings == ()
    assert comparison.figures_shared == 2
    assert comparison.names_missing == 0


def test_negations_are_counted() -> None:
    comparison = compare("It wasn't never safe.", "It was not safe.")
    assert (comparison.negations, comparison.source_negations) == (2, 1)


def test_opposites_go_both_ways_and_exclude_themselves() -> None:
    for table in (OPPOSITES, FIELDS):
        for stem, others in table.items():
            assert stem not in others
            assert all(stem in table[other] for other in others)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_verdict_brings_its_evidence(
    verdict: Verdict, ranked: dict[str, list[ScoredSentence]]
) -> None:
    claim, sentences = next(iter(ranked.items()))
    chances = np.array([0.8 if v is verdict else 0.1 for v in VERDICTS], np.float32)
    found = finding(claim, sentences, chances)
    assert found.verdict is verdict
    assert found.confidence == pytest.approx(0.8)
    stances = {Verdict.SUPPORTED: Stance.FOR, Verdict.CONTRADICTED: Stance.AGAINST}
    assert {stance for _, stance in found.evidence} == {*filter(None, [stances.get(verdict)])}


def test_a_contradiction_says_in_what(ranked: dict[str, list[ScoredSentence]]) -> None:
    claim = "Orlov built the bridge in eight years."
    best = [s for s in ranked[claim] if "five years" in s.passage.text]
    best.sort(key=lambda s: s.sentence.start, reverse=True)
    found = finding(claim, best, np.array([0.1, 0.8, 0.1], np.float32))
    assert found.detail == "number"
    assert Difference("eight", "five") in found.differences


def test_the_judge_gives_probabilities(ranked: dict[str, list[ScoredSentence]]) -> None:
    judge = ClaimJudge()
    for claim, sentences in ranked.items():
        found = judge.judge(claim, sentences, FakeEncoder())
        assert sum(found.probabilities) == pytest.approx(1, abs=1e-5)
        assert found.confidence == max(found.probabilities)


def test_without_sentences_a_claim_is_not_in_the_source() -> None:
    assert ClaimJudge().judge("Orlov swam.", [], FakeEncoder()).verdict is Verdict.NOT_IN_SOURCE


def test_weights_for_other_features_are_refused(ranked: dict[str, list[ScoredSentence]]) -> None:
    two, three = np.ones(2, np.float32), np.ones(3, np.float32)
    linear, basis = np.ones((2, 3), np.float32), np.ones((32, 1), np.float32)
    weights = ClaimWeights(("other",), basis, two, two, linear, three)
    claim, sentences = next(iter(ranked.items()))
    with pytest.raises(ModelError, match="other features"):
        ClaimJudge(weights).judge(claim, sentences, FakeEncoder())
