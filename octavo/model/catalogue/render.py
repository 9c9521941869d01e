"""3xx: what templates and charts can have wrong."""

from collections.abc import Mapping

from octavo.model.catalogue.wording import Wording

ROWS: Mapping[str, Wording] = {
    "OC301": Wording(
        "error",
        "the template failed: {problem}",
        "correct the template at this line",
        "A template used a name that does not exist or is not well formed. Templates are strict: an unknown name is "
        "an error, not an empty string.",
    ),
    "OC302": Wording(
        "error",
        "the chart of '{id}' cannot be drawn: {problem}",
        "correct 'chart' in the figure's file",
        "The chart is a Vega-Lite specification; the drawing library refused it.",
    ),
    "OC303": Wording(
        "error",
        "the page of '{target}' is not known",
        "see that no style sheet hides that place (display: none)",
        "A printed page number needs a place that the layout has.",
    ),
    "OC304": Wording(
        "warning",
        "the picture '{file}' is drawn only {width} mm wide, as it has {pixels} pixels",
        "take one with {wanted} pixels across: over {measure} mm this one would have {dpi} to the inch",
        "No picture is enlarged so far that its pixels are seen: it has 200 to the inch on paper at least, and is "
        "smaller where it has too few, even where its width is asked for. Pictures from the web are often made for "
        "screens, which need less.",
    ),
    "OC305": Wording(
        "warning",
        "this title is too long for the top of a page, where it reads '{title}'",
        "{remedy}",
        "A running head has one line. A longer title is cut after a word; a short title of your own says more.",
    ),
}
