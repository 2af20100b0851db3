"""Back-references in notes: "ibid", "op cit", short titles, series, resolved with a trace."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.authors import first_initial, initials
from corpus.citations import Cited, find_citations, plain
from corpus.model import Resolution
from corpus.noted import Noted
from corpus.pointers import Pointer, find_pointers
from corpus.pointing import find_pointing
from corpus.series import ShortName, find_short_names
from corpus.short_titles import ShortTitle, find_short_titles

_BACKWARD = re.compile(r"\b(?:(?:op|loc|art)\.?\s?cit|(?P<ibid>ibid(?:em)?))\b\.?", re.IGNORECASE)
_STRETCH = re.compile(r";\s|(?<!\b[A-Z])\.\s(?=[A-Z])")
_NAME = re.compile(r"(?<![\w’'-])(?:[A-Z][’'](?=[A-Z]))?[A-ZÀ-ÖØ-Þ][\w-]{2,}")
_LEADING = re.compile(
    r"(?:(?!(?:See|Cf|In|From|The|And|By|Also|Quoted|Cited|As)\b)[A-ZÀ-ÖØ-Þ][\w’.-]*\s)+$"
)
_FARTHEST = 5
_TITLE_SHARE = 0.6
_TELLING_WORDS = 3
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """A work as a note mentions it, in full or by a back-reference.

    Attributes
    ----------
    note, start, end : int
        Index of the note, and the span in its text.
    surface : str
        The words of that span.
    reference : str
        The full reference, verbatim from the note that gives it; empty if unresolved.
    giver : int or None
        Index of that note.
    trace : tuple of int
        Notes walked through, from this one to the giver.
    work : Cited or ShortName or None
        What it stands for.
    full : bool
        Whether this is the full reference itself.
    others : tuple of Cited
        Other works that fit as well.
    """

    note: int
    start: int
    end: int
    surface: str
    reference: str
    giver: int | None
    trace: tuple[int, ...]
    work: Cited | ShortName | None
    full: bool = False
    others: tuple[Cited, ...] = ()


def find_mentions(texts: Sequence[str], contexts: Sequence[str]) -> list[list[Mention]]:
    """Find every work the notes mention and resolve the back-references.

    Parameters
    ----------
    texts : sequence of str
        The notes, in order.
    contexts : sequence of str
        For each, the words of the running text that its mark hangs on; may be empty. They name
        the author where an "op cit" does not.

    Returns
    -------
    list of list of Mention
        For each note, by place.
    """
    cited = [_works(text, i) for i, text in enumerate(texts)]
    every = [work for works in cited for work in works]
    shorts = find_short_names(texts, every)
    titles = find_short_titles(texts)
    mentions: list[list[Mention]] = []
    for i, text in enumerate(texts):
        found = [_in_full(work) for work in cited[i] if not _is_short(work, titles[i])]
        found += [_by_title_alone(title) for title in titles[i] if not _inside(title, found)]
        for short in shorts:
            found += _short_mentions(text, i, short)
        for match in _BACKWARD.finditer(text):
            found.sort(key=lambda mention: mention.start)
            known = [w for w in every if (w.note, w.start) < (i, match.start())]
            back = _Backward(i, text, match.start(), match.end(), contexts[i], found, mentions)
            found.append(back.same_again() if match["ibid"] else back.named(known))
        mentions.append(sorted(found, key=lambda mention: mention.start))
    return mentions


def _works(text: str, note: int) -> list[Cited]:
    """Give the full references of a note, without titles that are pointers: "See note 3, p 5"."""
    pointing = [p for p in find_pointing(text) if p.near or not p.place]
    return [
        work
        for work in find_citations(text, note)
        if work.author or not any(work.start <= p.start < work.end for p in pointing)
    ]


def find_references(notes: Sequence[Noted]) -> list[list[Mention]]:
    """Find every work and every other note that notes mention.

    Parameters
    ----------
    notes : sequence of Noted
        In order.

    Returns
    -------
    list of list of Mention
        For each note, by place.
    """
    works = find_mentions([note.text for note in notes], [note.context for note in notes])
    return [
        sorted([*mentions, *_apart(pointers, mentions)], key=lambda mention: mention.start)
        for mentions, pointers in zip(works, find_pointers(notes), strict=True)
    ]


def _apart(pointers: Sequence[Pointer], mentions: Sequence[Mention]) -> list[Mention]:
    """Give the pointers that are no part of a work's reference."""
    return [
        Mention(
            p.note,
            p.start,
            p.end,
            p.words,
            p.reference,
            p.target,
            (p.note, p.target),
            None,
            others=p.others,
        )
        for p in pointers
        if not any(m.start < p.end and p.start < m.end for m in mentions)
    ]


