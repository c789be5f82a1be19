"""A palette without a window, for tests of what decides for it."""

from __future__ import annotations


class View:
    """Remembers what it was told to show."""

    def __init__(self):
        self.groups, self.text, self.question, self.foot = (), "", "", ""
        self.nothing, self.kept, self.is_open, self.shown = "", None, False, 0
        self.presenter = None

    def open_with(self, text):
        self.is_open, self.text = True, text

    def show_groups(self, groups, *, keep):
        self.groups, self.kept, self.nothing = groups, keep, ""
        self.shown += 1

    def show_nothing(self, words):
        self.nothing = words

    def show_foot(self, words):
        self.foot = words

    def show_question(self, words):
        self.question, self.text = words, ""

    def close_palette(self):
        self.is_open = False
        self.presenter.closed()

    def titles(self):
        return [group.title for group in self.groups]

    def rows(self, title):
        return next(group.hits for group in self.groups if group.title == title)

    def words(self, title):
        return [hit.words for hit in self.rows(title)]

    def hit(self, words):
        return next(hit for group in self.groups for hit in group.hits if hit.words == words)
