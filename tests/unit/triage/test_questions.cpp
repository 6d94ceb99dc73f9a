// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/conduct/questions.h"

#include <QTest>

#include <map>

using namespace hopscope;

namespace {

/// A keyring in memory, which answers at once.
class MemoryStore final : public SecretStore {
public:
    std::map<QString, QByteArray> kept;
    int reads = 0;

    void read(const QString& name, Found found) override
    {
        ++reads;
        const auto it = kept.find(name);
        found(it == kept.end() ? nullptr : std::make_shared<Secret>(QByteArray(it->second.constData(), it->second.size())));
    }
    void write(const QString& name, Secret secret) override
    {
        kept[name] = QByteArray(secret.reveal().constData(), secret.reveal().size());
    }
    void forget(const QString& name) override { kept.erase(name); }
    [[nodiscard]] bool available() const override { return true; }
};

/// One who asks, and what came back.
struct Asker {
    int replies = 0;
    bool accepted = false;
    QByteArray secret;
    std::function<void(bool)> verdict;

    SshReply reply()
    {
        return [this](SshAnswer answer) {
            ++replies;
            accepted = answer.accepted;
            secret = QByteArray(answer.secret.reveal().constData(), answer.secret.reveal().size());
            verdict = std::move(answer.verdict);
        };
    }
};

SshQuestion password(int attempt = 1)
{
    SshQuestion question{SshQuestion::Kind::SudoPassword, QStringLiteral("docs"), {}, QStringLiteral("ops"), false, attempt};
    question.keepAs = QStringLiteral("sudo ops@docs:22");
    return question;
}

SshQuestion hostKey(SshQuestion::Kind kind)
{
    SshQuestion question{kind, QStringLiteral("docs"), QStringLiteral("SHA256:x"), {}, true, 1};
    question.name = QStringLiteral("docs");
    question.known = {{QStringLiteral("ssh-ed25519"), QStringLiteral("SHA256:y"), QStringLiteral("art"), QStringLiteral("f:1")}};
    return question;
}

} // namespace

class TestQuestions : public QObject {
    Q_OBJECT
private slots:
    void init();
    void asksOnceForMany();
    void answersFromMemory();
    void keepsOnlyWhatProvedRight();
    void usesTheKeyringAndForgetsWhatIsWrong();
    void neverKeepsOneTimeCodes();
    void refusesTheSameUntilAskedAnew();
    void tellsAChangedKeyOnce();
    void refusesAllThatWait();

private:
    std::shared_ptr<MemoryStore> m_store;
    QList<Question> m_asked;
    std::unique_ptr<Questions> m_questions;
};

void TestQuestions::init()
{
    m_asked.clear();
    m_store = std::make_shared<MemoryStore>();
    m_questions = std::make_unique<Questions>([this](const Question& question) { m_asked.append(question); }, m_store);
}

void TestQuestions::asksOnceForMany()
{
    Asker first;
    Asker second;
    m_questions->put(password(), first.reply());
    m_questions->put(password(), second.reply());
    QTRY_COMPARE(m_asked.size(), 1);
    QVERIFY(m_asked.first().canKeep);
    m_questions->answer(m_asked.first().id, true, Secret("right"), false);
    QCOMPARE(first.secret, QByteArray("right"));
    QCOMPARE(second.secret, QByteArray("right"));
    QCOMPARE(first.replies + second.replies, 2);
    m_questions->answer(m_asked.first().id, true, Secret("again"), false); // an answer counts once
    QCOMPARE(first.replies, 1);
}

void TestQuestions::answersFromMemory()
{
    Asker first;
    m_questions->put(password(), first.reply());
    QTRY_COMPARE(m_asked.size(), 1);
    m_questions->answer(m_asked.first().id, true, Secret("right"), false);
    first.verdict(true);
    Asker second;
    m_questions->put(password(), second.reply());
    QCOMPARE(second.secret, QByteArray("right"));
    QCOMPARE(m_asked.size(), 1);
    second.verdict(false); // changed over there meanwhile
    Asker third;
    m_questions->put(password(2), third.reply());
    QCOMPARE(m_asked.size(), 2);
    QCOMPARE(m_asked.last().attempt, 2);
    QVERIFY(m_store->kept.empty());
}

