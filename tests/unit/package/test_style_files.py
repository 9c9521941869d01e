"""Rules that old reading systems stumble over stand in a style sheet of their own."""

from octavo.package.style_files import style_files

KNOWN = '@font-face{font-family:"A";src:url("a.otf")}\np { margin: 0 } .min-max, h1 { color: inherit }\n'


def test_queries_functions_and_own_values_stand_in_the_second_file() -> None:
    newer = (
        "@media (prefers-color-scheme:dark) { p { color: #fff } }",
        "@container (max-width:9em){td{display:block}}",
        "h1 { color: var(--accent, inherit) }",
        "html{--accent:#900}",
        "p { width: calc(1em + 2px) }",
        "p { width: min(1em, 2px) }",
    )

    first, second = style_files(KNOWN + "\n".join(newer))

    assert first.split() == KNOWN.split()
    assert [second.count(rule) for rule in newer] == [1] * len(newer)
