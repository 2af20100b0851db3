import pytest

from corpus.model import Provenance
from corpus.names import name_at, tokens_of
from corpus.reader import read_text
from corpus.speakers import PRONOUN, main_name, speaker_after, speaker_before


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("General Knox, back in London, told the Cabinet on September 7:", "General Knox"),
        ("On March 22 Guchkov had replied to General Alexeyev, who complained:", "Guchkov"),
        ("At first, writes Philips Price, only workers could be found there:", "Philips Price"),
        ("As Reed writes:", "Reed"),
        ("Lenin wrote on March 17 that", "Lenin"),
        ("In the words of John Reed,", "John Reed"),
        ("According to Reed,", "Reed"),
        ("He wrote:", PRONOUN),
        ("It ran:", PRONOUN),
        ("His first letter to Kollontai in Stockholm, written on March 16, underlined:", PRONOUN),
        ("A proclamation written by Lenin was being read everywhere, announcing that", "Lenin"),
        ("A remark echoed by Smith, as recorded by Jones, when he explained that", "Smith"),
        ("The substance of his talk, in his own words, I give here:", PRONOUN),
        ("The beginning of the epistle was as follows:", PRONOUN),
        ("Here I give Edward Wilson’s full account of it:", "Edward Wilson"),
        ("Bowers’ letter describes how they dragged it to the top:", "Bowers"),
        ("There is a letter from Kollontai about that day:", "Kollontai"),
        ("Knox must take up the first part of the story:", "Knox"),
        ("Lenin’s letter was answered by Kamenev:", "Kamenev"),
        ("Lenin’s letter lay before the clerk who had asked for it:", None),
        ("Knox heard the following story:", None),
        ("They were glad of what they had found there:", None),
        ("The soldiers said:", None),
    ],
)
def test_lead_ins_of_block_quotations(lead: str, speaker: str | None) -> None:
    assert speaker_before(lead, ends_sentence=True) == speaker


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("He was described by the British Party – like others – as ", "British Party"),
        ("Kamenev, who in an article in Pravda said Russian soldiers must ", "Kamenev"),
        ("The soldiers marched under banners calling for ", None),
        ("In a letter to Kollontai, who had asked for a plan; the clerk had ", None),
        ("It led to a blast from Lenin, in a letter the same evening, crying that ", "Lenin"),
        ("It led to a denunciation of them by Lenin as ", "Lenin"),
        ("Kerensky had called a conference in ", None),
        ("The Cabinet met on May 3, saying that it wanted ", "Cabinet"),
        ("Price [1921 –Ed] said that ", "Price"),
    ],
)
def test_words_before_a_quotation_in_a_sentence(lead: str, speaker: str | None) -> None:
    assert speaker_before(lead, ends_sentence=False) == speaker


@pytest.mark.parametrize(
    ("rest", "speaker"),
    [
        (" said a soldier delegate Ostromoukhov (not a Bolshevik) in April.", "Ostromoukhov"),
        (" replied Paléologue.", "Paléologue"),
        (" Lord Palmerston wrote to Lord Panmure, ", "Lord Palmerston"),
        (" by General Knox, and so on.", "General Knox"),
        (" he said.", PRONOUN),
        (" said he.", PRONOUN),
        (", sent a Note to the Allies.", None),
        (" going there – was the fact.", None),
        (" was Lord Palmerston’s only reply.", "Lord Palmerston"),
        (" were among his last words.", PRONOUN),
        (" was the last word of the soldiers.", None),
        (" said the soldiers.", None),
        ("", None),
    ],
)
def test_words_after_a_quotation(rest: str, speaker: str | None) -> None:
    assert speaker_after(rest) == speaker


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Among the latter Milyukov, the Foreign Minister, was outstanding.", "Milyukov"),
        ("Evidently fearing that it would not reach Kollontai, Lenin sent a cable.", "Lenin"),
        ("Philips Price, correspondent of the Guardian, found nothing.", "Philips Price"),
        ("Likewise John, who succeeded him, being yet but Pope elect, sent letters.", "John"),
        ("Towards those about him he was kind.", None),
        ("It was found in the Moscow Soviet.", None),
    ],
)
def test_whom_a_sentence_is_about(sentence: str, name: str | None) -> None:
    assert main_name(sentence) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [("Norman said", "Norman"), ("Gallic gestures", None), ("Russian soldiers", None)],
)
def test_an_adjective_before_a_noun_is_no_name(words: str, name: str | None) -> None:
    assert name_at(tokens_of(words), 0) == name


def test_a_word_that_is_no_name_elsewhere_is_no_speaker() -> None:
    text = (
        "The Vote\n\nPell sat down by the women.\n\n"
        "Women wept at it all day long. “We shall have it yet,” she said.\n\n"
        "Then Pell rose from his seat there. “You shall not,” he said.\n\n"
        "Wren came from the door to him. “You shall, and soon,” she said.\n"
    )
    source = read_text(text.encode(), source_id="vote", provenance=Provenance("The Vote", ""))
    speakers = {s.speaker for p in source.passages for s in p.sentences} - {None}
    assert speakers == {"Pell", "Wren"}
