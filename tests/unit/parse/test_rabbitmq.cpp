// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/rabbitmq.h"

#include <QTest>

using namespace hopscope;

namespace {

// As printed by RabbitMQ 3.10.8 of Debian 12: with its memory alarm set, and with the converter away.
const QByteArray kStatus = QByteArrayLiteral(
    R"({"active_plugins":[],"alarms":[{"node":"rabbit@store","resource":"memory","type":"resource_limit"}],"config_files":["/etc/rabbitmq/rabbitmq.conf"],"crypto_lib_version":"OpenSSL 3.0.19 27 Jan 2026","data_directory":"/var/lib/rabbitmq/mnesia/rabbit@store","disk_free":740409344,"disk_free_limit":50000000,"enabled_plugin_file":"/etc/rabbitmq/enabled_plugins","erlang_version":"Erlang/OTP 25 [erts-13.1.5] [source] [64-bit] [smp:2:2] [ds:2:2:10] [async-threads:1] [jit:ns]","file_descriptors":{"sockets_limit":17910,"sockets_used":3,"total_limit":19903,"total_used":5},"is_under_maintenance":false,"listeners":[{"interface":"[::]","node":"rabbit@store","port":25672,"protocol":"clustering","purpose":"inter-node and CLI tool communication"},{"interface":"[::]","node":"rabbit@store","port":5672,"protocol":"amqp","purpose":"AMQP 0-9-1 and AMQP 1.0"}],"log_files":["/var/log/rabbitmq/rabbit@store.log","/var/log/rabbitmq/rabbit@store_upgrade.log","<stdout>"],"memory":{"allocated_unused":0,"atom":1335609,"binary":700816,"code":31311622,"connection_channels":34440,"connection_other":231472,"connection_readers":125464,"connection_writers":11776,"metrics":563736,"mgmt_db":0,"mnesia":102776,"msg_index":30192,"other_ets":2693280,"other_proc":15535000,"other_system":12935185,"plugins":14232,"queue_procs":206416,"queue_slave_procs":0,"quorum_ets":24472,"quorum_queue_dlx_procs":2768,"quorum_queue_procs":0,"reserved_unallocated":80416768,"strategy":"rss","stream_queue_coordinator_procs":0,"stream_queue_procs":2768,"stream_queue_replica_reader_procs":2768,"total":{"erlang":65864792,"rss":126304256,"allocated":45887488}},"net_ticktime":60,"os":"Linux","pid":29,"processes":{"limit":1048576,"used":332},"product_name":"","product_version":"","rabbitmq_version":"3.10.8","raft_data_directory":"/var/lib/rabbitmq/mnesia/rabbit@store/quorum/rabbit@store","release_series_support_status":"supported","run_queue":1,"totals":{"virtual_host_count":1,"connection_count":3,"queue_count":5},"uptime":98,"vm_memory_calculation_strategy":"rss","vm_memory_high_watermark_limit":25276502,"vm_memory_high_watermark_setting":{"relative":0.001}})");
const QByteArray kQueues = QByteArrayLiteral(R"([
{"name":"ds.convertresponse","messages":0,"consumers":1}
,{"name":"ds.delayed","messages":0,"consumers":0}
,{"name":"ds.converttask6","messages":1,"consumers":0}
,{"name":"amq.gen-UbaqQuv_pieuw_iZmPAAzg","messages":0,"consumers":1}
,{"name":"ds.convertdead","messages":0,"consumers":1}
]
)");

} // namespace

class TestRabbitmq : public QObject {
    Q_OBJECT
private slots:
    void statusWithAnAlarm();
    void alarmsAreNamedOnce();
    void whatIsNoStatus_data();
    void whatIsNoStatus();
    void queues();
    void queuesThatWereCutOff();
    void whatIsNoList_data();
    void whatIsNoList();
    void strangeQueues();
};

void TestRabbitmq::statusWithAnAlarm()
{
    const auto status = parseBrokerStatus(kStatus);
    QVERIFY(status);
    QCOMPARE(status->version, QStringLiteral("3.10.8"));
    QCOMPARE(status->alarms, QStringList{QStringLiteral("memory")});
    QVERIFY(status->memoryLimitBytes > 0);
    QVERIFY(status->memoryBytes > status->memoryLimitBytes);
    QCOMPARE(status->diskFreeLimitBytes, 50'000'000);
    QVERIFY(status->diskFreeBytes > status->diskFreeLimitBytes);
}

