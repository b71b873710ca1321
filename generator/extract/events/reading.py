"""One document laid open for the event readers: its nodes, sentences, and which words mention which actor or time."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.extract.events.apposition import raise_names
from generator.extract.events.main_verbs import main_behind
from generator.extract.events.name_parts import covered_by, join_names, top
from generator.extract.events.relatives import raise_who, uncleave
from generator.extract.events.repairs import mend
from generator.extract.events.syntax import Node, antecedent, grow, with_conjuncts
from generator.extract.events.wordlist import Words
from generator.model.document import ActorMention, Document, DocumentActor, Quote, Sentence, SentenceKind, Span, Timex
from generator.model.vocabulary import ActorType

_FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})
_PLURAL = frozenset({"we", "us", "our"})
_PERSONAL = frozenset({"he", "she", "him", "her", "his"})
_PRONOUNS = _FIRST_PERSON | _PERSONAL | frozenset({"it", "they", "them", "its", "their"})
_GROUPS = frozenset({ActorType.GROUP, ActorType.ARMED_GROUP})
_SPOKEN_OF = 12  # mentions back to a group
_TOPIC = 3  # different words of a class that make it a topic of the document
_OWNERS = ("nmod:poss", "compound", "nmod", "amod", "appos")


@dataclass(frozen=True)
class Reading:
    """What every reader of events needs at hand. Sentences without a place in the tree are furniture or empty."""

    document: Document
    words: Words
    nodes: tuple[Node, ...]  # in text order
    sentences: tuple[Sentence, ...]
    actors: dict[str, DocumentActor]
    mention_of: dict[int, ActorMention]  # node index -> the widest mention that covers it
    mention_heads: dict[int, ActorMention]  # node index -> the mention it heads
    timex_of: dict[int, Timex]  # node index -> the time expression it belongs to
    lead: int = 0  # number of the first body sentence that has a verb

    def span(self, nodes: Iterable[Node]) -> Span:
        """From the first node's start to the last one's end."""
        listed = list(nodes)
        return Span(min(n.start for n in listed), max(n.end for n in listed))

    def sentence(self, node: Node) -> Sentence:
        """The sentence a node stands in."""
        return self.sentences[node.sentence]

    def before(self, node: Node, limit: int) -> Iterator[Node]:
        """The nodes before one, the nearest first, `limit` of them at most."""
        position = bisect_left(self.nodes, node.index, key=lambda n: n.index)
        return reversed(self.nodes[max(0, position - limit) : position])

    def headline(self, node: Node) -> bool:
        """Whether a node stands in the headline."""
        return self.sentence(node).kind is SentenceKind.HEADLINE

    @cached_property
    def countries(self) -> frozenset[str]:
        """The names of the countries that act or are named."""
        return frozenset(a.name for a in self.actors.values() if a.type is ActorType.COUNTRY)

    @cached_property
    def topics(self) -> frozenset[str]:
        """What the document is about, as entries write it ("~<medicine>"): a class of which it has several words."""
        told: dict[str, set[str]] = {}
        for lemma in {n.lemma for n in self.nodes}:
            for kind in self.words.classes.get(lemma, ()):
                told.setdefault(kind, set()).add(lemma)
        return frozenset(f"~{kind}" for kind, lemmas in told.items() if len(lemmas) >= _TOPIC)

    @cached_property
    def _quotes(self) -> dict[int, list[Quote]]:
        starts = [s.span.start for s in self.sentences]
        found: dict[int, list[Quote]] = {}
        for quote in self.document.quotes:
            first, last = bisect_right(starts, quote.span.start) - 1, bisect_left(starts, quote.span.end)
            for number in range(max(0, first), last):
                found.setdefault(number, []).append(quote)
        return found

    def quotes_in(self, sentence: int) -> Sequence[Quote]:
        """The quotes that stand in a sentence or reach into it, in text order."""
        return self._quotes.get(sentence, ())

    def quotes_around(self, node: Node) -> Iterator[Quote]:
        """The quotes that a node stands in."""
        return (q for q in self.quotes_in(node.sentence) if q.span.start <= node.start < q.span.end)

    @cached_property
    def _named(self) -> dict[tuple[int, int], Sequence[str]]:
        return {}

    def actors_of(self, noun: Node, depth: int = 3) -> Sequence[str]:
        """The actors that a noun phrase names, itself or through a count, a role noun or an apposition."""
        found = self._named.get((noun.index, depth))
        if found is None:
            found = self._named[noun.index, depth] = self._actors_of(noun, depth)
        return found

    def _actors_of(self, noun: Node, depth: int) -> list[str]:
        found: list[str] = []
        for each in with_conjuncts(antecedent(noun)):
            found += [key for key in self._one(each, depth) if key not in found]
        return found

    def _one(self, noun: Node, depth: int) -> Sequence[str]:
        mention = self.mention_heads.get(noun.index) or self.mention_of.get(noun.index)
        better = self.named_beside(noun) or self._person_titled(noun)
        if better is not None and (mention is None or mention.form != "name"):
            return [better.actor]
        if mention is not None:
            return [mention.actor]
        if noun.pos == "PRON" and noun.lower in _PRONOUNS:
            return self._stands_for(noun)
        if noun.dep == "appos" and noun.head is not None:  # "Ann Lee, a teacher who was freed by ..."
            described = self.mention_heads.get(noun.head.index)
            if described is not None and described.form == "name":
                return [described.actor]
        if depth <= 0:
            return []
        grammar = self.words.grammar
        if noun.lemma in grammar.quantities or noun.lemma in grammar.areas or noun.pos == "NUM":
            counted = [k for k in noun.kids if k.dep == "nmod" and k.case() in ("of", "of the")]
            return [key for k in counted for key in self.actors_of(k, depth - 1)] or self._some_of_them(noun)
        if noun.lemma in grammar.representatives:
            if (person := self._person_behind(noun)) is not None:
                return [person.actor]
            return self.owners_of(noun)[:1]
        return []

    def _some_of_them(self, number: Node) -> list[str]:
        """ "… against 600 students. Eight were arrested.": of the group that was spoken of right before."""
        if number.pos != "NUM" or number.dep != "nsubj" or any(k.dep in ("nmod", "det", "amod") for k in number.kids):
            return []
        at = bisect_left(self.document.mentions, number.start, key=lambda m: m.span.start)
        begins = self.sentences[max(0, number.sentence - 1)].span.start
        for mention in reversed(self.document.mentions[max(0, at - _SPOKEN_OF) : at]):
            actor = self.actors.get(mention.actor)
            if mention.span.start >= begins and actor is not None and not actor.named and actor.type in _GROUPS:
                return [mention.actor]
        return []

    def _stands_for(self, pronoun: Node) -> Sequence[str]:
        """Whom a pronoun without a mention means: the speaker or his body in direct speech, X in "X said it …"."""
        if pronoun.lower in _FIRST_PERSON:
            quote = next((q for q in self.quotes_around(pronoun) if q.speaker in self.actors), None)
            if quote is None:
                return []
            body = self.actors[quote.speaker].affiliation
            return [body if pronoun.lower in _PLURAL and body in self.actors else quote.speaker]
        below = pronoun
        for governor in pronoun.climb():
            if below.dep == "ccomp" and governor.lemma in self.words.grammar.reports:
                return self._speaker_for(pronoun, governor)
            below = governor
        return []

    def _speaker_for(self, pronoun: Node, verb: Node) -> Sequence[str]:
        noun = next((k for k in verb.kids if k.dep == "nsubj"), None)
        if noun is None or noun is pronoun or noun.pos == "PRON":
            return []
        speakers = self.actors_of(noun, 1)
        person = bool(speakers) and self.actor_type(speakers[0]) is ActorType.PERSON
        return speakers[:1] if person == (pronoun.lower in _PERSONAL) and len(speakers) == 1 else []

    def named_beside(self, noun: Node, depth: int = 2) -> ActorMention | None:
        """A name in apposition or spelled out after a title ("the envoy, Ama Mensah"), or right before its kind."""
        for kid in noun.kids:
            if kid.dep in ("appos", "flat") or self._names(kid, noun):
                mention = self.mention_heads.get(kid.index) or self.mention_of.get(kid.index)
                if mention is None:  # "counsel Nuala Brady SC": the letters behind the name are its head
                    inner_heads = (self.mention_heads.get(k.index) for k in kid.kids if k.dep == "compound")
                    mention = next((m for m in inner_heads if m is not None), None)
                if mention is not None and mention.form == "name":
                    return mention
                if depth and (inner := self.named_beside(kid, depth - 1)) is not None:
                    return inner
        return None

    def _person_behind(self, noun: Node) -> ActorMention | None:
        """ "The head of the mission, Karen Holst, …": the parser hung her on the mission."""
        for kid in noun.kids:
            mention = self.named_beside(kid, 0) if kid.dep == "nmod" else None
            if mention is not None and self.actor_type(mention.actor) is ActorType.PERSON:
                return mention
        return None

    def _person_titled(self, noun: Node) -> ActorMention | None:
        """ "Secretary of State Ann Lee": for the parser she has a secretary."""
        if noun.pos != "PROPN" or not noun.kids or noun.index in self.mention_of:
            return None
        kid = next((k for k in noun.kids if k.dep == "nmod" and k.case() == "of"), None)
        mention = self.mention_heads.get(kid.index) if kid is not None else None
        person = mention is not None and self.actor_type(mention.actor) is ActorType.PERSON
        return mention if person else None

    def _names(self, kid: Node, noun: Node) -> bool:
        """Whether a modifier names its noun: "champions Banik Kladno", "the National Renewal party"."""
        bare = kid.label == "nmod" and kid.pos == "PROPN" and not kid.case()  # "the former minister Mr Timo Laine"
        if kid.dep not in ("compound", "amod") and kid.label != "nmod:desc" and not bare:
            return False
        if kid.index > noun.index or noun.lemma not in self.words.grammar.kinds:
            return kid.index > noun.index
        before = self.mention_of.get(noun.index - 1)  # "the ruling ZANU-PF party": the name ends at its kind
        return before is not None and self.mention_of.get(kid.index) is before

    def owners_of(self, noun: Node) -> list[str]:
        """The actors inside a noun phrase that tell whose it is ("Mensah's offer", "talks of the parties")."""
        found: list[str] = []
        for label in _OWNERS:
            for kid in noun.kids:
                if kid.label != label and not (label == "nmod" and kid.dep == "nmod" and kid.label != "nmod:poss"):
                    continue
                if label == "nmod" and kid.case() not in ("of", "from", "by"):
                    continue
                found += [key for key in self.actors_of(kid, 1) if key not in found]
        return found

    def actor_at(self, noun: Node) -> str:
        """The key of the actor that a noun mentions, "" for none."""
        mention = self.mention_of.get(noun.index)
        return mention.actor if mention is not None else ""

    def actor_type(self, key: str) -> ActorType | None:
        """The type of an actor of the document; None for an unknown key."""
        actor = self.actors.get(key)
        return actor.type if actor is not None else None

    def body(self) -> Iterator[Node]:
        """Nodes outside furniture."""
        return (n for n in self.nodes if self.sentences[n.sentence].kind is not SentenceKind.FURNITURE)


def read(document: Document, doc: Any, words: Words) -> Reading:
    """Lay a document open; a document without sentences is taken as one."""
    sentences = document.sentences or (Sentence(span=Span(0, len(document.text)), paragraph=0),)
    nodes = grow(doc, [s.span.start for s in sentences])
    join_names(document.mentions, nodes)
    mend(nodes, words.grammar)
    covering, heads = _mentions(document.mentions, nodes)
    actors = {a.key: a for a in document.actors}
    persons = {key for key, actor in actors.items() if actor.type is ActorType.PERSON}
    raise_names((n for n in nodes if (m := heads.get(n.index)) is not None and m.actor in persons), words.grammar)
    kinds = {index: actors[m.actor].type for index, m in covering.items() if m.actor in actors}
    for clause in [n for n in nodes if n.label == "acl:relcl"]:
        raise_who(clause, kinds, words.grammar)
        main_behind(clause)
        uncleave(clause)
    return Reading(
        document, words, tuple(nodes), tuple(sentences), actors, covering, heads,
        {node.index: timex for timex, covered in covered_by(document.timexes, nodes) for node in covered},
        _lead(nodes, sentences),
    )  # fmt: skip


def _lead(nodes: list[Node], sentences: Sequence[Sentence]) -> int:
    """The number of the first body sentence that has a finite verb."""
    told = (n.sentence for n in nodes if n.pos == "VERB" and n.finite)
    return next((number for number in told if sentences[number].kind is SentenceKind.BODY), 0)


def _mentions(
    mentions: Iterable[ActorMention], nodes: list[Node]
) -> tuple[dict[int, ActorMention], dict[int, ActorMention]]:
    covering: dict[int, ActorMention] = {}
    heads: dict[int, ActorMention] = {}
    for mention, covered in covered_by(sorted(mentions, key=lambda m: len(m.span)), nodes):
        head = top(covered)
        heads[head.index] = mention
        for node in covered:
            covering[node.index] = mention
    return covering, heads
