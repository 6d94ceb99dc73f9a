// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/entrycheck.h"

#include "core/probe/httprequest.h"

#include <QUrl>

namespace hopscope {

EntryCheck::EntryCheck(Vantage& vantage, const QString& url, const QStringList& caFiles, int timeoutMs, Done done,
                       QObject* parent)
    : QObject(parent), m_done(std::move(done))
{
    const QUrl parsed(url, QUrl::StrictMode);
    m_url = parsed.isValid() ? parsed.toString(QUrl::RemoveUserInfo | QUrl::FullyEncoded) : QString();
    Result<HttpRequest> request = requestFor(parsed, caFiles);
    if (!request) {
        HttpResult bad;
        bad.error = request.error();
        QTimer::singleShot(0, this, [this, bad] { finish(bad); });
        return;
    }
    request->timeoutMs = timeoutMs;
    if (request->tls)
        request->tls->acceptInvalid = true;
    new HttpProbe(
        vantage, *request, [this](const HttpResult& http) { finish(http); }, this);
}

void EntryCheck::finish(const HttpResult& http)
{
    const Done done = std::exchange(m_done, {});
    const EntryResult result{m_url, http};
    done(result);
}

} // namespace hopscope
