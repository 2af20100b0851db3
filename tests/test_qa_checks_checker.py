import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from checking_data import source_of
from fakes import FakeEncoder
from numpy.typing import NDArray

from corpus.model import Provenance
from corpus.reader import read_text
from index.build import build_index
from index.store import open_index
from qa.checks.checker import StatementChecker
from qa.checks.claims import ClaimJudge
from qa.checks.whole import whole_of
from qa.evidence.pairs import Shown
from qa.evidence.ranking import SentenceRanker
from qa.model import Check, CheckKind, PartCheck, Stance, Verdict

SUPPORTED, CONTRADICTED, NOWHERE = (
    Verdict.SUPPORTED,
    Verdict.CONTRADICTED,
    Verdict.NOT_IN_SOURCE,
)
TEXTS = [
    "Orlov built the bridge in five years with two hundred men. It was painted green.",
    "The flood came at noon and took the mill.",
]


class ByYears:
    """Takes a sentence for a contradiction where it has the word "five", else for support."""

    def weigh(self, claim: str, sentences: Sequence[Shown]) -> NDArray[np.float32]:
        against, silent, bears = [0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.8, 0.1, 0.1]
        told = [
            against if "five" in s.text else bears if "flood" in s.text else silent
            for s in sentences
        ]
        if "years" not in claim:
            told = [silent if row is against else row for row in told]
        elif "flood" not in claim:
            told = [silent if row is bears else row for row in told]
        return np.array(told, np.float32)


@pytest.fixture(scope="module")
def checker() -> Iterator[StatementChecker]:
    source, encoder = source_of("bridge", TEXTS), FakeEncoder()
    with tempfile.TemporaryDirectory() as folder:
        build_index(Path(folder), [source], encoder)
        index = open_index(Path(folder), [source], encoder)
        yield StatementChecker(index, SentenceRanker(for_claims=True), ClaimJudge(ByYears()))


def test_a_contradicted_claim_says_what_differs_and_where(checker: StatementChecker) -> None:
    found = checker.check("Orlov built the bridge in eight years.")
    assert (found.verdict, found.detail) == (Verdict.CONTRADICTED, "number")
    (difference,) = found.differences
    assert difference.explanation == "You say eight years; the source says five years."
    assert found.evidence[0].stance is Stance.AGAINST and "five" in found.evidence[0].text
    assert found.parts == ()


def test_a_compound_claim_is_judged_part_by_part(checker: StatementChecker) -> None:
    found = checker.check("Orlov built the bridge in eight years, and the flood came at noon.")
    assert [(part.text, part.verdict) for part in found.parts] == [
        ("Orlov built the bridge in eight years.", Verdict.CONTRADICTED),
        ("The flood came at noon.", Verdict.SUPPORTED),
    ]
    assert found.parts[0].differences and not found.parts[1].differences


def test_a_quotation_has_no_parts_and_its_changes_read_as_sentences(
    checker: StatementChecker,
) -> None:
    found = checker.check("“The flood came at dawn and took the mill”", CheckKind.QUOTE)
    assert found.parts == ()
    assert [d.explanation for d in found.differences] == [
        "You quote “dawn”; the source has “noon”."
    ]


def test_what_is_claimed_beside_a_quotation_is_judged_too(checker: StatementChecker) -> None:
    found = checker.check("Orlov’s book has “came at noon and took the mill”, and the flood came.")
    assert (found.kind, found.detail) == (CheckKind.QUOTE, "exact")
    (beside,) = found.parts
    assert (beside.text, beside.verdict) == ("The flood came.", Verdict.SUPPORTED)


def part(verdict: Verdict, confidence: float) -> PartCheck:
    return PartCheck("It rose.", verdict, "paraphrase", confidence, (), ())


@pytest.mark.parametrize(
    ("undivided", "parts", "verdict"),
    [
        (SUPPORTED, [(CONTRADICTED, 0.9), (SUPPORTED, 0.9)], CONTRADICTED),
        (SUPPORTED, [(CONTRADICTED, 0.4), (SUPPORTED, 0.9)], SUPPORTED),
        (CONTRADICTED, [(SUPPORTED, 0.6), (SUPPORTED, 0.9)], SUPPORTED),
        (CONTRADICTED, [(SUPPORTED, 0.4), (SUPPORTED, 0.9)], CONTRADICTED),
        (CONTRADICTED, [(NOWHERE, 0.9), (SUPPORTED, 0.9)], CONTRADICTED),
        (NOWHERE, [(CONTRADICTED, 0.9), (SUPPORTED, 0.9)], CONTRADICTED),
        (NOWHERE, [(CONTRADICTED, 0.4), (SUPPORTED, 0.9)], CONTRADICTED),
        (NOWHERE, [(SUPPORTED, 0.7), (SUPPORTED, 0.9)], SUPPORTED),
        (NOWHERE, [(SUPPORTED, 0.4), (SUPPORTED, 0.9)], NOWHERE),
        (NOWHERE, [(NOWHERE, 0.9), (SUPPORTED, 0.9)], NOWHERE),
        (NOWHERE, [], NOWHERE),
    ],
)
def test_parts_decide_where_no_sentence_bears_on_the_whole(
    undivided: Verdict, parts: list[tuple[Verdict, float]], verdict: Verdict
) -> None:
    found = whole_of(part(undivided, 0.8), [part(*each) for each in parts], 3)
    assert found.verdict is verdict
    if undivided is NOWHERE and verdict is SUPPORTED:
        assert found.confidence == min(confidence for _, confidence in parts)


