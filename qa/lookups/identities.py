"""Questions for who holds an office, answered where a name is set beside it: "the judge, Pell"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from qa.choosing import Chosen, Scored

_READ = 24
"""Sentences looked at, best first."""
_NOUN = r"(?:the )?(?P<{}>(?:(?<=the )[A-Z][\w’'-]*|[a-z][\w’'-]*)(?: (?!of\b)[\w’'-]+){{0,2}}?)"
_OF = r"(?P<{}> (?:of|at|in|for) [^?]+?)?"
_ASKS = re.compile(
    rf"who (?:is|was|were) {_NOUN.format('who')}{_OF.format('of_who')}"
    rf"|what (?:is|was) the name of {_NOUN.format('named')}{_OF.format('of_named')}"
    rf"|what (?:is|was) {_NOUN.format('owner')}['’]s? name"
    rf"|what (?:is|was) {_NOUN.format('called')} called"
)
_PERSON = (
    r"(?P<{}>(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Prof|Gen|Capt|Col|Rev|St)\.? ){{0,2}}"
    r"(?:[A-Z]\.\s?)*[A-ZÀ-Þ][\w’'-]+(?: (?:(?:de|van|von) )?[A-ZÀ-Þ][\w’'-]*){{0,3}})"
)
_BEFORE = r"(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Aa]n?|[Oo]ur|then)"


def identities_sought(question: str, ranked: Sequence[Scored]) -> list[Chosen]:
    """Find the sentences that set a name beside what a question asks the name of.

    Parameters
    ----------
    question : str
        A stand-alone question.
    ranked : sequence of Scored
        The sentences found for it, best first.

    Returns
    -------
    list of Chosen
        Of "the judge": those with "The judge, Mr Carr, told", "Carr, the judge,", "Judge Carr" or
        "the judge was called Carr"; what it is asked to be of must stand in their passage. Empty
        where no such name is asked for, or told.
    """
    asked = _asked(question)
    if asked is None:
        return []
    _, beyond = asked
    return [
        Chosen(s.passage, s.sentence.start, s.sentence.end, s.score, looked_up=True)
        for s in ranked[:_READ]
        if beyond <= set(re.findall(r"\w+", s.passage.text.lower()))
        and name_beside(question, s.passage.text[s.sentence.start : s.sentence.end])
    ]


def name_beside(question: str, text: str) -> tuple[int, int] | None:
    """Return the span of the name that a sentence sets beside what is asked for; None for none.

    Examples
    --------
    >>> name_beside("Who was the judge?", "The judge, Mr Arkwright, told them so.")
    (11, 23)
    """
    asked = _asked(question)
    found = _beside(asked[0]).search(text) if asked else None
    return found.span(found.lastgroup or 0) if found else None


def _asked(question: str) -> tuple[str, frozenset[str]] | None:
    """Take apart what is asked: the noun, and the words for what it is of."""
    bare = " ".join(question.split()).rstrip(" ?.!")
    found = _ASKS.fullmatch(bare[:1].lower() + bare[1:])
    if found is None:
        return None
    noun = next(filter(None, (found[g] for g in ("who", "named", "owner", "called"))))
    beyond = re.findall(r"\w{4,}", (found["of_who"] or found["of_named"] or "").lower())
    return noun, frozenset(beyond)


@lru_cache(maxsize=64)
def _beside(noun: str) -> re.Pattern[str]:
    of = r"(?: (?:of|at|in|for) [\w’' -]{2,40}?)?"
    first, last, named, titled = (
        _PERSON.format(name) for name in ("first", "last", "named", "titled")
    )
    return re.compile(
        rf"\b{_BEFORE} {noun}{of}, {first}(?=[,.;:)])"
        rf"|\b{last}, (?:{_BEFORE} )?{noun}\b"
        rf"|\b{_BEFORE} {noun}{of} (?:was|is) (?:called |named |one )?{named}\b"
        rf"|\b(?i:{noun}) {titled}(?![’'])"
    )
