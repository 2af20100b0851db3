"""Whose words each sentence is: the author's, a person's quoted, a note's, an editor's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.antecedents import (
    antecedent,
    blank_quotations,
    far_back,
    gender_of,
    led_up_to,
    sentences_of,
)
from corpus.model import Passage, PassageKind, Sentence, Voice
from corpus.quotations import quoted_spans
from corpus.sentences import split_sentences
from corpus.speakers import PRONOUN, sender, speaker_after, speaker_before, writer_of

_OPENERS = '“"‘«„ '
_BY_EDITOR = re.compile(r"[–—-]\s?Eds?\.?[\])]?[.\s]*$")
_INSERTION = re.compile(r"\[[^\]]*[–—-]\s?Eds?\.?\]")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a passage besides its words.

    Attributes
    ----------
    kind : PassageKind
        What it is.
    lead_in : str
        The passage before it under the same heading; may be empty.
    speaker : str or None
        Who spoke in the last block quotation, if it was close before.
    goes_on : bool
        Whether that quotation stands directly before.
    earlier : tuple of str
        The passages before `lead_in` under the same heading, as far back as names are sought.
    continued : str or None
        Who speaks in the quotation that the passage before leaves open.
    """

    kind: PassageKind
    lead_in: str = ""
    speaker: str | None = None
    goes_on: bool = False
    earlier: tuple[str, ...] = ()
    continued: str | None = None

    def far_back(self, before: Sequence[str], gender: str | None) -> str | None:
        """Name whom a pronoun stands for that no sentence close before it tells."""
        passages = (*self.earlier, self.lead_in)
        sentences = [sentence for passage in passages for sentence in sentences_of(passage)]
        return far_back([*sentences, *before], gender)


