// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QObject>
#include <QString>

namespace hopscope {

/// The one thing the window is looking at: a node, a hop or a host, by id. Graph, lists, timeline and inspector share
/// it.
class Selection : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] const QString& subject() const { return m_subject; }
    void select(const QString& subject)
    {
        if (subject == m_subject)
            return;
        m_subject = subject;
        emit changed(subject);
    }

signals:
    void changed(const QString& subject);

private:
    QString m_subject;
};

} // namespace hopscope
