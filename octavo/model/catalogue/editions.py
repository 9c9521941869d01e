"""4xx: corrections and editions."""

from collections.abc import Mapping

from octavo.model.catalogue.wording import Wording

ROWS: Mapping[str, Wording] = {
    "OC401": Wording(
        "error",
        "'{was}' stands nowhere in the book{where}",
        "copy the words from the file or the page; 'octavo find' shows where a date, a number or a name stands",
        "A correction names the wording that stands in the book. Spaces, quotation marks and dashes may be typed in "
        "any way; everything else must be the same. Nothing was written.",
    ),
    "OC402": Wording(
        "error",
        "'{was}' stands at {count} places, and here: {context}",
        "add words until there is one place, or name this one with --at {at}",
        "A correction changes one place. Told at each of the places; nothing was written.",
    ),
    "OC403": Wording(
        "error",
        "marks stand between the words of '{was}'; the file has '{found}'",
        "give the words as the file has them, marks included, or fewer of them",
        "A mark such as a link, a citation or an emphasis would be lost if all was replaced. Nothing was written.",
    ),
    "OC404": Wording(
        "error",
        "the correction cannot be made here: {problem}",
        "give the words in another way, or change the file by hand and add the record to corrections.yaml",
        "The file with the new wording was read before anything was written, and was not sound. Nothing was written.",
    ),
    "OC405": Wording(
        "error",
        "the correction '{id}' is not whole: {problem}",
        "complete the record",
        "The ledger is the public record of what was corrected, so it must say why, and what a changed fact rests on.",
    ),
    "OC411": Wording(
        "error",
        "the wording that the correction '{id}' has replaced stands here again: '{was}'",
        "write '{now}'",
        "A correction must not be lost again. If the old wording was right after all, correct it back with "
        "'octavo correct', which leaves a record of both.",
    ),
    "OC412": Wording(
        "error",
        "the wording of the correction '{id}' does not stand here any more: '{now}'",
        "restore it, or record the new wording with 'octavo correct'",
        "What was corrected must stand where it was put. A later correction may change it; a rewritten passage needs a "
        "record that supersedes the first.",
    ),
    "OC413": Wording(
        "warning",
        "the place of the correction '{id}' is gone: there is no '{where}', and no text of the file has '{now}'",
        "add a record with 'supersedes: [{id}]' that says why",
        "The block was taken out or rewritten, so nobody can see any more that the correction was made.",
    ),
    "OC421": Wording(
        "warning",
        "the content has changed since {version} was released ({date})",
        "release the changed book with 'octavo release'; 'octavo changes' shows what has changed",
        "Two books with one version cannot be told apart by those who have them.",
    ),
    "OC422": Wording(
        "error",
        "what this states has changed since {version}, and no correction says why: '{was}' is now '{now}'",
        "record it with 'octavo correct', or add the record to corrections.yaml",
        "A date, a number or a name that changes without a record is a change that readers are not told of.",
    ),
    "OC423": Wording(
        "error",
        "nothing has changed since {version} was released",
        "there is nothing to release",
        "A release freezes what is new. Themes and programs may have changed; content has not.",
    ),
    "OC424": Wording(
        "error",
        "'{file}' of the release {version} {problem}",
        "restore it from a copy, or build the book of that release anew",
        "The archive of a release must hold what was released, byte for byte.",
    ),
    "OC425": Wording(
        "error",
        "there is no release '{version}'",
        "use one of: {known}",
        "Releases are the folders of editions/ in the book's folder.",
    ),
    "OC426": Wording(
        "error",
        "the snapshot of the release {version} cannot be read: {problem}",
        "restore editions/{version}/ as it was released",
        "A snapshot is written by 'octavo release' and changed by nobody.",
    ),
    "OC441": Wording(
        "warning",
        "page {page} does not begin as in {release}, but {difference}",
        "nothing must be done; a wording of about the old length would let the page begin as it did",
        "The pages of the release are held, and this one could not be: no way of setting the text within the limits of "
        "the theme ends the page before it where it ended then. Citations of what is between may be a page off.",
    ),
    "OC442": Wording(
        "warning",
        "what begins page {was} in {release} begins page {page} now",
        "shorten the text before it, or tell readers in the next release that pages have moved",
        "The text before it takes a page more or less than it did. It is told once; the pages that follow are moved "
        "too, up to the next one that is told.",
    ),
    "OC443": Wording(
        "warning",
        "the text with which page {page} of {release} began is gone",
        "nothing must be done; the pages around it are held",
        "Pages are held by the words and blocks that they begin with.",
    ),
    "OC444": Wording(
        "warning",
        "page {page} ends {count} lines early, so that the next one begins as it did",
        "look at the page; add a sentence, or hold the pages no longer",
        "The text of the page has become shorter than in the release whose pages are held.",
    ),
    "OC445": Wording(
        "error",
        "'{file}' of the release {version} is another when it is made once more",
        "look what differs from the archived file, and report it",
        "The archive has the sources of the release, and every tool is as it was then: the same bytes must come out.",
    ),
    "OC427": Wording(
        "error",
        "the record of the release '{version}' stands in the folder '{folder}'",
        "give the folder the name of the version again",
        "Each release has a folder of editions/ that is called as its version.",
    ),
    "OC431": Wording(
        "error",
        "the day {date} is before that of the last release: {version} is of {last}",
        "give the day of this release, or a later one, with --date",
        "Releases follow one another: what is later has a higher version. Nothing was written.",
    ),
    "OC432": Wording(
        "error",
        "'{book}' has no release yet",
        "make the first with 'octavo release {book}'",
        "Changes, errata and sheets to copy anew are those since a release, which keeps what the book says and where.",
    ),
}
