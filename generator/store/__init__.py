"""`content/` on disk: read and checked, updated by a new extraction, reshaped by an editor. A person's word is final.

    store = Store(root)
    timeline = store.load()                      # every record, or DatelineError with every fault
    known = store.base()                         # what the generator wrote last
    document = store.document(id, sha256, engine)   # marks of an article read before, or None
    changes = store.update(events=..., actors=..., articles=..., documents=..., read=..., engine=...)

Files are changed through one journal, all or none, so that an interrupted run is finished by the next one.
"""

from generator.store.store import Store

__all__ = ["Store"]
