"""Tags of the page's frame: what stands around the article on every page of a site. Three sets for three purposes."""

# Where no headline, date or paragraph of the article is looked for. `form` is not among them: some pages lie in one as a whole.
FRAME = ("nav", "footer", "aside")
# Where no byline is looked for: the name under a picture is its photographer's.
FRAME_AND_FIGURES = (*FRAME, "figure", "figcaption")
# Where the extractor does not look, so that what is removed there is not worth reporting. Headlines and bylines do stand there.
FRAME_AND_HEADER = (*FRAME, "header")
