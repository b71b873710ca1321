"""Reporting verbs in a parse: which verb reports speech, who is its speaker, which words are the cue.

Read by quotes and events alike; labels are Universal Dependencies.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from generator.extract.lexicon import WordList
from generator.model.document import Quote, Span

SUBJECTS = frozenset(("nsubj", "nsubj:outer", "csubj"))
_INHERITING = frozenset(("conj", "xcomp", "advcl", "parataxis"))
_RELATIVES = frozenset(("who", "which", "that"))
_LEVELS = 5  # "Rebels, who had wanted to be quoted as saying ...": no real subject stands further up
_HEARER_WORDS = 5


class Speech(WordList):
    """Shape of `speech.yml`."""

    verbs: Mapping[str, tuple[str, ...]]
    only_with_words: tuple[str, ...]
    naming: tuple[str, ...]
    sources: tuple[str, ...]
    nouns: Mapping[str, tuple[str, ...]]
    hearers: tuple[str, ...]

    @cached_property
    def verb_classes(self) -> Mapping[str, str]:
        """Lemma -> class; the first class that lists a verb wins."""
        return {verb: name for name, listed in reversed(tuple(self.verbs.items())) for verb in listed}

    @cached_property
    def carriers(self) -> frozenset[str]:
        """The lemmas of those verbs, without particles."""
        return frozenset(verb.split()[0] for verb in self.verb_classes)

    @cached_property
    def noun_classes(self) -> Mapping[str, str]:
        """Lemma of a noun that names a statement -> class."""
        return {noun: name for name, listed in self.nouns.items() for noun in listed}

    def verb_class(self, token: Token) -> str:
        """What saying `token` does ("say", "deny", ...), "" if it is no reporting verb."""
        if token.pos_ not in ("VERB", "AUX"):
            return ""
        lemma = token.lemma_.lower()
        particle = next((f"{lemma} {child.lower_}" for child in token.children if child.dep_ == "compound:prt"), "")
        return self.verb_classes.get(particle) or self.verb_classes.get(lemma, "")

    def names(self, token: Token) -> bool:
        """Whether the verb gives something a name ("called it a ..."), so that a quoted name is the speaker's word."""
        return token.lemma_.lower() in self.naming

    def is_statement(self, token: Token) -> bool:
        """Whether the noun stands for what somebody said ("the statement said")."""
        return token.pos_ == "NOUN" and token.lemma_.lower() in self.noun_classes


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb as used here, and the key of the actor who speaks."""

    verb: Token
    span: Span
    speaker: str

    def quote(self, span: Span, kind: str, text: str) -> Quote:
        """These words, said by this speaker."""
        return Quote(span=span, speaker=self.speaker, cue=self.span.of(text), cue_span=self.span, kind=kind)


def speaker_of(verb: Token) -> Token | None:
    """The head of the phrase that speaks: the subject, its own or shared, or the agent of a passive."""
    for level in range(_LEVELS):
        found = _own_speaker(verb, passive_counts=level > 0)
        if found is not None:
            return found
        if verb.dep_ == "acl":
            return verb.head
        if verb.dep_ not in _INHERITING or verb.head is verb:
            return None
        verb = verb.head
    return None


def _own_speaker(verb: Token, passive_counts: bool) -> Token | None:
    for child in verb.children:
        if child.dep_ in SUBJECTS or (passive_counts and child.dep_ == "nsubj:pass"):
            return _antecedent(child, verb)
        if child.dep_ in ("obl:agent", "obl") and any(part.lower_ == "by" for part in child.children):
            return child if any(part.dep_ in ("nsubj:pass", "aux:pass") for part in verb.children) else None
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    """What "who" stands for in a relative clause."""
    relative = subject.lower_ in _RELATIVES and verb.dep_ == "acl:relcl"
    return verb.head if relative else subject


def is_told(verb: Token) -> bool:
    """Whether a verb says what others say of its subject, without saying who: "was charged", "were described"."""
    passive = any(child.dep_ in ("nsubj:pass", "aux:pass") for child in verb.children)
    return passive and not any(part.lower_ == "by" for child in verb.children for part in child.children)


def cue_span(verb: Token) -> Span:
    """The reporting words: auxiliaries right before the verb, its particle, and who was told ("told journalists")."""
    first, last = verb, verb
    while first.i and first.nbor(-1).dep_ in ("aux", "aux:pass", "cop") and first.nbor(-1).head is verb:
        first = first.nbor(-1)
    for part in _told(verb):
        if part.i == last.i + 1 or part.left_edge.i == last.i + 1:
            last = part if part.dep_ == "compound:prt" else part.right_edge
    return Span(first.idx, last.idx + len(last.text))


def _told(verb: Token) -> Iterator[Token]:
    for child in verb.rights:
        hearer = child.dep_ in ("iobj", "obj") and child.right_edge.i - child.left_edge.i < _HEARER_WORDS
        if child.dep_ == "compound:prt" or (hearer and child.pos_ in ("NOUN", "PROPN", "PRON")):
            yield child
