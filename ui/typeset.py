"""From passages and notes to HTML: everything a source says is escaped here and nowhere else."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape

from corpus.model import NoteRef, Resolution
from ui.links import Place, anchor_of

MarkSetter = Callable[[NoteRef], str]

_REST = '<span class="oc-rest">{}</span>'
_ASKED = '<u class="oc-asked">{}</u>'


def still_mark(note: NoteRef) -> str:
    """Set a mark as a superscript whose note shows on hovering."""
    return f'<sup class="oc-mark" title="{escape(note.text)}">{escape(note.label)}</sup>'


def live_mark(note: NoteRef) -> str:
    """Set a mark as a link to its note, which the reader opens beside it."""
    anchor = escape(anchor_of(note.id))
    label = escape(note.label)
    return (
        f'<a class="oc-mark" id="r-{anchor}" href="#{anchor}" role="doc-noteref" '
        f'aria-label="Note {label}">{label}</a>'
    )


def running_text(
    text: str,
    notes: Sequence[NoteRef] = (),
    said: tuple[int, int] = (0, 0),
    *,
    set_mark: MarkSetter = still_mark,
    within: tuple[int, int] | None = None,
    asked: Sequence[tuple[int, int]] = (),
) -> str:
    """Set text with its marks in place, one span marked and the rest set apart.

    Parameters
    ----------
    text : str
        The passage's text.
    notes : sequence of NoteRef
        The marks to set, at their positions.
    said : (int, int)
        Span to mark; none when empty.
    set_mark : callable
        Sets one mark.
    within : (int, int), optional
        The part of the text to set; all of it by default.
    asked : sequence of (int, int)
        Spans inside the marked one to underline: the words that were asked for, in order.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> running_text("a < b", said=(0, 1))
    '<mark>a</mark><span class="oc-rest"> &lt; b</span>'
    """
    first, last = within or (0, len(text))
    shown = [note for note in notes if first < note.position <= last or note.position == 0 == first]
    start, end = (min(max(cut, first), last) for cut in said)
    if start >= end:
        return _set(text, shown, (first, last), set_mark)
    before = [note for note in shown if note.position <= start]
    inside = [note for note in shown if start < note.position < end]
    after = [note for note in shown if note.position >= end]
    return (
        _set(text, before, (first, start), set_mark, _REST)
        + f"<mark>{_underlined(text, inside, (start, end), set_mark, asked)}</mark>"
        + _set(text, after, (end, last), set_mark, _REST)
    )


def note_text(text: str, resolved: Iterable[Resolution]) -> str:
    """Set a note's text with its back-references underlined."""
    pieces, at = [], 0
    for reference in sorted(resolved, key=lambda each: each.start):
        if reference.start < at:
            continue
        pieces.append(escape(text[at : reference.start]))
        pieces.append(
            f'<span class="oc-back">{escape(text[reference.start : reference.end])}</span>'
        )
        at = reference.end
    return "".join(pieces) + escape(text[at:])


def resolution(reference: Resolution, labels: Mapping[str, str]) -> str:
    """Set what a back-reference refers to, and by which notes it was found.

    Parameters
    ----------
    reference : Resolution
        The back-reference.
    labels : mapping of str to str
        Labels of notes by id; a note that is not in it is named by its number.
    """
    surface = f'<span class="oc-back">{escape(reference.surface)}</span>'
    if reference.ambiguous:
        fits = " <i>or</i> ".join(
            f"<cite>{escape(each)}</cite>"
            for each in dict.fromkeys((reference.reference, *reference.alternatives))
            if each
        )
        return f"{surface} is ambiguous: {fits or 'several works fit'}"
    if not reference.reference:
        return f"{surface} refers to no work that could be found"
    steps = [step for step in reference.trace if step != reference.note_id][1:]
    by = f", by way of {_named(steps, labels)}" if steps else ""
    source = f" (from {_named([reference.note_id], labels)}{by})" if reference.note_id else ""
    return f"{surface} → <cite>{escape(reference.reference)}</cite>{source}"


def resolutions(resolved: Sequence[Resolution], labels: Mapping[str, str]) -> str:
    """Set a note's back-references as a list; nothing when it has none."""
    if not resolved:
        return ""
    items = "".join(f"<li>{resolution(each, labels)}</li>" for each in resolved)
    return f'<ul class="oc-resolved">{items}</ul>'


def note_popup(note: NoteRef, labels: Mapping[str, str]) -> str:
    """Set a note as it shows beside a quotation."""
    sure = "" if note.confidence >= 0.9 else f" · link {note.confidence:.0%} sure"
    return (
        f'<div class="oc oc-note"><p class="oc-over">Note {escape(note.label)}{sure}</p>'
        f"<p>{note_text(note.text, note.resolved)}</p>"
        f"{resolutions(note.resolved, labels)}</div>"
    )


def link(place: Place, words: str) -> str:
    """Set a link that opens the Read page at a place."""
    return f'<a href="{escape(place.href)}" target="_self">{escape(words)}</a>'


def _set(
    text: str,
    notes: Sequence[NoteRef],
    span: tuple[int, int],
    set_mark: MarkSetter,
    frame: str = "{}",
) -> str:
    pieces, at = [], span[0]
    for note in [*notes, None]:
        upto = note.position if note else span[1]
        if at < upto:
            pieces.append(frame.format(escape(text[at:upto])))
        if note:
            pieces.append(set_mark(note))
        at = upto
    return "".join(pieces)


def _underlined(
    text: str,
    notes: Sequence[NoteRef],
    span: tuple[int, int],
    set_mark: MarkSetter,
    asked: Sequence[tuple[int, int]],
) -> str:
    pieces, at = [], span[0]
    for start, end, frame in [*((a, b, _ASKED) for a, b in asked), (span[1], span[1], "")]:
        for first, last, how in ((at, start, "{}"), (start, end, frame)):
            own = [n for n in notes if first < n.position <= last]
            pieces.append(_set(text, own, (first, last), set_mark, how))
        at = end
    return "".join(pieces)


def _named(note_ids: Iterable[str], labels: Mapping[str, str]) -> str:
    return ", ".join(f"note {escape(labels.get(each, anchor_of(each)[1:]))}" for each in note_ids)
