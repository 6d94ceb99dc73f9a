// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "tests/support/fakesession.h"
#include "tests/support/mq01.h"
#include "ui/speech/labels.h"
#include "ui/window/mainwindow.h"

#include <QLabel>
#include <QTest>

#include <memory>

namespace hopscope {

inline const QString kBroker = QStringLiteral("store/rabbitmq");

/// A shown window over a FakeSession in the middle of MQ01, fresh for every test function.
class WindowFixture : public QObject {
protected:
    void openWindow()
    {
        setUiLanguage(Language::English);
        m_session = std::make_unique<FakeSession>();
        m_session->show(mq01::snapshot(mq01::Moment::Fault));
        m_clock = std::make_unique<ManualClock>(mq01::now());
        m_window = std::make_unique<MainWindow>(m_session.get(), WindowSupplies{.clock = m_clock.get()});
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void closeWindow()
    {
        m_window.reset();
        m_session.reset();
        m_clock.reset();
    }
    [[nodiscard]] static QString shownText(const QWidget& window, const char* name)
    {
        const auto* found = window.findChild<QLabel*>(QString::fromLatin1(name));
        return found ? found->text() : QStringLiteral("(no such label)");
    }

    std::unique_ptr<FakeSession> m_session;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace hopscope
