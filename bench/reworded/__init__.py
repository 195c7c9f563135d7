"""Sentences said otherwise, and changed so that they no longer hold: made pairs of claims and evidence, by kind."""
