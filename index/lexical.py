"""Words: how a text is taken apart for matching by word."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import Stemmer

_WORD = re.compile(
    r"""
    \d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)[½⅓⅔¼¾⅛⅜⅝⅞]?   # 1,200,000
    | \d+(?:[.·]\d+)+[½⅓⅔¼¾⅛⅜⅝⅞]?                      # 8.5
    | [^\W_](?:[^\W_]|[\u0300-\u036f])*(?:['’ʼ](?:[^\W_]|[\u0300-\u036f])+)*
    | [½⅓⅔¼¾⅛⅜⅝⅞]
    """,
    re.VERBOSE,
)

_UNDECOMPOSED = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)

STOPWORDS = frozenset(
    """
    a about above across after again against all almost along already also although always am
    among an and another any anybody anyone anything are around as at away back be became because
    become becomes been before being below beside between both but by can cannot could did do does
    doing done down during each either else even ever every everybody everyone everything few for
    from further get gets getting give given gives go goes going gone got had has have having he
    her here hers herself him himself his how however i if in indeed instead into is it its itself
    just least less let like made make makes many may me might mine more most much must my myself
    neither never no nobody none nor not nothing now of off often on once one only onto or other
    others otherwise our ours ourselves out over own perhaps quite rather really said same say says
    shall she should since so some somebody someone something such than that the their theirs them
    themselves then there therefore these they thing things this those though through thus to
    together too toward towards under until up upon us very was way we well went were what whatever
    when where whereas whether which while who whole whom whose why will with within without would
    yet you your yours yourself yourselves tell please
    don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't hasn't
    haven't hadn't it's that's what's who's there's he's she's i'm i've you're they're we're let's
    """.split()
)

# One C call under the interpreter's lock, so threads may share it; its own cache is off because
# that is what is not safe to share.
_STEMMER = Stemmer.Stemmer("english", 0)


class Words(Protocol):
    """Knows which words stand in the sources."""

    def idf(self, word: str) -> float:
        """Weight of a stem, greatest where it stands nowhere."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a text.

    Attributes
    ----------
    stem : str
        What it is matched by: lower case, without accents or ending.
    start, end : int
        Its span in the text.
    stop : bool
        Whether it is a function word, which says little about the subject.
    """

    stem: str
    start: int
    end: int
    stop: bool


def content_stems(text: str) -> frozenset[str]:
    """Return the stems of a text's words, but for function words.

    Examples
    --------
    >>> sorted(content_stems("The votes of the Bolsheviks"))
    ['bolshevik', 'vote']
    """
    return frozenset(term.stem for term in analyse(text) if not term.stop)


def analyse(text: str) -> list[Term]:
    """Take a text apart into words.

    Numbers stay whole and lose their thousands separators; function words are flagged, not
    dropped.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of Term
        In order; spans do not overlap.

    Examples
    --------
    >>> [term.stem for term in analyse("The Bolsheviks’ 1,200,000 votes")]
    ['the', 'bolshevik', '1200000', 'vote']
    """
    terms = []
    for match in _WORD.finditer(text):
        stem, stop = _stem(match[0])
        terms.append(Term(stem, match.start(), match.end(), stop))
    return terms


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> tuple[str, bool]:
    """Return the stem of a word as it stands in a text, and whether it is a function word."""
    folded = _fold(word)
    if folded[0].isdigit() or not folded[0].isalpha():
        return folded.replace(",", ""), False
    stop = folded in STOPWORDS
    return (folded if stop else _STEMMER.stemWord(folded)), stop


def _fold(word: str) -> str:
    """Lower the case, take accents off letters and straighten apostrophes."""
    lowered = word.casefold().replace("’", "'").replace("ʼ", "'").translate(_UNDECOMPOSED)
    if lowered.isascii():
        return lowered
    return "".join(map(_base_letters, lowered)) or lowered


def _base_letters(character: str) -> str:
    """Take the accent off one letter; leave fractions and other signs as they are."""
    if unicodedata.combining(character):
        return ""
    if not character.isalpha():
        return character
    decomposed = unicodedata.normalize("NFKD", character)
    return "".join(part for part in decomposed if not unicodedata.combining(part))
