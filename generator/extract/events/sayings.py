"""The titles of statements: who says what, in a clause or in the speaker's own words."""

from collections.abc import Collection, Sequence

from generator.extract.events.bonds import from_subject
from generator.extract.events.phrases import Phrases
from generator.extract.events.reading import Reading
from generator.extract.events.spelling import MARKS, POINTING, DanglingError, cut, first_person, plural
from generator.extract.events.statements import content_of
from generator.extract.events.syntax import Node, by_index, subject
from generator.model.document import ActorMention, Participant, Quote
from generator.model.vocabulary import Role

NEUTRAL = frozenset(
    {"say", "tell", "add", "note", "state", "explain", "comment", "remark", "observe", "write", "report"}
)
_HEADED = 40  # characters: a longer subject gives way to the bare name


class Sayings:
    """Puts what somebody says into one title or summary."""

    def __init__(self, reading: Reading, participants: tuple[Participant, ...], phrases: Phrases) -> None:
        self.reading = reading
        self.grammar = reading.words.grammar
        self.participants = participants
        self.phrases = phrases

    def states(self, verb: Node) -> str:
        """ "X says …"; words in the first person keep their quotation marks."""
        content = content_of(verb)
        if content is None or content.lower in POINTING | {"so", "it"} or _torn(content, verb):
            raise DanglingError
        who = self._speaker(verb)
        own = {n.index for n in verb.subtree()} if content is verb.head else set()
        if first_person([n for n in content.subtree(60) if n.index not in own]):
            return f"{who.rstrip(',')}: {self._quotation(content, own, len(who))}"
        says = f"{who} {self._saying(verb)}"
        if subjectless(content):
            raise DanglingError
        nodes = from_subject(content, self.phrases.kept(content, own | self.phrases.fronted(content), content))
        try:
            rest = self.phrases.fitted(nodes, content, self.phrases.limit - len(says) - 1)
        except DanglingError:
            if not any(q.kind == "direct" for q in self.reading.quotes_around(content)):
                raise
            return f"{who.rstrip(',')}: {self._quotation(content, own, len(who))}"
        if " " not in rest:
            raise DanglingError
        return f"{says} {rest if self._capital(nodes) else rest[:1].lower() + rest[1:]}"

    def adds(self, participle: Node) -> str:
        """ "X said …, urging calm" -> "X urged calm"."""
        own = {k.index for k in participle.kids if k.dep == "nsubj"} | {participle.index}
        nodes = [n for n in self.phrases.kept(participle, own, participle) if n.index > participle.index]
        front = f"{self._speaker(participle)} {self._past(participle)}"
        return self.phrases.fitted(nodes, participle, self.phrases.limit, front=front)

    def _past(self, participle: Node) -> str:
        lemma, stem = participle.lemma, participle.lower.removesuffix("ing")
        if participle.lower in self.grammar.past_of_ing:
            return self.grammar.past_of_ing[participle.lower]
        if stem == lemma + lemma[-1:]:  # "stopping"
            return f"{stem}ed"
        if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
            return f"{lemma[:-1]}ied"
        return f"{lemma}d" if lemma.endswith("e") else f"{lemma}ed"

    def cites(self, verb: Node) -> str:
        """ "X: “…”" where the words said stand in quotation marks and no clause holds them."""
        quote = next((q for q in self.reading.quotes_in(verb.sentence) if q.kind == "direct"), self._next(verb))
        if quote is None or verb.kid("obj", "ccomp") is not None:
            raise DanglingError
        who = self._speaker(verb)
        words = " ".join(quote.span.of(self.reading.document.text).split()).strip(" ,.;")
        if " " not in words:
            raise DanglingError
        return f"{who.rstrip(',')}: “{cut(words, self.phrases.limit - len(who) - 4, self.grammar.leading_on)}”"

    def _next(self, verb: Node) -> Quote | None:
        """The quotation of the same speaker that the next sentence begins with ("He told reporters. “We …”")."""
        noun = subject(verb)
        speakers = self.reading.actors_of(noun) if noun is not None and self.empty(verb) else ()
        following = (q for q in self.reading.quotes_in(verb.sentence + 1) if q.kind == "direct")
        return next((q for q in following if q.speaker in speakers), None)

    def empty(self, verb: Node) -> bool:
        """Whether a plain verb of saying has nothing said beside it, only hearers or an occasion."""
        if verb.lemma not in ("say", "tell") or verb.pos != "VERB" or verb.passive or content_of(verb) is not None:
            return False
        told = verb.kid("obj", "xcomp", "csubj", "advcl")
        if told is not None and told.pos not in ("SCONJ", "PROPN"):
            return False
        telling = [k for k in verb.kids if k.dep in ("obl", "nmod", "iobj")]  # "said in a statement that …"
        return not any(k.case() in ("of", "about") or k.kid("acl", "ccomp") is not None for k in telling)

    def inside_quotation(self, verb: Node) -> str:
        """The words of a quotation that tell the event, under their speaker's name."""
        quote = next((q for q in self.reading.quotes_around(verb) if q.kind == "direct"), None)
        actor = self.reading.actors.get(quote.speaker) if quote is not None else None
        if quote is None or actor is None or not actor.named:
            raise DanglingError
        sentence = self.reading.sentence(verb).span
        start, end = max(quote.span.start, sentence.start), min(quote.span.end, sentence.end)
        words = " ".join(self.reading.document.text[start:end].split()).strip(' ,.;“”"')
        return f"{actor.name}: “{cut(words, self.phrases.limit - len(actor.name) - 4, self.grammar.leading_on)}”"

    def _saying(self, verb: Node) -> str:
        if verb.lemma in NEUTRAL:
            noun = subject(verb)
            mention = self.reading.mention_of.get(noun.index) if noun is not None else None
            one = mention is not None and self.phrases.person(mention)
            several = noun is not None and plural(noun, one) and not (mention is not None and _one_body(noun, mention))
            return "say" if several else "says"
        group = [k for k in verb.kids if k.dep == "aux" or k.label == "compound:prt"]
        return self.phrases.spelling.text(sorted([*group, verb], key=by_index))

    def _capital(self, nodes: Sequence[Node]) -> bool:
        """Whether the first word keeps its capital inside a sentence: a name, an acronym, or capital there already."""
        first = next((n for n in nodes if n.text not in MARKS), None)
        if first is None or first.pos == "PROPN" or first.text[1:2].isupper() or first.text[:1].islower():
            return first is not None
        begins = first.start - self.reading.sentence(first).span.start <= 1
        direct = (q.span.start for q in self.reading.quotes_around(first) if q.kind == "direct")
        return not begins and not any(first.start - start <= 1 for start in direct)

    def _speaker(self, verb: Node) -> str:
        noun = subject(verb)
        if noun is not None and noun.pos not in ("PRON", "DET"):
            torn = sum(k.dep == "nsubj" for k in verb.kids) > 1  # a second subject: the parse cut the phrase in two
            text = self.phrases.phrase(noun, lean=torn)
            if text in self.grammar.honorifics:  # the parse cut the name off
                raise DanglingError
            if not self.phrases.short or len(text) <= _HEADED:
                return text
            self.phrases.whole = False
            return self.phrases.name_of(noun) or self.phrases.phrase(noun, lean=True)
        key = next((p.actor for p in self.participants if p.role in (Role.SPEAKER, Role.AGENT)), "")
        actor = self.reading.actors.get(key)
        if actor is None:
            raise DanglingError
        self.phrases.spelling.named.add(key)
        return actor.name

    def _quotation(self, content: Node, own: Collection[int], used: int) -> str:
        nodes = [n for n in content.subtree() if n.index not in own and n.text not in MARKS]
        quote = next((q.span for q in self.reading.quotes_around(content) if q.kind == "direct"), None)
        if quote is not None:  # the parse may have hung part of what stands behind on what is said
            nodes = [n for n in nodes if quote.start <= n.start < quote.end]
        text = self.phrases.spelling.text(nodes, plain=True).strip(" ,.;")
        return f"“{cut(text, self.phrases.limit - used - 4, self.grammar.leading_on)}”"


def _torn(content: Node, verb: Node) -> bool:
    """Whether only the beginning of what is said stands before the verb: "“The men,” she said, “acted …”"."""
    return content.index < verb.index and content.pos in ("NOUN", "PROPN") and content.kid("cop", "nsubj") is None


def _one_body(noun: Node, mention: ActorMention) -> bool:
    """Whether an "and" stands inside one name ("the Transport and General Workers Union")."""
    return any(k.dep == "conj" and mention.span.start <= k.start < mention.span.end for k in noun.kids)


def subjectless(content: Node) -> bool:
    """Whether the subject of what is said stands outside it ("a ruling that she said had been dictated")."""
    told = content.pos == "VERB" or content.kid("cop") is not None
    return told and content.finite and content.kid("nsubj", "csubj", "expl") is None
