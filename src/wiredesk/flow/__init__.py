"""The way of the data: pages, articles, annotations, copies, stories, dossiers. Read `table.py` first."""
