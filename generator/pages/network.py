"""An actor and those around it as a drawing: laid out here, links inside, readable as a list too."""

from collections.abc import Sequence

from markupsafe import Markup

from generator.model.records import Actor
from generator.pages.facts import Facts
from generator.pages.printer import inside
from generator.pages.text import safe

_WIDTH, _ROW = 240, 46
_MOST = 10
_LONGEST = 19


def network(actor: Actor, companions: Sequence[tuple[Actor, int]], facts: Facts, root: str) -> Markup:
    """The ego network of one actor; "" when it appears with nobody."""
    shown = companions[:_MOST]
    if not shown:
        return inside("")
    height = _ROW * -(-len(shown) // 2) + 14
    most = shown[0][1]
    spots = [(16 if n % 2 == 0 else _WIDTH - 16, 20 + _ROW * (n // 2)) for n in range(len(shown))]
    # Between two rows of names, so that no long one runs into it
    hub = height // 2 - (12 if -(-len(shown) // 2) % 2 else 0)
    edges = "".join(_edge(x, y, n / most, hub) for (x, y), (_, n) in zip(spots, shown, strict=True))
    nodes = "".join(_node(x, y, other, n, facts, root) for (x, y), (other, n) in zip(spots, shown, strict=True))
    label = safe(facts.words("actor.network_label", name=actor.name))
    middle = f'<circle class="dl-me" cx="{_WIDTH // 2}" cy="{hub}" r="11"/>'
    return inside(
        f'<svg class="dl-net" viewBox="0 0 {_WIDTH} {height}" role="group" aria-label="{label}">'
        f"{edges}{middle}{nodes}</svg>"
    )


def _edge(x: int, y: int, strength: float, hub: int) -> str:
    ends = f'x1="{_WIDTH // 2}" y1="{hub}" x2="{x}" y2="{y}"'
    return f'<line class="dl-edge" {ends} stroke-width="{1 + 4 * strength:.1f}"/>'


def _node(x: int, y: int, other: Actor, shared: int, facts: Facts, root: str) -> str:
    full = facts.label(other.id)
    name = full if len(full) <= _LONGEST else full[: _LONGEST - 1].rstrip() + "…"
    label = safe(f"{full}: {facts.words.count('actor.shared', shared)}")
    side, at = ("", 4) if x < _WIDTH / 2 else (" dl-end", _WIDTH - 4)
    return (
        f'<a href="{root}{facts.actor_url(other.id)}" aria-label="{label}">'
        f'<circle class="dl-node" cx="{x}" cy="{y}" r="7"/>'
        f'<text class="dl-lab{side}" x="{at}" y="{y + 20}">{safe(name)}</text></a>'
    )
