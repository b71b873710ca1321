"""Who speaks where the grammar does not say: who stands right beside the verb, or who issued the statement.

Firm ground only. A name behind "for" or "of" is not the speaker ("a lawyer for Ama Mensah said"), nor is one before
another noun ("said Mensah spokesman Kofi Boateng": Boateng).
"""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from generator.extract.speech import Speech, speaker_of
from generator.model.document import ActorMention, Span

_SKIPPED = frozenset({"ADV", "AUX", "PART"})
_SKIPPED_BEFORE = 4  # adverbs and a comma between a name and its verb
_LONGEST_INTRODUCTION = 20  # words of a name and what is set off behind it
_REACH_AFTER = 9  # words of titles between a verb and the name behind it
_STATEMENT_REACH = 300  # words in which "the report" finds who published it
_POINTING = frozenset({"the", "this", "that"})
_ISSUING = frozenset({"issue", "publish", "release", "post", "circulate", "send", "sign"})
_MARKS = frozenset({'"', "“", "”", "''", "``", "‘", "’", ","})
_ENDS = frozenset({".", "“", '"', ";", ":", "who", "which"})

Mentions = Mapping[int, ActorMention]


def beside(verb: Token, mention_at: Mentions, quoted: Span | None) -> str:
    """The actor named right before the verb, or behind one that follows the quotation ("said the minister, Ama …")."""
    found = _before(verb, mention_at, quoted)
    inverted = quoted is not None and quoted.end <= verb.idx and verb.i > 0 and verb.nbor(-1).text in _MARKS
    return found or (_after(verb, mention_at) if inverted and verb.lemma_ != "tell" else "")


def introduced_by(verb: Token, mention_at: Mentions, quoted: Span | None) -> str:
    """'…,” Ama Mensah, head of a union, or GTU, said': whoever the phrase between mark and verb begins with."""
    if quoted is None or quoted.end > verb.idx or verb.i < 2 or verb.nbor(-1).text != ",":
        return ""
    first = next((token.i for token in _back_to(verb, quoted)), verb.i)
    mention = mention_at.get(first)
    end = first
    while mention is not None and mention_at.get(end) is mention:
        end += 1
    return mention.actor if mention is not None and verb.doc[end].text == "," else ""


def _back_to(verb: Token, quoted: Span) -> list[Token]:
    """The words between a closed quotation and its verb, none if a verb stands among them."""
    words = []
    for token in reversed(verb.doc[max(0, verb.i - _LONGEST_INTRODUCTION) : verb.i]):
        if token.idx < quoted.end or (token.pos_ in ("VERB", "AUX") and token.text.islower()):
            break
        words.append(token)
    closed = bool(words) and verb.doc[words[-1].i - 1].idx < quoted.end
    return words[::-1] if closed else []


def _before(verb: Token, mention_at: Mentions, quoted: Span | None) -> str:
    index = verb.i - 1
    while index >= 0 and verb.i - index <= _SKIPPED_BEFORE and _is_between(verb.doc[index]):
        index -= 1
    mention = mention_at.get(index)
    if mention is None or (quoted is not None and quoted.overlaps(mention.span)):
        return ""
    first = index
    while first > 0 and mention_at.get(first - 1) is mention:
        first -= 1
    while first > 0 and verb.doc[first - 1].pos_ in ("NOUN", "PROPN", "ADJ", "DET"):  # titles before the name
        first -= 1
    governed = first > 0 and verb.doc[first - 1].pos_ in ("ADP", "VERB")
    return "" if governed else mention.actor


def _is_between(token: Token) -> bool:
    postnominal = token.text.isupper() and len(token.text) <= 3 and token.pos_ == "PROPN"
    return token.pos_ in _SKIPPED or token.text == "," or postnominal


def _after(verb: Token, mention_at: Mentions) -> str:
    found, last = "", None
    for token in _behind(verb):
        mention = mention_at.get(token.i)
        if found and token.text == ",":
            break  # what is set off behind a name says who that is
        if mention is not None and mention is not last:
            found, last = mention.actor, mention
        elif mention is None and token.pos_ in ("NOUN", "PROPN") and found:
            found = ""  # "said Mensah spokesman ...": not Mensah
    return found


def _behind(verb: Token) -> Iterator[Token]:
    """The words of the phrase behind a verb, without what a preposition or a clause adds."""
    for token in verb.doc[verb.i + 1 : verb.i + 1 + _REACH_AFTER]:
        if token.text in _ENDS or token.pos_ in ("VERB", "AUX", "ADP", "SCONJ"):
            return
        yield token


def issuer(noun: Token, mention_at: Mentions, speech: Speech) -> str:
    """Who made "the report": its author where it was first spoken of, or who spoke in it."""
    if not any(child.lower_ in _POINTING for child in noun.children):
        return ""
    for token in reversed(noun.doc[max(0, noun.i - _STATEMENT_REACH) : noun.i]):
        if token.lemma_ == noun.lemma_ and (found := _made(token, mention_at, speech)):
            return found
    return ""


def _made(noun: Token, mention_at: Mentions, speech: Speech) -> str:
    for child in noun.children:
        by = child.dep_ in ("nmod", "obl") and any(part.lower_ in ("by", "from") for part in child.children)
        if by and child.i in mention_at:
            return mention_at[child.i].actor
    verb = noun.head
    if verb.lemma_ in _ISSUING or speech.verb_class(verb):
        subject = speaker_of(verb)
        if subject is not None and subject.i in mention_at:
            return mention_at[subject.i].actor
    opens = noun.i > 1 and noun.nbor(-1).lower_ in ("a", "an") and noun.nbor(-2).lower_ == "in"
    return _first_behind(noun, mention_at) if opens else ""


def _first_behind(noun: Token, mention_at: Mentions) -> str:
    """ "In a report published on Sunday, the group counted 38 deaths": the first actor behind the comma."""
    comma = False
    for token in noun.doc[noun.i + 1 : noun.i + 20]:
        if token.text in (".", ";"):
            return ""
        comma = comma or token.text == ","
        if comma and token.i in mention_at:
            return mention_at[token.i].actor
    return ""
