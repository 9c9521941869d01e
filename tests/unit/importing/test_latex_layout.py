"""What says how a page looks is no text of a book: its arguments are not printed, and headings stay headings."""

import pytest

from octavo.importing.latex_layout import without_layout

NEW_SECTION = r"""\renewcommand{\section}{\@startsection
    {section} {1} {0mm}% level and indentation
    {-3.5ex}{0.7ex}{\normalfont\Large\bfseries}}"""


@pytest.mark.parametrize(
    ("text", "kept", "told"),
    [
        (f"{NEW_SECTION}\n\\section{{One}}", "\n\\section{One}", ["\\section"]),
        (r"\def\chapter#1{\par{\huge #1}} a", " a", ["\\chapter"]),
        (r"\newcommand{\head}{\@startsection{subsection}{2}{0mm}} a", r"\newcommand{\head}{\subsection} a", []),
        (r"\newcommand{\py}[1]{\texttt{#1}} \py{a}", r"\newcommand{\py}[1]{\texttt{#1}} \py{a}", []),
        (r"% \renewcommand{\section}{x}" + "\na", r"% \renewcommand{\section}{x}" + "\na", []),
        (r"\renewcommand{\section}{\{ % }" + "\n} a", " a", ["\\section"]),
        (r"\newtheoremstyle{my}{9pt}{9pt}{\it}{}{\bf}{}{0.5em}{} a", " a", []),
        (r"\titleformat{\section}[block]{\bf}{1}{1em}{} {a}", " {a}", []),
        (r"\titleformat*{\section}{\bf}{a}", "{a}", []),
        ("\\begin{spacing}{3}\n{\\huge Wells}\n\\end{spacing}", "\n{\\huge Wells}\n", []),
        ("\\begin{multicols}{2}\n\n{a}\\end{multicols} \\begin{adjustwidth}{1cm}{2cm}b", "\n\n{a} b", []),
        ("a \\begin{htmlonly} twice \\end{htmlonly}b", "a b", ["html"]),
        (r"\renewcommand{\section}{never closed", r"\renewcommand{\section}{never closed", []),
    ],
)
def test_what_the_layout_alone_needs_is_left_out(text: str, kept: str, told: list[str]) -> None:
    said: list[str] = []

    assert without_layout(text, said.append) == kept
    assert len(said) == len(told)
    assert all(word in what.lower() for word, what in zip(told, said, strict=True))
