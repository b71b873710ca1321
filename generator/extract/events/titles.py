"""Titles and summaries as people write them: from the clause, active if possible, full names, no dangling pronoun."""

import re
from collections.abc import Iterator

from generator.extract.events.reading import Reading
from generator.extract.events.statements import content_of
from generator.extract.events.syntax import Node, antecedent, by_agents, objects, subject
from generator.extract.events.triggers import Trigger
from generator.model.document import DocumentActor, Participant
from generator.model.vocabulary import ActorType, Role

TITLE, SUMMARY = 90, 260
_DROPPED = frozenset(
    {"punct", "discourse", "parataxis", "cc", "vocative", "reparandum", "list", "dep", "csubj", "expl"}
)
_ASIDES = frozenset({"appos", "acl:relcl", "parataxis", "punct", "discourse", "list", "dep", "vocative"})
_PASSIVE_AUX = frozenset({"was", "were", "been", "is", "are", "has", "have", "had", "being", "be", "'s", "’s"})
_POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our", "your"})
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those", "who", "which", "whom", "what", "there", "it"})
_PERSONAL = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "i",
        "we",
        "you",
        "him",
        "her",
        "them",
        "me",
        "us",
        "himself",
        "herself",
        "itself",
        "themselves",
    }
)

_SPACED = re.compile(r"\s+")
_TIGHT_AFTER = re.compile(r"([(\[“‘$£€#]) ")
_TIGHT_BEFORE = re.compile(r" (['’](?:s|re|ve|ll|d|m)\b|n['’]t\b|[,.;:!?)\]”’%]|['’](?= ))")


_EMPTY = frozenset({"so", "this", "that", "it"})


_LONG_SPEAKER, _LEAST = 40, 30  # characters
_LONG_ASIDE = 6  # words of a participle clause that a title leaves out


class DanglingError(Exception):
    """A pronoun that nothing resolves: the clause cannot stand alone."""


def title_of(trigger: Trigger, participants: tuple[Participant, ...], reading: Reading, speech: bool) -> str:
    """A title of at most about 90 characters; "" when no clause can stand alone."""
    try:
        return _Wording(reading, TITLE).told(trigger, participants, speech)
    except DanglingError:
        return _Wording(reading, TITLE).object_first(trigger)


def summary_of(trigger: Trigger, participants: tuple[Participant, ...], reading: Reading, speech: bool) -> str:
    """The same in one full sentence, or ""."""
    try:
        text = _Wording(reading, SUMMARY).told(trigger, participants, speech)
    except DanglingError:
        return ""
    return text + "." if text and text[-1] not in ".!?" else text


def tidy(text: str) -> str:
    """One space between words, none before closing marks; quotation marks only in pairs."""
    text = _TIGHT_AFTER.sub(r"\1", _TIGHT_BEFORE.sub(r"\1", _SPACED.sub(" ", text.strip())))
    text = text.replace(" - ", "-").replace("£ ", "£").replace("$ ", "$").replace("€ ", "€")
    if text.count("“") != text.count("”") or text.count('"') % 2:
        text = re.sub(r"[“”\"]", "", text)
    return text.strip(" ,;–—-")


def _cut(text: str, limit: int, leading_on: frozenset[str]) -> str:
    """Shorten at a word, not after a word that leads on."""
    words = text[: limit - 1].rsplit(" ", 1)[0].split(" ")
    while words and words[-1].lower().strip(",") in leading_on:
        words.pop()
    return " ".join(words).rstrip(",;:–— ") + "…"


