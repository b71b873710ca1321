"""Titles and summaries: the clause that tells the event, in its own order, without asides, with names in full.

Nothing is put into other words, so that every word is warranted by the evidence: whole phrases are left out, from the
end first, until the title is short enough. Only "says" stands for the plain verbs of saying.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from generator.extract.events.reading import Reading
from generator.extract.events.statements import content_of
from generator.extract.events.syntax import RELATIVE, Node, antecedent, objects, subject
from generator.extract.events.triggers import Trigger
from generator.model.document import ActorMention, DocumentActor, Participant
from generator.model.vocabulary import ActorType, Role

TITLE, SUMMARY = 90, 260  # characters
_NEVER = frozenset({"discourse", "vocative", "parataxis", "reparandum", "list", "dep", "orphan"})
_ASIDES = frozenset({"acl:relcl", "appos"})
_TRIMMED = frozenset({"obl", "nmod", "advcl", "acl", "advmod", "ccomp", "conj", "appos", "xcomp"})
_POSSESSIVES = frozenset({"his", "her", "its", "their"})
_PERSONAL = frozenset({"he", "she", "it", "they", "him", "them", *_POSSESSIVES})
_FIRST = frozenset({"i", "we", "my", "our", "us", "me", "you", "your"})
_POINTING = frozenset({"this", "that", "these", "those", "what"})
_NEUTRAL = frozenset(
    {"say", "tell", "add", "note", "state", "explain", "comment", "remark", "observe", "write", "report"}
)
_ARTICLES = frozenset({"a", "an", "the", "this", "that"})
_FEWEST = 3  # words below which a noun phrase is no title
_GENITIVES = frozenset({"'s", "’s", "'", "’"})
_MARKS = frozenset({"“", "”", '"', "``", "''", "«", "»", "„", "‟"})
_LEADING = frozenset({"ADP", "SCONJ", "CCONJ", "PUNCT"})
_HEADED = 40  # characters: a longer subject gives way to the bare name


class DanglingError(Exception):
    """A pronoun that nothing resolves: the clause cannot stand alone."""


def title_of(trigger: Trigger, participants: tuple[Participant, ...], reading: Reading, speech: bool) -> str:
    """At most about 90 characters; where no clause stands alone the sentence's own words, in quotation marks."""
    return _first((_Wording(reading, participants, TITLE, bare) for bare in (False, True)), trigger, speech) or _cited(
        trigger.node, reading
    )


def summary_of(trigger: Trigger, participants: tuple[Participant, ...], reading: Reading, speech: bool) -> str:
    """The same in one full sentence, or ""."""
    text = _first((_Wording(reading, participants, SUMMARY, False),), trigger, speech)
    return f"{text}." if text and text[-1] not in ".!?”" else text


def _first(wordings: Iterable["_Wording"], trigger: Trigger, speech: bool) -> str:
    """The first wording that leaves nothing out for want of room, else the last one."""
    text = ""
    for wording in wordings:
        text = wording.told(trigger, speech)
        if text and not wording.trimmed:
            return text
    return text


def _cited(node: Node, reading: Reading) -> str:
    """The beginning of the sentence, verbatim, marked as a quotation."""
    words = " ".join(reading.sentence(node).span.of(reading.document.text).split())
    words = words.translate({ord(mark): None for mark in '“”"«»'})
    return f"“{words if len(words) <= TITLE - 2 else words[: TITLE - 3].rsplit(' ', 1)[0].rstrip(' ,;:') + '…'}”"


