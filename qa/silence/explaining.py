"""The words with which Opcit says that the sources do not answer, and what is missing in them."""

from collections.abc import Iterable, Sequence

from corpus.model import Source
from index.hit import Hit
from index.lexical import Words
from qa.prose import quoted
from qa.silence.absent import NOTHING, Absent, absent_from
from qa.silence.near_miss import Found, lacks, nearest_mention
from qa.silence.sections import sections_on


def explain_silence(
    question: str,
    nearest: Sequence[Hit],
    ranked: Sequence[Found],
    words: Words,
    sources: Sequence[Source],
) -> str:
    """Say that the sources do not answer a question, and what is missing where that can be told.

    Parameters
    ----------
    question : str
        A stand-alone question.
    nearest : sequence of Hit
        The passages that are shown.
    ranked : sequence of Found
        The sentences found, best first.
    words : Words
        The words of all passages.
    sources : sequence of Source
        Those asked.

    Returns
    -------
    str
        One to three sentences. What it says of the source is so: words in quotation marks stand
        there or, where it says so, nowhere; of the rest it tells what was not found, and where
        to read on if a heading speaks of what is asked.
    """
    shown = {hit.passage.id for hit in nearest}
    absent = absent_from(question, words, " ".join(_beside_passages(sources)))
    near = nearest_mention(
        question,
        [found for found in ranked if found.passage.id in shown],
        words.idf,
        absent.names + absent.things,
    )
    said = silence_text(
        len(sources),
        absent,
        near.mentions if near else (),
        lacks(question, near) if near else "",
    )
    return " ".join([said, *_read_on(sections_on(question, sources))])


def _beside_passages(sources: Sequence[Source]) -> Iterable[str]:
    """Yield what stands in no passage: authors, titles, headings."""
    for source in sources:
        yield f"{source.provenance.author} {source.provenance.title}"
        yield from (section.title for section in source.sections)


def silence_text(
    count: int, absent: Absent = NOTHING, mentions: Sequence[str] = (), lacking: str = ""
) -> str:
    """Say that the sources do not answer, and what is missing where that can be told.

    Parameters
    ----------
    count : int
        Of the sources asked.
    absent : Absent
        What the question speaks of and no source mentions.
    mentions : sequence of str
        What the nearest sentence mentions of the question, in quotation marks.
    lacking : str
        What that sentence lacks, as it may follow on "It mentions ..., but".

    Examples
    --------
    >>> silence_text(1, Absent(names=("Rasputin",)))
    'The source does not answer this question: it never mentions “Rasputin”.'
    >>> silence_text(1, Absent(things=("treaty",)), ["“Kerensky”"]).partition(". ")[2]
    'It mentions “Kerensky”, but the word “treaty” stands nowhere in it.'
    >>> silence_text(1, mentions=["“his wife”"], lacking="does not name her there")
    'The source does not answer this question. It mentions “his wife”, but does not name her there.'
    """
    many = count > 1
    said = f"The source{'s do' if many else ' does'} not answer this question"
    they, mention, them = ("they", "mention", "them") if many else ("it", "mentions", "it")
    seen = f"{they} {mention} {_listed(mentions)}, but " if mentions else ""
    if absent.names:
        never = f"never {mention} " if not seen else "never "
        return f"{said}: {seen or they + ' '}{never}{_listed(map(quoted, absent.names), 'or')}."
    if absent.things:
        words = " ".join(absent.things).split()
        stand = "words {} stand" if len(words) > 1 else "word {} stands"
        where = f"the {stand.format(_listed(map(quoted, absent.things)))} nowhere in {them}"
        return f"{said}. {_capital(seen + where)}."
    if not seen:
        return f"{said}."
    if many and not lacking.startswith("I "):
        lacking = f"the passage {lacking}"
    return f"{said}. {_capital(seen + lacking)}."


def _read_on(titles: Sequence[str]) -> list[str]:
    """Point to sections; an empty list where there is none."""
    section = "sections" if len(titles) > 1 else "section"
    return [f"More may stand in the {section} {_listed(map(quoted, titles))}."] if titles else []


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _listed(words: Iterable[str], last: str = "and") -> str:
    *before, final = words
    return f"{', '.join(before)} {last} {final}" if before else final
