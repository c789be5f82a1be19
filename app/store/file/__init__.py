"""The store's file itself: opened, upgraded, its pages and its log."""
