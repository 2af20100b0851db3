"""Comparisons that a claim makes and a sentence makes otherwise; what the source keeps to some."""

import re
from collections.abc import Iterator

from index.lexical import content_stems
from qa.checks.beside import Beside, parting, stems_of
from qa.checks.compare import Aspect, Parting

_EQUAL = re.compile(
    r"\b(?:(?:nearly |much |just |exactly |about )*the same|equal(?:ly)?|identical|alike|no \w+er"
    r" than|as \w+ as)\b",
    re.IGNORECASE,
)
_UNEQUAL = re.compile(
    r"\b(?:(?:far |much |even )?(?:more|less|fewer) [\w-]+(?: \w+)?(?= than)"
    r"|(?!other|rather|whether)\w{3,}er(?= than)|different(?:ly)?)",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?:only|solely|exclusively|alone)\s+(?!(?:one|an?|two|in|at|for|to|by|when|on)\b)"
    r"(?P<what>(?:[\w’'-]+ ){0,4}?[\w’'-]+?)"
    r"(?=\s+(?:can|could|may|might|is|are|was|were|has|had|will|would|who|that)\b|[,.;])",
    re.IGNORECASE,
)


def comparisons_apart(both: Beside) -> Iterator[Parting]:
    """Yield comparisons levelled, reversed or turned round, and what only some may do."""
    yield from _compared(both)
    yield from _less(both)
    yield from _swapped(both)
    yield from _only_others(both)


def _compared(both: Beside) -> Iterator[Parting]:
    """Yield a comparison that one side makes and the other levels, or one turned round."""
    for mine, theirs in ((_UNEQUAL, _EQUAL), (_EQUAL, _UNEQUAL)):
        claimed, said = mine.search(both.claim.text), theirs.search(both.sentence.text)
        other = mine.search(both.sentence.text)
        if claimed and said and not other:
            strength = 1.5 + both.nearness(*said.span())
            yield parting(Aspect.COMPARISON, claimed[0], said[0], strength)


_MORE_THAN = re.compile(
    r"\b(?:more [\w-]+|(?!other|rather|whether|few|low|small|weak)\w{3,}er) than \w+", re.I
)
_LESS_THAN = re.compile(
    r"\b(?:less [\w-]+|fewer|lower|smaller|weaker)(?: [\w’-]+){0,4}? than \w+", re.I
)


def _less(both: Beside) -> Iterator[Parting]:
    """Find "harder than usual" where the source has "less active than normal"."""
    for mine, theirs in ((_MORE_THAN, _LESS_THAN), (_LESS_THAN, _MORE_THAN)):
        claimed, said = mine.search(both.claim.text), theirs.search(both.sentence.text)
        if claimed and said and not mine.search(both.sentence.text):
            yield parting(Aspect.COMPARISON, claimed[0], said[0], 1.7 + both.nearness(*said.span()))


_THAN = re.compile(
    r"(?:[\w’'-]+ ){1,5}?(?P<how>(?:more|less) [\w-]+|\w{3,}er)(?: [\w’'-]+){0,2}? than"
    r"(?: [\w’'-]+){1,4}",
    re.IGNORECASE,
)


def _swapped(both: Beside) -> Iterator[Parting]:
    """Find "A is greater than B" where the source has B greater than A."""
    claimed, said = _THAN.search(both.claim.text), _THAN.search(both.sentence.text)
    if not claimed or not said:
        return
    (left, right), (other_left, other_right) = _sides(claimed), _sides(said)
    crossed = left & other_right and right & other_left
    if crossed and not (left & other_left or right & other_right):
        yield parting(Aspect.COMPARISON, claimed[0].strip(), said[0].strip(), 4.0)


def _sides(match: re.Match[str]) -> tuple[frozenset[str], frozenset[str]]:
    left, _, right = match[0].partition(" than ")
    return content_stems(left) - stems_of(match["how"]), content_stems(right)


def _only_others(both: Beside) -> Iterator[Parting]:
    """Find what the source allows to some alone, and the claim to others."""
    if _ONLY.search(both.claim.text):
        return
    for match in _ONLY.finditer(both.sentence.text):
        words = content_stems(match["what"])
        near = both.nearness(*match.span())
        if words and not words & both.claim.stems and near >= 1.5:
            first = re.match(
                r"(?:[\w’'-]+ ?){1,4}?(?= (?:who|that|out|may|can|could|is|are))", both.claim.text
            )
            yield parting(Aspect.QUANTITY, first[0] if first else "", match[0], 1.0 + near)
