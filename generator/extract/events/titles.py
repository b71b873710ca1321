"""Titles and summaries: the clause that tells the event, in its own order, without asides, with names in full.

Nothing is put into other words, so that every word is warranted by the evidence: whole phrases are left out, from the
end first, until the title is short enough. Only "says" stands for the plain verbs of saying.
"""

from collections.abc import Callable

from generator.extract.events import soundness
from generator.extract.events.alongside import speaks_too
from generator.extract.events.bonds import from_subject
from generator.extract.events.phrases import Phrases
from generator.extract.events.reading import Reading
from generator.extract.events.sayings import NEUTRAL, Sayings, subjectless
from generator.extract.events.spelling import POINTING, DanglingError, plural
from generator.extract.events.statements import content_of
from generator.extract.events.syntax import GENITIVES, RELATIVE, Node, objects, subject
from generator.extract.events.triggers import Trigger
from generator.model.document import Participant

TITLE, SUMMARY = 90, 260  # characters
_ARTICLES = frozenset({"a", "an", "the", "this", "that"})
_INVERTED = frozenset({"are", "is", "was", "were", "being", "has", "have", "had"})  # "Also shown are two maps"
_FEWEST = 3  # words below which a noun phrase is no title


def title_and_summary(
    trigger: Trigger, participants: tuple[Participant, ...], reading: Reading, speech: bool, *, summed_up: bool
) -> tuple[str, str]:
    """A title of at most about 90 characters and, if asked for, a summary: the same in one full sentence, or "".

    Where no clause stands alone the title is the sentence's own words, in quotation marks.
    """
    full = _Wording(reading, participants, TITLE, bare=False)
    text = title = full.told(trigger, speech)
    if not title or full.phrases.trimmed:
        title = _Wording(reading, participants, TITLE, bare=True).told(trigger, speech)
    if not summed_up:
        return title or _cited(trigger.node, reading), ""
    if not text or not full.phrases.whole or "…" in text:  # else the summary has no more to say
        text = _Wording(reading, participants, SUMMARY, bare=False).told(trigger, speech)
    summary = f"{text}." if text and text[-1] not in ".!?”" else text
    return title or _cited(trigger.node, reading), summary


def _cited(node: Node, reading: Reading) -> str:
    """The beginning of the sentence, or of what somebody says in it, verbatim, marked as a quotation."""
    sentence = reading.sentence(node).span
    reports = node.lemma in reading.words.grammar.reports
    around = reading.quotes_in(node.sentence) if reports else reading.quotes_around(node)
    direct = (q.span for q in around if q.kind == "direct")
    said = next((span for span in direct if span in sentence), sentence)
    words = " ".join(said.of(reading.document.text).split())
    words = words.translate({ord(mark): None for mark in '“”"«»'}).rstrip(" ,")
    return f"“{words if len(words) <= TITLE - 2 else words[: TITLE - 3].rsplit(' ', 1)[0].rstrip(' ,;:') + '…'}”"


