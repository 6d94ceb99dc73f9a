// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/desktop.h"

#include "app/catalogue.h"
#include "app/environmentfolder.h"
#include "app/keyring.h"
#include "app/output.h"
#include "app/setup.h"
#include "core/ssh/aliases.h"
#include "ui/speech/labels.h"
#include "ui/speech/say.h"
#include "ui/theme/theme.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QSettings>
#include <QStandardPaths>

#include <thread>

namespace hopscope {
namespace {

constexpr qsizetype kMaxRecent = 12;

QSettings settings()
{
    return QSettings(configFolder() + QStringLiteral("/hopscope.ini"), QSettings::IniFormat);
}

/// `~/.local/share/hopscope/incidents/NAME-20261122-105902.hopscope`; every triage is recorded.
QString newIncidentFile(const Environment& environment)
{
    const QString folder =
        QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/hopscope/incidents");
    QDir().mkpath(folder);
    QString name = environment.name;
    name.replace(QLatin1Char('/'), QLatin1Char('-'));
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    return QStringLiteral("%1/%2-%3.hopscope").arg(folder, name, stamp);
}

/// A file named in an environment, as seen from that environment's file.
QString fileBeside(const QString& name, const QString& environment)
{
    if (name.startsWith(QStringLiteral("~/")))
        return QDir::home().filePath(name.mid(2));
    if (name.isEmpty() || environment.isEmpty() || QDir::isAbsolutePath(name))
        return name;
    return QFileInfo(environment).dir().filePath(name);
}

bool isIncident(const QString& path)
{
    return path.endsWith(QStringLiteral(".hopscope"));
}

} // namespace

Desktop::Desktop(Options options) : m_options(std::move(options)), m_keyring(std::make_shared<Keyring>())
{
    connect(&m_configWatch, &ConfigWatch::changed, this, &Desktop::readAliases);
}

Desktop::~Desktop()
{
    // The window looks at the session until it is gone.
    m_window.reset();
    m_session.reset();
}

bool Desktop::start()
{
    const Language language = m_options.language.isEmpty() ? languageOfDesktop()
                              : m_options.language == QStringLiteral("zh") ? Language::Chinese
                                                                           : Language::English;
    setUiLanguage(language);
    if (const auto catalogue = loadAllCatalogues())
        setCatalogue([catalogue = *catalogue](const QString& kind, const QString& key) {
            return catalogueTexts(*catalogue, kind, key);
        });
    Theme::instance().setMode(themeModeFromCode(m_options.theme).value_or(ThemeMode::Desktop));
    if (!m_options.language.isEmpty())
        setUiLanguage(m_options.language == QStringLiteral("zh") ? Language::Chinese : Language::English);
    if (const auto catalogue = loadAllCatalogues())
        setCatalogue([catalogue = *catalogue](const QString& kind, const QString& key) {
            return catalogueTexts(*catalogue, kind, key);
        });
    m_window = std::make_unique<MainWindow>(nullptr, supplies());
    bool opened = true;
    if (m_options.demo)
        opened = openIncident(QStringLiteral(":/hopscope/sample/incident.hopscope"));
    else if (!m_options.target.isEmpty())
        opened = isIncident(m_options.target) ? openIncident(m_options.target) : openEnvironment(m_options.target);
    if (opened)
        m_window->setVisible(true);
    offerEnvironments();
    // Nobody said what to open: what there is, or the form of the first one.
    if (opened && !m_session)
        m_window->showEnvironments();
    return opened;
}

WindowSupplies Desktop::supplies()
{
    WindowSupplies supplies;
    supplies.openEnvironment = [this](const QString& path) { static_cast<void>(openEnvironment(path)); };
    supplies.openIncident = [this](const QString& path) { static_cast<void>(openIncident(path)); };
    supplies.saveReport = [this](std::shared_ptr<const Snapshot> snapshot, const QString& path, std::function<void(Status)> done) {
        saveReport(std::move(snapshot), path, std::move(done));
    };
    supplies.environments = environmentSupplies();
    supplies.recent = settings().value(QStringLiteral("recent")).toStringList();
    return supplies;
}

void Desktop::show(std::unique_ptr<Session> session)
{
    m_window->setSession(session.get());
    m_session = std::move(session);
}

bool Desktop::openEnvironment(const QString& path)
{
    Options options = m_options;
    options.target = path;
    auto live = liveSettings(options);
    if (!live) {
        complain(path);
        return false;
    }
    live->incidentFile = newIncidentFile(live->environment);
    live->canAsk = true;
    live->secrets = m_keyring;
    auto session = std::make_unique<LiveSession>(*live);
    LiveSession* raw = session.get();
    show(std::move(session));
    remember(path);
    raw->setLive(true);
    raw->diagnose();
    return true;
}

bool Desktop::openIncident(const QString& path)
{
    Options options = m_options;
    options.target = path;
    auto opened = hopscope::openIncident(options);
    if (!opened) {
        complain(path);
        return false;
    }
    show(std::move(opened->session));
    return true;
}

void Desktop::complain(const QString& text)
{
    if (!m_window->isVisible())
        return; // the line on stderr is what a terminal user sees
    auto* box = new QMessageBox(QMessageBox::Warning, QStringLiteral("Hopscope"), text, QMessageBox::Close, m_window.get());
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void Desktop::remember(const QString& path)
{
    QSettings store = settings();
    QStringList recent = store.value(QStringLiteral("recent")).toStringList();
    recent.removeAll(path);
    recent.prepend(path);
    store.setValue(QStringLiteral("recent"), recent.mid(0, kMaxRecent));
    offerEnvironments();
}

void Desktop::forget(const QString& path)
{
    QSettings store = settings();
    QStringList recent = store.value(QStringLiteral("recent")).toStringList();
    recent.removeAll(path);
    store.setValue(QStringLiteral("recent"), recent);
}

template <class T> void Desktop::beside(std::function<T()> job, std::function<void(T)> done)
{
    // Detached: it touches nothing but its own copies, and its result is dropped when the program is gone.
    std::thread([job = std::move(job), done = std::move(done), inbox = m_inbox.address()] {
        T result = job();
        inbox.post([done, result] { done(result); });
    }).detach();
}

/// What the top bar offers: opened before, then everything in the folder.
void Desktop::offerEnvironments()
{
    const QStringList recent = settings().value(QStringLiteral("recent")).toStringList();
    beside<QStringList>(
        [recent, folder = configFolder()] {
            QStringList paths;
            for (const QString& path : recent) {
                if (QFileInfo(path).isFile())
                    paths.append(path);
            }
            for (const StoredEnvironment& stored : listEnvironments(folder, {})) {
                if (!paths.contains(stored.path))
                    paths.append(stored.path);
            }
            return paths;
        },
        [this](const QStringList& paths) {
            if (m_window)
                m_window->setRecent(paths);
        });
}

EnvironmentSupplies Desktop::environmentSupplies()
{
    EnvironmentSupplies supplies;
    supplies.list = [this](std::function<void(QList<StoredEnvironment>)> done) {
        const QStringList recent = settings().value(QStringLiteral("recent")).toStringList();
        beside<QList<StoredEnvironment>>([recent, folder = configFolder()] { return listEnvironments(folder, recent); },
                                         std::move(done));
    };
    supplies.save = [this](const QString& path, const QByteArray& text, std::function<void(Result<QString>)> done) {
        beside<Result<QString>>([path, text, folder = configFolder()] { return saveEnvironment(folder, path, text); },
                                [this, path, done = std::move(done)](const Result<QString>& saved) {
                                    if (saved && *saved != path)
                                        forget(path);
                                    offerEnvironments();
                                    done(saved);
                                });
    };
    supplies.remove = [this](const QString& path, std::function<void(Status)> done) {
        forget(path);
        const bool ours = QFileInfo(path).absolutePath() == QFileInfo(configFolder()).absoluteFilePath();
        beside<Status>([path, ours] { return ours ? removeEnvironment(path) : Status(); },
                       [this, done = std::move(done)](const Status& removed) {
                           offerEnvironments();
                           done(removed);
                       });
    };
    supplies.aliases = [this](std::function<void(QStringList)> done) {
        m_aliasesWanted = std::move(done);
        readAliases();
    };
    supplies.loginTest = [this](const HostSpec& host, const QString& sshConfig, const QString& path) {
        return std::make_unique<LoginTest>(LoginTest::Settings{host, fileBeside(sshConfig, path), m_keyring});
    };
    return supplies;
}

/// Whoever wants the aliases gets them again when ssh_config, or what it includes, was edited.
void Desktop::readAliases()
{
    struct Read {
        QStringList aliases;
        QStringList files;
    };
    beside<Read>([] { return Read{sshAliases(userSshConfig()), sshConfigFiles(userSshConfig())}; },
                 [this](const Read& read) {
                     m_configWatch.watch(read.files);
                     if (m_aliasesWanted)
                         m_aliasesWanted(read.aliases);
                 });
}

void Desktop::saveReport(std::shared_ptr<const Snapshot> snapshot, const QString& path, std::function<void(Status)> done)
{
    const Words words = makeWords(m_options, loadAllCatalogues().value_or(nullptr));
    // Detached: it touches nothing but its own copies, and its result is dropped when the program is gone.
    std::thread([snapshot = std::move(snapshot), words, path, done = std::move(done), inbox = m_inbox.address()] {
        const Status written = writeReport(*snapshot, words, path);
        inbox.post([done, written] { done(written); });
    }).detach();
}

} // namespace hopscope
