"""A watcher: it follows the files of a journal, keeps index and pages in step, and vouches."""
