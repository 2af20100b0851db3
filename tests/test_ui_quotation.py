"""A quotation as evidence: numbered, placed, marked within its paragraph."""

from dataclasses import replace

from fakes_engine import FakeEngine, make_source

from corpus.model import Voice
from qa.model import ShortAnswer
from qa.service.shapes import SourceSummary
from ui.quotation import evidence, refusal, short_answer
from ui.reading import Reading

SOURCE = make_source()
PASSAGE = SOURCE.passages[1]
READ = Reading(SourceSummary.of(SOURCE), SOURCE.passages, SOURCE.notes)
QUOTE = FakeEngine().quote(PASSAGE, PASSAGE.sentences[1])


def test_the_sentence_is_marked_and_the_rest_is_quieter():
    card = evidence(QUOTE, PASSAGE, READ, "c1")
    assert f"<mark>{QUOTE.text}</mark>" in card
    assert '<span class="oc-rest">Mayor Ann Blyth asked for boats. </span>' in card


def test_it_says_where_it_stands_and_whose_words_it_is():
    card = evidence(QUOTE, PASSAGE, READ, "c1")
    assert "The flood, paragraph 2" in card
    assert "the harbourmaster, quoted by Ann Blyth" in card
    assert 'aria-label="Quotation 1"' in card
    assert "Ann Blyth</span>" in evidence(
        replace(QUOTE, voice=Voice.AUTHOR, speaker=None), PASSAGE, READ, "c1"
    )


def test_among_several_sources_it_names_its_own():
    assert "<cite>" not in evidence(QUOTE, PASSAGE, READ, "c1")
    card = evidence(QUOTE, PASSAGE, READ, "c1", titled=True)
    assert f"<cite>{SOURCE.provenance.title}</cite> · The flood, paragraph 2" in card


def test_of_a_long_paragraph_the_words_nearby_come_first():
    words = " ".join(["before"] * 200)
    text = f"{words} The needle. {words}"
    start = text.index("The needle.")
    passage = replace(PASSAGE, text=text, notes=())
    quote = replace(QUOTE, text="The needle.", start=start, end=start + 11)
    nearby, whole = evidence(quote, passage, READ, "c1").split("<details>")
    assert "… <span" in nearby and "<mark>The needle.</mark>" in nearby
    assert nearby.count("before") < 60 and whole.count("before") == 400
    assert "fore before" not in nearby.replace("before before", "")


def test_a_short_answer_leads_to_its_quotation():
    html = short_answer(ShortAnswer("<1849>", 2, 0, 4), QUOTE, "card-2")
    assert "&lt;1849&gt;" in html and 'href="#card-2"' in html
    assert 'aria-label="Quotation 2"' in html and f'title="{QUOTE.text}"' in html


def test_the_words_asked_for_are_underlined_in_their_own_quotation():
    asked = [ShortAnswer("have", 1, 4, 8), ShortAnswer("two", 1, 9, 12), ShortAnswer("x", 2, 0, 1)]
    assert QUOTE.text[4:12] == "have two"
    card = evidence(QUOTE, PASSAGE, READ, "c1", asked)
    underlined = '“We <u class="oc-asked">have</u> <u class="oc-asked">two</u>,”'
    assert f"<mark>{underlined}" in card
    assert card.count("oc-asked") == 2


def test_a_note_says_which_it_is_and_what_it_refers_to():
    note = SOURCE.passages[-2]
    quote = FakeEngine().quote(note, note.sentences[0])
    html = evidence(quote, note, READ, "c1")
    assert "Note iii · The rebuilding, paragraph 3" in html and "From a note" in html
    assert "Ibid</span> → <cite>A Blyth, The Flood of 1849, Leith 1851</cite>" in html


def test_the_first_sentence_of_a_refusal_is_its_heading():
    words = "It does not answer: it never mentions “Mr. Hyde”. More may stand in “The Door”."
    head, _, more = refusal(words).partition("</p>")
    assert head.endswith(">It does not answer: it never mentions “Mr. Hyde”.")
    assert more.endswith(">More may stand in “The Door”.</p>")


def test_a_refusal_is_a_heading():
    assert 'role="heading"' in refusal("It never mentions “<x>”.")
    assert "&lt;x&gt;" in refusal("It never mentions “<x>”.")
