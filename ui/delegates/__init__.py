"""Painting and editing of table rows; a cell value says how it looks."""
