"""Who acts in an article: names, unnamed groups and what points back to them, as actors with their mentions.

`annotate` runs after the time expressions (a date is no name) and before quotes and events, which take their roles from
these mentions. Names are found first, brought together into actors, then groups, descriptions and pronouns are added.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc

from generator.extract.actors.cast import Cast
from generator.extract.actors.drafts import Draft, plain_letters
from generator.extract.actors.groups import add_groups
from generator.extract.actors.headlines import add_headline_names
from generator.extract.actors.metonyms import add_adjectives, settle_places
from generator.extract.actors.names import Finder
from generator.extract.actors.references import add_references
from generator.extract.actors.titles import TitleReader
from generator.extract.actors.tokens import Tokens, columns
from generator.extract.actors.wordlists import Lists, lists
from generator.extract.lexicon import Lexicon
from generator.model.document import ActorMention, Document, DocumentActor, Timex
from generator.model.vocabulary import ActorType

# What the model takes for a body or a place may be a person after all, if an office stands beside it.
_TITLED = frozenset({ActorType.PERSON, ActorType.PLACE, ActorType.ORGANIZATION})
_NUMERAL = re.compile(r"[IVX]+")
_SHORTEST_TYPED = 4  # letters of a surname set in capitals beside a given name that is not
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def annotate(document: Document, doc: Doc, lexicon: Lexicon) -> Document:
    """The document with `actors` and `mentions` filled."""
    if not len(doc):
        return document
    words = lists(lexicon)
    tokens = columns(document, doc)
    cast = _cast(tokens, words, document.timexes)
    return _written(document, tokens, cast)


def _cast(tokens: Tokens, words: Lists, timexes: Iterable[Timex]) -> Cast:
    blocked = bytearray(len(tokens.words))
    for timex in timexes:
        for index in range(tokens.token_at(timex.span.start), tokens.token_at(max(timex.span.end - 1, 0)) + 1):
            blocked[index] = 1
    names = Finder(tokens, words, blocked).find()
    names = settle_places(tokens, words, names)
    reader = TitleReader(tokens, words, names)
    titles = {
        k: reader.read(k)
        for k, name in enumerate(names)
        if not name.kind and (name.type is None or name.type in _TITLED)
    }
    cast = Cast(tokens, words)
    cast.assemble(names, titles)
    covered = {token for index in cast.of_name for token in range(names[index].start, names[index].end)}
    add_headline_names(tokens, cast, covered)
    add_groups(tokens, words, cast, blocked, covered)
    add_adjectives(tokens, words, cast, covered)
    add_references(tokens, words, cast, covered)
    return cast


def _written(document: Document, tokens: Tokens, cast: Cast) -> Document:
    drafts = [draft for draft in cast.drafts if draft.mentions]
    drafts.sort(key=lambda draft: min(draft.mentions))
    keys: dict[int, str] = {}
    taken: set[str] = set()
    for draft in drafts:
        keys[id(draft)] = key = _key(display_name(draft), taken)
        taken.add(key)
    actors = tuple(_actor(draft, keys) for draft in drafts)
    mentions = sorted(
        (
            ActorMention(span=tokens.span(start, end), actor=keys[id(draft)], form=form)
            for draft in drafts
            for start, end, form in set(draft.mentions)
        ),
        key=lambda mention: (mention.span.start, mention.span.end, mention.actor),
    )
    return replace(document, actors=actors, mentions=tuple(mentions))


def _key(name: str, taken: set[str]) -> str:
    stem = _NOT_SLUG.sub("-", plain_letters(name)).strip("-")[:60] or "actor"
    if stem not in taken:
        return stem
    return next(key for n in range(2, len(taken) + 3) if (key := f"{stem}-{n}") not in taken)


def display_name(draft: Draft) -> str:
    """The editor's name, else the fullest form in the text; countries go by their usual name."""
    if draft.record is not None or not draft.forms or draft.type is ActorType.COUNTRY or not draft.named:
        return draft.name
    longest = max(draft.forms, key=lambda form: (len(form.split()), len(form), draft.forms[form]))
    name = draft.name if len(draft.name.split()) > len(longest.split()) and draft.name in draft.forms else longest
    return _in_title_case(name) if draft.type is ActorType.PERSON and " " in name else name


def _in_title_case(name: str) -> str:
    """ "MARIA KOVACS" and "Maria KOVACS" as "Maria Kovacs"; initials, "III" and short words stay."""
    words = name.split()
    least = 2 if name.isupper() else _SHORTEST_TYPED
    return " ".join(
        word.title()
        if len(word) >= least and word.isupper() and word.isalpha() and not _NUMERAL.fullmatch(word)
        else word
        for word in words
    )


def _actor(draft: Draft, keys: dict[int, str]) -> DocumentActor:
    name = display_name(draft)
    affiliation = keys.get(id(draft.affiliation), "") if draft.affiliation else ""
    record = draft.record
    return DocumentActor(
        key=keys[id(draft)],
        name=name,
        type=draft.type,
        title=(record.title if record and record.title else "") or _title(draft),
        affiliation=affiliation,
        country=draft.country,
        aliases=_aliases(draft, name),
        named=draft.named,
        ground=draft.ground,
    )


def _aliases(draft: Draft, name: str) -> tuple[str, ...]:
    """The other forms in the text, and a listed body's full name, by which articles with "UN" find each other."""
    listed = [draft.name] if draft.named and draft.ground.startswith("lexicon") else []
    return tuple(form for form in dict.fromkeys((*draft.forms, *listed)) if form != name)


def _title(draft: Draft) -> str:
    """The fullest title that the text gives a person."""
    if draft.type is not ActorType.PERSON:
        return ""
    texts = [title.text for title in draft.titles if title.text]
    return max(texts, key=len, default="")
