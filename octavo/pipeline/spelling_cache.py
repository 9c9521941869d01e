"""Remember which words a language knows, so that its word list is only opened for words that no book has used yet."""

import json

from octavo.jobs.store import Store, key
from octavo.project import own_code

MOST = 200_000
"""Words that are remembered of a language; beyond, remembering begins anew."""


def look_up(request: bytes, store: Store) -> bytes:
    """Answer as :func:`~octavo.check.manuscript.spelling_dictionary.look_up`; what ``store`` knows is not looked up."""
    from octavo.check.manuscript import spelling_dictionary

    asked = json.loads(request)
    name = key("words", own_code().digest(spelling_dictionary.__name__), asked["language"])
    judged = _remembered(store.get(name) or b"")
    fresh = [word for word in asked["words"] if word not in judged]
    if fresh:
        answer = json.loads(spelling_dictionary.look_up(json.dumps({**asked, "words": fresh}).encode()))
        if answer is None:
            return b"null"
        unknown = frozenset(answer)
        kept = judged if len(judged) < MOST else {}
        judged = {**judged, **{word: word not in unknown for word in fresh}}
        store.put(name, json.dumps({**kept, **{word: judged[word] for word in asked["words"]}}).encode())
    elif not asked["words"]:
        return spelling_dictionary.look_up(request)
    return json.dumps([word for word in asked["words"] if not judged[word]], ensure_ascii=False).encode()


def _remembered(payload: bytes) -> dict[str, bool]:
    """Return the words in ``payload`` that were judged; none where it is not what was kept."""
    try:
        judged = json.loads(payload)
    except ValueError:
        return {}
    return judged if isinstance(judged, dict) and all(isinstance(each, bool) for each in judged.values()) else {}
