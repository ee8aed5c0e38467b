"""What a page shows, without any page: the rows and their roles, filters, questions, findings, evidence, words, downloads.

Nothing here draws or knows the dashboard; `charts` draws what this prepares, and `dashboard` puts it on a page.
"""