class _Wording:
    """Puts one title or summary together; knows whom it has named, so that a later "its" has an antecedent."""

    def __init__(self, reading: Reading, limit: int) -> None:
        self.reading = reading
        self.limit = limit
        self.named: set[str] = set()
        self.room = limit  # characters left for the clause in hand
        self.inner = False  # inside what somebody says
        self.grounded = False  # a full noun phrase stands in it already

    @property
    def short(self) -> bool:
        """Whether this is a title, which leaves out times and asides."""
        return self.limit <= TITLE

    def told(self, trigger: Trigger, participants: tuple[Participant, ...], speech: bool) -> str:
        """The event in words."""
        if speech:
            parts = self._statement(trigger.node, participants)
        elif trigger.nominal:
            parts = self._nominal(trigger)
        else:
            parts = self._clause(trigger.node)
        return self._joined(parts)

    def object_first(self, trigger: Trigger) -> str:
        """Without a nameable subject the object leads: "they arrested three men" -> "Three men arrested"."""
        if trigger.nominal or trigger.node.passive or not objects(trigger.node):
            return ""
        try:
            return self._joined(self._objects_first(trigger.node))
        except DanglingError:
            return ""

    def _joined(self, parts: Iterator[str]) -> str:
        """Phrases while they fit, with a capital in front."""
        kept: list[str] = []
        length = 0
        for part in parts:
            length += len(part) + 1
            if kept and length > self.room + 1:
                break
            kept.append(part)
        text = tidy(" ".join(kept))
        if len(text) > self.limit + 5:
            text = _cut(text, self.limit, self.reading.words.grammar.leading_on)
        return text[:1].upper() + text[1:]

    def _statement(self, verb: Node, participants: tuple[Participant, ...]) -> Iterator[str]:
        """ "X says …" in the present; first-person words keep their quotation marks."""
        content, noun = content_of(verb), subject(verb)
        if content is None or content.lemma in _EMPTY:
            raise DanglingError
        speaker = next((p.actor for p in participants if p.role in (Role.SPEAKER, Role.AGENT)), "")
        who = self._who(noun, speaker)
        if self._first_person(content):
            yield f"{who}: {self._quoted(content, verb, len(who))}"
            return
        says = f"{who} {'say' if noun is not None and _plural(noun) else 'says'}"
        self.inner, self.room = True, max(self.limit - len(says) - 1, _LEAST)
        rest = self._joined(self._clause(content))
        self.room = self.limit + len(says)
        yield f"{says} {rest if _keeps_capital(content, rest) else rest[:1].lower() + rest[1:]}"

    def _who(self, noun: Node | None, speaker: str) -> str:
        if noun is not None and noun.pos not in ("PRON", "DET"):
            long = self.phrase(noun)
            return (
                self._name(speaker)
                if speaker and len(long) > _LONG_SPEAKER and self.short and self.reading.actors[speaker].named
                else long
            )
        if not speaker or not self._name(speaker):
            raise DanglingError
        self.named.add(speaker)
        self.grounded = True
        return self._name(speaker)

    def _first_person(self, content: Node) -> bool:
        return any(n.lower in ("i", "we", "my", "our", "us", "me") and n.pos == "PRON" for n in content.subtree(60))

    def _quoted(self, content: Node, verb: Node, used: int) -> str:
        inside = set(map(id, verb.subtree(200))) if content is verb.head else set()
        nodes = [n for n in content.subtree() if id(n) not in inside and n.text not in _QUOTE_MARKS]
        text = tidy(" ".join(n.text for n in nodes)).strip(" ,.")
        room = self.limit - used - 4
        return f"“{text if len(text) <= room else _cut(text, room, self.reading.words.grammar.leading_on)}”"

    def _nominal(self, trigger: Trigger) -> Iterator[str]:
        """The clause in which an event noun is subject or object of a telling verb, else the noun phrase itself."""
        noun = trigger.core
        governor = noun.head
        if (
            governor is not None
            and governor.pos == "VERB"
            and noun.dep in ("nsubj", "obj")
            and governor.lemma not in self.reading.words.grammar.stative
        ):
            yield from self._clause(governor)
            return
        text = self.phrase(noun)
        if " " not in text:
            raise DanglingError
        yield text

    def _clause(self, verb: Node) -> Iterator[str]:
        """Subject, verb group, objects, then what else hangs on the verb."""
        verb = self._finite(verb)
        agents = [k for k in by_agents(verb) if k.lower != "what"] if verb.passive else []
        who = subject(verb)
        if agents and who is not None and (past := self._past(verb)):
            yield f"{self.phrase(agents[0])} {past}"
            yield self.phrase(who)
            yield from self._rest(verb, {agents[0].index, who.index})
            return
        if who is None and not objects(verb):
            raise DanglingError
        if who is None:
            yield from self._objects_first(verb)
            return
        named = self.phrase(who)
        yield f"{named} {self._verb_group(verb, who)}"
        yield from self._rest(verb, {who.index})

    def _finite(self, verb: Node) -> Node:
        """The verb that an infinitive hangs on where that says only how far it got ("continues to insist")."""
        head = verb.head
        if (
            verb.dep == "xcomp"
            and head is not None
            and head.lemma in self.reading.words.grammar.catenative
            and head.kid("obj") is None
            and head.pos == "VERB"
        ):
            return head
        return verb

    def _objects_first(self, verb: Node) -> Iterator[str]:
        form = self._participle(verb)
        if not form:
            raise DanglingError
        noun = objects(verb)[0]
        particle = " ".join(k.text for k in verb.kids if k.label == "compound:prt")
        yield f"{self.phrase(noun)} {form} {particle}".strip()
        yield from self._rest(verb, {noun.index})

    def _participle(self, verb: Node) -> str:
        if "VerbForm=Part" in verb.morph and "Tense=Past" in verb.morph:
            return verb.text.lower()
        past = self.reading.words.grammar.past
        known = next((participle for participle, form in past.items() if form == verb.lower), "")
        return known or (verb.lower if "Tense=Past" in verb.morph else "")

    def _past(self, verb: Node) -> str:
        """The past tense of a passive participle; "" under a modal or negation, where the passive stays."""
        if any((k.dep == "aux" and k.lower not in _PASSIVE_AUX) or k.lower in _NEGATIONS for k in verb.kids):
            return ""
        particle = " ".join(k.text for k in verb.kids if k.label == "compound:prt")
        return f"{self.reading.words.grammar.past.get(verb.lower, verb.lower)} {particle}".strip()

    def _verb_group(self, verb: Node, who: Node) -> str:
        """Auxiliaries, negation, verb and particle; a title drops the auxiliaries of a passive ("12 arrested")."""
        short = (
            verb.passive
            and self.short
            and not self.inner
            and verb.pos == "VERB"
            and not any(k.lower in _NEGATIONS or (k.dep == "aux" and k.lower not in _PASSIVE_AUX) for k in verb.kids)
        )
        kept: list[Node] = []
        for k in sorted([*verb.kids, verb], key=lambda n: n.index):
            if (k is verb or self._belongs(k, verb, who)) and not (short and k.dep == "aux"):
                kept += (
                    [k] if k is verb or k.dep in ("aux", "cop") else [n for n in k.subtree(20) if n.dep not in _ASIDES]
                )
        if verb.dep == "xcomp" and not any(k.dep == "aux" for k in kept) and "VerbForm=Inf" in verb.morph:
            return f"to {self._words(kept)}"
        return self._words(kept)

    def _belongs(self, k: Node, verb: Node, who: Node) -> bool:
        if k.dep in ("aux", "cop") or k.label == "compound:prt" or k.lower in _NEGATIONS:
            return True
        if k.dep == "advmod" and k.index == verb.index + 1 and k.lower in self.reading.words.grammar.particles:
            return True
        copular = any(c.dep == "cop" for c in verb.kids)
        return (
            copular
            and k is not who
            and k.dep in ("det", "amod", "compound", "case", "nmod", "nummod", "advmod", "flat")
            and k.lower not in self.reading.words.grammar.loose_adverbs
        )

    def _rest(self, verb: Node, skip: set[int]) -> Iterator[str]:
        """Objects and complements first, then phrases behind the verb, then those in front of it."""
        copular = any(c.dep == "cop" for c in verb.kids)
        kids = [
            k
            for k in verb.kids
            if k.index not in skip
            and k.dep not in _DROPPED
            and k.dep not in ("aux", "cop", "mark", "nsubj")
            and k.label != "compound:prt"
        ]
        order = sorted(kids, key=lambda k: (k.dep not in ("obj", "iobj"), k.index < verb.index, k.index))
        for k in order:
            if copular and (k.index < verb.index or k.dep == "nmod"):
                continue
            if k.dep in ("obj", "iobj", "obl", "nmod"):
                yield from self._argument(k)
            elif (
                k.dep in ("xcomp", "ccomp")
                or (k.dep == "acl" and "VerbForm=Inf" in k.morph)
                or (k.dep == "advcl" and (not self.short or _governed_gerund(k, verb) or _purpose(k)))
            ):
                yield self._until_dangling(self._kept(k))

    def _until_dangling(self, nodes: list[Node]) -> str:
        """A clause up to a pronoun that nothing resolves."""
        for end in range(len(nodes), 0, -1):
            if end < len(nodes) and (nodes[end].pos != "PRON" and nodes[end].lower not in _PERSONAL):
                continue
            try:
                text = self._words(nodes[:end])
            except DanglingError:
                continue
            words = text.split(" ")
            while (
                words and end < len(nodes) and words[-1].lower().strip("“”,") in self.reading.words.grammar.leading_on
            ):
                words.pop()
            return " ".join(words)
        return ""

    def _argument(self, noun: Node) -> Iterator[str]:
        case = noun.case()
        if (noun.index in self.reading.timex_of and self.short) or case.startswith("according"):
            return
        try:
            text = self.phrase(noun)
        except DanglingError:
            if noun.dep in ("obj", "iobj"):
                raise
            return
        yield f"{case} {text}".strip()

    def phrase(self, noun: Node) -> str:
        """A noun phrase with names in full, without preposition and asides; DanglingError for an unresolved pronoun."""
        noun = antecedent(noun)
        if (
            noun.lower in _DEMONSTRATIVES
            and noun.pos in ("PRON", "DET", "SCONJ")
            and noun.index not in self.reading.mention_of
            and not (noun.lower == "it" and self.grounded)
        ):
            raise DanglingError
        beside = self.reading.named_beside(noun) if noun.index not in self.reading.mention_of else None
        if beside is not None and self.short and self._name(beside.actor):
            self.named.add(beside.actor)
            self.grounded = True
            return self._name(beside.actor)
        own_case = [
            n
            for n in self._kept(noun)
            if not (n.head is noun and (n.dep == "mark" or (n.dep == "case" and n.lower not in _GENITIVES)))
        ]
        text = self._words(own_case)
        self.grounded = True
        return text

    def _kept(self, root: Node) -> list[Node]:
        """A phrase without relative clauses, appositions and other asides."""
        found = [root]
        for k in root.kids:
            if (
                k.label in _ASIDES
                or k.dep in _ASIDES
                or (k.dep == "advmod" and k.lower in self.reading.words.grammar.loose_adverbs)
            ):
                continue
            if (
                (
                    self.short
                    and k.index in self.reading.timex_of
                    and k.dep not in ("compound", "amod", "nummod", "flat")
                )
                or (k.dep == "conj" and k.pos == "VERB")
                or (k.dep == "advcl" and k.head is not root)
            ):
                continue
            if (k.dep == "cc" and not _joins_nouns(k)) or (
                k.dep == "acl" and self.short and len(k.below(12)) > _LONG_ASIDE
            ):
                continue
            found += self._kept(k)
        return sorted(found, key=lambda n: n.index)

    def _words(self, nodes: list[Node]) -> str:
        """The words of a phrase, short names spelled out, pronouns named unless the title has what they stand for."""
        shown: list[str] = []
        done: set[int] = set()
        for node in nodes:
            mention = self.reading.mention_of.get(node.index)
            actor = self.reading.actors.get(mention.actor) if mention is not None else None
            if node.pos == "PRON" and node.lower in _POSSESSIVES | _PERSONAL:
                shown.append(self._pronoun(node, actor))
                continue
            if (
                mention is not None
                and actor is not None
                and mention.form == "name"
                and actor.named
                and _spell_out(mention.span.of(self.reading.document.text), actor)
            ):
                if mention.span.start not in done:
                    if shown and shown[-1] in self.reading.words.grammar.honorifics:
                        shown.pop()
                    owned = bool(shown) and shown[-1] in _GENITIVES
                    shown.append(mention.span.of(self.reading.document.text) if owned else actor.name)
                done.add(mention.span.start)
            else:
                shown.append(node.text)
            if actor is not None:
                self.named.add(actor.key)
        return " ".join(shown)

    def _pronoun(self, node: Node, actor: DocumentActor | None) -> str:
        if node.lower in ("i", "we", "my", "our", "us", "me", "you", "your"):
            raise DanglingError
        if actor is not None and actor.key in self.named:
            return node.text
        if actor is None or not actor.named:
            if self.grounded:
                return node.text
            raise DanglingError
        self.named.add(actor.key)
        return f"{actor.name}’s" if node.lower in _POSSESSIVES and node.dep == "nmod" else actor.name

    def _name(self, key: str) -> str:
        actor = self.reading.actors.get(key)
        return actor.name if actor is not None else ""


