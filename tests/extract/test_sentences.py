"""How a text is cut before it is parsed."""

import pytest

from generator.extract.lexicon import Lexicon
from generator.extract.sentences import blocks
from generator.model.document import SentenceKind

BODY, HEADLINE, DATELINE, FURNITURE = (
    SentenceKind.BODY,
    SentenceKind.HEADLINE,
    SentenceKind.DATELINE,
    SentenceKind.FURNITURE,
)
STORY = "The council approved the budget on Tuesday after a long debate."


def cut(text: str, title: str = "") -> list[tuple[SentenceKind, str]]:
    return [(block.kind, block.span.of(text)) for block in blocks(text, title, Lexicon())]


def kinds(text: str, title: str = "") -> list[SentenceKind]:
    return [kind for kind, _ in cut(text, title)]


def test_headline_body_and_furniture_are_told_apart() -> None:
    text = f"Council Approves Budget\n\n{STORY}\n\nLeave a comment"
    assert cut(text) == [(HEADLINE, "Council Approves Budget"), (BODY, STORY), (FURNITURE, "Leave a comment")]


def test_a_first_paragraph_is_no_headline() -> None:
    assert kinds(f"{STORY}\n\n{STORY}") == [BODY, BODY]


def test_the_title_is_a_headline_whatever_its_form() -> None:
    assert kinds(f"It is over.\n\n{STORY}", title="It is over") == [HEADLINE, BODY]


@pytest.mark.parametrize(
    "line",
    [
        "Share this",
        "ADVERTISEMENT",
        "Read more: Five things to know about the budget",
        "By Jane Roe",
        "By Jane Roe and John Doe",
        "Photo: Jane Roe",
        "(AP Photo/Jane Roe)",
        "© 2020 Example News. All rights reserved.",
        "Reporting by Jane Roe; editing by John Doe",
        "Tags: budget, council",
        "* * *",
        "Party | Votes | Seats",
    ],
)
def test_furniture(line: str) -> None:
    assert kinds(f"{STORY}\n\n{line}")[-1] is FURNITURE


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the water had reached the town.",
        "Share prices fell by 3 percent on Monday.",
        "Read more slowly, the judge told the witness.",
        "More people than ever voted in the north.",
        "Sources close to the talks said a deal was near.",
    ],
)
def test_no_furniture(line: str) -> None:
    assert kinds(f"{STORY}\n\n{line}")[-1] is BODY


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("MOSCOW, June 8 (Reuters) -", "The talks began on Friday."),
        ("OSLO (AP) —", "The talks began on Friday."),
        ("NEW DELHI:", "The talks began on Friday."),
        ("Geneva, 3 March (Xinhua) --", "“We agreed,” the envoy said."),
        ("LA PAZ, Bolivia –", "The talks began on Friday."),
        ("(Reuters) -", "The talks began on Friday."),
        ("Madrid, Jun 24 (EFE).-", "The talks began on Friday."),
        ("Vienna, 12 March 2017 (KNA):", "The talks began on Friday."),
        ("BHOPAL, AUG. 29.", "The talks began on Friday."),
        ("BRUSSELS — June 3 —", "The talks began on Friday."),
        ("NEW DELHI, July 15. /Sever/.", "The talks began on Friday."),
        ("12 March 2025 —", "The talks began on Friday."),
    ],
)
def test_dateline_is_no_part_of_the_sentence(dateline: str, rest: str) -> None:
    assert cut(f"{dateline} {rest}") == [(DATELINE, dateline), (BODY, rest)]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Norway – along with Sweden – has signed the treaty.",
        "NATO – the alliance of 32 states – met on Monday.",
        "The minister – A man of few words – said nothing.",
        "Jones: a portrait of the artist who never slept.",
        "Jones (Labour): The council has failed the town.",
    ],
)
def test_a_dash_makes_no_dateline(paragraph: str) -> None:
    assert cut(paragraph) == [(BODY, paragraph)]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The council of the town approved the new budget on Tuesday\n"
        "after a debate that had lasted for more than nine hours and\n"
        "that left nobody content.\n\n"
        "The mayor, who had threatened to resign, said that she would\n"
        "stay in office."
    )
    assert [block.split("\n")[0][:11] for _, block in cut(text)] == ["The council", "The mayor, "]


def test_lines_that_end_sentences_are_paragraphs() -> None:
    assert len(cut("\n".join([STORY] * 4))) == 4


def test_carriage_returns_and_outer_blanks() -> None:
    text = f"\r\n  Council Approves Budget  \r\n\r\n\t{STORY}\r\n"
    assert cut(text) == [(HEADLINE, "Council Approves Budget"), (BODY, STORY)]


@pytest.mark.parametrize(
    ("paragraph", "language"),
    [
        (STORY, "en"),
        ("Der Minister hat am Montag gesagt, dass er nicht mit dem Rat sprechen wird.", "de"),
        ("Le ministre a dit lundi que les écoles ne seront pas fermées dans le nord du pays.", "fr"),
        ("El ministro dijo el lunes que no va a cerrar las escuelas de la ciudad por la huelga.", "es"),
        ("Министр сообщил в понедельник, что школы закрывать не будут.", "und"),
        ("COUNCIL APPROVES BUDGET AFTER LONG DEBATE IN EL PASO AND LA PAZ TODAY", "en"),
        ("Lula da Silva, de Souza, dos Santos and da Costa met in Rio on Monday.", "en"),
    ],
)
def test_language_of_a_paragraph(paragraph: str, language: str) -> None:
    assert [block.language for block in blocks(paragraph, "", Lexicon())] == [language]


@pytest.mark.parametrize("text", ["", " \n\t", "\n" * 50, "\u2028", "—", "(", ": ", "- - -"])
def test_nothing_much_is_cut_without_harm(text: str) -> None:
    assert all(block.span.of(text).strip() for block in blocks(text, "", Lexicon()))
