"""Texts of the site: questions and answers, words, news, and finding them."""
