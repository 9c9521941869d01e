"""From folders of content to finished files: the one package that knows every stage.

Only what a build with nothing to do needs is imported here.
"""

from octavo.pipeline.build import build
from octavo.pipeline.result import BookResult, Options, Progress, Step, Timing

__all__ = ["BookResult", "Options", "Progress", "Step", "Timing", "build"]
