"""What visitors send: addresses of the public site."""

from __future__ import annotations

from django.urls import path

from sonae.leads.views import downloading, news, postcode, requesting
from sonae.web.access import for_everybody

urlpatterns = [
    path("shiryo/", requesting.request_form, name="request"),
    path("shiryo/yubin/", for_everybody(postcode.postcode), name="postcode"),
    path("shiryo/shindan/<str:token>/", requesting.request_with, name="request-with"),
    path("shiryo/uketsuke/<str:token>/", requesting.receipt, name="receipt"),
    path("shiryo/<str:token>/", downloading.download, name="download"),
    path("oshirase/mail/", news.news_form, name="news-mail"),
    path("oshirase/mail/sent/", news.news_asked, name="news-asked"),
    path("oshirase/mail/begun/", news.news_begun, name="news-begun"),
    path("oshirase/mail/ok/<str:token>/", news.news_confirm, name="news-confirm"),
    path("oshirase/mail/stop/<str:token>/", news.news_stop, name="news-stop"),
]
