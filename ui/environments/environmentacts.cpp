// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// What can be done to an environment in its dialog.
#include "ui/environments/environmentsdialog.h"

#include "core/model/environmenttext.h"
#include "ui/dialogs/logindialog.h"
#include "ui/environments/askdialog.h"
#include "ui/parts/rowlist.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"

#include <QPointer>

#include <algorithm>

namespace hopscope {

namespace {

/// New, and nothing typed.
bool isBlank(const EnvironmentItem& item)
{
    return item.isNew() && (!item.draft || item.draft->text.isEmpty() || item.draft->text == environmentText(Environment()));
}

} // namespace

void EnvironmentsDialog::addItem(const EnvironmentDraft& draft)
{
    const QString key = QStringLiteral("new:%1").arg(++m_made);
    m_items.append({key, {}, draft});
    m_list->clearFocus();
    show(key);
}

void EnvironmentsDialog::testLogin(const HostSpec& host)
{
    if (!m_supplies.loginTest)
        return;
    const EnvironmentItem* item = current();
    const QString path = item && !item->isNew() ? item->stored.path : QString();
    auto test = m_supplies.loginTest(host, m_editor->draft().form.sshConfig, path);
    if (test)
        (new LoginDialog(std::move(test), this))->open();
}

void EnvironmentsDialog::makeNew()
{
    keepDraft();
    addItem(freshDraft());
}

void EnvironmentsDialog::duplicate()
{
    keepDraft();
    const EnvironmentItem* item = current();
    if (!item)
        return;
    EnvironmentDraft copy = item->draft ? *item->draft : draftOf(item->stored.text);
    if (!copy.asFile) {
        copy.form.name = freeName(m_items, item->name());
        copy.text = environmentText(copy.form, copy.base);
    }
    addItem(copy);
}

void EnvironmentsDialog::askRemove()
{
    const EnvironmentItem* item = current();
    if (!item)
        return;
    if (m_items.size() > 1 && isBlank(*item)) {
        remove(item->key);
        return;
    }
    const bool deletes = item->stored.ours && !item->isNew();
    auto* ask = new AskDialog({.title = label(Label::RemoveTitle, visibleLine(item->name(), 60)),
                               .text = deletes ? label(Label::RemoveText, visibleLine(item->stored.path, 400))
                                               : label(item->isNew() ? Label::RemoveDraftText : Label::ForgetText),
                               .act = label(deletes || item->isNew() ? Label::RemoveVerb : Label::ForgetVerb)},
                              this);
    connect(ask, &QDialog::accepted, this, [this, key = item->key] { remove(key); });
    ask->open();
}

void EnvironmentsDialog::remove(const QString& key)
{
    const auto take = [self = QPointer<EnvironmentsDialog>(this), key](const Status& removed) {
        if (!self)
            return;
        if (!removed) {
            self->m_editor->showError(removed.error());
            return;
        }
        self->m_items.removeIf([&key](const EnvironmentItem& item) { return item.key == key; });
        self->reload({});
    };
    const EnvironmentItem* item = current();
    if (item && !item->isNew() && m_supplies.remove)
        m_supplies.remove(item->stored.path, take);
    else
        take({});
}

void EnvironmentsDialog::saveThen(const std::function<void(const QString&)>& then)
{
    keepDraft();
    EnvironmentItem* item = current();
    if (!item || m_busy || !m_editor->check())
        return;
    if (!isModified(*item)) {
        then(item->stored.path);
        return;
    }
    if (!m_supplies.save)
        return;
    m_busy = true;
    render();
    const auto take = [self = QPointer<EnvironmentsDialog>(this), key = item->key, then](const Result<QString>& path) {
        if (!self)
            return;
        self->m_busy = false;
        self->render();
        if (!path) {
            self->m_editor->showError(path.error());
            return;
        }
        self->m_items.removeIf([&key](const EnvironmentItem& one) { return one.key == key; });
        then(*path);
    };
    m_supplies.save(item->stored.path, m_editor->text(), take);
}

void EnvironmentsDialog::save()
{
    saveThen([this](const QString& path) { reload(path); });
}

void EnvironmentsDialog::saveAndOpen()
{
    saveThen([this](const QString& path) {
        QDialog::accept();
        emit openAsked(path);
    });
}

void EnvironmentsDialog::reject()
{
    keepDraft();
    const bool unsaved = std::any_of(m_items.begin(), m_items.end(), [this](const EnvironmentItem& item) {
        return isModified(item) && !isBlank(item);
    });
    if (!unsaved) {
        QDialog::reject();
        return;
    }
    auto* ask = new AskDialog(
        {.title = label(Label::DiscardTitle), .text = label(Label::DiscardText), .act = label(Label::DiscardVerb)}, this);
    connect(ask, &QDialog::accepted, this, [this] { QDialog::reject(); });
    ask->open();
}

} // namespace hopscope
