"""Words of a claim that the sentence denies, opposes, or measures out differently."""

import re
from collections.abc import Iterator

from index.lexical import Term, analyse
from qa.checks.beside import Beside, Read, are_alike, are_opposed, are_rivals, parting
from qa.checks.compare import Aspect, Parting


def _stems(words: str) -> frozenset[str]:
    return frozenset(term.stem for term in analyse(words))


_QUANTIFIERS = _stems(
    "all every everyone everybody everything each entire whole wholly entirely completely most"
    " mostly mainly chiefly majority minority some several few part partly none nobody no nothing"
    " only sole alone solely exclusively both half always never"
)
_COMPARATIVES = _stems(
    "more less fewer greater larger bigger higher lower smaller older younger stronger weaker"
    " better worse earlier later sooner longer shorter most least best worst greatest smallest"
    " equal same"
)
_TIMES = _stems(
    "january february march april may june july august september october november december monday"
    " tuesday wednesday thursday friday saturday sunday spring summer autumn winter morning noon"
    " afternoon evening midnight night midday day before after earlier later century decade year"
)
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
_WEAK = _stems(
    "also other just like come came go went give given take taken hold keep kept want well"
)
_SPANS = _stems("century decade year month week day hour minute second")
_TELLING = _QUANTIFIERS | _COMPARATIVES | _TIMES
_EXTENDS = re.compile(r"(?i:they|of|the|could|them|these|those|his|her|their|its)")
_SHOWN = 24
_DENIED, _DENIED_ALIKE, _OPPOSED, _COMPARED, _SAME_NOUN, _RIVAL = 2.0, 1.5, 1.3, 2.0, 3.5, 1.7


def senses_apart(both: Beside) -> Iterator[Parting]:
    """Yield what is denied, opposed, measured out or compared differently."""
    for term in both.claim.terms:
        yield from _turned(both, term)
    yield from _compared(both)
    yield from _only_others(both)


def _turned(both: Beside, term: Term) -> Iterator[Parting]:
    """Yield the words of the sentence that turn one of the claim's round."""
    if term.stop and term.stem not in _TELLING:
        return
    denied = both.claim.denial(term) is not None
    in_both = term.stem in both.sentence.stems
    for other in both.sentence.terms:
        if other.stop and other.stem not in _TELLING:
            continue
        if are_opposed(term, other) and _of_the_same(both, term, other):
            yield _opposed(both, term, other, _SAME_NOUN)
        if in_both and other.stem != term.stem:
            continue
        turned = (both.sentence.denial(other) is not None) != denied
        new = other.stem not in both.claim.stems
        if other.stem == term.stem:
            if turned and not (denied and both.claim.text[term.start].isupper()):
                yield _denied(both, term, other, _DENIED)
        elif are_alike(term, other):
            if turned and not {term.stem, other.stem} & _WEAK:
                yield _denied(both, term, other, _DENIED_ALIKE)
        elif are_opposed(term, other):
            if new and not turned and not {term.stem, other.stem} & _WEAK:
                compared = {term.stem, other.stem} <= _COMPARATIVES
                yield _opposed(both, term, other, _COMPARED if compared else _OPPOSED)
        elif are_rivals(term, other) and new and not turned:
            yield _opposed(both, term, other, _RIVAL if term.stem not in _SPANS else 0.0)


def _of_the_same(both: Beside, term: Term, other: Term) -> bool:
    """Whether two measuring words belong to the same noun: "more parts" and "fewer parts"."""
    if not {term.stem, other.stem} <= _QUANTIFIERS | _COMPARATIVES:
        return False
    mine, theirs = _after(both.claim, term), _after(both.sentence, other)
    return mine is not None and theirs is not None and are_alike(mine, theirs)


def _after(read: Read, term: Term) -> Term | None:
    """Return the telling word right after another."""
    following = next((t for t in read.terms if t.start >= term.end and not t.stop), None)
    near = following is not None and len(read.text[term.end : following.start]) <= _SHOWN // 2
    return following if near else None


def _denied(both: Beside, term: Term, other: Term, base: float) -> Parting:
    near = both.nearness(other.start, other.end, term.stem)
    aspect = Aspect.QUANTITY if term.stem in _QUANTIFIERS else Aspect.POLARITY
    return parting(aspect, both.claim.told(term), both.sentence.told(other), base + near)


def _opposed(both: Beside, term: Term, other: Term, base: float) -> Parting:
    near = both.nearness(other.start, other.end, term.stem)
    pair = {term.stem, other.stem}
    if pair & _TIMES and (pair <= _TIMES or are_rivals(term, other)):
        aspect = Aspect.DATE
    elif pair <= _COMPARATIVES | _QUANTIFIERS and pair & _COMPARATIVES:
        aspect = Aspect.COMPARISON
    elif pair & _QUANTIFIERS:
        aspect = Aspect.QUANTITY
    else:
        aspect = Aspect.POLARITY if are_opposed(term, other) else Aspect.WORDING
    mine, said = _with_noun(both.claim, term), _with_noun(both.sentence, other)
    return parting(aspect, mine, said, base + near)


def _with_noun(read: Read, term: Term) -> str:
    """Return a measuring word with the words right after it that it measures."""
    end = term.end
    if term.stem in _QUANTIFIERS | _COMPARATIVES:
        for other in read.terms:
            room = other.end - term.end <= _SHOWN
            if other.start >= end and read.text[end : other.start] == " " and room:
                if other.stop and not _EXTENDS.fullmatch(read.text[other.start : other.end]):
                    break
                end = other.end
    return read.words(term.start, end)


def _compared(both: Beside) -> Iterator[Parting]:
    """Yield a comparison that one side makes and the other levels, or one turned round."""
    for mine, theirs in ((_UNEQUAL, _EQUAL), (_EQUAL, _UNEQUAL)):
        claimed, said = mine.search(both.claim.text), theirs.search(both.sentence.text)
        other = mine.search(both.sentence.text)
        if claimed and said and not other:
            strength = 1.5 + both.nearness(*said.span())
            yield parting(Aspect.COMPARISON, claimed[0], said[0], strength)
    yield from _less(both)
    yield from _swapped(both)


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
    return _telling(left) - _stems(match["how"]), _telling(right)


def _telling(words: str) -> frozenset[str]:
    return frozenset(term.stem for term in analyse(words) if not term.stop)


def _only_others(both: Beside) -> Iterator[Parting]:
    """Find what the source allows to some alone, and the claim to others."""
    if _ONLY.search(both.claim.text):
        return
    for match in _ONLY.finditer(both.sentence.text):
        words = _telling(match["what"])
        near = both.nearness(*match.span())
        if words and not words & both.claim.stems and near >= 1.5:
            first = re.match(
                r"(?:[\w’'-]+ ?){1,4}?(?= (?:who|that|out|may|can|could|is|are))", both.claim.text
            )
            yield parting(Aspect.QUANTITY, first[0] if first else "", match[0], 1.0 + near)
