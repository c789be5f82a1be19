"""One package a screen: view.py draws, presenter.py decides, build.py joins the two."""
