"""What a title keeps of a phrase: no relative clauses, appositions or other asides, no more than there is room for."""

import re
from collections.abc import Collection, Sequence

from generator.extract.events.bonds import (
    OPEN,
    asks_when,
    called_as,
    comma_before,
    governed_gerund,
    joins_words,
    shares_object,
    torn_off,
    uncoordinated,
    without_lead,
)
from generator.extract.events.reading import Reading
from generator.extract.events.spelling import Spelling, cut
from generator.extract.events.syntax import GENITIVES, Node, antecedent, by_index, is_to_infinitive
from generator.extract.events.trimming import Trimming
from generator.model.document import ActorMention
from generator.model.vocabulary import ActorType

_NEVER = frozenset({"discourse", "vocative", "parataxis", "reparandum", "list", "dep", "orphan"})
_PREDICATING = frozenset({"nsubj", "csubj", "cop", "expl", "aux", "mark"})
_ASIDES = frozenset({"acl:relcl", "appos"})
_LEAVING = _NEVER | {"acl", "appos", "conj", "cc", "advmod", "obl", "nmod", "advcl"}  # what may be an aside at all
_OFFICES = frozenset({"nmod:desc", "compound", "amod", "nmod"})
_SET_OFF = frozenset({"acl", "nmod", "nummod", "amod"})
_OF_TIMES = frozenset({"obl", "advmod", "nmod", "advcl", "appos"})
_OPEN_END = frozenset({"and", "or", "but", "that", "the", "a", "no", "no."})
_WHERE = frozenset({ActorType.PLACE, ActorType.COUNTRY})
_LEADS_ON = frozenset({"case", "cc", "mark", "det"})
_GRACE = 15  # characters by which a title may be longer before it is cut in the middle of a phrase
_LEADS = frozenset({"when", "where", "why", "how"})
_AMOUNT = re.compile(r"(\d(?:m|bn|p|k)?)\.$")  # the full stop of a sentence that the number swallowed


