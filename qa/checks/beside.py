"""A claim and a sentence side by side, word by word, with what is denied in each."""

import re
from collections.abc import Sequence
from functools import cached_property

from index.lexical import Term, analyse
from qa.checks.compare import Aspect, Parting
from qa.checks.opposites import FIELDS, OPPOSITES, SYNONYMS
from qa.model import Difference

_NEGATOR = re.compile(
    r"\b(?:not, as [^,;.]{3,60},|not|no|never|none|nor|neither|nobody|nothing|without|cannot"
    r"|hardly|scarcely|barely|rarely|seldom|rather than|instead of|far from)\b|n['’]t\b",
    re.IGNORECASE,
)
_NOT_DENYING = re.compile(r"\b(?:not (?:only|merely|just|simply)|no (?:doubt|sooner))\b", re.I)
_STOPS = re.compile(r"[,;:.!?()—–]|\b(?:but|and|or|that|which|who|because|although|though)\b", re.I)
_HELPING = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|may|might|should|must)\s+$",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"(?:[ -](?!(?:and|or|but|that|which|who|when|if|as|than)\b)[\w’'-]+){1,4}")
_LOOSE_END = re.compile(
    r"(?:[ -](?:a|an|the|of|in|on|at|by|for|to|from|with|his|her|its|their|any|is|was|are|were"
    r"|be|so|it|such|this|these))+$",
    re.IGNORECASE,
)
_IDIOM = re.compile(
    r"(?:no (?:more|doubt|less)|at all|after all|above all|all-|only too)\b", re.IGNORECASE
)
_OUTRIGHT = 14
_REACH = 60
_AROUND = 9


class Read:
    """A text read for comparing.

    Parameters
    ----------
    text : str
        A claim or a sentence.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.terms: list[Term] = analyse(text)
        self.stems = frozenset(term.stem for term in self.terms)
        self._denials = [
            match.span()
            for match in _NEGATOR.finditer(text)
            if not _NOT_DENYING.match(text, match.start())
        ]

    def denial(self, term: Term) -> int | None:
        """Return where the word that denies a term begins, None where nothing does."""
        for start, end in reversed(self._denials):
            between = self.text[end : term.start]
            if end <= term.start and len(between) <= _REACH and not _STOPS.search(between):
                return start
        return None

    def is_denied_outright(self, term: Term) -> bool:
        """Whether a word, not a name, stands right after what denies it."""
        start = self.denial(term)
        if start is None or self.text[term.start].isupper():
            return False
        return len(self.text[start : term.start]) <= _OUTRIGHT

    def is_idiom(self, term: Term) -> bool:
        """Whether a word measures nothing where it stands: the "no" of "no more"."""
        return bool(_IDIOM.match(self.text, term.start))

    def words(self, start: int, end: int) -> str:
        """Return a stretch without marks at its ends."""
        return self.text[start:end].strip(" ,;:.“”\"'‘’()")

    def told(self, term: Term) -> str:
        """Return a term; where it is denied, with what denies it and what follows."""
        start = self.denial(term)
        if start is None:
            return self.words(term.start, term.end)
        helped = _HELPING.search(self.text[:start])
        following = _FOLLOWING.match(self.text[term.end :])
        end = term.end + (following.end() if following else 0)
        return _LOOSE_END.sub("", self.words(helped.start() if helped else start, end))


class Beside:
    """A claim beside a sentence.

    Parameters
    ----------
    claim, sentence : str
        The two texts.
    """

    def __init__(self, claim: str, sentence: str) -> None:
        self.claim, self.sentence = Read(claim), Read(sentence)

    @cached_property
    def shared(self) -> dict[str, list[int]]:
        """The telling stems of the claim and where the sentence has them or a synonym."""
        mine = {t.stem for t in self.claim.terms if not t.stop}
        places: dict[str, list[int]] = {}
        for at, term in enumerate(self.sentence.terms):
            for stem in mine & ({term.stem} | SYNONYMS.get(term.stem, frozenset())):
                places.setdefault(stem, []).append(at)
        return places

    def nearness(self, start: int, end: int, apart_from: str = "") -> float:
        """Return how much of the claim stands around a span of the sentence, 0 for nothing."""
        terms = self.sentence.terms
        inside = [i for i, t in enumerate(terms) if start <= t.start < end]
        at = inside[0] if inside else sum(t.start < start for t in terms)
        near = 0.0
        for stem, places in self.shared.items():
            gaps = [abs(at - place) for place in places if place not in inside]
            if stem != apart_from and gaps:
                near += max(0.0, 1 - min(gaps) / _AROUND)
        return near


def denies(text: str) -> bool:
    """Whether anything is denied in a text."""
    return any(not _NOT_DENYING.match(text, m.start()) for m in _NEGATOR.finditer(text))


def stems_of(words: str) -> frozenset[str]:
    """Return the stems of some words."""
    return frozenset(term.stem for term in analyse(words))


def are_opposed(one: Term, other: Term) -> bool:
    """Whether two words mean opposite things."""
    return other.stem in OPPOSITES.get(one.stem, frozenset())


def are_alike(one: Term, other: Term) -> bool:
    """Whether two words mean the same."""
    return one.stem == other.stem or other.stem in SYNONYMS.get(one.stem, frozenset())


def are_rivals(one: Term, other: Term) -> bool:
    """Whether two words belong to a field in which one excludes the other."""
    return other.stem in FIELDS.get(one.stem, frozenset())


def parting(aspect: Aspect, claimed: str, source: str, strength: float) -> Parting:
    """Name a difference."""
    return Parting(aspect, Difference(claimed, source, aspect.value), strength)


def strongest(partings: Sequence[Parting]) -> float:
    """Return the strength of the surest difference, 0 for none."""
    return max((parting.strength for parting in partings), default=0.0)
