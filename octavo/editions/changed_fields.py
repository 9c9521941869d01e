"""Tell which values of a register have changed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from octavo.model.editions import BlockChange, ChangedField


def with_fields(
    changes: Iterable[BlockChange], old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]
) -> tuple[BlockChange, ...]:
    """Return ``changes``; those of entries of registers tell the values that have changed from ``old`` to ``new``."""
    return tuple(replace(each, fields=_changed(each, old, new)) for each in changes)


def _changed(
    change: BlockChange, old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]
) -> tuple[ChangedField, ...]:
    if change.old is None or change.new is None:
        return ()
    was, now = old.get(change.old.id, {}), new.get(change.new.id, {})
    keys = (key for key in dict.fromkeys((*was, *now)) if was.get(key) != now.get(key))
    return tuple(ChangedField(key, was.get(key, ""), now.get(key, "")) for key in keys)
