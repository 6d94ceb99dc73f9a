// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/addresses.h"

#include "core/base/netaddress.h"
#include "core/parse/lines.h"

namespace hopscope {

QList<InterfaceAddress> parseIpAddr(const QByteArray& text)
{
    QList<InterfaceAddress> addresses;
    eachLine(text, 5000, 4096, [&](const QByteArray& line) {
        const QByteArrayList all = words(line, 4); // `4: eth0    inet 192.0.2.2/24 …`
        if (all.size() < 4 || (all.at(2) != "inet" && all.at(2) != "inet6"))
            return;
        const qsizetype slash = all.at(3).indexOf('/');
        InterfaceAddress one;
        one.interface = QString::fromUtf8(all.at(1));
        one.address = QString::fromLatin1(slash < 0 ? all.at(3) : all.at(3).left(slash));
        one.prefix = slash < 0 ? (all.at(2) == "inet" ? 32 : 128) : all.at(3).mid(slash + 1).toInt();
        if (!isLiteralAddress(one.address))
            return;
        one.loopback = one.address.startsWith(QLatin1String("127.")) || one.address == QLatin1String("::1");
        one.linkLocal = one.address.startsWith(QLatin1String("fe80:")) || one.address.startsWith(QLatin1String("169.254."));
        addresses.append(one);
    });
    return addresses;
}

} // namespace hopscope
