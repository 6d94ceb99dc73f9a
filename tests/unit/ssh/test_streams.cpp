// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// What hosts may send us: binary, endless lines, other languages, a full disk's complaint.
#include "tests/support/ownmachine.h"
#include "tests/support/sanitized.h"
#include "tests/support/sshfixture.h"

#include <QDir>
#include <QFile>

using namespace hopscope;
using namespace hopscope::test;

namespace {

qint64 residentKb()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4 : 0;
}

} // namespace

class TestStreams : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void passesBinaryUnchanged();
    void survivesALineOf100Megabytes();
    void quotesNoTerminalSequences();
    void readsUnderAnotherLocale();
    void showsAFullDisksOwnError();

private:
    [[nodiscard]] SshHost* host() { return m_pool->host(QStringLiteral("here")); }
    PrivateSshd m_sshd;
    std::unique_ptr<SshPool> m_pool;
};

void TestStreams::initTestCase()
{
    if (!PrivateSshd::missing().isEmpty())
        QSKIP(qPrintable(PrivateSshd::missing()));
    if (!ownMachineMissing().isEmpty())
        QSKIP(qPrintable(ownMachineMissing()));
    PrivateSshd::Setup setup;
    setup.environment = "LANG=zh_CN.UTF-8 LC_ALL=zh_CN.UTF-8 LANGUAGE=zh_CN:zh";
    QVERIFY2(m_sshd.start(setup), m_sshd.log().constData());
    m_pool = std::make_unique<SshPool>(m_sshd.configFile());
    QVERIFY(connectAndWait(host()));
}

/// Row 23.
void TestStreams::passesBinaryUnchanged()
{
    QByteArray wild("\x1b[2J\x1b]0;title\x07 \xff\xfe\xc3( \xed\xa0\x80 \xf4\x90\x80\x80 \0 \r\n\b\x7f", 36);
    for (int i = 0; i < 256; ++i)
        wild += static_cast<char>(i);
    CommandSpec spec = shell("cat; cat /proc/self/cmdline >/dev/null");
    spec.input = wild.repeated(2'000);
    const auto result = runAndWait(host(), spec);
    QVERIFY_RESULT(result);
    QVERIFY(result->out == spec.input);
}

void TestStreams::survivesALineOf100Megabytes()
{
    const qint64 size = kSanitized ? 20'000'000 : 100'000'000;
    const QByteArray script = "head -c " + QByteArray::number(size) + " /dev/zero | tr '\\0' x";
    const auto capped = runAndWait(host(), shell(script.constData()));
    QVERIFY(!capped);
    QCOMPARE(capped.error().code, QStringLiteral("ssh.output-limit"));
    qint64 got = 0;
    const qint64 before = residentKb();
    std::optional<Result<CommandResult>> end;
    host()->stream(
        shell(script.constData()), [&](const QByteArray& piece) { got += piece.size(); },
        [&](const Result<CommandResult>& r) { end = r; });
    QTRY_VERIFY_WITH_TIMEOUT(end.has_value(), 60'000);
    QCOMPARE(got, size);
    qInfo("one line of %lld MB: resident memory grew by %lld KB", static_cast<long long>(size / 1'000'000),
          static_cast<long long>(residentKb() - before));
    // The other way in which text comes back: standard error.
    const auto noisy = runAndWait(host(), shell(("(" + script + ") >&2").constData()));
    QVERIFY(!noisy);
    QCOMPARE(noisy.error().code, QStringLiteral("ssh.output-limit"));
}

/// What an error quotes of a host's words is one printable line: it may be shown on a terminal.
void TestStreams::quotesNoTerminalSequences()
{
    PrivateSshd evil;
    PrivateSshd::Setup setup;
    evil.writeFile(QStringLiteral("evil"),
                   "#!/bin/sh\nprintf '\\033]0;owned\\007\\033[2J\\033[31mred\\r\\nnext\\302\\233K"
                   "\\342\\200\\256bidi\\377\\000end'\nexit 1\n",
                   true);
    setup.extraConfig = "ForceCommand " + evil.path(QStringLiteral("evil")).toUtf8();
    QVERIFY2(evil.start(setup), evil.log().constData());
    SshPool pool(evil.configFile());
    const auto result = runAndWait(pool.host(QStringLiteral("here")), shell("true"));
    QVERIFY(!result);
    QCOMPARE(result.error().code, QStringLiteral("ssh.shell-refused"));
    const QString detail = result.error().detail;
    qInfo("quoted as: %s", qPrintable(detail));
    QVERIFY(detail.contains(QLatin1String("red")) && detail.contains(QLatin1String("next")));
    QVERIFY(detail.size() <= 200);
    for (const QChar c : detail)
        QVERIFY2(c.isPrint() || c == QChar::ReplacementCharacter, qPrintable(QString::number(c.unicode(), 16)));
}

/// Row 21: sessions are Chinese here, commands are not.
void TestStreams::readsUnderAnotherLocale()
{
    const auto seen =
        runAndWait(host(), shell("printf '%s %s\\n' \"$LANG\" \"$LC_ALL\"; ls /no-such-file; printf '%.1f\\n' 1.5"));
    QVERIFY_RESULT(seen);
    QCOMPARE(seen->out, QByteArray("zh_CN.UTF-8 C\n1.5\n"));
    QVERIFY2(seen->err.contains("No such file or directory"), seen->err.constData());
    // LANGUAGE outranks LC_ALL in gettext, except where that says C.
    const auto month = runAndWait(host(), shell("date -d 2026-03-01 '+%b %a'"));
    QVERIFY_RESULT(month);
    QCOMPARE(month->out, QByteArray("Mar Sun\n"));
}

/// Row 24.
void TestStreams::showsAFullDisksOwnError()
{
    const QString full = m_sshd.path(QStringLiteral("full"));
    QVERIFY(QDir().mkpath(full));
    QVERIFY(mountSmallDisk(full, 65'536));
    CommandSpec spec = shell("cat > \"$0/file\"; code=$?; echo wrote $(stat -c %s \"$0/file\"); exit $code");
    spec.argv << full;
    spec.input = QByteArray(1'000'000, 'x');
    const auto result = runAndWait(host(), spec);
    QVERIFY_RESULT(result);
    QCOMPARE(result->exit, 1);
    QVERIFY2(result->err.contains("No space left on device"), result->err.constData());
    QVERIFY2(result->out.startsWith("wrote 65536"), result->out.constData());
    QVERIFY(unmount(full));
}

HOPSCOPE_OWN_MACHINE_MAIN(TestStreams)
#include "test_streams.moc"