class Phrases:
    """Cuts phrases of one title or summary to size."""

    def __init__(self, reading: Reading, limit: int, *, short: bool, bare: bool) -> None:
        self.reading = reading
        self.grammar = reading.words.grammar
        self.spelling = Spelling(reading, full=not short)
        self.trimming = Trimming(reading)
        self.limit = limit  # characters
        self.short = short  # a title, which leaves out times and asides
        self.bare = bare  # persons by name alone, without the office before it
        self.trimmed = False  # whether something was left out for want of room
        self.whole = True  # whether a summary would say no more
        self._leaving = _LEAVING | {"compound", "amod"} if bare else _LEAVING

    def restart(self) -> None:
        """Begin anew: nobody is named yet."""
        self.spelling.named.clear()
        self.spelling.strict = True
        self.trimmed = False

    def phrase(self, noun: Node, lean: bool = False, without: Node | None = None) -> str:
        """A noun phrase with names in full, no preposition, no asides; `lean`: no participle clauses either."""
        noun = antecedent(noun)
        if self.bare and (name := self.name_of(noun)):
            self.spelling.named.update(self.reading.actors_of(noun)[:1])
            return name
        skip = {n.index for k in noun.kids if lean and k.dep in ("acl", "nmod") for n in k.subtree()}
        skip |= {n.index for n in without.subtree()} if without is not None else set()
        if noun.kid("cop") is not None:  # "most were Syrians who had fled": of the clause only who fled
            skip |= {n.index for k in noun.kids if k.dep in _PREDICATING for n in k.subtree()}
        nodes = self.kept(noun, skip, noun)
        nodes = [
            n for n in nodes if not (n.head is noun and n.dep in ("case", "mark", "cc") and n.lower not in GENITIVES)
        ]
        return self.spelling.text(without_lead(nodes), leading=True)

    def name_of(self, noun: Node) -> str:
        """The full name of the actor that a noun names or that stands beside it, else ""."""
        beside = self.reading.named_beside(noun) or self.reading.mention_heads.get(noun.index)
        actor = self.reading.actors.get(beside.actor) if beside is not None and beside.form == "name" else None
        return actor.name if actor is not None and actor.named else ""

    # -- what is kept of a phrase -----

    def fronted(self, verb: Node) -> set[int]:
        """What stands before the subject: a title begins with who or what."""
        first = min((k.index for k in verb.kids if k.dep in ("nsubj", "csubj", "expl")), default=-1)
        loose = (k for k in verb.kids if k.index < first and k.dep not in ("aux", "mark", "cop"))
        return {n.index for k in loose for n in k.subtree()}

    def kept(self, root: Node, skip: Collection[int], core: Node) -> list[Node]:
        """The words of a phrase in their order, without relative clauses, appositions and other asides."""
        path = {core.index, *(n.index for n in core.climb())}
        joined = [n for n in (core, *core.climb()) if n is not root and n.dep == "conj"]
        path |= {k.index for n in joined for k in n.kids if k.dep == "cc"}
        found: list[Node] = []
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if self.short and (named := self._person_beside(node, path)) is not None:
                found += [k for k in node.kids if k.dep == "case" and k.index not in skip]
                waiting.append(named)
                continue
            found.append(node)
            if node.kids:
                kept = (k for k in node.kids if k.index not in skip)
                waiting += [k for k in kept if k.index in path or not self._aside(k, node)]
        return self._whole(sorted(found, key=by_index), path)

    def _whole(self, nodes: list[Node], path: Collection[int]) -> list[Node]:
        """Without the rest of a time, or of an office before a name, of which a part went ("signed 3 in Dhaka")."""
        inside = {node.index for node in nodes}
        torn = {n.index for n in nodes if n.index not in path and self._torn_time(n, inside)}
        for node in nodes:
            mention = self.reading.mention_heads.get(node.index)
            if mention is None or not self.person(mention):
                continue
            office = [n for n in node.subtree(60) if n.end <= mention.span.start and n.dep not in ("punct", "case")]
            if 0 < sum(n.index in inside for n in office) < len(office):
                torn |= {n.index for n in office} - set(path)
        return [n for n in nodes if n.index not in torn]

    def _torn_time(self, node: Node, inside: Collection[int]) -> bool:
        timex = self.reading.timex_of.get(node.index)
        beside = (node.index - 1, node.index + 1)
        return timex is not None and any(self.reading.timex_of.get(i) is timex and i not in inside for i in beside)

    def _person_beside(self, noun: Node, path: Collection[int]) -> Node | None:
        """Whose name a description before a comma only introduces ("his lawyer, Ama Mensah,"): the name tells."""
        if noun.pos not in ("NOUN", "NUM", "ADJ") or not noun.kids:
            return None
        for kid in noun.kids:
            if kid.dep != "appos" and not (kid.dep == "conj" and uncoordinated(kid, noun)):
                continue
            if not self._names_actor(kid):
                continue
            if not any(comma_before(c, kid) and c.index > noun.index for c in (*noun.kids, *kid.kids)):
                continue
            if kid.index in path or not any(k.index in path for k in noun.kids):
                self.whole = False
                return kid
        return None

    def _names_actor(self, kid: Node) -> bool:
        """Whether a word is or heads the name of a person ("Col" heads "Col Ivan Petrov"), or is that of a body."""
        parts = (kid, *kid.kids) if kid.pos == "PROPN" else (kid,)
        if any(self.person(m) for n in parts if (m := self.reading.mention_heads.get(n.index))):
            return True
        mention = self.reading.mention_heads.get(kid.index)
        actor = self.reading.actors.get(mention.actor) if mention is not None and mention.form == "name" else None
        return kid.pos == "PROPN" and actor is not None and actor.type not in _WHERE

    def _aside(self, k: Node, head: Node) -> bool:
        """Whether a phrase is left out wherever it stands, or out of a title only."""
        timex = self.reading.timex_of.get(k.index)
        if timex is not None and timex.dates == "complement":
            return True
        if timex is not None and k.dep == "obj" and self.short and head.kid("xcomp", "ccomp") is not None:
            return True  # "declined Wednesday to indict"
        if k.dep not in self._leaving:
            return False
        dated = timex is not None and k.dep == "advmod"
        if not dated and self._loose(k, head):
            return True
        gone = self.short and (dated or self._dispensable(k, head))
        self.whole = self.whole and not gone
        return gone

    def _loose(self, k: Node, head: Node) -> bool:
        """Parentheses, relative clauses, further clauses, adverbs of the teller, sources."""
        if self._names_it(k, head) or torn_off(k, head) or self._quoted(k, head):
            return False
        if k.dep in _NEVER or k.label in _ASIDES:
            return head.lower not in OPEN  # "what the UN says were fighters" must keep "the UN says"
        if shares_object(k, head):
            return False
        if k.dep == "conj" and (k.pos == "VERB" or k.kid("nsubj") is not None):
            return head.pos != "ADJ" or k.kid("nsubj", "aux", "obj") is not None  # "calm and well run"
        if k.dep == "cc":
            joined = head.head is not None and shares_object(head, head.head)
            return head.dep == "conj" and head.pos == "VERB" and not joined and self._loose(head, head.head or head)
        if self.short and k.dep == "acl" and k.kids and self._only_dated(k):
            return True
        if self.short and k.dep in _SET_OFF and k.index > head.index and any(comma_before(c, k) for c in k.kids):
            self.whole = False
            return True
        leads = k.lower in _LEADS and head.dep in ("advcl", "ccomp", "acl")  # "when the club sold him"
        adverb = k.dep == "advmod" and head.dep != "advmod" and not leads
        if adverb and (k.lower in self.grammar.loose_adverbs or k.kid("advcl") is not None):
            return True
        return k.dep in ("obl", "nmod") and k.case().startswith("according")

    def _only_dated(self, clause: Node) -> bool:
        """Whether a participle or infinitive tells nothing but its time ("a vote held in May")."""
        if clause.kid("mark") is not None and not is_to_infinitive(clause):
            return False
        told = [k for k in clause.kids if k.index > clause.index and k.dep != "punct"]
        if not told:
            return is_to_infinitive(clause) and clause.kid("aux:pass") is not None  # its time stands elsewhere
        return not clause.finite and all(self._dispensable(k, clause) for k in told)

    def _names_it(self, k: Node, head: Node) -> bool:
        """Whether an apposition is the name of what its noun describes; a title drops it if a comma sets it off."""
        if k.dep != "appos" or k.pos != "PROPN" or head.pos != "NOUN":
            return False
        return not self.short or not any(c.text == "," for c in k.kids)

    def _quoted(self, k: Node, head: Node) -> bool:
        """Whether a word is quoted together with its governor: such a clause stays whole."""
        if k.label != "acl:relcl" and k.dep not in ("advmod", "advcl"):
            return False
        around = next((q for q in self.reading.quotes_around(k) if q.kind == "mixed"), None)
        return around is not None and around.span.start <= head.start < around.span.end

    def _dispensable(self, k: Node, head: Node) -> bool:
        """Times, circumstances and, where room is short, the office before a name."""
        if self.bare and k.index < head.index and k.label in _OFFICES:
            mention = self.reading.mention_heads.get(head.index)
            return mention is not None and k.end <= mention.span.start and self.person(mention)
        if k.dep == "advcl":
            return not (is_to_infinitive(k) or governed_gerund(k) or called_as(k) or self._harm(k))
        dated = k.index in self.reading.timex_of and k.dep in _OF_TIMES and k.label != "nmod:poss"
        return dated and not asks_when(head)

    def _harm(self, clause: Node) -> bool:
        """Whether a participle counts the victims ("crashed, killing 46")."""
        counted = self.grammar.figures
        return clause.lower.endswith("ing") and clause.lemma in counted["dead"] | counted["injured"]

    def person(self, mention: ActorMention) -> bool:
        """Whether a mention names one person."""
        actor = self.reading.actors.get(mention.actor)
        return mention.form == "name" and actor is not None and actor.type is ActorType.PERSON

    # -- how much there is room for -----

    def fitted(
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
        kept = [n for n in nodes if not (n.dep == "punct" and n.text == "," and not joins_words(n))]
        seen = set(self.spelling.named)
        while True:
            self.spelling.named = set(seen)
            text = " ".join(part for part in (front, self.spelling.text(kept), back) if part)
            if len(text) <= room:
                while len(kept) > 1 and kept[-1].dep in _LEADS_ON and kept[-1] is not root:
                    kept = kept[:-1]
                    text = " ".join(part for part in (front, self.spelling.text(kept), back) if part)
                return self._closed(text, bool(kept) and kept[-1].pos == "PRON")
            self.trimmed, self.whole = True, False
            shorter = self.trimming.without_last(kept, root, path)
            if shorter is None and self.short and len(text) <= room + _GRACE:
                return self._closed(text, False)
            shorter = shorter or self.trimming.with_short_subject(kept, root, path)
            if shorter is None:
                return cut(text, room, self.grammar.leading_on)
            kept = shorter

    def _closed(self, text: str, objects: bool) -> str:
        words = _AMOUNT.sub(r"\1", text.rstrip(" ,;:–—-")).split()
        while len(words) > 2 and words[-1].lower() in _OPEN_END and not (objects and words[-1].lower() == "that"):
            words.pop()
        return " ".join(words)
