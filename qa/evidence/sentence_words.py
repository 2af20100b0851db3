"""What the words of a passage's sentences are and what kinds of thing they name."""

import re
from collections import OrderedDict, defaultdict
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from corpus.citations import only_cites
from corpus.model import Passage, PassageKind, Sentence
from index.lexical import Term, analyse
from qa.question import AnswerType

_KEPT = 20_000
"""Passages whose words are kept; a few megabytes."""

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SPELT = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|"
    "thousands?|millions?|billions?|dozens?|half|thirds?|quarters?|twice|thrice"
)
_NUMBER = re.compile(rf"\d|[½⅓⅔¼¾]|\b(?:{_SPELT})\b", re.I)
_TIME = re.compile(
    rf"\b(?:{_MONTHS}|1\d{{3}}|20\d\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|spring|summer|"
    r"autumn|winter|century|midnight|noon|morning|evening|afternoon|night|days?|weeks?|months?|"
    r"years?|hours?|o[’']clock)\b"
)
_NAME = re.compile(r"(?<![.!?…“\"‘(\[] )(?<!^)(?<!^[“\"‘(\[])\b[A-ZÀ-Þ][\w’'-]+")
_PLACE = re.compile(
    r"\b(?:in|at|to|from|near|of|into|towards?|through|across|on|around|beyond|outside) "
    r"(?:the )?[A-ZÀ-Þ]\w+"
)
_REASON = re.compile(
    r"\b(?:because|since|for|as|so that|in order|owing|due to|thanks to|therefore|thus|hence|"
    r"consequently|accordingly|reasons?|caused?|causes|led to|leads? to|that is why|lest|result|"
    r"results|explain\w*|account\w*|on the ground|by reason|motives?|fear\w*)\b",
    re.I,
)
_MANNER = re.compile(r"\b(?:by|through|with|without|using|means|method|way|manner|\w+ly)\b", re.I)

_ENDED = re.compile(r"[.!?…:;,”’\"')\]–—]$|\t")
_LABEL_MOST = 7
"""Words of a heading, a signature or a label."""

_SIGNS = {
    AnswerType.NUMBER: _NUMBER,
    AnswerType.TIME: _TIME,
    AnswerType.PERSON: _NAME,
    AnswerType.NAME: _NAME,
    AnswerType.PLACE: _PLACE,
    AnswerType.REASON: _REASON,
    AnswerType.MANNER: _MANNER,
}
SIGNED = tuple(_SIGNS)
"""The kinds of answer that leave signs in a sentence, in the order of `SentenceWords.signs`."""


@dataclass(frozen=True, slots=True, eq=False)
class SentenceWords:
    """The words of a passage's sentences.

    Attributes
    ----------
    places : dict of str to ndarray of int
        For each stem, the number of the sentence of each of its uses.
    lengths : ndarray of int, shape (n_sentences,)
        Words in each sentence.
    signs : ndarray of bool, shape (n_sentences, len(SIGNED))
        Whether each sentence holds something of each kind of answer.
    asks : ndarray of bool, shape (n_sentences,)
        Whether each sentence is a question.
    cites : ndarray of bool, shape (n_sentences,)
        Whether each sentence is one of a note and only cites a work.
    contents : ndarray of int, shape (n_sentences,)
        How many different words each sentence has, but for function words and initials.
    labels : ndarray of bool, shape (n_sentences,)
        Whether each sentence is a paragraph of a few words that does not end like a sentence: a
        heading within a note, a signature.
    """

    places: dict[str, NDArray[np.int64]]
    lengths: NDArray[np.int64]
    signs: NDArray[np.bool_]
    asks: NDArray[np.bool_]
    cites: NDArray[np.bool_]
    contents: NDArray[np.int64]
    labels: NDArray[np.bool_]


def read_words(passage: Passage) -> SentenceWords:
    """Take the sentences of a passage apart."""
    ends = np.array([s.end for s in passage.sentences], np.int64)
    last = len(ends) - 1
    terms = analyse(passage.text)
    owners = np.minimum(np.searchsorted(ends, [t.start for t in terms], side="right"), last)
    places: defaultdict[str, list[int]] = defaultdict(list)
    contents = {owner: set[str]() for owner in range(len(ends))}
    for term, owner in zip(terms, owners.tolist(), strict=True):
        places[term.stem].append(owner)
        if tells(term):
            contents[owner].add(term.stem)
    texts = [passage.text[s.start : s.end] for s in passage.sentences]
    is_note = passage.kind is PassageKind.NOTE
    return SentenceWords(
        places={stem: np.array(numbers, np.int64) for stem, numbers in places.items()},
        lengths=np.bincount(owners, minlength=len(ends)),
        signs=np.array([[bool(sign.search(t)) for sign in _SIGNS.values()] for t in texts]),
        asks=np.array([t.rstrip("”’\"') ").endswith("?") for t in texts]),
        cites=np.array([is_note and only_cites(t) for t in texts]),
        contents=np.array([len(own) for own in contents.values()]),
        labels=np.array([_is_label(passage, s) for s in passage.sentences]),
    )


def _is_label(passage: Passage, sentence: Sentence) -> bool:
    text, start, end = passage.text, sentence.start, sentence.end
    if passage.kind is PassageKind.LIST_ITEM or _ENDED.search(text[start:end]):
        return False
    alone = not text[:start].rpartition("\n\n")[2] and not text[end:].partition("\n\n")[0]
    return alone and len(text[start:end].split()) <= _LABEL_MOST


def tells(term: Term) -> bool:
    """Whether a word is one of content: no function word and no initial."""
    return not term.stop and (len(term.stem) > 1 or term.stem.isdigit())


class WordCache:
    """Keeps the words of the passages last looked at; threads may share it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], SentenceWords] = OrderedDict()
        self._lock = Lock()

    def of(self, passage: Passage) -> SentenceWords:
        """Return the words of a passage that has sentences."""
        key = (passage.id, passage.text)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        words = read_words(passage)
        with self._lock:
            self._kept[key] = words
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return words
