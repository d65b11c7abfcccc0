"""The public portal: a workspace as a site of plain files that anybody can read and any server can give (Roadmap XIII).

addresses     where a page lies, and how one page refers to another
collecting    the pages of all plugins and the portal's own, in each language
overview      the portal's own pages: the partnership, a country, a cycle, what is new
news          what happened, and the feed of it
open_data     everything that is public, as CSV and JSON with schemas
search        the index of the search, which works without a server
site          all files of the site
output        writes what changed and takes away what is stale
serving       shows the site on this machine and builds it again when a file changes
"""
