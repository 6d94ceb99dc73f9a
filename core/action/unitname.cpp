// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/action/unitname.h"

#include <algorithm>
#include <array>

namespace hopscope {
namespace {

constexpr qsizetype kMaxUnitName = 255; // UNIT_NAME_MAX of systemd

bool allowed(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') || u == u':' || u == u'-' ||
           u == u'_' || u == u'.' || u == u'\\' || u == u'@';
}

QString withoutService(const QString& name)
{
    const QLatin1String suffix(".service");
    return name.endsWith(suffix) ? name.chopped(suffix.size()) : name;
}

} // namespace

bool isUnitName(const QString& name)
{
    if (name.isEmpty() || name.size() > kMaxUnitName || name.startsWith(QLatin1Char('-')) ||
        name.startsWith(QLatin1Char('.')) || !std::all_of(name.begin(), name.end(), allowed))
        return false;
    const QString stem = withoutService(name);
    const qsizetype at = stem.indexOf(QLatin1Char('@'));
    // A template (`postgresql@.service`) cannot be started.
    return !stem.isEmpty() && at != 0 && (at < 0 || at < stem.size() - 1);
}

bool isGuardedUnit(const QString& name)
{
    static constexpr std::array otherTypes{".socket", ".target", ".mount",    ".automount", ".swap", ".device",
                                           ".timer",  ".path",   ".snapshot", ".slice",     ".scope"};
    static constexpr std::array names{
        "ssh",    "sshd",    "dropbear",       "dbus",   "dbus-broker",   "init",         "emergency",
        "rescue", "polkit",  "getty",          "autovt", "console-getty", "serial-getty", "user",
        "ifup",   "connman", "wpa_supplicant", "iwd",    "dhcpcd",        "ifupdown",     "wicked"};
    static constexpr std::array prefixes{"systemd-", "network",  "ssh-",    "sshd-",
                                         "user-",    "wg-quick", "openvpn", "tailscale"};

    const QString lower = name.toLower();
    const auto ends = [&lower](const char* suffix) { return lower.endsWith(QLatin1String(suffix)); };
    if (std::any_of(otherTypes.begin(), otherTypes.end(), ends))
        return true;
    const QString base = unitBase(lower);
    return std::any_of(names.begin(), names.end(), [&base](const char* n) { return base == QLatin1String(n); }) ||
           std::any_of(prefixes.begin(), prefixes.end(),
                       [&base](const char* p) { return base.startsWith(QLatin1String(p)); });
}

QString unitBase(const QString& name)
{
    return withoutService(name).section(QLatin1Char('@'), 0, 0);
}

} // namespace hopscope
