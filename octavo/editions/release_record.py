"""Write the record of a release."""

from octavo.editions.text_edits import quoted
from octavo.model.editions import Release


def release_as_yaml(release: Release) -> bytes:
    """Return the record of a release as a YAML file."""
    lines = [
        "# yaml-language-server: $schema=../../../../schemas/release.schema.json",
        "# Written by 'octavo release', and changed by nobody.",
        f"version: {quoted(release.version)}",
        f"date: {quoted(release.date)}",
        f"digest: {quoted(release.digest)}",
        f"snapshot: {quoted(release.snapshot)}",
        f"pages: {release.pages}",
        f"corrections: [{', '.join(release.corrections)}]",
    ]
    for name in ("tools", "font_versions", "fonts", "files"):
        lines.append(f"{name.replace('_', '-')}:")
        lines += [f"  {quoted(key)}: {quoted(value)}" for key, value in sorted(getattr(release, name).items())]
    return ("\n".join(lines) + "\n").encode()
