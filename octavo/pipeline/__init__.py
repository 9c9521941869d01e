"""From folders of content to finished files: the one package that knows every stage.

Stages are imported when they are first needed, so that a build with nothing to do stays light.
"""

from octavo.pipeline.build import build
from octavo.pipeline.check import check
from octavo.pipeline.preflight import preflight, print_values
from octavo.pipeline.proofread import proofread, report_lines, report_values
from octavo.pipeline.result import BookResult, Options, Report, Step, Timing
from octavo.pipeline.watch import Rebuilt, changes_in, watch

__all__ = [
    "BookResult",
    "Options",
    "Rebuilt",
    "Report",
    "Step",
    "Timing",
    "build",
    "changes_in",
    "check",
    "preflight",
    "print_values",
    "proofread",
    "report_lines",
    "report_values",
    "watch",
]
