"""Who did what to whom: names and ranks that a claim gives otherwise than a sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.lexical import Term, analyse
from qa.checks.beside import Beside, Read, parting
from qa.checks.clauses import Word, is_past
from qa.checks.compare import Aspect, Parting
from qa.checks.figures import FigureKind, figures
from qa.checks.opposites import FIELDS

NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|St|Sir|Lord|Lady|Prof|Gen|General|Colonel|Captain|King|Queen|Bishop"
    r"|Archbishop|President|Count|Prince|Duke|Canon)\.? )?"
    r"(?:[A-Z]\.\s?){0,3}[A-ZÀ-Þ][\w’'-]*(?: (?:(?:of|de|von|van|the) )?[A-ZÀ-Þ][\w’'-]*){0,3}"
)
"""A name with its titles and initials, as a regular expression."""

_TITLES = frozenset(
    "mr mrs ms miss dr st sir lord lady prof gen general colonel captain king queen bishop"
    " archbishop president count prince duke canon".split()
)
_NOT_NAMES = frozenset(
    "january february march april may june july august september october november december monday"
    " tuesday wednesday thursday friday saturday sunday i god easter christmas".split()
)
_SENTENCE = re.compile(r"(?:^|[.!?:]\s+)[“‘\"'(\s]*$")
_ROLE = re.compile(
    r"\b(in|at|on|to|from|into|near|by|of|with|against|for|through|under)\s+(?:the\s+)?$", re.I
)
_PLACES = frozenset({"in", "at", "to", "from", "into", "near", "on"})
_FITS = 1.5
_ORDER_REACH = 15


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text.

    Attributes
    ----------
    stems : frozenset of str
        Its telling words, without titles and initials.
    start, end : int
        Span in the text.
    head : str
        The stem of its last word.
    role : str
        The preposition before it; empty for none.
    """

    stems: frozenset[str]
    start: int
    end: int
    head: str
    role: str


def names_in(read: Read) -> list[Name]:
    """Return the names of a text; a lone first word may be one only where it comes again."""
    found = []
    for match in NAME.finditer(read.text):
        words = [t for t in analyse(match[0]) if t.stem not in _TITLES]
        stems = frozenset(t.stem for t in words if not t.stop and len(t.stem) > 1)
        opens = bool(_SENTENCE.search(read.text[: match.start()]))
        lone = opens and " " not in match[0] and not re.match(r"\S+[’']s", match[0])
        while words and words[0].stop:
            words = words[1:]
        usual = len(words) == 1 and (words[0].stem in _NOT_NAMES or words[0].stem in FIELDS)
        if stems and not lone and not usual:
            start, end = match.start() + words[0].start, match.start() + words[-1].end
            found.append(Name(stems, start, end, words[-1].stem, _role(read.text, start, end)))
    return found


def _role(text: str, start: int, end: int) -> str:
    """Return what ties a name to its sentence: the preposition before it, or its own "'s"."""
    if re.search(r"[’']s?$", text[start:end]):
        return "'s"
    lead = _ROLE.search(text[:start])
    article = "the" if re.search(r"\bthe\s+$", text[:start]) else ""
    return f"{lead[1].lower()} {article}".strip() if lead else article


def names_apart(both: Beside) -> Iterator[Parting]:
    """Yield names the sentence lacks with the one that stands in the same place there."""
    mine, theirs = names_in(both.claim), names_in(both.sentence)
    spare = [name for name in theirs if not name.stems & both.claim.stems]
    for name in mine:
        if name.stems & both.sentence.stems:
            yield from _namesake(both, name, theirs)
            continue
        best = max(spare, key=lambda other: _fit(both, name, other), default=None)
        if best and _fit(both, name, best) >= _FITS:
            yield parting(
                Aspect.NAME,
                both.claim.words(name.start, name.end),
                both.sentence.words(best.start, best.end),
                1.0 + _fit(both, name, best),
            )


def _namesake(both: Beside, name: Name, theirs: Sequence[Name]) -> Iterator[Parting]:
    """Find "the Winter Palace" where the claim has "the Summer Palace"."""
    if name.stems <= both.sentence.stems:
        return
    for other in theirs:
        new = other.stems - name.stems
        parted = new and not new & both.claim.stems and not name.stems < other.stems
        if parted and name.head == other.head:
            mine = both.claim.words(name.start, name.end)
            yield parting(Aspect.NAME, mine, both.sentence.words(other.start, other.end), 3.0)


