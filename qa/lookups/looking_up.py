"""What answers by what it is: the look-ups that are tried for a question, one after the other."""

from collections.abc import Sequence

from qa.choosing import Chosen, Scored
from qa.lookups.events import events_sought
from qa.lookups.identities import identities_sought
from qa.lookups.mentions import Lexicon, mentions_sought
from qa.lookups.words import words_sought


def look_up(
    question: str,
    ranked: Sequence[Scored],
    index: Lexicon,
    source_ids: Sequence[str] | None = None,
    *,
    noted: bool,
    unsure: bool,
) -> list[Chosen]:
    """Find what answers a question by what it is.

    Parameters
    ----------
    question : str
        A stand-alone question.
    ranked : sequence of Scored
        The sentences found for it, best first.
    index : Lexicon
        Knows the sources and the weight of words.
    source_ids : sequence of str, optional
        The sources asked.
    noted : bool
        Whether a note answers; then only a name set beside an office goes before it.
    unsure : bool
        Whether the sentences found are judged not to answer; only then are somebody's words
        looked up by who speaks.

    Returns
    -------
    list of Chosen
        What happened at the time asked about, the name of whoever holds an office, what speaks of
        something, or somebody's words; empty where nothing of the kind is asked.
    """
    named = identities_sought(question, ranked)
    if named or noted:
        return named
    return (
        events_sought(question, ranked, index)
        or mentions_sought(question, ranked, index)
        or (words_sought(question, ranked, index, source_ids) if unsure else [])
    )
