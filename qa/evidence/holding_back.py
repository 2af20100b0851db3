"""Sentences that cannot answer, or hardly: references, echoes, headings, others' words."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.model import Source, Voice
from index.lexical import analyse
from index.search import Index
from qa.evidence.asked import Asked
from qa.evidence.matching import Match
from qa.evidence.pool import Pool
from qa.evidence.sentence_words import SentenceWords, tells
from qa.question import AnswerType

_NO_ANSWER = 100.0
"""Taken from the logit of what cannot answer: more than any of the features can give it."""
_HARDLY = 3.0
"""Taken from that of a heading, a signature, or of what somebody else says than the author asked
about."""
_NEVER_CITED = (AnswerType.REASON, AnswerType.MANNER, AnswerType.DEFINITION)
_OF_WRITINGS = re.compile(
    r"\b(?:publi[sc]|print|edit|translat|titl|entitl|cit(?:e|ing|ation)|quot|refer|memoir|diar|archiv"
    r"|(?:pages?|(?:foot|end)?notes?|sources?|wr(?:ite|ote|itten)|books?|works?|volumes?|letters?"
    r"|minutes|articles?|papers?|journals?|newspapers?|stud(?:y|ies)|histor(?:y|ies)|documents?"
    r"|accounts?|evidence|records?|reports?)\b)",
    re.IGNORECASE,
)
"""Words of questions about writings, which a reference may answer."""
_NOT_ASKED_BACK = (AnswerType.YES_NO, AnswerType.DEFINITION)
_OTHERS = (Voice.QUOTED, Voice.EDITOR)
_THE_AUTHOR = re.compile(r"\bthe (?:author|writer)(?:[’']s)?\b(?! of\b)", re.IGNORECASE)


def held_back(
    question: str,
    asked: Asked,
    pool: Pool,
    words: Sequence[SentenceWords],
    met: Match,
    index: Index,
) -> NDArray[np.float32]:
    """Say how much to take from the logit of each sentence of a pool for what it is.

    Parameters
    ----------
    question : str
        A stand-alone question.
    asked : Asked
        It, made ready.
    pool : Pool
        The sentences.
    words : sequence of SentenceWords
        Those of the pool's passages.
    met : Match
        How question and sentences meet.
    index : Index
        Knows the sources.

    Returns
    -------
    ndarray of float32, shape (s,)
        0 or more.
    """
    vain = cited_in_vain(question, asked, words, met) | says_nothing_new(asked, words, met)
    if asked.expectation.type in _NOT_ASKED_BACK:
        vain |= np.concatenate([w.asks for w in words])
    hardly = np.concatenate([w.labels for w in words]) | _by_others(question, pool, index)
    return np.asarray(_NO_ANSWER * vain + _HARDLY * hardly, np.float32)


def cited_in_vain(
    question: str, asked: Asked, words: Sequence[SentenceWords], met: Match
) -> NDArray[np.bool_]:
    """Find the sentences that only cite a work while the question asks for something else.

    A reference tells who wrote what, where and when. It may answer a question about writings with
    which it shares more than figures, but for one that asks for a reason, a manner, or what
    something is.

    Returns
    -------
    ndarray of bool, shape (s,)
    """
    cites = np.concatenate([w.cites for w in words])
    if asked.expectation.type is AnswerType.REFERENCE:
        return np.zeros_like(cites)
    if asked.expectation.type in _NEVER_CITED or not _OF_WRITINGS.search(question):
        return cites
    spelt = [number for number, word in enumerate(asked.words) if word.stem.isalpha()]
    return cites & ~met.held[spelt].any(axis=0)


def says_nothing_new(asked: Asked, words: Sequence[SentenceWords], met: Match) -> NDArray[np.bool_]:
    """Find the sentences all of whose words stand in the question, which may only want a yes.

    Headings and signatures are such: "The Vikzhel." does not tell what the Vikzhel was.

    Returns
    -------
    ndarray of bool, shape (s,)
    """
    contents = np.concatenate([w.contents for w in words])
    if asked.expectation.type is AnswerType.YES_NO:
        return np.zeros(len(contents), np.bool_)
    telling = [number for number, word in enumerate(asked.words) if tells(word)]
    return np.asarray(met.held[telling].sum(axis=0) >= contents)


def _by_others(question: str, pool: Pool, index: Index) -> NDArray[np.bool_]:
    """Find what is said by somebody else than the author whose words are asked for.

    Not what somebody says whom the question names too: "What does the author say Lenin wrote?"
    """
    sources = {name: index.sources[name] for name in {p.source_id for p in pool.passages}}
    authors = {
        name: author_stems(source)
        for name, source in sources.items()
        if asks_author(question, source)
    }
    if not authors:
        return np.zeros(len(pool.sentences), np.bool_)
    owners = [pool.passages[owner].source_id for owner in pool.owners.tolist()]
    return np.array(
        [
            name in authors
            and sentence.voice in _OTHERS
            and not _may_answer(sentence.speaker, authors[name], question)
            for sentence, name in zip(pool.sentences, owners, strict=True)
        ],
        np.bool_,
    )


def _may_answer(speaker: str | None, author: frozenset[str], question: str) -> bool:
    """Whether a person quoted is the author, or named in the question."""
    last = (speaker or "").split()[-1:]
    return bool(last) and (last[0] in question or not author.isdisjoint(_stems(last[0])))


def asks_author(question: str, source: Source) -> bool:
    """Whether a question asks for what the author of a source says: by name, or as "the author".

    Returns
    -------
    bool
    """
    return bool(_THE_AUTHOR.search(question) or author_stems(source) & _stems(question))


def author_stems(source: Source) -> frozenset[str]:
    """Give the stem of the surname of whoever wrote a source; none where that isn't known."""
    return frozenset(term.stem for term in analyse(source.provenance.author)[-1:])


def _stems(text: str) -> frozenset[str]:
    return frozenset(term.stem for term in analyse(text))