def resolutions(
    ids: Sequence[str], mentions: Sequence[Sequence[Mention]]
) -> list[tuple[Resolution, ...]]:
    """Give the back-references of each note as the model has them.

    Parameters
    ----------
    ids : sequence of str
        The notes' ids.
    mentions : sequence of sequence of Mention
        What `find_mentions` found.

    Returns
    -------
    list of tuple of Resolution
        For each note, in order.
    """
    return [
        tuple(_resolution(mention, ids) for mention in found if not mention.full)
        for found in mentions
    ]


def _resolution(mention: Mention, ids: Sequence[str]) -> Resolution:
    return Resolution(
        surface=mention.surface,
        start=mention.start,
        end=mention.end,
        reference=mention.reference,
        note_id=ids[mention.giver] if mention.giver is not None else None,
        trace=tuple(ids[i] for i in mention.trace),
        ambiguous=bool(mention.others),
        alternatives=tuple(work.reference for work in mention.others),
    )


def _in_full(work: Cited) -> Mention:
    note, reference = work.note, work.reference
    return Mention(note, work.start, work.end, reference, reference, note, (note,), work, full=True)


def _is_short(work: Cited, titles: Sequence[ShortTitle]) -> bool:
    """Tell whether what looks like a full reference is a short title: it gives no year."""
    return not _YEAR.search(work.reference) and any(
        title.start < work.end and work.start < title.end for title in titles
    )


def _inside(title: ShortTitle, full: Sequence[Mention]) -> bool:
    """Tell whether a title is part of a full reference, and not named in its parentheses."""
    return any(
        m.start < title.end
        and title.start < m.end
        and "(" not in m.surface[: max(0, title.start - m.start)]
        for m in full
    )


def _by_title_alone(title: ShortTitle) -> Mention:
    work, trace = title.work, (title.note, title.work.note)
    return Mention(
        title.note, title.start, title.end, title.words, work.reference, work.note, trace, work
    )


def _short_mentions(text: str, note: int, short: ShortName) -> list[Mention]:
    if note <= short.note:
        return []
    trace = (note, short.note)
    return [
        Mention(note, m.start(), m.end(), m[0], short.reference, short.note, trace, short)
        for m in short.pattern.finditer(text)
    ]