class _Wording:
    """Puts one title or summary together; knows whom it has named, so that a later "its" has an antecedent."""

    def __init__(self, reading: Reading, participants: tuple[Participant, ...], limit: int, bare: bool) -> None:
        self.reading = reading
        self.grammar = reading.words.grammar
        self.participants = participants
        self.limit = limit
        self.bare = bare  # persons by name alone, without the office before it
        self.named: set[str] = set()
        self.trimmed = False  # whether something was left out for want of room

    @property
    def short(self) -> bool:
        """Whether this is a title, which leaves out times and asides."""
        return self.limit <= TITLE

    def told(self, trigger: Trigger, speech: bool) -> str:
        """The event in words, "" where every way leaves a pronoun without its noun."""
        ways: list[Callable[[], str]] = [lambda: self._clause(self._clause_of(trigger), trigger.core)]
        if speech:
            said = content_of(trigger.node) is not None
            ways.insert(0, lambda: self._statement(trigger.node) if said else self._cites(trigger.node))
        ways += [
            lambda: self._inside_quotation(trigger.node),
            lambda: self._object_first(trigger.node),
            lambda: self._noun(trigger.core),
        ]
        for way in ways:
            self.named.clear()
            self.trimmed = False
            try:
                text = way()
            except DanglingError:
                continue
            if self._tells(text, trigger):
                return text[:1].upper() + text[1:]
        return ""

    def _tells(self, text: str, trigger: Trigger) -> bool:
        """Whether a wording says what happened: more than a name and "said", more than an article and a noun."""
        words = [word.strip(".,;:") for word in text.split(" ")]
        if len(words) < _FEWEST:
            return trigger.node.pos == "VERB" and len(words) > 1 and words[0].lower() not in _ARTICLES
        return not (trigger.node.lemma in self.grammar.reports and words[-1].lower() == trigger.node.lower)

    # -- what is said -----

    def _statement(self, verb: Node) -> str:
        """ "X says …"; words in the first person keep their quotation marks."""
        content = content_of(verb)
        if content is None or content.lower in _POINTING | {"so", "it"}:
            raise DanglingError
        who = self._speaker(verb)
        own = {n.index for n in verb.subtree()} if content is verb.head else set()
        if _first_person([n for n in content.subtree(60) if n.index not in own]):
            return f"{who}: {self._quotation(content, own, len(who))}"
        says = f"{who} {self._saying(verb)}"
        nodes = self._from_subject(content, self._kept(content, own | self._fronted(content), content))
        rest = self._fitted(nodes, content, self.limit - len(says) - 1)
        if " " not in rest:
            raise DanglingError
        return f"{says} {rest if _capital(nodes) else rest[:1].lower() + rest[1:]}"

    def _cites(self, verb: Node) -> str:
        """ "X: “…”" where the words said stand in quotation marks and no clause holds them."""
        sentence = self.reading.sentence(verb).span
        quotes = (q for q in self.reading.document.quotes if q.span.overlaps(sentence) and q.kind == "direct")
        quote = next(quotes, None)
        if quote is None or verb.kid("obj", "ccomp") is not None:
            raise DanglingError
        who = self._speaker(verb)
        words = " ".join(quote.span.of(self.reading.document.text).split()).strip(" ,.;")
        if " " not in words:
            raise DanglingError
        return f"{who}: “{_cut(words, self.limit - len(who) - 4, self.grammar.leading_on)}”"

    def _inside_quotation(self, verb: Node) -> str:
        """The words of a quotation that tell the event, under their speaker's name."""
        quotes = self.reading.document.quotes
        quote = next((q for q in quotes if q.span.start <= verb.start < q.span.end and q.kind == "direct"), None)
        actor = self.reading.actors.get(quote.speaker) if quote is not None else None
        if quote is None or actor is None or not actor.named:
            raise DanglingError
        sentence = self.reading.sentence(verb).span
        start, end = max(quote.span.start, sentence.start), min(quote.span.end, sentence.end)
        words = " ".join(self.reading.document.text[start:end].split()).strip(' ,.;“”"')
        return f"{actor.name}: “{_cut(words, self.limit - len(actor.name) - 4, self.grammar.leading_on)}”"

    def _saying(self, verb: Node) -> str:
        if verb.lemma in _NEUTRAL:
            noun = subject(verb)
            return "say" if noun is not None and _plural(noun) else "says"
        group = [k for k in verb.kids if k.dep == "aux" or k.label == "compound:prt"]
        return self._text(sorted([*group, verb], key=lambda n: n.index))

    def _speaker(self, verb: Node) -> str:
        noun = subject(verb)
        if noun is not None and noun.pos not in ("PRON", "DET"):
            torn = sum(k.dep == "nsubj" for k in verb.kids) > 1  # a second subject: the parse cut the phrase in two
            text = self._phrase(noun, lean=torn)
            if not self.short or len(text) <= _HEADED:
                return text
            return self._name_of(noun) or self._phrase(noun, lean=True)
        key = next((p.actor for p in self.participants if p.role in (Role.SPEAKER, Role.AGENT)), "")
        actor = self.reading.actors.get(key)
        if actor is None:
            raise DanglingError
        self.named.add(key)
        return actor.name

    def _name_of(self, noun: Node) -> str:
        beside = self.reading.named_beside(noun) or self.reading.mention_heads.get(noun.index)
        actor = self.reading.actors.get(beside.actor) if beside is not None and beside.form == "name" else None
        return actor.name if actor is not None and actor.named else ""

    def _quotation(self, content: Node, own: Collection[int], used: int) -> str:
        nodes = [n for n in content.subtree() if n.index not in own and n.text not in _MARKS]
        text = self._text(nodes, plain=True).strip(" ,.;")
        return f"“{_cut(text, self.limit - used - 4, self.grammar.leading_on)}”"

    # -- clauses -----

    def _clause_of(self, trigger: Trigger) -> Node:
        """The predicate of the finite clause that tells the event, which an infinitive or participle hangs on."""
        node = trigger.node
        if trigger.nominal:
            head = node.head
            if head is None or node.dep not in ("nsubj", "obj", "obl") or head.pos not in ("VERB", "AUX"):
                raise DanglingError
            node = head
        for _ in range(4):
            hangs = node.dep in ("xcomp", "advcl", "csubj") or (node.dep == "acl" and node.label != "acl:relcl")
            if node.finite or not hangs or node.head is None or node.head.pos not in ("VERB", "ADJ", "AUX"):
                break
            node = node.head
        return node

    def _clause(self, verb: Node, core: Node) -> str:
        path = {core.index, *(n.index for n in core.climb())}
        nodes = self._from_subject(verb, self._kept(verb, self._fronted(verb), core))
        own = next((k for k in verb.kids if k.dep in ("nsubj", "csubj")), None)
        who = subject(verb)
        if own is None and who is None and verb.kid("expl") is None:
            raise DanglingError
        if own is not None and who is not own and who is not None:  # a relative pronoun
            gone = {n.index for n in own.subtree(40)}
            nodes = [n for n in nodes if n.index not in gone]
        if who is not None and (own is None or who is not own):
            head = self._phrase(who, without=verb)
            inside = {n.index for n in who.subtree()} - {n.index for n in verb.subtree()}
            nodes = [
                n
                for n in nodes
                if n.index not in inside and not (n.lower in RELATIVE and n.pos in ("PRON", "DET", "SCONJ"))
            ]
            if verb.label != "acl:relcl" and not verb.finite and verb.dep == "xcomp":
                raise DanglingError
            gap = self._gap(verb)
            return self._fitted(nodes, verb, self.limit, path=path, front=head, back=gap)
        if own is not None and own.index > verb.index and verb.kid("expl") is None:  # "said the minister"
            after = {n.index for n in own.subtree()}
            return self._fitted(
                [n for n in nodes if n.index not in after], verb, self.limit, path=path, front=self._phrase(own)
            )
        return self._fitted(nodes, verb, self.limit, path=path)

    def _from_subject(self, verb: Node, nodes: list[Node]) -> list[Node]:
        """A clause without the conjunction, preposition or adverb that leads into it."""
        own = next((k for k in verb.kids if k.dep in ("nsubj", "csubj", "expl") and k.index < verb.index), None)
        first = min((n.index for n in own.subtree()), default=0) if own is not None else 0
        kept = [n for n in nodes if n.index >= first and not (n.head is verb and n.dep in ("mark", "cc"))]
        while len(kept) > 1 and kept[0].pos in _LEADING and not _counts(kept[0], kept[1]):
            kept.pop(0)
        return kept

    def _gap(self, verb: Node) -> str:
        """The object that a relative clause left behind: its antecedent."""
        if verb.label != "acl:relcl" or verb.head is None or subject(verb) is verb.head or verb.kid("obj"):
            return ""
        return self._phrase(verb.head) if verb.head in objects(verb) else ""

    def _object_first(self, verb: Node) -> str:
        """Without a nameable subject the object leads: "they arrested three men" -> "Three men arrested"."""
        patients = objects(verb)
        if not patients or verb.passive or verb.pos != "VERB":
            raise DanglingError
        form = next((part for part, past in self.grammar.past.items() if past == verb.lower), verb.lower)
        if not verb.lower.endswith("ed") and form == verb.lower and "VerbForm=Part" not in verb.morph:
            raise DanglingError
        skip = {
            n.index for k in verb.kids if k.dep in ("nsubj", "obj", "iobj", "aux", "mark", "cc") for n in k.subtree()
        }
        nodes = [n for n in self._kept(verb, skip | self._fronted(verb), verb) if n is not verb]
        head = f"{self._phrase(patients[0])} {form}"
        return self._fitted(nodes, verb, self.limit, front=head)

    def _noun(self, noun: Node) -> str:
        if noun.pos not in ("NOUN", "PROPN"):
            raise DanglingError
        nodes = [
            n
            for n in self._kept(noun, set(), noun)
            if not (n.head is noun and n.dep == "case" and n.lower not in _GENITIVES)
        ]
        return self._fitted(nodes, noun, self.limit)

    def _phrase(self, noun: Node, lean: bool = False, without: Node | None = None) -> str:
        """A noun phrase with names in full, no preposition, no asides; `lean`: no participle clauses either."""
        noun = antecedent(noun)
        if self.bare and (name := self._name_of(noun)):
            self.named.update(self.reading.actors_of(noun)[:1])
            return name
        skip = {n.index for k in noun.kids if lean and k.dep in ("acl", "nmod") for n in k.subtree()}
        skip |= {n.index for n in without.subtree()} if without is not None else set()
        nodes = self._kept(noun, skip, noun)
        nodes = [
            n for n in nodes if not (n.head is noun and n.dep in ("case", "mark", "cc") and n.lower not in _GENITIVES)
        ]
        return self._text(nodes)

    # -- what is kept of a phrase -----

    def _fronted(self, verb: Node) -> set[int]:
        """What stands before the subject: a title begins with who or what."""
        first = min((k.index for k in verb.kids if k.dep in ("nsubj", "csubj", "expl")), default=-1)
        loose = (k for k in verb.kids if k.index < first and k.dep not in ("aux", "mark", "cop"))
        return {n.index for k in loose for n in k.subtree()}

    def _kept(self, root: Node, skip: Collection[int], core: Node) -> list[Node]:
        """The words of a phrase in their order, without relative clauses, appositions and other asides."""
        path = {core.index, *(n.index for n in core.climb())}
        found: list[Node] = []
        waiting = [root]
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting += [k for k in node.kids if k.index not in skip and (k.index in path or not self._aside(k, node))]
        return sorted(found, key=lambda n: n.index)

    def _aside(self, k: Node, head: Node) -> bool:
        """Whether a phrase is left out wherever it stands, or out of a title only."""
        timex = self.reading.timex_of.get(k.index)
        if timex is not None and (timex.dates == "complement" or k.dep == "advmod"):
            return self.short or timex.dates == "complement"
        return self._loose(k, head) or (self.short and self._dispensable(k, head))

    def _loose(self, k: Node, head: Node) -> bool:
        """Parentheses, relative clauses, further clauses, adverbs of the teller, sources."""
        if k.dep == "appos" and k.pos == "PROPN" and head.pos == "NOUN" and not any(c.text == "," for c in k.kids):
            return False
        if k.dep in _NEVER or k.label in _ASIDES:
            return head.lower != "what"  # "what the UN says were fighters" without "the UN says" makes a claim a fact
        if k.dep == "conj" and (k.pos == "VERB" or k.kid("nsubj") is not None):
            return True
        if k.dep == "cc":
            return head.dep == "conj" and head.pos == "VERB"
        adverb = k.dep == "advmod" and head.dep != "advmod"
        if adverb and (k.lower in self.grammar.loose_adverbs or k.kid("advcl") is not None):
            return True
        return k.dep in ("obl", "nmod") and k.case().startswith("according")

    def _dispensable(self, k: Node, head: Node) -> bool:
        """Times, circumstances and, where room is short, the office before a name."""
        if self.bare and k.index < head.index and k.label in ("nmod:desc", "compound", "amod", "nmod"):
            mention = self.reading.mention_heads.get(head.index)
            return mention is not None and k.end <= mention.span.start and self._person(mention)
        if k.dep == "advcl":
            return not (_purpose(k) or _governed_gerund(k))
        return k.index in self.reading.timex_of and k.dep in ("obl", "advmod", "nmod", "advcl") and k.head is not None

    def _person(self, mention: ActorMention) -> bool:
        actor = self.reading.actors.get(mention.actor)
        return mention.form == "name" and actor is not None and actor.type is ActorType.PERSON

    # -- the words themselves -----

    def _fitted(
        self,
        nodes: Sequence[Node],
        root: Node,
        room: int,
        *,
        path: Collection[int] = (),
        front: str = "",
        back: str = "",
    ) -> str:
        """The words with as many whole phrases left out, from the end, as the room asks."""
        kept = [n for n in nodes if not (n.dep == "punct" and n.text == "," and not _joins(n))]
        seen = set(self.named)
        while True:
            self.named = set(seen)
            text = " ".join(part for part in (front, self._text(kept), back) if part)
            if len(text) <= room:
                return self._closed(text)
            self.trimmed = True
            shorter = self._without_last(kept, root, path)
            if shorter is None:
                return _cut(text, room, self.grammar.leading_on)
            kept = shorter

    def _closed(self, text: str) -> str:
        words = text.rstrip(" ,;:–—-").split(" ")
        while len(words) > 2 and words[-1].lower() in ("and", "or", "but", "that", "the", "a"):
            words.pop()
        return " ".join(words)

    def _without_last(self, kept: list[Node], root: Node, path: Collection[int]) -> list[Node] | None:
        """The same without the smallest phrase at its end that can go; None where nothing can."""
        inside = {n.index for n in kept}
        words = [n for n in kept if n.dep != "punct"]
        last = words[-1] if words else None
        step = last
        while step is not None and step is not root and step.index in inside:
            gone = {n.index for n in step.subtree() if n.index in inside}
            if step.dep in _TRIMMED and step.index not in path and not (gone & set(path)) and not _needed(step):
                return [n for n in kept if n.index not in gone]
            step = step.head
        return None

    def _text(self, nodes: Sequence[Node], plain: bool = False) -> str:
        """Words spaced as in the text, short names spelled out, pronouns named or left where they have a noun."""
        inside = {n.index for n in nodes}
        parts: list[tuple[Node, str]] = []
        spelled: set[int] = set()
        quoted = False
        for node in nodes:
            if node.text in _MARKS:
                quoted = node.text in "“«„" or (node.text == '"' and not quoted)
            elif node.dep == "punct" and not ({node.index - 1, node.index + 1} <= inside and node.text not in ".!?"):
                continue
            shown = node.text if plain or (quoted and node.lower in _FIRST) else self._shown(node, bool(parts), spelled)
            if shown:
                parts.append((node, shown))
        text = ""
        before: Node | None = None
        for node, shown in parts:
            glued = before is not None and (node.start == before.end or node.text in "”»")
            text += shown if not text or glued else f" {shown}"
            before = node
        if not plain and _paired(text) != text and any(n.lower in _FIRST for n in nodes):
            raise DanglingError
        return _paired(text)

    def _shown(self, node: Node, grounded: bool, spelled: set[int]) -> str:
        mention = self.reading.mention_of.get(node.index)
        actor = self.reading.actors.get(mention.actor) if mention is not None else None
        if node.pos == "PRON" and node.lower in _FIRST:
            raise DanglingError
        if node.pos in ("PRON", "DET") and node.lower in _PERSONAL:
            return self._pronoun(node, grounded)
        if node.lower == "whose" or (node.lower in _POINTING and node.pos == "PRON" and not grounded):
            raise DanglingError
        if actor is None or mention is None:
            return node.text
        self.named.add(actor.key)
        if not self._stands_alone(node, mention, actor) or not _spells_out(mention, actor, self.reading.document.text):
            return node.text
        if mention.span.start in spelled:
            return ""
        spelled.add(mention.span.start)
        return actor.name

    def _stands_alone(self, node: Node, mention: ActorMention, actor: DocumentActor) -> bool:
        """Whether a body's short name is no part of another phrase ("Guild members", "Peru's ministry")."""
        if actor.type is ActorType.PERSON:
            return True
        covering = self.reading.mention_of
        while node.head is not None and covering.get(node.head.index) is mention:
            node = node.head
        return node.dep not in ("compound", "nmod", "amod") and not any(k.label == "nmod:poss" for k in node.kids)

    def _pronoun(self, node: Node, grounded: bool) -> str:
        keys = self.reading.actors_of(node)
        actor = self.reading.actors.get(keys[0]) if keys else None
        if (actor is not None and actor.key in self.named) or (actor is None and grounded) or node.dep == "expl":
            return node.text
        if actor is None or not actor.named:
            if grounded:
                return node.text
            raise DanglingError
        self.named.add(actor.key)
        return f"{actor.name}’s" if node.lower in _POSSESSIVES and node.dep == "nmod" else actor.name