_ALONE = Context(PassageKind.PARAGRAPH)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words a passage puts in quotation marks.

    Attributes
    ----------
    start, end : int
        Span in the passage's text, without the marks.
    speaker : str or None
        Whose words they are, where the text names somebody.
    """

    start: int
    end: int
    speaker: str | None


def quotations(passage: Passage) -> list[Quotation]:
    """Find what a passage quotes and whom.

    Parameters
    ----------
    passage : Passage
        A block quotation is one quotation from end to end.

    Returns
    -------
    list of Quotation
        In order, not overlapping.
    """
    if passage.kind is PassageKind.BLOCK_QUOTATION:
        speaker = passage.sentences[0].speaker if passage.sentences else None
        return [_whole(passage.text, speaker)]
    spans = [(sentence.start, sentence.end) for sentence in passage.sentences]
    found = _quotations(passage.text, spans)
    return [_filled(quotation, passage.sentences) for quotation in found]


def give_voices(
    text: str, spans: Sequence[tuple[int, int]], context: Context
) -> tuple[Sentence, ...]:
    """Say for each sentence of a passage whose words most of it is.

    Parameters
    ----------
    text : str
        The passage.
    spans : sequence of (int, int)
        Its sentences.
    context : Context
        What it is and what stands before it.

    Returns
    -------
    tuple of Sentence
        With voice and, where the text names one, speaker.
    """
    if context.kind is PassageKind.BLOCK_QUOTATION:
        speaker = block_speaker(context) or sender(text) or _told_inside(text, spans)
        speaker = speaker or (context.goes_on and context.speaker) or context.continued
        speaker = speaker or writer_of(context.lead_in)
        return tuple(Sentence(start, end, Voice.QUOTED, speaker) for start, end in spans)
    found = _quotations(text, spans, context)
    return tuple(_sentence(text, span, found, context.kind) for span in spans)


def block_speaker(context: Context) -> str | None:
    """Name the speaker of a block quotation from the passage before it."""
    sentences = sentences_of(context.lead_in)
    if not sentences:
        return context.speaker
    speaker = speaker_before(sentences[-1], ends_sentence=True)
    if speaker == PRONOUN:
        gender = gender_of(sentences[-1], last=True)
        return antecedent(sentences[:-1], gender, context.speaker) or replace(
            context, lead_in=""
        ).far_back(sentences[:-1], gender)
    return speaker


def _told_inside(text: str, spans: Sequence[tuple[int, int]]) -> str | None:
    """Name the one person whom a block quotation says, in its midst, to be speaking."""
    names = {quotation.speaker for quotation in _quotations(text, spans)} - {None}
    return names.pop() if len(names) == 1 else None


def open_speaker(passage: Passage) -> str | None:
    """Name who speaks in the quotation that a passage leaves open, if it does."""
    spans = quoted_spans(passage.text)
    if not spans or spans[-1][1] < len(passage.text) or passage.text[-1] in '”"’»':
        return None
    return passage.sentences[-1].speaker


def _whole(text: str, speaker: str | None) -> Quotation:
    start = len(text) - len(text.lstrip('“"‘«„'))
    return Quotation(start, max(start, len(text.rstrip('”"’»'))), speaker)


def _filled(quotation: Quotation, sentences: Sequence[Sentence]) -> Quotation:
    if quotation.speaker:
        return quotation
    for sentence in sentences:
        if sentence.start <= quotation.start < sentence.end:
            return Quotation(quotation.start, quotation.end, sentence.speaker)
    return quotation


def _quotations(
    text: str, spans: Sequence[tuple[int, int]], context: Context = _ALONE
) -> list[Quotation]:
    """Find the quotations of a passage with their speakers, in order."""
    blanked = blank_quotations(text)
    found: list[Quotation] = []
    for start, end in quoted_spans(text):
        before = [span for span in spans if span[0] <= start]
        after = [span for span in spans if span[1] >= end]
        lead = blanked[before[-1][0] : start - 1] if before else ""
        rest = blanked[end:][1 : 1 + max(0, after[0][1] - end - 1)] if after else ""
        speaker = _named(lead, rest)
        if speaker == PRONOUN:
            last = found[-1].speaker if found else None
            earlier = [blanked[a:b] for a, b in before[:-1]]
            speaker = _stood_for(lead, rest, earlier, last, context)
        elif speaker is None and context.continued and not blanked[:start].strip(_OPENERS):
            speaker = context.continued
        elif speaker is None and not _has_letters(lead + rest):
            speaker = _in_exchange(text, start, found)
        found.append(Quotation(start, end, speaker))
    return found


def _named(lead: str, rest: str) -> str | None:
    after = speaker_after(rest)
    if after and after != PRONOUN:
        return after
    return speaker_before(lead, ends_sentence=False) or after


def _stood_for(
    lead: str, rest: str, earlier: Sequence[str], last: str | None, context: Context
) -> str | None:
    """Name whom the pronoun beside a quotation stands for."""
    after = speaker_after(rest) == PRONOUN
    gender = gender_of(rest if after else lead, last=not after)
    return (
        antecedent(earlier, gender, last)
        or led_up_to(context.lead_in, gender)
        or context.far_back(earlier, gender)
    )


def _has_letters(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _in_exchange(text: str, start: int, found: Sequence[Quotation]) -> str | None:
    """Give a sentence wholly quoted to the last speaker, or in an exchange to the one before."""
    if not found:
        return None
    if _has_letters(text[found[-1].end : start].split(".")[-1]) or not _adjacent(
        text, start, found
    ):
        return found[-1].speaker
    tagged = _has_letters(text[found[-1].end : start])
    if tagged and text[found[-1].end - 1] != "?":
        return found[-1].speaker
    return found[-2].speaker if len(found) > 1 else None


def _adjacent(text: str, start: int, found: Sequence[Quotation]) -> bool:
    """Tell whether at most one sentence's tail ("said he.") parts two quotations."""
    between = text[found[-1].end : start]
    return len(split_sentences(between.strip('”’"“‘ '))) <= 1


def _sentence(
    text: str, span: tuple[int, int], found: Sequence[Quotation], kind: PassageKind
) -> Sentence:
    start, end = span
    shares = [(min(end, q.end) - max(start, q.start), q) for q in found]
    quoted = [(share, q) for share, q in shares if share > 0]
    mostly = 2 * sum(share for share, _ in quoted) > end - start
    speaker = max(quoted, key=lambda pair: pair[0])[1].speaker if mostly else None
    if _is_editors(text[start:end]):
        return Sentence(start, end, Voice.EDITOR, None)
    if kind is PassageKind.NOTE:
        return Sentence(start, end, Voice.NOTE, speaker)
    return Sentence(start, end, Voice.QUOTED if mostly else Voice.AUTHOR, speaker)


def _is_editors(sentence: str) -> bool:
    inserted = sum(len(m[0]) for m in _INSERTION.finditer(sentence))
    return 2 * inserted > len(sentence) or bool(_BY_EDITOR.search(_INSERTION.sub("", sentence)))
