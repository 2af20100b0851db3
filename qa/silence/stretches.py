"""The longest stretches of a question's own words that stand in a sentence."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.lexical import Term, analyse
from qa.checks.figures import figures
from qa.question import PAST

_JOINING = frozenset("of and in at on for".split())
"""Function words with which a stretch may run on, an article or a possessive after them."""
_LEADING = frozenset("the a an his her its their our my this these those".split())
"""Function words that belong to the noun after them."""
_TOGETHER = re.compile(r"[’']?\s+|-|[’']")
"""What may stand between two words of one stretch; after a title or an initial, a full stop too."""
_ARTICLES = frozenset("The A An".split())
_BEFORE_NOUN = _LEADING | frozenset("of in at on for from with by into about".split())
_NOUN = re.compile(
    r"(?:[^s]s|tion|sion|ment|ness|ity|er|or|ist|ism|ship|ance|ence|ure|age|hood|dom|ian|ogy)$"
)
_DESCRIBING = re.compile(r"(?:ous|ful|ive|less|[^c]al|ary|ical|able|ible|[A-Z]\w*(?:ian|ish|ese))$")
_PARTICIPLE = ("ed", "ing")
_MOST_GAP = 2
_LONGEST_TITLE = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a sentence that are the question's too.

    Attributes
    ----------
    start, end : int
        Span in the sentence.
    stems : frozenset of str
        The words shared, by stem.
    weight : float
        Their idf added up.
    article : str
        The article before it, where that is written large at the start of the sentence.
    """

    start: int
    end: int
    stems: frozenset[str]
    weight: float
    article: str


def stretches(sentence: str, asked: frozenset[str], idf: Callable[[str], float]) -> list[Stretch]:
    """Find the stretches of a sentence that are made of a question's words, weightiest first.

    Parameters
    ----------
    sentence : str
        As the source writes it.
    asked : frozenset of str
        The question's telling words, by stem.
    idf : callable
        Weight of a stem.

    Returns
    -------
    list of Stretch
        No two share a place; each begins and ends at whole words.
    """
    terms = analyse(sentence)
    found: list[Stretch] = []
    for first, last in _runs(sentence, terms, asked):
        stems = frozenset(t.stem for t in terms[first : last + 1] if t.stem in asked)
        first, last = _completed(sentence, terms, first, last)
        span = terms[first].start, _without_possessive(sentence, terms[last])
        weight = sum(idf(stem) for stem in stems)
        if not found or span[0] >= found[-1].end:
            found.append(Stretch(*span, stems, weight, _article(sentence, terms, first)))
    return sorted(found, key=lambda stretch: -stretch.weight)