@dataclass(frozen=True, slots=True)
class _Backward:
    """An "ibid" or "op cit" and what stands before it."""

    note: int
    text: str
    start: int
    end: int
    context: str
    earlier: Sequence[Mention]
    mentions: Sequence[Sequence[Mention]]

    def same_again(self) -> Mention:
        """Resolve to the last work mentioned, in this note or a little before."""
        here = [m for m in _outermost(self.earlier) if m.end <= self.start]
        if here:
            return self._again(here[-1], ())
        for found in reversed(self.mentions[-_FARTHEST:]):
            if found:
                outermost = _outermost(found)
                return self._again(outermost[-1], outermost[:-1])
        return self._mention(self.start, "", None, (self.note,), None)

    def named(self, known: Sequence[Cited]) -> Mention:
        """Resolve to the work of the author named before it, by title if he wrote several."""
        stretch = self._stretch_start()
        start, works = _named_in(self.text, stretch, self.start, known)
        if not works:
            named = _NAME.search(self.text, stretch, self.start)
            if named:
                return self._mention(named.start(), "", None, (self.note,), None)
            start = self.start
            _, works = _named_in(self.context, 0, len(self.context), known)
        if not works:
            return self.same_again()
        fitting = _by_title(works, self.text[start : self.start])
        work, others = fitting[-1], tuple(fitting[:-1])
        trace = (self.note, work.note)
        return self._mention(start, work.reference, work.note, trace, work, others)

    def _stretch_start(self) -> int:
        breaks = [m.end() for m in _STRETCH.finditer(self.text, 0, self.start)]
        breaks += [m.end() for m in _BACKWARD.finditer(self.text, 0, self.start)]
        return max(breaks, default=0)

    def _again(self, last: Mention, beside: Sequence[Mention]) -> Mention:
        others = tuple(m.work for m in beside if isinstance(m.work, Cited)) or last.others
        step = () if last.note == self.note else (self.note,)
        if isinstance(last.work, ShortName) and last.giver == last.work.note:
            # After "LCW, Vol 23" it means that volume, which only that note gives.
            trace = (*step, last.note)
            return self._mention(self.start, last.surface, last.note, trace, last.work, others)
        trace = (*step, *last.trace)
        return self._mention(self.start, last.reference, last.giver, trace, last.work, others)

    def _mention(
        self,
        start: int,
        reference: str,
        giver: int | None,
        trace: tuple[int, ...],
        work: Cited | ShortName | None,
        others: tuple[Cited, ...] = (),
    ) -> Mention:
        surface = self.text[start : self.end]
        return Mention(
            self.note, start, self.end, surface, reference, giver, trace, work, others=others
        )


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Leave out what stands inside a full reference, as "LCW" in a work published there."""
    return [
        m
        for m in mentions
        if not any(o.full and o is not m and o.start <= m.start < o.end for o in mentions)
    ]


def _named_in(text: str, start: int, end: int, known: Sequence[Cited]) -> tuple[int, list[Cited]]:
    """Find the last author named in a stretch, and the works of theirs known by then."""
    for match in reversed(list(_NAME.finditer(text, start, end))):
        works = [work for work in known if plain(match[0]) in work.surnames]
        given = first_initial(text[start : match.start()])
        works = [w for w in works if _same(given, initials(w.author, match[0]))]
        if works:
            leading = _LEADING.search(text[start : match.start()])
            return (start + leading.start() if leading else match.start()), works
    return end, []


def _same(given: str, initials: str) -> bool:
    """Tell whether a first name may be the author's, as far as both are told."""
    return not given or not initials or given in initials


def _by_title(works: Sequence[Cited], words: str) -> list[Cited]:
    """Pick the work whose title is given, if one is; different references only."""
    given = set(re.findall(r"\w{4,}", plain(words)))
    distinct = _distinct(works)
    shares = [_share(work, given) for work in distinct]
    best = max(shares)
    if best >= _TITLE_SHARE:
        return [w for w, share in zip(distinct, shares, strict=True) if share == best]
    return distinct


def _distinct(works: Sequence[Cited]) -> list[Cited]:
    """Leave out what repeats a reference, or gives the same title in fewer words."""
    distinct = list({work.reference: work for work in works}.values())
    return [w for w in distinct if not any(_is_shorter(w, other) for other in distinct)]


def _is_shorter(work: Cited, other: Cited) -> bool:
    """Tell a title of some length within a longer one, or any behind a surname alone."""
    words, more = _title_words(work), _title_words(other)
    if " " in work.author or " " not in other.author:
        return len(words) >= _TELLING_WORDS and words < more
    return words <= more and bool(words) and not _YEAR.search(work.reference)


def _title_words(work: Cited) -> set[str]:
    return set(re.findall(r"\w{4,}", plain(work.title))) - work.surnames


def _share(work: Cited, given: set[str]) -> float:
    words = _title_words(work)
    return len(words & given) / len(words) if words else 0.0
