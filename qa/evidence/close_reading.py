"""What close reading makes of a sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CloseReading:
    """What close reading makes of one sentence.

    Attributes
    ----------
    relevance : float
        Logit of the sentence answering the question.
    start, end : int
        Span of the likeliest answer in the sentence's text, in code points.
    certainty : float
        Log-probability of that span among all spans, 0 at most.
    """

    relevance: float
    start: int
    end: int
    certainty: float
