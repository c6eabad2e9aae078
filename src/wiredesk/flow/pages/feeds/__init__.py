"""Lists of pages → links to them: feeds, site maps, OPML.

    bytes → text (`xml_text`) → entries cut out of it (`cutting`) → elements (`elements`) → what each says (`entries`)

`xml_feeds`, `json_feeds`, `sitemaps` and `opml` are the readers; `kinds` tells lists from pages.
"""
