"""What an agency does with it: addresses of the desk."""

from __future__ import annotations

from django.urls import path

from sonae.leads.desk_views import (
    benefits,
    converting,
    diagnosis,
    documents,
    ending,
    inbox,
    leaving,
    questions,
    record,
    replying,
    reporting,
    templates,
)

_ONE = "gyomu/shiryo/<uuid:lead>/"
_PAPERS = "gyomu/shiryo/siryou/"
_WORDS = "gyomu/shiryo/hinagata/"
_ASKED = "gyomu/shiryo/shitsumon/"

urlpatterns = [
    path("gyomu/shiryo/", inbox.inbox, name="leads"),
    path("gyomu/shiryo/export/", leaving.leads, name="leads_export"),
    path("gyomu/shiryo/kikkake/", reporting.sources, name="leads_sources"),
    path(_ONE, record.record, name="lead"),
    path(_ONE + "tantou/", record.assign, name="lead_assign"),
    path(_ONE + "denwa/", record.called, name="lead_called"),
    path(_ONE + "shuryo/", record.close, name="lead_close"),
    path(_ONE + "modosu/", record.reopen, name="lead_reopen"),
    path(_ONE + "kakuri/dasu/", ending.release, name="lead_release"),
    path(_ONE + "kakuri/suteru/", ending.discard, name="lead_discard"),
    path(_ONE + "shokyo/", ending.erase, name="lead_erase"),
    path(_ONE + "shindan/", diagnosis.diagnosis, name="lead_diagnosis"),
    path(_ONE + "shitsumon/", questions.of_lead, name="lead_to_question"),
    path(_ONE + "henshin/", replying.write, name="lead_reply"),
    path(_ONE + "henshin/<uuid:mail>/", replying.draft, name="lead_reply_draft"),
    path(_ONE + "henshin/<uuid:mail>/kakinaosu/", replying.rewrite, name="lead_reply_rewrite"),
    path(_ONE + "henshin/<uuid:mail>/okuru/", replying.release, name="lead_reply_release"),
    path(_ONE + "henshin/<uuid:mail>/tomeru/", replying.undo, name="lead_reply_undo"),
    path(_ONE + "okyakusama/", converting.convert, name="lead_convert"),
    path(_ONE + "okyakusama/hazusu/", converting.unlink, name="lead_unlink"),
    path(_PAPERS, documents.documents, name="lead_documents"),
    path(_PAPERS + "new/", documents.add, name="lead_document_new"),
    path(_PAPERS + "<uuid:document>/", documents.change, name="lead_document"),
    path(_PAPERS + "<uuid:document>/pdf/", documents.preview, name="lead_document_file"),
    path(_PAPERS + "<uuid:document>/koukai/", documents.publish, name="lead_document_publish"),
    path(_PAPERS + "<uuid:document>/katazukeru/", documents.withdraw, name="lead_document_withdraw"),
    path(_WORDS, templates.templates, name="reply_templates"),
    path(_WORDS + "new/", templates.add, name="reply_template_new"),
    path(_WORDS + "<uuid:template>/", templates.change, name="reply_template"),
    path(_WORDS + "<uuid:template>/kesu/", templates.remove, name="reply_template_remove"),
    path(_ASKED, questions.questions, name="lead_questions"),
    path(_ASKED + "new/", questions.add, name="lead_question_new"),
    path(_ASKED + "<uuid:question>/", questions.change, name="lead_question"),
    path(_ASKED + "<uuid:question>/koukai/", questions.publish, name="lead_question_publish"),
    path("gyomu/benefit/", benefits.register, name="benefits"),
    path("gyomu/benefit/new/", benefits.add, name="benefit_new"),
    path("gyomu/benefit/export/", benefits.export, name="benefits_export"),
]
