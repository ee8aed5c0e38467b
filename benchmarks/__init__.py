"""Measurements: accuracy on shared material, speed and memory as ratios. Nothing here is a test."""