def _governed_gerund(clause: Node, verb: Node) -> bool:
    """Whether a verb asks for the -ing clause ("aimed at undermining", "accused of stealing")."""
    mark = next((k for k in clause.kids if k.dep == "mark"), None)
    return (
        mark is not None
        and mark.index == verb.index + 1
        and mark.lower in ("at", "of", "from", "for", "in", "to")
        and clause.lower.endswith("ing")
    )


def _purpose(clause: Node) -> bool:
    """An infinitive clause ("to demand …", "for him to resign")."""
    return "VerbForm=Inf" in clause.morph and any(k.dep == "mark" and k.lower == "to" for k in clause.kids)


_QUOTE_MARKS = frozenset({"“", "”", '"', "``", "''", "«", "»"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_GENITIVES = frozenset({"'s", "’s", "'", "’"})


def _plural(noun: Node) -> bool:
    return (
        "Number=Plur" in noun.morph
        or noun.lemma in ("police", "people")
        or any(k.dep == "conj" and k.pos in ("NOUN", "PROPN") for k in noun.kids)
    )


def _keeps_capital(content: Node, text: str) -> bool:
    """Whether the first word of the content is a name or an acronym."""
    first = text.split(" ", 1)[0]
    return first[1:2].isupper() or (
        any(n.pos == "PROPN" and n.text in first for n in content.subtree(60))
        and first.lower() not in ("the", "a", "an")
    )


def _joins_nouns(node: Node) -> bool:
    """Whether a conjunction word joins nouns or adjectives, not clauses that were left out."""
    return (
        node.head is not None and not (node.head.dep == "conj" and node.head.pos == "VERB") and node.head.pos != "VERB"
    )


def _spell_out(short: str, actor: DocumentActor) -> bool:
    """Whether the full name only adds words to the short one ("Gatilov" -> "Gennady Gatilov")."""
    full = actor.name
    if actor.type in (ActorType.COUNTRY, ActorType.PLACE) or short == full or short.lower().endswith(("'s", "’s")):
        return False
    return set(short.lower().split()) < set(full.lower().split())
