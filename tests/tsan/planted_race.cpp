// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// A watchdog for the watchdog: Debian's Qt is not instrumented, and a suppression that is too wide once hid a real race
// in correct-looking code. This program hands an object over through an Inbox and, as `planted`, goes on writing to it,
// which ThreadSanitizer must report under the very suppressions of the other tests. As `clean` it lets go and must stay
// silent.
#include "core/base/inbox.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstring>
#include <memory>
#include <thread>

using namespace hopscope;

namespace {

struct Sample {
    int round = 0;
    char text[64] = {};
};

// Named so that the report can be recognised; not inlined so that the names are there.
[[gnu::noinline]] void writeAfterPost(Sample& sample, int round)
{
    sample.round = round;
    std::snprintf(sample.text, sizeof sample.text, "round %d", round);
}

[[gnu::noinline]] int readOnDelivery(const Sample& sample)
{
    return sample.round;
}

void send(const Inbox::Address& address, bool planted, int& seen)
{
    auto sample = std::make_shared<Sample>();
    writeAfterPost(*sample, 1);
    Sample& mine = *sample;
    const std::shared_ptr<Sample> kept = planted ? sample : nullptr;
    address.post([handed = std::move(sample), &seen] {
        seen = readOnDelivery(*handed);
        QCoreApplication::quit();
    });
    // One object only: another post would take the Inbox's mutex and so order this write before the delivery.
    if (planted)
        writeAfterPost(mine, 2);
}

} // namespace

int main(int argc, char** argv)
{
    const bool planted = argc > 1 && std::strcmp(argv[1], "planted") == 0;
    QCoreApplication app(argc, argv);
    const Inbox inbox;
    int seen = 0;
    std::thread sender([address = inbox.address(), planted, &seen] { send(address, planted, seen); });
    QCoreApplication::exec();
    sender.join();
    std::printf("delivered, saw %d\n", seen);
    return 0;
}
