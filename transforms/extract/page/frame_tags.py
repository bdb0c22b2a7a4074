"""Tags of the page's frame, which is around the article on every page of a site. Three sets for three purposes."""

# Where no headline, date or paragraph of the article is looked for. Not `form`, since some pages are in one as a whole.
FRAME = ("nav", "footer", "aside")
# Where no byline is looked for: the name under a picture is its photographer's.
FRAME_AND_FIGURES = (*FRAME, "figure", "figcaption")
# Where the extractor does not look, so removals there are not reported. A header may have the headline and the byline.
FRAME_AND_HEADER = (*FRAME, "header")