def _runs(sentence: str, terms: Sequence[Term], asked: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield first and last of the terms of each run of shared words and what joins them."""
    runs: list[tuple[int, int]] = []
    for at, term in enumerate(terms):
        if term.stem not in asked:
            continue
        if runs and _joined(sentence, terms, runs[-1][1], at):
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    for first, last in runs:
        first, last = _from_noun(sentence, terms, first, _to_noun(sentence, terms, first, last))
        if first < last or _is_noun(sentence, terms, first):
            yield first, last


def _joined(sentence: str, terms: Sequence[Term], last: int, at: int) -> bool:
    """Whether the word at a place carries on a run: not a verb after its subject."""
    between = [t.stem for t in terms[last + 1 : at]]
    in_name = _is_name(sentence, terms[last]) and _is_name(sentence, terms[at])
    if len(between) > _MOST_GAP or not (in_name or _JOINING.issuperset(between[:1])):
        return False
    if not (_LEADING | _JOINING).issuperset(between):
        return False
    beside = zip(terms[last:at], terms[last + 1 : at + 1], strict=True)
    if not all(_adjacent(sentence, a, b) for a, b in beside):
        return False
    hyphened = sentence[terms[last].end : terms[at].start] == "-"
    return hyphened or bool(between) or not _is_verb(_word(sentence, terms[at]))


def _is_verb(word: str) -> bool:
    return word.endswith(_PARTICIPLE) or word in PAST


def _is_noun(sentence: str, terms: Sequence[Term], at: int) -> bool:
    """Whether a word that stands alone is likely to name something."""
    word = _word(sentence, terms[at])
    if _is_verb(word) or figures(word):
        return False
    if word[0].isupper():
        return True
    if _DESCRIBING.search(word) or word.endswith("ly"):
        return False
    before = terms[at - 1].stem if at else ""
    after = _word(sentence, terms[at + 1]) if at + 1 < len(terms) else ""
    return before in _BEFORE_NOUN or after == "of" or bool(_NOUN.search(word))


def _to_noun(sentence: str, terms: Sequence[Term], first: int, last: int) -> int:
    """Leave out a possessive at the end, with what joins it to the rest: its noun is not shared."""
    while first < last and _word(sentence, terms[last]).endswith(("’s", "'s")):
        last = next(at for at in range(last - 1, first - 1, -1) if not terms[at].stop)
    return last


def _from_noun(sentence: str, terms: Sequence[Term], first: int, last: int) -> tuple[int, int]:
    """Leave out a verb before its object: an infinitive, or a participle before a function word."""
    while first < last:
        infinitive = (
            first > 0 and terms[first - 1].stem == "to" and not _is_name(sentence, terms[first])
        )
        participle = terms[first + 1].stop and _is_verb(_word(sentence, terms[first]))
        if not infinitive and not participle:
            break
        first = next(at for at in range(first + 1, last + 1) if not terms[at].stop)
    return first, last


def _completed(sentence: str, terms: Sequence[Term], first: int, last: int) -> tuple[int, int]:
    """Take in the rest of a name, the noun after an adjective, the article before a noun."""
    while last + 1 < len(terms) and _carries_on(sentence, terms[last], terms[last + 1]):
        last += 1
    if last + 1 < len(terms) and _describes(sentence, terms, last):
        last += 1
    first = _beginning_of_name(sentence, terms, first)
    while first and sentence[terms[first - 1].end : terms[first].start] == "-":
        first -= 1
    if first and _word(sentence, terms[first - 1]) in _LEADING:
        first -= 1 if _adjacent(sentence, terms[first - 1], terms[first]) else 0
    return first, last


def _beginning_of_name(sentence: str, terms: Sequence[Term], first: int) -> int:
    """Go back to where a name begins, if it is not another's end ("of War General Alexeyev")."""
    begins = first
    while begins > 1 and all(_is_name(sentence, t) for t in terms[begins - 1 : begins + 1]):
        if not _adjacent(sentence, terms[begins - 1], terms[begins]):
            break
        begins -= 1
    return first if begins and _word(sentence, terms[begins - 1]) == "of" else begins


def _article(sentence: str, terms: Sequence[Term], first: int) -> str:
    before = _word(sentence, terms[first - 1]) if first else ""
    if before == "The" or (before in _ARTICLES and not _is_name(sentence, terms[first])):
        return before.lower()
    return ""


def _carries_on(sentence: str, term: Term, following: Term) -> bool:
    if following.stop or not _adjacent(sentence, term, following):
        return False
    if _is_name(sentence, term) and _is_name(sentence, following):
        return True
    if sentence[term.end : following.start] == "-":
        return True
    noun, verb = _NOUN.search(_word(sentence, term)), _is_verb(_word(sentence, following))
    return not (_is_name(sentence, term) or noun or verb) or bool(
        _DESCRIBING.search(_word(sentence, term))
    )


def _describes(sentence: str, terms: Sequence[Term], at: int) -> bool:
    """Whether a name stands between an article and a noun, as in "the Kornilov affair"."""
    following = terms[at + 1]
    word = _word(sentence, following)
    return (
        at > 0
        and terms[at - 1].stem in ("the", "a", "an")
        and _is_name(sentence, terms[at])
        and _adjacent(sentence, terms[at], following)
        and not (following.stop or _is_verb(word) or word.endswith("s"))
    )


def _adjacent(sentence: str, term: Term, following: Term) -> bool:
    between = sentence[term.end : following.start]
    titled = term.end - term.start <= _LONGEST_TITLE and _is_name(sentence, term)
    return bool(_TOGETHER.fullmatch(between)) or (titled and between == ". ")


def _is_name(sentence: str, term: Term) -> bool:
    return sentence[term.start].isupper() and not term.stop


def _word(sentence: str, term: Term) -> str:
    return sentence[term.start : term.end]


def _without_possessive(sentence: str, term: Term) -> int:
    word = _word(sentence, term)
    return term.end - 2 if word.endswith(("’s", "'s")) else term.end
