"""`content/` on disk: read and checked, updated by a new extraction, reshaped by an editor. A person's word is final.

    store = Store(root)
    timeline = store.load()                      # every record, or DatelineError with every fault
    known = store.base()                         # what the generator wrote last
    document = store.document(id, sha256, engine)   # marks of an article read before, or None
    changes = store.update(events=..., actors=..., articles=..., read=..., engine=...)
    problems = store.check()                     # faults and doubts, with file, line and column
    queue = store.waiting()                      # what waits for an editor
    store.merge(...), split(...), rename(...), judge(...), add(...), take(...)   # plain edits of YAML

`reading` and `faults` know YAML, `writing` and `editing` (by `splicing`, else by a `round_trip`) the house layout and
everybody else's, `folder` and `base` the files, `shelf` what was read before, `journal` how many files change as one,
`update` the three-way merge of whole records, `reshape` an editor's commands; `check`, `review` and `corrections`
only look.
"""

from generator.store.store import Store

__all__ = ["Store"]