VOICED = (
    "Pell’s letter was long. “The keeper was a brave woman,” wrote Captain Pell. The board thanked"
    " her."
)


@pytest.mark.parametrize(
    ("claim", "verdict", "detail"),
    [
        ("Hale says that the keeper was a brave woman.", CONTRADICTED, "speaker"),
        ("According to the author, the keeper was a brave woman.", CONTRADICTED, "speaker"),
        ("Pell says that the keeper was a brave woman.", SUPPORTED, "paraphrase"),
        ("The keeper was a brave woman.", SUPPORTED, "paraphrase"),
        ("Hale says that the board thanked the keeper.", SUPPORTED, "paraphrase"),
    ],
)
def test_what_another_says_is_not_the_author_s(claim: str, verdict: Verdict, detail: str) -> None:
    class ByWords:
        """Takes a sentence for support where it has the claim's last word but one."""

        def weigh(self, claim: str, sentences: Sequence[Shown]) -> NDArray[np.float32]:
            word = "brave" if "brave" in claim else "thanked"
            rows = [[0.8, 0.1, 0.1] if word in s.text else [0.1, 0.1, 0.8] for s in sentences]
            return np.array(rows, np.float32)

    provenance = Provenance(title="The Light", author="Mary Hale")
    source = read_text(VOICED.encode(), source_id="light", provenance=provenance)
    encoder = FakeEncoder()
    with tempfile.TemporaryDirectory() as folder:
        build_index(Path(folder), [source], encoder)
        index = open_index(Path(folder), [source], encoder)
        ranker = SentenceRanker(for_claims=True)
        found = StatementChecker(index, ranker, ClaimJudge(ByWords())).check(claim)
    assert (found.verdict, found.detail) == (verdict, detail)
    if detail == "speaker":
        assert found.differences[0].source == "Captain Pell"
        assert found.evidence[0].stance is Stance.AGAINST


class Always:
    """Says of every sentence the same."""

    def __init__(self, *said: float) -> None:
        self._said = said

    def weigh(self, claim: str, sentences: Sequence[Shown]) -> NDArray[np.float32]:
        return np.array([self._said] * len(sentences), np.float32)


def checked(claim: str, text: str, weigher: Always, kind: CheckKind | None = None) -> Check:
    """Check a claim against a source of one passage."""
    source, encoder = source_of("one", [text]), FakeEncoder()
    with tempfile.TemporaryDirectory() as folder:
        build_index(Path(folder), [source], encoder)
        index = open_index(Path(folder), [source], encoder)
        ranker = SentenceRanker(for_claims=True)
        return StatementChecker(index, ranker, ClaimJudge(weigher)).check(claim, kind)


@pytest.mark.parametrize("said", [(0.1, 0.8, 0.1), (0.1, 0.1, 0.8)])
@pytest.mark.parametrize("claim", ["It was painted green.", "the flood came, at noon"])
def test_what_a_source_says_word_for_word_is_supported(claim: str, said: tuple[float, ...]) -> None:
    text = "It was painted green. The flood came at noon. The bridge held."
    found = checked(claim, text, Always(*said))
    assert (found.verdict, found.detail, found.confidence) == (SUPPORTED, "exact", 1.0)
    assert claim.split()[-1].strip(".") in found.evidence[0].text


