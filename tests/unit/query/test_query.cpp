// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/query/boundedregex.h"
#include "core/query/evaluate.h"
#include "tests/support/result.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>

#include <random>

using namespace hopscope;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

/// `a`, `b`, … each with the readings given; `none` has no subject.
class Values final : public FactSource {
public:
    inline static const QJsonValue missing{QJsonValue::Undefined};
    const QHash<QString, QList<QJsonValue>> values{{q("n"), {7}},
        {q("text"), {q("refused")}},
        {q("yes"), {QJsonValue(true)}},
        {q("gone"), {missing}},
        {q("two"), {q("open"), q("refused")}},
        {q("mixed"), {q("open"), missing}},
        {q("list"), {QJsonArray{q("memory"), 3}}},
        {q("object"), {QJsonObject{{q("key"), 1}}}},
        {q("early"), {q("2026-11-22T10:00:00.000Z")}},
        {q("late"), {q("2026-11-22T11:00:00.000Z")}}};

    QList<Reading> read(const QString& name) const override
    {
        QList<Reading> readings;
        int i = 0;
        for (const QJsonValue& value : values.value(name))
            readings.append({q("s%1").arg(++i), name, value, q("e%1").arg(i), value.isUndefined() ? q("ssh.refused") : QString(), {}});
        return readings;
    }
};

/// Random expressions over a small set of names.
class Grow {
public:
    explicit Grow(unsigned seed) : m_random(seed) {}
    Expr expr(int depth)
    {
        const int kind = depth <= 0 ? pick(2) : pick(5);
        Expr e;
        if (kind == 0) {
            e.name = name();
            return e;
        }
        if (kind == 1)
            return compare();
        e.kind = kind == 2 ? Expr::Kind::Not : kind == 3 ? Expr::Kind::And : Expr::Kind::Or;
        const int count = kind == 2 ? 1 : 2 + pick(2);
        for (int i = 0; i < count; ++i)
            e.children.push_back(expr(depth - 1));
        return e;
    }

private:
    int pick(int count) { return static_cast<int>(m_random() % static_cast<unsigned>(count)); }
    QString name()
    {
        static const QStringList names{q("n"), q("text"), q("yes"), q("gone"), q("two"), q("mixed"), q("in/nginx:list"), q("a-b.c_d")};
        return names.at(pick(static_cast<int>(names.size())));
    }
    QJsonValue literal()
    {
        static const QList<QJsonValue> all{q("refused"), q("it's 'quoted'"), q("雪"), q(""), 7, -0.125, 1e300, QJsonValue(true), QJsonValue(false)};
        return all.at(pick(static_cast<int>(all.size())));
    }
    Expr compare()
    {
        Expr e;
        e.kind = Expr::Kind::Compare;
        e.name = name();
        e.op = static_cast<Op>(pick(9));
        if (e.op == Op::In) {
            for (int i = pick(3); i >= 0; --i)
                e.right.values.append(literal());
        } else if (e.op == Op::Matches) {
            e.right.values.append(q("^re[a-z]+$"));
        } else if (pick(4) == 0) {
            e.right.name = name();
        } else {
            e.right.values.append(literal());
        }
        return e;
    }
    std::mt19937 m_random;
};

Expr negated(const Expr& expr)
{
    Expr e;
    e.kind = Expr::Kind::Not;
    e.children.push_back(expr);
    return e;
}

Expr joined(Expr::Kind kind, const Expr& a, const Expr& b)
{
    Expr e;
    e.kind = kind;
    e.children = {a, b};
    return e;
}

} // namespace

class TestQuery : public QObject {
    Q_OBJECT
private slots:
    void evaluates_data();
    void evaluates();
    void refuses_data();
    void refuses();
    void tellsWhatDecided();
    void readsBackWhatItPrints();
    void obeysDeMorgan();
    void regexesEnd();
    void digsThroughLists();
};

void TestQuery::evaluates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("value");
    const auto row = [](const char* text, Tri value) { QTest::newRow(text) << q(text) << static_cast<int>(value); };
    row("n == 7", Tri::True);
    row("n != 7", Tri::False);
    row("n < 7", Tri::False);
    row("n <= 7.0", Tri::True);
    row("n > -1e2", Tri::True);
    row("n == '7'", Tri::False);
    row("n < 'x'", Tri::Unknown);
    row("text == 'refused'", Tri::True);
    row("text in ['open', 'refused']", Tri::True);
    row("text contains 'fuse'", Tri::True);
    row("text matches '^re.*d$'", Tri::True);
    row("n matches '7'", Tri::Unknown);
    row("yes", Tri::True);
    row("not yes", Tri::False);
    row("yes == true", Tri::True);
    row("gone == 1", Tri::Unknown);
    row("not gone == 1", Tri::Unknown);
    row("known(gone)", Tri::False);
    row("known(mixed)", Tri::True);
    row("none == 1", Tri::Unknown);
    row("known(none)", Tri::False);
    row("two == 'refused'", Tri::True);
    row("two != 'refused'", Tri::True);
    row("not two == 'refused'", Tri::False);
    row("two == 'reset'", Tri::False);
    row("mixed == 'open'", Tri::True);
    row("mixed == 'refused'", Tri::Unknown);
    row("gone == 1 and n == 8", Tri::False);
    row("gone == 1 and n == 7", Tri::Unknown);
    row("gone == 1 or n == 7", Tri::True);
    row("n == 8 or n == 9 and yes", Tri::False);
    row("(n == 7 or n == 9) and yes", Tri::True);
    row("list contains 'memory'", Tri::True);
    row("list contains 'disk'", Tri::False);
    row("object contains 'key'", Tri::True);
    row("late > early", Tri::True);
    row("early > late", Tri::False);
    row("early > gone", Tri::Unknown);
    row("early > none", Tri::Unknown);
}