void TestQuestions::keepsOnlyWhatProvedRight()
{
    Asker first;
    m_questions->put(password(), first.reply());
    QTRY_COMPARE(m_asked.size(), 1);
    m_questions->answer(m_asked.first().id, true, Secret("wrong"), true);
    QVERIFY(m_store->kept.empty()); // not before anybody knows
    first.verdict(false);
    QVERIFY(m_store->kept.empty());
    Asker second;
    m_questions->put(password(2), second.reply());
    m_questions->answer(m_asked.last().id, true, Secret("right"), true);
    second.verdict(true);
    QCOMPARE(m_store->kept[QStringLiteral("sudo ops@docs:22")], QByteArray("right"));
}

void TestQuestions::usesTheKeyringAndForgetsWhatIsWrong()
{
    m_store->kept[QStringLiteral("sudo ops@docs:22")] = "kept";
    Asker first;
    Asker second;
    m_questions->put(password(), first.reply());
    m_questions->put(password(), second.reply());
    QTRY_COMPARE(first.secret, QByteArray("kept"));
    QCOMPARE(second.secret, QByteArray("kept"));
    QCOMPARE(m_store->reads, 1);
    QVERIFY(m_asked.isEmpty());
    first.verdict(false);
    second.verdict(false);
    QVERIFY(m_store->kept.empty());
    Asker third;
    m_questions->put(password(2), third.reply());
    QCOMPARE(m_asked.size(), 1);
}

void TestQuestions::neverKeepsOneTimeCodes()
{
    for (int i = 1; i <= 2; ++i) {
        Asker asker;
        m_questions->put({SshQuestion::Kind::KeyboardInteractive, QStringLiteral("docs"), {}, QStringLiteral("Code: "), false, 1},
                         asker.reply());
        QCOMPARE(m_asked.size(), i);
        QVERIFY(!m_asked.last().canKeep);
        m_questions->answer(m_asked.last().id, true, Secret("123456"), true);
        QCOMPARE(asker.secret, QByteArray("123456"));
        QVERIFY(!asker.verdict);
    }
    QVERIFY(m_store->kept.empty());
    QCOMPARE(m_store->reads, 0);
}

void TestQuestions::refusesTheSameUntilAskedAnew()
{
    Asker first;
    m_questions->put(hostKey(SshQuestion::Kind::UnknownHostKey), first.reply());
    QCOMPARE(m_asked.size(), 1);
    m_questions->answer(m_asked.first().id, false, {}, false);
    QCOMPARE(first.replies, 1);
    QVERIFY(!first.accepted);
    Asker second;
    m_questions->put(hostKey(SshQuestion::Kind::UnknownHostKey), second.reply());
    QCOMPARE(second.replies, 1);
    QVERIFY(!second.accepted);
    m_questions->askAnew();
    Asker third;
    m_questions->put(hostKey(SshQuestion::Kind::UnknownHostKey), third.reply());
    QCOMPARE(m_asked.size(), 2);
    m_questions->answer(m_asked.last().id, true, {}, false);
    QVERIFY(third.accepted);
}

void TestQuestions::tellsAChangedKeyOnce()
{
    Asker asker;
    for (int i = 0; i < 3; ++i)
        m_questions->put(hostKey(SshQuestion::Kind::ChangedHostKey), asker.reply());
    QCOMPARE(m_asked.size(), 1);
    QCOMPARE(m_asked.first().id, 0);
    QCOMPARE(m_asked.first().known.first().where, QStringLiteral("f:1"));
    m_questions->answer(0, true, {}, false);
    QCOMPARE(asker.replies, 0);
}

void TestQuestions::refusesAllThatWait()
{
    Asker first;
    Asker second;
    m_questions->put(password(), first.reply());
    m_questions->put(hostKey(SshQuestion::Kind::UnknownHostKey), second.reply());
    m_questions->refuseAll();
    QCOMPARE(first.replies, 1);
    QCOMPARE(second.replies, 1);
    QVERIFY(!first.accepted && !second.accepted);
    QTest::qWait(10); // the keyring's late answer reaches nobody
    QCOMPARE(first.replies, 1);
}

QTEST_GUILESS_MAIN(TestQuestions)
#include "test_questions.moc"
