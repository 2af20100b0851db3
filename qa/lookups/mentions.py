"""Requests to be told of something, answered from the sentences that speak of it."""

import re
from collections.abc import Sequence
from typing import Protocol

from corpus.model import PassageKind
from index.lexical import Words, content_stems
from qa.choosing import Chosen, Passages, Scored, distinct, with_what_it_announces

_IT = (
    r"(?:(?:the|this) (?:author|writer|article|book|text|source|essay|document|chapter|paper)"
    r"|it|he|she|they)"
)
_SAY = r"(?:say|write|tell (?:us|me)|mention|reveal|report|explain)"
_ASKS = re.compile(
    r"(?:and |so |but |please |can you |could you )*"
    r"(?:tell me (?:something |more |a bit )?about|say something about|describe(?: to me| for me)?"
    rf"|what (?:else )?(?:does|do|did) {_IT} (?:have to )?{_SAY} (?:about|of|on)"
    r"|what (?:is|was) (?:said|written|told|known|mentioned) (?:about|of|on)"
    r"|is there anything (?:here )?(?:about|on)|anything (?:about|on))"
    r" (?P<topic>.+)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<!^)\b[A-ZÀ-Þ]\w+|^[A-ZÀ-Þ]\w+")
_LEAST_WORDS = 6
"""Fewest words of a sentence that tells something."""
_COVERED = 0.5
"""Share of the weight of a topic's words that a sentence has."""


class Lexicon(Passages, Words, Protocol):
    """Knows the sources, and what their words weigh."""


def asks_for_mentions(question: str) -> bool:
    """Tell whether a question asks to be told of something, whatever is said of it.

    Examples
    --------
    >>> asks_for_mentions("What does the author say about women?")
    True
    >>> asks_for_mentions("What did Lenin say about the war?")
    False
    """
    return _asked(question) is not None


def mentions_sought(question: str, ranked: Sequence[Scored], index: Lexicon) -> list[Chosen]:
    """Find the sentences that speak of what a question asks to be told of.

    Parameters
    ----------
    question : str
        A stand-alone question.
    ranked : sequence of Scored
        The sentences found for it, best first.
    index : Lexicon
        Knows the sources and the weight of words.

    Returns
    -------
    list of Chosen
        Sentences of running text with every name of the topic and most of its words' weight, those
        in which it stands early first. Empty where nothing of the kind is asked, or told.
    """
    asked = _asked(question)
    if asked is None:
        return []
    topic = content_stems(asked["topic"])
    named = content_stems(" ".join(_NAME.findall(asked["topic"])))
    whole = sum(index.idf(stem) for stem in topic)
    found = []
    for place, scored in enumerate(ranked):
        text = scored.passage.text[scored.sentence.start : scored.sentence.end]
        words = text.split()
        own = content_stems(text)
        covered = sum(index.idf(stem) for stem in topic & own)
        told = named <= own and covered >= _COVERED * whole > 0
        if told and len(words) >= _LEAST_WORDS and scored.passage.kind is not PassageKind.NOTE:
            early = bool(topic & content_stems(" ".join(words[: len(words) // 2])))
            found.append((-covered, not early, place, scored))
    found.sort(key=lambda each: each[:3])
    spans = [
        Chosen(s.passage, s.sentence.start, s.sentence.end, s.score, looked_up=True)
        for *_, s in found
    ]
    return distinct(span for each in spans for span in with_what_it_announces(each, index))


def _asked(question: str) -> re.Match[str] | None:
    return _ASKS.fullmatch(" ".join(question.split()).rstrip(" ?.!"))