class _Wording:
    """Puts one title or summary together."""

    def __init__(self, reading: Reading, participants: tuple[Participant, ...], limit: int, bare: bool) -> None:
        self.reading = reading
        self.grammar = reading.words.grammar
        self.limit = limit
        self.phrases = Phrases(reading, limit, short=limit <= TITLE, bare=bare)
        self.sayings = Sayings(reading, participants, self.phrases)

    def told(self, trigger: Trigger, speech: bool) -> str:
        """The event in words, "" where every way leaves a pronoun without its noun."""
        clauses: list[Callable[[], str]] = [
            lambda: self._clause(self._clause_of(trigger), trigger.core),
            lambda: self._both(trigger),
            lambda: self._lenient(trigger),
        ]
        empty = speech and self.sayings.empty(trigger.node)
        ways = [] if empty else clauses
        said = content_of(trigger.node) is not None
        if speech or (said and trigger.node.lemma in NEUTRAL):
            ways.insert(0, lambda: self.sayings.states(trigger.node) if said else self.sayings.cites(trigger.node))
        if speaks_too(trigger):
            ways = [lambda: self.sayings.adds(trigger.node), *ways]
        ways += [
            lambda: self.sayings.inside_quotation(trigger.node),
            *(() if empty else (lambda: self._object_first(trigger.node),)),
            lambda: self._without_subject(trigger.node),
            lambda: self._noun(trigger.core),
        ]
        for way in ways:
            self.phrases.restart()
            try:
                text = soundness.without_stray_comma(soundness.closed(way()), trigger.node.text)
            except DanglingError:
                continue
            if soundness.sound(text) and self._tells(text, trigger):
                return text if text[1:2].isupper() else text[:1].upper() + text[1:]  # "iOS"
        return ""

    def _tells(self, text: str, trigger: Trigger) -> bool:
        """Whether a wording says what happened: more than a name and "said", more than an article and a noun."""
        words = [word.strip(".,;:") for word in text.split(" ")]
        if not words[-1].strip("'`\"“”") or words[0].lower() in _INVERTED:
            return False
        said = trigger.node.lemma in self.grammar.reports and not trigger.node.passive
        if said and words[-1].lower() == trigger.node.lower:
            return False
        told = content_of(trigger.node) if trigger.node.lemma in NEUTRAL and said else None
        if told is not None and told.index > trigger.node.index and told.lower not in text.lower():
            return False  # "told LA Weekly in a statement"
        if any(n.lower == words[-1].lower() and self._lacks_content(n) for n in trigger.node.kids):
            return False
        if len(words) < _FEWEST:
            return trigger.node.pos == "VERB" and len(words) > 1 and words[0].lower() not in _ARTICLES
        return True

    def _lacks_content(self, verb: Node) -> bool:
        """Whether a verb that ends a title was to be followed by what somebody says or what something shows."""
        told = verb.kid("ccomp", "parataxis", "xcomp")
        return verb.finite and verb.lemma in self.grammar.reports and told is not None and told.index > verb.index

    # -- clauses -----

    def _clause_of(self, trigger: Trigger) -> Node:
        """The predicate of the finite clause that tells the event, which an infinitive or participle hangs on."""
        node = trigger.node
        if trigger.nominal and node.kid("cop") is None:  # "is on a visit" is a clause of its own
            head = node.head
            if head is None or node.dep not in ("nsubj", "obj", "obl") or head.pos not in ("VERB", "AUX"):
                raise DanglingError
            node = head
        for _ in range(4):
            hangs = node.dep in ("xcomp", "advcl", "csubj") or (node.dep == "acl" and node.label != "acl:relcl")
            hangs = hangs or (node.dep == "conj" and "VerbForm=Inf" in node.morph and node.kid("aux", "nsubj") is None)
            if node.finite or not hangs or node.head is None or node.head.pos not in ("VERB", "ADJ", "AUX"):
                break
            node = node.head
        return node

    def _clause(self, verb: Node, core: Node) -> str:
        path = {core.index, *(n.index for n in core.climb())}
        nodes = from_subject(verb, self.phrases.kept(verb, self.phrases.fronted(verb), core))
        own = next((k for k in verb.kids if k.dep in ("nsubj", "csubj")), None)
        if own is not None and own.dep == "csubj" and own.subtree(40)[0].lower in POINTING:
            raise DanglingError  # "What the opposition called a coup began"
        who = subject(verb)
        if own is None and who is None and verb.kid("expl") is None:
            raise DanglingError
        if own is not None and who is not own and who is not None:  # a relative pronoun
            gone = {n.index for n in own.subtree(40)}
            nodes = [n for n in nodes if n.index not in gone]
        if who is not None and (own is None or who is not own):
            head = self.phrases.phrase(who, without=verb)
            inside = {n.index for n in who.subtree()} - {n.index for n in verb.subtree()}
            nodes = [
                n
                for n in nodes
                if n.index not in inside and not (n.lower in RELATIVE and n.pos in ("PRON", "DET", "SCONJ"))
            ]
            if verb.label != "acl:relcl" and not verb.finite and verb.dep == "xcomp":
                raise DanglingError
            head = f"{head} {aux}" if (aux := self._passive_before(verb)) else head
            gap = self._gap(verb)
            told = verb.kid("ccomp")
            if not gap and told is not None and subjectless(told):
                raise DanglingError
            return self.phrases.fitted(nodes, verb, self.limit, path=path, front=head, back=gap)
        if own is not None and own.index > verb.index and verb.kid("expl") is None:  # "said the minister"
            after = {n.index for n in own.subtree()}
            return self.phrases.fitted(
                [n for n in nodes if n.index not in after], verb, self.limit, path=path, front=self.phrases.phrase(own)
            )
        if gap := self._gap(verb):  # "a charge that Khartoum rejected as absurd"
            front = f"{self.phrases.spelling.text([n for n in nodes if n.index <= verb.index])} {gap}"
            return self.phrases.fitted([n for n in nodes if n.index > verb.index], verb, self.limit, front=front)
        if own is not None and not soundness.agrees(own, verb, nodes):
            raise DanglingError
        return self.phrases.fitted(nodes, verb, self.limit, path=path)

    def _passive_before(self, verb: Node) -> str:
        """The auxiliary that a second passive shares with the first ("was arrested and then charged")."""
        first = verb.head
        if verb.dep != "conj" or first is None or "VerbForm=Part" not in verb.morph or verb.kid("aux") is not None:
            return ""
        shared = [k for k in first.kids if k.dep == "aux"] if first.kid("aux:pass") is not None else []
        return " ".join(k.text for k in shared)

    def _both(self, trigger: Trigger) -> str:
        """The verb before it too, whose object a pronoun takes up: "arrested three men but released them"."""
        verb = self._clause_of(trigger)
        if verb.dep != "conj" or verb.head is None or verb.head.kid("obj") is None or verb.kid("nsubj") is not None:
            raise DanglingError
        text = self._clause(verb.head, trigger.core)
        if self.phrases.trimmed:
            raise DanglingError
        return text

    def _lenient(self, trigger: Trigger) -> str:
        """A pronoun without its noun where nothing better is found: "The ministry denied it"."""
        self.phrases.spelling.strict = False
        return self._clause(self._clause_of(trigger), trigger.core)

    def _gap(self, verb: Node) -> str:
        """The object that a relative clause left behind: its antecedent."""
        own = verb.kid("obj")
        if verb.label != "acl:relcl" or verb.head is None or subject(verb) is verb.head:
            return ""
        if own is not None and own.lower not in RELATIVE:
            return ""
        return self.phrases.phrase(verb.head, without=verb) if verb.head in objects(verb) else ""

    def _object_first(self, verb: Node) -> str:
        """Without a nameable subject the object leads: "they arrested three men" -> "Three men were arrested"."""
        patients = [k for k in objects(verb) if k.head is verb]
        doer = verb.kid("nsubj")
        if doer is not None and doer.pos in ("NOUN", "PROPN"):
            raise DanglingError
        if (
            not patients
            or patients[0].index in self.reading.timex_of
            or verb.passive
            or verb.lemma in self.grammar.telling
            or verb.pos != "VERB"
            or "Tense=Past" not in verb.morph
        ):
            raise DanglingError
        form = next((part for part, past in self.grammar.past.items() if past == verb.lower), verb.lower)
        if form == verb.lower and not verb.lower.endswith(("ed", "t", "d")):
            raise DanglingError
        skip = {
            n.index for k in verb.kids if k.dep in ("nsubj", "obj", "iobj", "aux", "mark", "cc") for n in k.subtree()
        }
        nodes = [n for n in self.phrases.kept(verb, skip | self.phrases.fronted(verb), verb) if n.index > verb.index]
        be = "were" if plural(patients[0]) else "was"
        head = f"{self.phrases.phrase(patients[0])} {be} {form}"
        return self.phrases.fitted(nodes, verb, self.limit, front=head)

    def _without_subject(self, verb: Node) -> str:
        """ "It was cut into slices at Mainz" -> "Cut into slices at Mainz"."""
        doer = verb.kid("nsubj")
        unnamed = doer is None or doer.pos in ("PRON", "DET")  # "whose truck was trapped" is no "Trapped"
        if not verb.passive or "VerbForm=Part" not in verb.morph or not unnamed:
            raise DanglingError
        gone = {n.index for k in verb.kids if k.dep in ("nsubj", "aux", "mark", "cc") for n in k.subtree()}
        nodes = [n for n in self.phrases.kept(verb, gone | self.phrases.fronted(verb), verb) if n.index >= verb.index]
        return self.phrases.fitted(nodes, verb, self.limit)

    def _noun(self, noun: Node) -> str:
        if noun.pos not in ("NOUN", "PROPN") or noun.kid("cop") is not None:
            raise DanglingError
        nodes = [
            n
            for n in self.phrases.kept(noun, set(), noun)
            if not (n.head is noun and n.dep == "case" and n.lower not in GENITIVES)
        ]
        return self.phrases.fitted(nodes, noun, self.limit)
