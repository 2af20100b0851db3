"""What a question speaks of that stands nowhere in the sources: names, and things."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.lexical import Term, Words, analyse

_DEFINITE = frozenset("the his her its their".split())
_LOOSELY = frozenset(
    "of in on at from by with for about as after before during under over into against through "
    "between among to near within without since until behind beyond".split()
)
"""Before a noun, these make it a circumstance, which the source may well put in other words."""
_INVERTED = frozenset("did does do can could will would should may might must".split())
_NO_NOUN = re.compile(r"(?:ed|ing|ly)$")
_NOUN = re.compile(
    r"(?:[^s]s|tion|sion|ment|ness|ity|er|or|ist|ism|ship|ance|ence|ure|age|hood|dom|ician|graph|ogy)$"
)
_VAGUE = frozenset(
    "exact precise actual original main major first last second third final whole full total old "
    "new great small big large high low long short young early late same different certain famous "
    "chief best worst own name title number year date day time amount kind type sort way part role "
    "place reason cause result text book author passage source article chapter outcome details "
    "purpose meaning origin size height length weight cost price age".split()
)
_MOST = 3


@dataclass(frozen=True, slots=True)
class Absent:
    """What a question speaks of that stands in no source.

    Attributes
    ----------
    names : tuple of str
        Names and years, as the question writes them.
    things : tuple of str
        Nouns that it takes for granted.
    """

    names: tuple[str, ...] = ()
    things: tuple[str, ...] = ()


NOTHING = Absent()


def absent_from(question: str, words: Words, known: str = "") -> Absent:
    """Tell which names and things of a question no source mentions.

    A thing is a noun that the question takes for granted: after "the" or a possessive, as what
    is done or does. What it asks for ("how many acres") and mere circumstances are left out,
    since the source may put them otherwise.

    Parameters
    ----------
    question : str
        A stand-alone question.
    words : Words
        The words of all sources.
    known : str
        What else is known of them: authors and titles.
    """
    terms = analyse(question)
    stems, never = {t.stem for t in analyse(known)}, words.idf("")
    unknown = [not t.stop and t.stem not in stems and words.idf(t.stem) >= never for t in terms]
    names = _side_by_side(
        question,
        [
            (t.start, _end(question, t))
            for t, missing in zip(terms, unknown, strict=True)
            if missing and _is_name(question, t)
        ],
    )
    things = [_thing(question, terms, unknown, run) for run in _noun_runs(question, terms)]
    return Absent(
        tuple(dict.fromkeys(question[start:end] for start, end in names))[:_MOST],
        tuple(dict.fromkeys(filter(None, things)))[:_MOST],
    )


def _is_name(question: str, term: Term) -> bool:
    """Whether a word is written as a name, or is a year; the first word of a question never is."""
    word = question[term.start : term.end]
    return (term.start > 0 and word[0].isupper()) or bool(re.fullmatch(r"1\d{3}|20\d\d", word))


def _end(question: str, term: Term) -> int:
    possessive = question[term.start : term.end].endswith(("’s", "'s"))
    return term.end - 2 if possessive else term.end


def _noun_runs(question: str, terms: Sequence[Term]) -> list[range]:
    """Find the runs of lower-case words after "the" or a possessive that begin no circumstance."""
    runs = []
    for at, term in enumerate(terms):
        if term.stem not in _DEFINITE or (at and terms[at - 1].stem in _LOOSELY):
            continue
        end = at + 1
        while end < len(terms) and _carries_on(question, terms, at + 1, end):
            end += 1
        verb_follows = at and terms[at - 1].stem in _INVERTED and end - at > 2
        if verb_follows and (end == len(terms) or terms[end].stem != "of"):
            end -= 1
        runs.append(range(at + 1, end))
    return runs


def _carries_on(question: str, terms: Sequence[Term], first: int, end: int) -> bool:
    term = terms[end]
    word = question[term.start : term.end]
    if term.stop or not word[0].islower() or _NO_NOUN.search(word):
        return False
    between = question[terms[end - 1].end : term.start]
    return between.isspace() or (end > first and between == "-")


def _thing(question: str, terms: Sequence[Term], unknown: Sequence[bool], run: range) -> str:
    """Return what a run names, if that is a thing which no source mentions."""
    owner = max((at + 1 for at in run if _end(question, terms[at]) < terms[at].end), default=0)
    own = [
        at for at in run if at >= owner and question[terms[at].start : terms[at].end] not in _VAGUE
    ]
    missing = [at for at in own if unknown[at]]
    if not missing:
        return ""
    last = terms[missing[-1]]
    end = _end(question, last)
    if _describes(question, last, terms[missing[-1] + 1 :][:1]):
        return ""
    first = next(at for at in own if at <= missing[-1])
    return question[terms[first].start : end]


def _describes(question: str, term: Term, following: Sequence[Term]) -> bool:
    """Whether a word is likely an adjective of the word after it, if there is one."""
    after = following[0] if following else None
    if after is None or after.stop or not question[term.end : after.start].isspace():
        return False
    if question[after.start].isupper():
        return True
    word = question[term.start : term.end]
    noun = _NOUN.search(word) and not word.endswith("ous")
    return not noun and not question[after.start : after.end].endswith("ed")


def _side_by_side(question: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put together what stands side by side, so that a name of two words is named as one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and (start < joined[-1][1] or question[joined[-1][1] : start] in (" ", "-")):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