void TestQuery::evaluates()
{
    QFETCH(QString, text);
    QFETCH(int, value);
    const auto expr = parseQuery(text);
    QVERIFY_RESULT(expr);
    QCOMPARE(static_cast<int>(evaluate(*expr, Values()).value), value);
}

void TestQuery::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("phase");
    const auto row = [](const QString& text, const char* code, int column) {
        QTest::newRow(qPrintable(text.left(40))) << text << q(code) << q("column %1").arg(column);
    };
    row(QString(), "query.syntax", 1);
    row(q("a =="), "query.syntax", 5);
    row(q("a == 'open"), "query.syntax", 6);
    row(q("a = 1"), "query.syntax", 3);
    row(q("(a == 1"), "query.syntax", 8);
    row(q("a == 1)"), "query.syntax", 7);
    row(q("a in 'x'"), "query.syntax", 6);
    row(q("a in []"), "query.syntax", 7);
    row(q("a and"), "query.syntax", 6);
    row(q("and a"), "query.syntax", 1);
    row(q("known a"), "query.syntax", 7);
    row(q("a == ; rm"), "query.syntax", 6);
    row(q("a matches '('"), "query.bad-regex", 11);
    row(q("a matches b"), "query.syntax", 11);
    row(QString(40, QLatin1Char('(')) + q("a") + QString(40, QLatin1Char(')')), "query.too-deep", 34);
    row(QString(5000, QLatin1Char('a')), "query.too-long", 4097);
}

void TestQuery::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, code);
    QFETCH(QString, phase);
    const auto expr = parseQuery(text);
    QVERIFY(!expr);
    QCOMPARE(expr.error().code, code);
    QCOMPARE(expr.error().phase, phase);
}

void TestQuery::tellsWhatDecided()
{
    const Values values;
    const Outcome hit = evaluate(*parseQuery(q("two == 'refused' and n == 7")), values);
    QCOMPARE(hit.used.size(), 2);
    QCOMPARE(hit.used.at(0).subject, q("s2")); // the address that refused, not the one that opened
    const Outcome open = evaluate(*parseQuery(q("mixed == 'refused' and n == 7")), values);
    QCOMPARE(open.missing.size(), 1);
    QCOMPARE(open.missing.at(0).why, q("ssh.refused"));
    QVERIFY(evaluate(*parseQuery(q("gone == 1 or n == 7")), values).missing.isEmpty());
}

void TestQuery::readsBackWhatItPrints()
{
    Grow grow(11);
    for (int i = 0; i < 5000; ++i) {
        const Expr expr = grow.expr(i % 5);
        const auto again = parseQuery(toText(expr));
        QVERIFY2(again.has_value(), qPrintable(toText(expr)));
        QVERIFY2(*again == expr, qPrintable(toText(expr)));
    }
}

void TestQuery::obeysDeMorgan()
{
    Grow grow(23);
    const Values values;
    int unknown = 0;
    for (int i = 0; i < 5000; ++i) {
        const Expr a = grow.expr(2);
        const Expr b = grow.expr(2);
        const Tri left = evaluate(negated(joined(Expr::Kind::And, a, b)), values).value;
        QCOMPARE(left, evaluate(joined(Expr::Kind::Or, negated(a), negated(b)), values).value);
        QCOMPARE(evaluate(negated(joined(Expr::Kind::Or, a, b)), values).value,
                 evaluate(joined(Expr::Kind::And, negated(a), negated(b)), values).value);
        QCOMPARE(evaluate(negated(negated(a)), values).value, evaluate(a, values).value);
        unknown += left == Tri::Unknown ? 1 : 0;
    }
    QVERIFY(unknown > 100 && unknown < 4900); // the laws were tried on all three values
}

void TestQuery::regexesEnd()
{
    QElapsedTimer timer;
    timer.start();
    const BoundedRegex evil(q("^(a+)+$"));
    QVERIFY(evil.valid());
    for (int i = 0; i < 20; ++i)
        QCOMPARE(evil.matches(QString(4000, QLatin1Char('a')) + q("b")), Tri::Unknown);
    QVERIFY(timer.elapsed() < 2000);
    QVERIFY(!BoundedRegex(QString(300, QLatin1Char('a'))).valid());
    QCOMPARE(BoundedRegex(q("abc"), true).matches(q("xABCx")), Tri::True);
}

void TestQuery::digsThroughLists()
{
    const QJsonArray list{QJsonObject{{q("port"), 80}}, QJsonObject{{q("port"), 443}}, q("noise")};
    const QList<QJsonValue> found = dig(list, {q("port")});
    QCOMPARE(found.size(), 3);
    QCOMPARE(found.at(1), QJsonValue(443));
    QVERIFY(found.at(2).isUndefined());
}

QTEST_GUILESS_MAIN(TestQuery)
#include "test_query.moc"
