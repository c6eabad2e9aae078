"""Why a line of a page is not part of its article: the reasons, as `Removed.reason` gives them."""

from __future__ import annotations

from typing import Final

REASONS: Final[dict[str, str]] = {
    "advertisement": "Words of an advertisement, or the label of the place where one stands.",
    "bio": "A line about the author.",
    "byline": "Who wrote the article; the names are in its authors.",
    "comment_form": "The form for readers' comments.",
    "comments": "What readers wrote below the article.",
    "copyright": "Who holds the rights; an agency so named is also in the credits.",
    "credit": "Who contributed; an agency so named is also in the credits.",
    "cross_promotion": "A headline of another article, set between the paragraphs.",
    "date": "When the page was published, updated or read.",
    "duplicate": "A line that stands elsewhere on the page, word for word.",
    "headline": "The article's title, once more.",
    "image_label": "A button or label of an image; the words under it are in the captions.",
    "legal": "Cookies, terms of use, privacy.",
    "menu": "Navigation: sections, log-in, search, language, the site's own name.",
    "newsletter": "An invitation to subscribe, register or follow.",
    "outlet_rule": "What a rule for this outlet says is not the article.",
    "paywall": "A notice that the rest is for subscribers.",
    "related": "Teasers of other articles, above or below this one.",
    "share": "Buttons that share, print or save.",
    "standfirst": "A line under the title that sums up the article.",
    "subheading": "A heading inside the body.",
    "ticker": "Stock prices, scores, weather, and the notices under them.",
}