void TestRabbitmq::alarmsAreNamedOnce()
{
    // Three nodes of a cluster, and an alarm that names no resource.
    const auto status = parseBrokerStatus(R"({"alarms":[{"node":"a","resource":"memory","type":"resource_limit"},
        {"node":"b","resource":"memory","type":"resource_limit"},{"node":"a","resource":"disk","type":"resource_limit"},
        {"node":"c","type":"file_descriptor_limit"},{},7]})");
    QVERIFY(status);
    QCOMPARE(status->alarms, (QStringList{QStringLiteral("disk"), QStringLiteral("file_descriptor_limit"), QStringLiteral("memory")}));
    QCOMPARE(status->memoryBytes, -1);
    QCOMPARE(status->diskFreeBytes, -1);
    QVERIFY(parseBrokerStatus(R"({"alarms":[]})")->alarms.isEmpty());
}

void TestRabbitmq::whatIsNoStatus_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("node down") << QByteArray("Error: unable to perform an operation on node 'rabbit@store'.\n");
    QTest::newRow("not root") << QByteArray("\nOnly root or rabbitmq should run rabbitmqctl\n\n");
    QTest::newRow("cut off") << kStatus.left(kStatus.size() / 2);
    QTest::newRow("another object") << QByteArray(R"({"result":"ok"})");
    QTest::newRow("alarms in another shape") << QByteArray(R"({"alarms":"none"})");
    QTest::newRow("binary") << QByteArray("\0\xff\xfe[{", 5);
}

void TestRabbitmq::whatIsNoStatus()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parseBrokerStatus(text));
}

void TestRabbitmq::queues()
{
    const auto queues = parseBrokerQueues(kQueues);
    QVERIFY(queues);
    QCOMPARE(queues->size(), 5);
    const auto tasks = std::find_if(queues->cbegin(), queues->cend(), [](const BrokerQueue& q) { return q.name == QStringLiteral("ds.converttask6"); });
    QVERIFY(tasks != queues->cend());
    QCOMPARE(tasks->messages, 1);
    QCOMPARE(tasks->consumers, 0);
    QVERIFY(parseBrokerQueues("[]")->isEmpty());
}

void TestRabbitmq::queuesThatWereCutOff()
{
    const auto whole = parseBrokerQueues(kQueues);
    const auto cut = parseBrokerQueues(kQueues.left(kQueues.lastIndexOf("consumers")));
    QVERIFY(whole && cut);
    QCOMPARE(cut->size(), whole->size() - 1);
}

void TestRabbitmq::whatIsNoList_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray("\n");
    QTest::newRow("a table") << QByteArray("name\tmessages\tconsumers\nds.delayed\t0\t0\n");
    QTest::newRow("an error") << QByteArray("{\"error\":\"nodedown\",\"node\":\"rabbit@store\"}\n");
    QTest::newRow("binary") << QByteArray("[\n\xff\0{", 5);
}

void TestRabbitmq::whatIsNoList()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parseBrokerQueues(text));
}

void TestRabbitmq::strangeQueues()
{
    const auto queues = parseBrokerQueues(R"([{"name":"down","messages":"","consumers":""},{"messages":3},{"name":7},
        {"name":"minus","messages":-5,"consumers":1e300},9,null])");
    QVERIFY(queues);
    QCOMPARE(queues->size(), 2);
    QCOMPARE(queues->at(0).messages, 0);
    QCOMPARE(queues->at(1).messages, 0);
    QByteArray many = "[";
    for (int i = 0; i < 30'000; ++i)
        many += "{\"name\":\"q\",\"messages\":0,\"consumers\":1},";
    many.chop(1);
    QCOMPARE(parseBrokerQueues(many + ']')->size(), 20'000);
    const QByteArray longName = "[{\"name\":\"" + QByteArray(100'000, 'x') + "\",\"messages\":1,\"consumers\":0}]";
    QCOMPARE(parseBrokerQueues(longName)->at(0).name.size(), 255);
}

QTEST_APPLESS_MAIN(TestRabbitmq)
#include "test_rabbitmq.moc"