def _counts(node: Node, after: Node) -> bool:
    """Whether a preposition belongs to a number ("over 700", "up to 20")."""
    return after.pos == "NUM" or (after.lower in ("to", "least", "most") and node.lower in ("up", "at"))


def _joins(comma: Node) -> bool:
    """Whether a comma stands between the members of a list or inside a number or name."""
    return comma.head is not None and comma.head.dep in ("conj", "amod", "nummod", "flat", "compound")


def _capital(nodes: Sequence[Node]) -> bool:
    """Whether the first word keeps its capital inside a sentence: a name, an acronym."""
    first = next((n for n in nodes if n.text not in _MARKS), None)
    return first is not None and (first.pos == "PROPN" or first.text[1:2].isupper() or first.text[:1].islower())


def _first_person(nodes: Sequence[Node]) -> bool:
    """Whether "I" or "we" speaks, outside words quoted inside the clause."""
    quoted = False
    for position, node in enumerate(nodes):
        if node.text in _MARKS:
            quoted = position > 1 and (node.text in "“«„" or (node.text == '"' and not quoted))
        elif node.lower in _FIRST and node.pos in ("PRON", "DET") and not quoted:
            return True
    return False


def _needed(node: Node) -> bool:
    """Whether a verb cannot stand without this phrase: the content of a saying, a wish, an attempt."""
    head = node.head
    if node.dep in ("xcomp", "ccomp") or head is None:
        return node.dep in ("xcomp", "ccomp")
    return node.dep == "advcl" and _purpose(node) and head.kid("obj", "obl", "cop") is None


