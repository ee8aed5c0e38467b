"""Figures: what each source says, and where sources disagree."""
