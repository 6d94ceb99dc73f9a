// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// Holds the sources against the table of docs/ARCHITECTURE.md.
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <map>

namespace {

struct Room {
    QStringList mayUse;
    bool all = false;
};

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList sourcesUnder(const QString& folder)
{
    QStringList found;
    QDirIterator it(folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        found.append(it.next());
    return found;
}

} // namespace

class TestLayering : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void includesFollowTheTable();
    void onlySshSeesLibssh();
    void coreIsFreeOfGui();
    void coreCrossesThreadsThroughTheInboxOnly();
    void everyFileNamesItsLicence();
    void noTwoHeadersDefineOneName();

private:
    [[nodiscard]] QString roomOf(const QString& relative) const;
    [[nodiscard]] QStringList all() const;
    std::map<QString, Room> m_rooms;
    const QString m_top = QStringLiteral(HOPSCOPE_SOURCE_DIR "/");
};

void TestLayering::initTestCase()
{
    const QString text = QString::fromUtf8(contentOf(m_top + QStringLiteral("docs/ARCHITECTURE.md")));
    static const QRegularExpression row(QStringLiteral("^\\| `([a-z/]+)` \\|[^|]*\\|([^|]*)\\|$"),
                                        QRegularExpression::MultilineOption);
    static const QRegularExpression name(QStringLiteral("`([a-z/]+)`"));
    for (auto it = row.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        Room room;
        room.all = match.captured(2).trimmed() == QStringLiteral("all");
        for (auto names = name.globalMatch(match.captured(2)); names.hasNext();)
            room.mayUse.append(names.next().captured(1));
        m_rooms.emplace(match.captured(1), room);
    }
    QVERIFY2(m_rooms.size() >= 20, "the table of rooms was not found");
}

QString TestLayering::roomOf(const QString& relative) const
{
    QString best;
    for (const auto& [name, room] : m_rooms) {
        if (relative.startsWith(name + QLatin1Char('/')) && name.size() > best.size())
            best = name;
    }
    return best;
}

QStringList TestLayering::all() const
{
    QStringList files;
    for (const auto* top : {"core", "ui", "app"})
        files += sourcesUnder(m_top + QString::fromLatin1(top));
    return files;
}

void TestLayering::includesFollowTheTable()
{
    static const QRegularExpression include(QStringLiteral("^#include \"([^\"]+)\""), QRegularExpression::MultilineOption);
    QStringList wrong;
    for (const QString& path : all()) {
        const QString file = path.mid(m_top.size());
        const QString own = roomOf(file);
        QVERIFY2(!own.isEmpty(), qPrintable(file + QStringLiteral(" stands in no room")));
        const Room& room = m_rooms.at(own);
        for (auto it = include.globalMatch(QString::fromUtf8(contentOf(path))); it.hasNext();) {
            const QString target = it.next().captured(1);
            const QString other = roomOf(target);
            const bool open = other == own || other == QStringLiteral("core/base") || other == QStringLiteral("core/model");
            if (!other.isEmpty() && !open && !room.all && !room.mayUse.contains(other))
                wrong.append(file + QStringLiteral(" includes ") + target);
            if (own == QStringLiteral("core/base") && !other.isEmpty() && other != own)
                wrong.append(file + QStringLiteral(" includes ") + target);
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void TestLayering::onlySshSeesLibssh()
{
    for (const QString& path : all()) {
        if (!path.mid(m_top.size()).startsWith(QStringLiteral("core/ssh/")))
            QVERIFY2(!contentOf(path).contains("<libssh/"), qPrintable(path));
    }
}

void TestLayering::coreIsFreeOfGui()
{
    static const QRegularExpression gui(
        QStringLiteral("#include <(QWidget|QPainter|QPixmap|QImage|QColor|QFont|QPen|QBrush|QGui|QApplication|QtGui|QtWidgets|QtCharts|QChart)"));
    for (const QString& path : sourcesUnder(m_top + QStringLiteral("core")))
        QVERIFY2(!gui.match(QString::fromUtf8(contentOf(path))).hasMatch(), qPrintable(path));
}

void TestLayering::coreCrossesThreadsThroughTheInboxOnly()
{
    static const QRegularExpression forbidden(
        QStringLiteral("\\b(QMutex|QWaitCondition|QSemaphore|QReadWriteLock|QtConcurrent|QFuture|BlockingQueuedConnection)\\b"));
    for (const QString& path : sourcesUnder(m_top + QStringLiteral("core"))) {
        const auto match = forbidden.match(QString::fromUtf8(contentOf(path)));
        QVERIFY2(!match.hasMatch(), qPrintable(path + QStringLiteral(" uses ") + match.captured(1)));
    }
}

void TestLayering::everyFileNamesItsLicence()
{
    for (const QString& path : all())
        QVERIFY2(contentOf(path).startsWith("// SPDX-License-Identifier: Apache-2.0"), qPrintable(path));
}

// Rooms are linked into one program: two classes of one name would silently become one.
void TestLayering::noTwoHeadersDefineOneName()
{
    static const QRegularExpression defined(QStringLiteral("^(?:class|struct|enum class) (\\w+)(?: final)?(?: : [^;{]*)? \\{$"),
                                            QRegularExpression::MultilineOption);
    static const QRegularExpression space(QStringLiteral("^namespace (hopscope[\\w:]*) \\{$"), QRegularExpression::MultilineOption);
    std::map<QString, QString> where;
    for (const QString& path : all()) {
        const QString text = QString::fromUtf8(contentOf(path));
        const QString scope = space.match(text).captured(1);
        for (auto it = defined.globalMatch(text); path.endsWith(QStringLiteral(".h")) && it.hasNext();) {
            const QString name = scope + QStringLiteral("::") + it.next().captured(1);
            const auto known = where.emplace(name, path);
            QVERIFY2(known.second, qPrintable(name + QStringLiteral(" in ") + path + QStringLiteral(" and ") + known.first->second));
        }
    }
    QVERIFY(where.size() > 50);
}

QTEST_GUILESS_MAIN(TestLayering)
#include "test_layering.moc"
