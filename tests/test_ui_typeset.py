"""Everything a source says is escaped, and no word of it is lost."""

import html
import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from corpus.model import NoteRef, Resolution
from ui.typeset import live_mark, note_popup, note_text, resolution, running_text

FULL = "A Blyth, The Flood of 1849"
HOSTILE = "<script>alert(1)</script> **bold** $x^2$ <img src=x onerror=alert(1)> &amp;"


def ref(label: str, position: int, text: str = "a note") -> NoteRef:
    return NoteRef(f"s:n{position}", label, text, position)


def words(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def test_marks_stand_where_they_stood():
    mark = '<sup class="oc-mark" title="a note">{}</sup>'.format
    set_text = running_text("ab cd", [ref("i", 2), ref("ii", 5)])
    assert set_text == f"ab{mark('i')} cd{mark('ii')}"


def test_a_mark_before_the_first_word_is_kept():
    assert words(running_text("ab", [ref("i", 0)])) == "iab"


def test_two_marks_in_one_place_keep_their_order():
    assert words(running_text("ab", [ref("i", 1), ref("ii", 1)])) == "aiiib"


def test_only_the_span_is_marked_and_the_mark_after_it_is_not():
    set_text = running_text("ab. cd.", [ref("i", 3)], (0, 3))
    assert set_text.startswith("<mark>ab.</mark><sup")
    assert '<span class="oc-rest"> cd.</span>' in set_text


def test_a_mark_within_the_span_stays_within_it():
    set_text = running_text("ab cd ef", [ref("i", 4)], (0, 5))
    assert set_text.startswith("<mark>ab c<sup") and set_text.count("<mark>") == 1


def test_a_live_mark_is_a_link_to_its_note_with_a_name():
    mark = live_mark(NoteRef("s:n17", "xvii", "text", 3))
    assert 'href="#n17"' in mark and 'aria-label="Note xvii"' in mark


def test_source_text_cannot_become_markup():
    for markup in (
        running_text(HOSTILE, [ref(HOSTILE, 3, HOSTILE)], (0, 4)),
        running_text(HOSTILE, [ref(HOSTILE, 3, HOSTILE)], (0, 4), set_mark=live_mark),
        note_text(HOSTILE, ()),
        note_popup(ref(HOSTILE, 3, HOSTILE), {}),
        resolution(Resolution(HOSTILE, 0, 4, HOSTILE, "s:n1", ("s:n2", "s:n1")), {"s:n1": HOSTILE}),
        resolution(Resolution(HOSTILE, 0, 4, HOSTILE, None, (), True, (HOSTILE,)), {}),
    ):
        tags = Tags()
        tags.feed(markup)
        assert tags.names <= {"div", "p", "sup", "a", "mark", "span", "cite", "i"}
        assert tags.attributes <= {"class", "id", "href", "role", "title", "aria-label"}


class Tags(HTMLParser):
    """Collects what a browser would take for markup."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_a_back_reference_shows_the_reference_and_the_way_to_it():
    ibid = Resolution("Ibid", 0, 4, FULL, "s:n1", ("s:n3", "s:n2", "s:n1"))
    assert words(resolution(ibid, {"s:n1": "i", "s:n2": "ii"})) == (
        f"Ibid → {FULL} (from note i, by way of note ii)"
    )


def test_an_ambiguous_back_reference_says_so():
    torn = Resolution("op cit", 0, 6, "One", "s:n1", (), True, ("Two",))
    assert words(resolution(torn, {})) == "op cit is ambiguous: One or Two"


def test_an_unresolved_back_reference_says_so():
    lost = Resolution("op cit", 0, 6, "", None)
    assert words(resolution(lost, {})) == "op cit refers to no work that could be found"


texts = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)


@given(texts, st.lists(st.integers(0, 60), max_size=5), st.integers(0, 60), st.integers(0, 60))
def test_no_word_is_lost_or_added(text, positions, start, end):
    notes = [ref("", at) for at in sorted(min(at, len(text)) for at in positions)]
    assert words(running_text(text, notes, (start, end))) == text


@given(texts, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_underlined_back_references_lose_no_word(text, spans):
    ordered = sorted((min(a, b, len(text)), min(max(a, b), len(text))) for a, b in spans)
    resolved = [Resolution("x", a, b, "r", None) for a, b in ordered]
    assert words(note_text(text, resolved)) == text
