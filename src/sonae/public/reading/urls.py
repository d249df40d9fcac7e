"""Addresses of ``public.reading``: questions, words, news, search, and what other programs read."""

from __future__ import annotations

from django.urls import path

from sonae.public.keeping import kept
from sonae.public.reading import cards, crawling, finding, glossary, news, qa
from sonae.web.access import for_everybody

urlpatterns = [
    path("qa/", for_everybody(kept(qa.published_questions)(qa.listed)), name="qa"),
    path("qa/<slug:slug>/", for_everybody(kept(qa.published_questions)(qa.one)), name="qa-one"),
    path("yougo/", for_everybody(kept()(glossary.page)), name="glossary"),
    path("kensaku/", for_everybody(finding.page), name="search"),
    path("oshirase/", for_everybody(kept()(news.listed)), name="news"),
    path("oshirase/<slug:slug>/", for_everybody(kept()(news.one)), name="news-one"),
    path("oshirase.xml", for_everybody(news.feed), name="news-feed"),
    path("sitemap.xml", for_everybody(crawling.sitemap), name="sitemap"),
    path("robots.txt", for_everybody(crawling.robots), name="robots"),
    path("card/<slug:name>.png", for_everybody(cards.card), name="social-card"),
]