def _fit(both: Beside, name: Name, other: Name) -> float:
    """Return how well a name of the sentence fits the place of one of the claim's."""
    near = both.nearness(other.start, other.end)
    if name.role == other.role:
        return near + 1.5 if name.role else near - 0.7
    return near + 1.0 if {name.role, other.role} <= _PLACES else 0.0


def order_apart(both: Beside) -> Iterator[Parting]:
    """Yield figures given to the wrong one of two names, and two names that changed places."""
    yield from _ranks(both)
    yield from _places_changed(both)


def _ranks(both: Beside) -> Iterator[Parting]:
    wanted = (FigureKind.ORDINAL, FigureKind.NUMBER)
    theirs = [f for f in figures(both.sentence.text) if f.kind in wanted]
    for figure in (f for f in figures(both.claim.text) if f.kind in wanted):
        same = [f for f in theirs if f.value == figure.value]
        if len(same) != 1:
            continue
        mine = _nearest_word(both.claim, figure.start, figure.end, both)
        other = _nearest_word(both.sentence, same[0].start, same[0].end, both)
        if mine and other and not mine.stem == other.stem:
            yield parting(
                Aspect.ORDER,
                _span(both.claim, mine, figure.start, figure.end),
                _span(both.sentence, other, same[0].start, same[0].end),
                3.0,
            )


def _nearest_word(read: Read, start: int, end: int, both: Beside) -> Term | None:
    """Return the name both texts have that stands nearest to a figure."""
    names = [
        t
        for t in read.terms
        if read.text[t.start].isupper()
        and not t.stop
        and t.stem in both.claim.stems
        and t.stem in both.sentence.stems
    ]
    near = [(min(abs(t.start - end), abs(start - t.end)), t) for t in names]
    best = min(near, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] <= _ORDER_REACH else None


def _span(read: Read, term: Term, start: int, end: int) -> str:
    return read.words(min(term.start, start), max(term.end, end))


def _places_changed(both: Beside) -> Iterator[Parting]:
    """Find "A beat B" where the source has B beat A."""
    names = [
        t
        for t in both.claim.terms
        if both.claim.text[t.start].isupper() and not t.stop and t.stem in both.sentence.stems
    ]
    for one, other in zip(names, names[1:], strict=False):
        for verb in both.claim.terms:
            if not one.end < verb.start < other.start or not _is_verb(both.claim, verb):
                continue
            if other.stem == one.stem or both.claim.text[verb.start].isupper():
                continue
            found = _around(both.sentence, verb, one.stem, other.stem)
            mine = _is_passive(both.claim.text[one.end : other.start])
            if found and (found[0] != mine):
                yield parting(
                    Aspect.ORDER,
                    both.claim.words(one.start, other.end),
                    found[1],
                    4.0,
                )


def _is_verb(read: Read, term: Term) -> bool:
    text = read.text[term.start : term.end]
    return is_past(Word(text, text.lower(), term.start, term.end, False))


def _around(read: Read, verb: Term, one: str, other: str) -> tuple[bool, str] | None:
    """Return the words where the other name does the same to the one, and whether as a passive.

    The first value is False where, read actively, the other name comes first.
    """
    for place in (t for t in read.terms if t.stem == verb.stem):
        before = [t for t in read.terms if t.end <= place.start and t.stem in (one, other)]
        after = [t for t in read.terms if t.start >= place.end and t.stem in (one, other)]
        if not before or not after or before[-1].stem == after[0].stem:
            continue
        if (
            after[0].start - before[-1].end > 80
            or ";" in read.text[before[-1].end : after[0].start]
        ):
            continue
        passive = _is_passive(read.text[before[-1].end : after[0].start])
        first_is_one = before[-1].stem == one
        words = read.words(before[-1].start, after[0].end)
        return (passive if first_is_one else not passive), words
    return None


def _is_passive(between: str) -> bool:
    return bool(re.search(r"\b(?:was|were|is|are|been|being)\b.*\bby\b", between))
