"""Words of a claim that the sentence denies, opposes, or measures out differently."""

import re
from collections.abc import Iterator
from dataclasses import replace

from index.lexical import Term
from qa.checks.beside import Beside, Read, are_alike, are_opposed, are_rivals, parting, stems_of
from qa.checks.compare import Aspect, Parting
from qa.followups.words import BE, DO, HAVE, MODAL, POSSESSIVE

_QUANTIFIERS = stems_of(
    "all every everyone everybody everything each entire whole wholly entirely completely most"
    " mostly mainly chiefly majority minority some several few part partly none nobody no nothing"
    " only sole alone solely exclusively both half always never"
)
_COMPARATIVES = stems_of(
    "more less fewer greater larger bigger higher lower smaller older younger stronger weaker"
    " better worse earlier later sooner longer shorter most least best worst greatest smallest"
    " equal same"
)
_TIMES = stems_of(
    "january february march april may june july august september october november december monday"
    " tuesday wednesday thursday friday saturday sunday spring summer autumn winter morning noon"
    " afternoon evening midnight night midday day before after earlier later century decade year"
)
_WEAK = stems_of(
    "also other just like come came go went gone give gave given take took taken hold held keep"
    " kept want well good goods far near able can could leave left see hand work works nearly pay"
    " paid arrive contrary remain stay make made fine main real right change changed country hard"
    " simply free"
)
_SPANS = stems_of("century decade year month week day hour minute second")
_TELLING = _QUANTIFIERS | _COMPARATIVES | _TIMES | stems_of("together apart")
_EXTENDS = re.compile(r"(?i:they|of|the|could|them|these|those|his|her|their|its)")
_LEAD = re.compile(r"\b(?:by|in|at|with|without) $", re.IGNORECASE)
_CLOSE = re.compile(r" (?:[a-z]+ )*")
_CAPITAL_BEFORE = re.compile(r"(?<=[a-z,] )[A-ZÀ-Þ][\w’'-]*(?: of)? $")
_CAPITAL_AFTER = re.compile(r" (?:of )?[A-ZÀ-Þ]")
_ONESELF = re.compile(r" (?:him|her|it)self\b| themselves\b")
_LAST = re.compile(r"\w+ $")
_SHOWN = 24
_DENIED, _DENIED_ALIKE, _OPPOSED, _COMPARED, _SAME_NOUN, _RIVAL = 2.0, 1.5, 1.3, 2.0, 3.5, 1.7


def senses_apart(both: Beside) -> Iterator[Parting]:
    """Yield what is denied, opposed or measured out differently."""
    for term in both.claim.terms:
        yield from _turned(both, term)


def _turned(both: Beside, term: Term) -> Iterator[Parting]:
    """Yield the words of the sentence that turn one of the claim's round."""
    if term.stop and term.stem not in _TELLING or both.claim.text[term.end : term.end + 1] == "-":
        return
    denied = both.claim.denial(term) is not None
    in_both = term.stem in both.sentence.stems
    meant = in_both or any(are_alike(term, other) for other in both.sentence.terms)
    for other in both.sentence.terms:
        if other.stop and (other.stem not in _TELLING or both.sentence.is_idiom(other)):
            continue
        new = other.stem not in both.claim.stems
        rivals = are_rivals(term, other) and new and not in_both and term.stem not in _SPANS
        if other.stem != term.stem and not _may_exclude(both, term, other):
            continue
        excluded = are_opposed(term, other) or rivals
        if excluded and _of_the_same(both, term, other):
            yield _opposed(both, term, other, _SAME_NOUN)
        if in_both and other.stem != term.stem:
            continue
        turned = (both.sentence.denial(other) is not None) != denied
        if other.stem == term.stem:
            if turned and (not denied or both.claim.is_denied_outright(term)):
                yield _denied(both, term, other, _DENIED)
        elif are_alike(term, other):
            if turned and not {term.stem, other.stem} & _WEAK:
                yield _denied(both, term, other, _DENIED_ALIKE)
        elif are_opposed(term, other):
            if new and not turned and not meant and not {term.stem, other.stem} & _WEAK:
                compared = {term.stem, other.stem} <= _COMPARATIVES
                yield _opposed(both, term, other, _COMPARED if compared else _OPPOSED)
        elif are_rivals(term, other) and new and not turned:
            yield _opposed(both, term, other, _RIVAL if term.stem not in _SPANS else 0.0)


def _may_exclude(both: Beside, term: Term, other: Term) -> bool:
    """Whether two words play a like part: neither alone is in a name, or a noun beside a verb."""
    if _is_in_name(both.claim, term) != _is_in_name(both.sentence, other):
        return False
    if _is_reflexive(both.claim, term) != _is_reflexive(both.sentence, other):
        return False
    return {_part(both.claim, term), _part(both.sentence, other)} != {"noun", "verb"}


def _is_reflexive(read: Read, term: Term) -> bool:
    """Whether a verb is turned on who does it: he who "taught himself" has learnt."""
    return bool(_ONESELF.match(read.text, term.end))


def _is_in_name(read: Read, term: Term) -> bool:
    """Whether a word is one of several with capitals: the "Dark" of "the Dark Week"."""
    before = _CAPITAL_BEFORE.search(read.text[: term.start])
    after = _CAPITAL_AFTER.match(read.text, term.end)
    return read.text[term.start].isupper() and bool(before or after)


def _part(read: Read, term: Term) -> str:
    """Return what a word surely is where it stands: after "their" a noun, after "were" a verb."""
    last = _LAST.search(read.text[: term.start].lower())
    word = last[0].strip() if last else ""
    if word in POSSESSIVE - {"her"} | {"the", "a", "an"}:
        return "noun"
    return "verb" if word in BE | HAVE | MODAL | DO | {"to", "he", "she", "they"} else ""


def _of_the_same(both: Beside, term: Term, other: Term) -> bool:
    """Whether two words go with the same noun: "more parts", "fewer parts"; "left wing"."""
    mine, theirs = _after(both.claim, term), _after(both.sentence, other)
    return mine is not None and theirs is not None and are_alike(mine, theirs)


def _after(read: Read, term: Term) -> Term | None:
    """Return the telling word right after another."""
    following = next((t for t in read.terms if t.start >= term.end and not t.stop), None)
    if following is None:
        return None
    between = read.text[term.end : following.start]
    near = len(between) <= _SHOWN // 2 and _CLOSE.fullmatch(between)
    return following if near else None


def _denied(both: Beside, term: Term, other: Term, base: float) -> Parting:
    near = both.nearness(other.start, other.end, term.stem)
    aspect = Aspect.QUANTITY if term.stem in _QUANTIFIERS else Aspect.POLARITY
    mine, said = both.claim.told(term), both.sentence.told(other)
    return replace(parting(aspect, mine, said, base + near), denies=True)


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
    mine, said = _shown(both.claim, term), _shown(both.sentence, other)
    return parting(aspect, mine, said, base + near)


def _shown(read: Read, term: Term) -> str:
    """Return a word with "by" or "at" before it, and with what it measures after it."""
    end = term.end
    lead = _LEAD.search(read.text[: term.start])
    if term.stem in _QUANTIFIERS | _COMPARATIVES:
        for other in read.terms:
            room = other.end - term.end <= _SHOWN
            if other.start >= end and read.text[end : other.start] == " " and room:
                if other.stop and not _EXTENDS.fullmatch(read.text[other.start : other.end]):
                    break
                end = other.end
    return read.words(lead.start() if lead else term.start, end)