@pytest.mark.parametrize(
    ("claim", "text", "explanation"),
    [
        (
            "The strike lasted eight weeks.",
            "The strike went on for seven weeks.",
            "You say eight weeks; the source says seven weeks.",
        ),
        (
            "Wages had not risen since 1884.",
            "Wages on the canal had not risen since 1894.",
            "You say 1884; the source says 1894.",
        ),
        (
            "Two men died.",
            "Three men died, and two boys.",
            "You say Two men; the source says Three men.",
        ),
        (
            "It cost more than £30.",
            "It cost £23, and took thirty days.",
            "You say more than £30; the source says £23.",
        ),
        (
            "Half of the rain was lost.",
            "A quarter of the rain was lost.",
            "You say Half of the rain; the source says quarter of the rain.",
        ),
        (
            "He was in prison for more than a year.",
            "He was in prison for seven months.",
            "You say more than a year; the source says seven months.",
        ),
        (
            "It was lost by five votes to seven.",
            "It was lost by seven votes to five.",
            "You have it as “five votes to seven”; the source has it the other way round: “seven"
            " votes to five”.",
        ),
        (
            "Nine men stayed and two left.",
            "Two stayed, nine left.",
            "You have it as “Nine men stayed and two left”; the source has it the other way round:"
            " “Two stayed, nine left”.",
        ),
        (
            "The rates fell in 1890.",
            "The rates, long unchanged, rose in 1890.",
            "You say “fell”; the source says “rose”.",
        ),
        (
            "Orlov was drunk.",
            "The doctor found that Orlov had been sober.",
            "You say “drunk”; the source says “sober”.",
        ),
        (
            "There is less wind than in Garin.",
            "There is more wind on this coast than in Garin.",
            "You say “less wind”; the source says “more wind”.",
        ),
        (
            "The name would fit no other bay nearby.",
            "The name would fit every other bay nearby.",
            "You say “no”; the source says “every”.",
        ),
        (
            "Orlov died in Mazur.",
            "Orlov died in Garin, not, as the guide has it, in Mazur.",
            "The source denies this: “not, as the guide has it, in Mazur”.",
        ),
        (
            "Dunn was acquitted.",
            "The jury acquitted Wragg and convicted Dunn.",
            "You have it as “Dunn was acquitted”; the source has it the other way round: “The jury"
            " acquitted Wragg”.",
        ),
        (
            "Orlov sent Petrov a letter.",
            "Petrov, hearing of this, sent him a letter.",
            "You have it as “Orlov sent Petrov”; the source has it the other way round: “sent him a"
            " letter”.",
        ),
    ],
)
def test_what_the_source_has_otherwise_overturns_support(
    claim: str, text: str, explanation: str
) -> None:
    found = checked(claim, text, Always(0.8, 0.1, 0.1))
    assert found.verdict is CONTRADICTED
    assert [each.explanation for each in found.differences] == [explanation]
    assert [each.stance for each in found.evidence] == [Stance.AGAINST]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Wragg was acquitted.", "The jury acquitted Wragg and convicted Dunn."),
        ("Dunn was acquitted.", "Dunn spoke, and the jury acquitted him."),
        ("Dunn was acquitted.", "Dunn, whom the jury acquitted, fled."),
        ("The mill was burned.", "The mill burned in 1840."),
        ("The prisoner was hanged.", "The prisoner would later be hanged."),
        ("Orlov was not taken in Mazur.", "Orlov was taken in Garin, not in Mazur."),
        ("The judge acquitted him.", "The judge cleared him; he was guilty of worse."),
        ("Ten men lost their lives.", "Ten men were killed."),
    ],
)
def test_what_sounds_otherwise_and_is_not_overturns_nothing(claim: str, text: str) -> None:
    assert checked(claim, text, Always(0.8, 0.1, 0.1)).verdict is SUPPORTED


def test_what_only_would_be_done_is_not_told_as_done() -> None:
    text = "Pell swore that the prisoner would be hanged."
    found = checked("The prisoner was hanged.", text, Always(0.8, 0.1, 0.1))
    assert (found.verdict, found.detail, found.evidence) == (NOWHERE, "absent", ())


@pytest.mark.parametrize(
    ("claim", "text", "verdict"),
    [
        ("Orlov burnt the mill.", "There is a story that Orlov burnt the mill.", SUPPORTED),
        (
            "Orlov burnt the mill.",
            "There is a story that Orlov burnt the mill. He denied it.",
            CONTRADICTED,
        ),
        (
            "Orlov burnt the mill.",
            "The story that Orlov burnt the mill is without foundation.",
            CONTRADICTED,
        ),
        (
            "Orlov never burnt the mill.",
            "The story that Orlov burnt the mill is without foundation.",
            SUPPORTED,
        ),
    ],
)
def test_a_denied_story_bears_nothing_out(claim: str, text: str, verdict: Verdict) -> None:
    class OfTheFire(Always):
        """Says it of the sentences that tell of the fire."""

        def weigh(self, claim: str, sentences: Sequence[Shown]) -> NDArray[np.float32]:
            said = [self._said if "burnt" in s.text else (0.1, 0.1, 0.8) for s in sentences]
            return np.array(said, np.float32)

    assert checked(claim, text, OfTheFire(0.8, 0.1, 0.1)).verdict is verdict


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("About 200 men came.", "Some 210 men came."),
        ("Two men died.", "Three men died; two men were hurt."),
        ("Wages were cut by two shillings.", "Wages were cut to nine shillings."),
        ("Nine of the men stayed.", "Of the twenty men, five stayed and four came back."),
        ("Over £200 was paid.", "They paid £230."),
        ("By 1900 wages had risen.", "Wages rose in 1894."),
        ("He led twelve men.", "He led fourteen men. Only twelve men came back with him."),
        ("He wrote for 30 months.", "He wrote for three years."),
    ],
)
def test_figures_that_may_both_be_right_overturn_nothing(claim: str, text: str) -> None:
    assert checked(claim, text, Always(0.8, 0.1, 0.1)).verdict is SUPPORTED


def test_words_given_to_somebody_else_are_told_apart_by_speaker() -> None:
    text = "“The bridge will fall within the year,” said Orlov. Petrov laughed."
    found = checked("Petrov said “the bridge will fall within the year”", text, Always(0, 0, 1))
    assert (found.kind, found.detail) == (CheckKind.QUOTE, "misattributed")
    assert [(each.aspect, each.explanation) for each in found.differences] == [
        ("speaker", "You give the words to Petrov; in the source they are Orlov’s.")
    ]