def _governed_gerund(clause: Node) -> bool:
    """Whether a verb asks for the -ing clause ("aimed at undermining", "accused of stealing")."""
    mark = clause.kid("mark")
    return (
        mark is not None
        and mark.lower in ("at", "of", "from", "for", "in", "to", "with")
        and clause.lower.endswith("ing")
    )


def _purpose(clause: Node) -> bool:
    """An infinitive clause ("to demand …", "for him to resign")."""
    return "VerbForm=Inf" in clause.morph and any(k.dep == "mark" and k.lower == "to" for k in clause.kids)


def _plural(noun: Node) -> bool:
    coordinated = any(k.dep == "conj" and k.pos in ("NOUN", "PROPN") for k in noun.kids)
    return "Number=Plur" in noun.morph or noun.lemma in ("police", "people") or coordinated


def _spells_out(mention: ActorMention, actor: DocumentActor, text: str) -> bool:
    """Whether the full name only adds words to the short one ("Mensah" -> "Ama Mensah")."""
    short = mention.span.of(text)
    if mention.form != "name" or not actor.named or actor.type in (ActorType.COUNTRY, ActorType.PLACE):
        return False
    return not short.lower().endswith(("'s", "’s")) and set(short.lower().split()) < set(actor.name.lower().split())


def _cut(text: str, limit: int, leading_on: Collection[str]) -> str:
    """Shorten at a word, not after a word that leads on."""
    if len(text) <= limit:
        return text
    words = text[: max(limit - 1, 1)].rsplit(" ", 1)[0].split(" ")
    while len(words) > 1 and words[-1].lower().strip(",") in leading_on:
        words.pop()
    return _paired(" ".join(words).rstrip(",;:–— ")) + "…"


def _paired(text: str) -> str:
    """Quotation marks only in pairs."""
    if text.count("“") != text.count("”") or text.count('"') % 2:
        return "".join(c for c in text if c not in '“”"')
    return text
