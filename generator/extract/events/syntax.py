"""The parse as a light tree of nodes, and the walks over Universal Dependencies that the event readers share."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from spacy.tokens import Doc

from generator.extract.columns import columns_of

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
SUBJECTS = frozenset({"nsubj", "csubj"})
GENITIVES = frozenset({"'s", "’s", "'", "’"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
FINITE_PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"  # the morphology of a verb that tells
PHRASE = frozenset({"nmod", "conj", "compound", "flat", "appos"})  # what hangs on a noun inside its phrase

_WHERE = frozenset({"where", "when", "why"})
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "offer", "use", "need"})
_STEPS = 12  # how far a walk climbs; parses of run-on text nest without end


@dataclass(slots=True, eq=False)
class Node:
    """One token: its words, its grammar, its governor and what hangs on it. Offsets are characters of the document."""

    index: int
    text: str
    lower: str
    lemma: str
    pos: str
    label: str  # full dependency label, "nsubj:pass"
    dep: str  # the label without its subtype, "nsubj"
    morph: str
    start: int
    end: int
    sentence: int = 0
    head: "Node | None" = None
    kids: list["Node"] = field(default_factory=list)

    @property
    def passive(self) -> bool:
        """A passive verb, its auxiliary dropped or not ("killed by", "was killed")."""
        labels = [k.label for k in self.kids]
        if "aux:pass" in labels or "nsubj:pass" in labels:
            return True
        if "Tense=Past" not in self.morph or "VerbForm=Part" not in self.morph:
            return False
        return not any(k.dep == "aux" for k in self.kids) and (
            self.label in ("acl", "amod", "acl:relcl")
            or self._shares_passive
            or (self.dep == "xcomp" and self.head is not None and self.head.passive)  # "was found shot"
            or "obl:agent" in labels
        )

    @property
    def _shares_passive(self) -> bool:
        """Whether a participle stands second behind a passive ("was questioned and then arrested")."""
        first, own = self.head, ("nsubj", "csubj", "obj", "ccomp")
        if self.dep != "conj" or first is None or "VerbForm=Part" not in self.morph or "Tense=Past" not in self.morph:
            return False
        if any(k.dep in own or k.dep == "aux" for k in self.kids):
            return False
        return any(k.label in ("aux:pass", "nsubj:pass") for k in first.kids)

    @property
    def passive_marked(self) -> bool:
        """Whether an auxiliary or an agent shows the passive beyond doubt."""
        return any(k.label in ("aux:pass", "obl:agent") or k.case() == "by" for k in self.kids)

    @property
    def finite(self) -> bool:
        """Whether it, its auxiliary or its copula is a finite verb."""
        own = "VerbForm=Fin" in self.morph or any(
            k.dep in ("aux", "cop") and "VerbForm=Fin" in k.morph for k in self.kids
        )
        return own or (self._shares_passive and self.head is not None and self.head.finite)

    @property
    def perfect(self) -> bool:
        """Present or past perfect ("has vetoed"): its auxiliary is have."""
        return any(k.dep == "aux" and k.lower in ("has", "have", "had", "'ve", "’ve") for k in self.kids)

    @property
    def present(self) -> bool:
        """Whether it, its auxiliary or its copula is a finite present ("is expected")."""
        told = (self, *(k for k in self.kids if k.dep in ("aux", "cop")))
        return any("Tense=Pres" in word.morph and "VerbForm=Fin" in word.morph for word in told)

    def kid(self, *labels: str) -> "Node | None":
        """The first dependent with one of these labels (full or without subtype)."""
        for k in self.kids:
            if k.label in labels or k.dep in labels:
                return k
        return None

    def case(self) -> str:
        """The preposition that introduces it, lower case, several joined ("out of"); "" for none."""
        own = [k.lower for k in self.kids if k.dep == "case" and k.lower not in GENITIVES]
        if own or self.dep not in ("obl", "nmod"):
            return " ".join(own)
        for k in self.kids:
            if k.kids and (k.dep in ("compound", "flat") or k.label == "nmod:desc"):
                for c in k.kids:
                    if c.dep == "case" and c.lower not in GENITIVES:
                        return c.lower
        return ""

    def climb(self) -> Iterator["Node"]:
        """Its governors, nearest first, up to a bound."""
        node, steps = self.head, 0
        while node is not None and steps < _STEPS:
            yield node
            node, steps = node.head, steps + 1

    def subtree(self, limit: int = 400) -> list["Node"]:
        """Itself and what hangs on it, in text order, at most `limit` nodes."""
        return sorted(self.below(limit), key=by_index)

    def below(self, limit: int = 400) -> list["Node"]:
        """Itself and what hangs on it, in any order, at most `limit` nodes."""
        found: list[Node] = []
        queue = [self]
        while queue and len(found) < limit:
            node = queue.pop()
            found.append(node)
            queue += node.kids
        return found


by_index = attrgetter("index")


def grow(doc: Doc, sentences: Sequence[int] = (0,)) -> list[Node]:
    """A node for each token of a spaCy document that is no whitespace; `sentences`: the offsets where they begin."""
    table = columns_of(doc)
    rows = zip(table.words, table.lemmas, table.pos, table.labels, table.morphs, table.starts, strict=True)
    nodes: dict[int, Node] = {}
    for index, (text, lemma, pos, label, morph, start) in enumerate(rows):
        if text.isspace():
            continue
        lower, label = text.lower(), "root" if label == "ROOT" else label
        nodes[index] = Node(
            index, text, lower, lemma.lower() or lower, pos, label, label.partition(":")[0], morph,
            start, start + len(text), max(0, bisect_right(sentences, start) - 1),
        )  # fmt: skip
    for index, node in nodes.items():
        head = nodes.get(table.heads[index])
        if head is not None and head is not node:
            node.head = head
            head.kids.append(node)
    return list(nodes.values())


def hang(node: Node, head: Node | None, label: str) -> None:
    """Hang a node on another governor (None makes it a root), whatever it hung on before."""
    if node.head is not None:
        node.head.kids.remove(node)
    node.head, node.label, node.dep = head, label, label.partition(":")[0]
    if head is not None:
        head.kids.append(node)
        head.kids.sort(key=by_index)


def with_conjuncts(node: Node) -> list[Node]:
    """A noun and what is coordinated with it ("Russia and China", "Russia along with China")."""
    found = [node]
    for kid in node.kids:
        if (kid.dep == "conj" and kid.pos in NOMINAL) or (
            kid.dep == "nmod" and kid.case() in ("along with", "together with", "as well as")
        ):
            found += with_conjuncts(kid) if len(found) < 20 else [kid]
    return found


def antecedent(node: Node) -> Node:
    """What a relative pronoun stands for; any other node is returned as it is."""
    if node.lower not in RELATIVE or node.pos not in ("PRON", "DET", "SCONJ"):
        return node
    clause = next((n for n in node.climb() if n.label == "acl:relcl"), None)
    return clause.head if clause is not None and clause.head is not None else node


def subject(node: Node, steps: int = _STEPS) -> Node | None:
    """The surface subject of a verb or predicate: its own, or one it shares (conjunction, control, relative clause)."""
    for kid in node.kids:
        if kid.dep in SUBJECTS:
            return antecedent(kid)
    head = node.head
    if head is None or steps <= 0:
        return None
    if node.dep == "conj" and head.pos not in NOMINAL - {"NUM"}:
        return subject(head, steps - 1)
    if node.dep == "conj" and any(k.dep == "cop" for k in head.kids):
        return subject(head, steps - 1)
    if node.dep == "xcomp":
        return _controller(head, steps)
    if node.label == "acl:relcl":
        return head
    if node.dep in ("acl", "amod"):
        return _participle_subject(node, head, steps)
    if (node.dep == "advcl" and not node.kid("mark")) or (node.dep == "advcl" and not node.finite):
        return subject(head, steps - 1)
    return None


def _controller(head: Node, steps: int) -> Node | None:
    """Who does what a verb's infinitive says: the object of "press Russia to …", else the subject ("want to …")."""
    if head.lemma not in _SUBJECT_CONTROL and not head.passive:
        given = head.kid("obj") or head.kid("iobj")
        if given is None:
            given = next(
                (
                    k
                    for k in head.kids
                    if k.dep == "obl" and k.case() in ("on", "upon", "to", "for") and k.index > head.index
                ),
                None,
            )
            if given is not None and head.lemma not in ("call", "appeal", "plead", "press", "push"):
                given = None
        if given is not None:
            return antecedent(given)
    return subject(head, steps - 1)


def _participle_subject(node: Node, head: Node, steps: int) -> Node | None:
    """The noun that a participle describes; for "plans to sell", "a means of selling" whoever owns or does the noun."""
    governed = node.kid("mark") is not None and node.lower.endswith("ing")
    if not governed and (
        "VerbForm=Part" in node.morph or "VerbForm=Ger" in node.morph or node.lower.endswith(("ing", "ed"))
    ):
        return head
    owner = head.kid("nmod:poss")
    if owner is not None:
        return owner
    return (
        subject(head.head, steps - 1)
        if head.head is not None and head.dep in ("obj", "nsubj", "obl") and head.head.pos in VERBAL
        else None
    )


def objects(node: Node) -> list[Node]:
    """What a verb acts on: its objects, a passive's subject, the noun that a relative clause leaves a gap for."""
    found = [antecedent(k) for k in node.kids if k.dep in ("obj", "iobj")]
    if node.passive:
        patient = subject(node)
        return [patient] if patient is not None and patient not in found else found
    if not found and node.label == "acl:relcl" and node.head is not None:
        own = node.kid("nsubj")
        if (
            own is not None
            and own.lower not in RELATIVE
            and not any(k.lower in _WHERE for k in node.kids)
            and not any(k.dep in ("obl", "ccomp", "xcomp") and _stranded(k) for k in node.kids)
        ):
            found.append(node.head)
    return found


def _stranded(node: Node) -> bool:
    return node.lower in RELATIVE


def by_agents(node: Node) -> list[Node]:
    """The nouns that name the doer of a passive or of a nominal ("by …")."""
    own = [k for k in node.kids if k.dep in ("obl", "nmod") and k.case() == "by"]
    if own or not node.passive:
        return own
    second = node.kid("conj")  # "was arrested and questioned by detectives": by them in both
    both = second is not None and second.kid("cc") is not None and second.passive and not node.kid("obj", "obl")
    return by_agents(second) if second is not None and both else []


def obliques(node: Node) -> list[tuple[str, Node]]:
    """Prepositional dependents of a verb or noun: preposition and noun, in text order."""
    return [(case, antecedent(k)) for k in node.kids if k.dep in ("obl", "nmod") and (case := k.case())]


def is_to_infinitive(verb: Node) -> bool:
    """An infinitive with its "to" ("to demand …", "for him to resign")."""
    return "VerbForm=Inf" in verb.morph and any(k.dep == "mark" and k.lower == "to" for k in verb.kids)


def clause_root(node: Node) -> Node:
    """The predicate of the finite clause that a node stands in."""
    for step in (node, *node.climb()):
        if step.dep in ("root", "ccomp", "advcl", "parataxis") or step.label == "acl:relcl" or step.head is None:
            return step
        if step.dep == "conj" and (step.pos in VERBAL or step.kid("cop")):
            return step
    return node
