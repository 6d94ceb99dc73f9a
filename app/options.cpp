// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/options.h"

#include <CLI/CLI.hpp>

#include <string>

namespace hopscope {
namespace {

/// What CLI11 fills; it knows std::string.
struct Raw {
    std::string target, parser, save, report, output, format{"json"}, at, theme, language, environment, from, ssh, address, ports;
    bool json = false;
    bool demo = false;
    bool steps = false;
    int timeout = 0;
};

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

void addDiagnose(CLI::App& app, Raw& raw)
{
    CLI::App* sub = app.add_subcommand("diagnose", "Find the hop and the cause of what ENV's URL answers");
    sub->add_option("ENV", raw.target, "environment file, or the name of one in the configuration folder")->required();
    sub->add_flag("--json", raw.json, "print one JSON object");
    sub->add_flag("--steps", raw.steps, "go through the guide's steps, printing each as it runs");
    sub->add_option("--save", raw.save, "record the incident in this file")->type_name("FILE.hopscope");
    sub->add_option("--report", raw.report, "write the report to this file")->type_name("FILE.pdf");
    sub->add_option("--timeout", raw.timeout, "give up measuring after this long")->type_name("SECONDS")->check(CLI::Range(1, 3600));
}

void addOthers(CLI::App& app, Raw& raw)
{
    CLI::App* topology = app.add_subcommand("topology", "Print the way of a request through ENV with the health of each hop");
    topology->add_option("ENV", raw.target)->required();
    topology->add_option("--format", raw.format)->check(CLI::IsMember({"json", "dot", "mermaid", "svg", "png"}));
    CLI::App* replay = app.add_subcommand("replay", "Derive the verdict again from an incident file alone");
    replay->add_option("FILE", raw.target)->required();
    replay->add_option("--at", raw.at, "the state at this moment, ISO 8601")->type_name("TIME");
    replay->add_flag("--json", raw.json, "print one JSON object");
    CLI::App* report = app.add_subcommand("report", "Write the report of an incident file");
    report->add_option("FILE", raw.target)->required();
    report->add_option("--output", raw.output)->required()->type_name("FILE.pdf");
    CLI::App* parse = app.add_subcommand("parse", "Read a configuration or log file and print what it says");
    parse->add_option("KIND", raw.parser)->required()->check(CLI::IsMember({"nginx-config", "nginx-error", "nginx-access", "docservice-log"}));
    parse->add_option("FILE", raw.target)->required();
    parse->add_flag("--json", raw.json, "print JSON (always so)");
}

void addProbe(CLI::App& app, Raw& raw)
{
    CLI::App* sub = app.add_subcommand("probe", "Try ports from this desktop or from a host, or take an SSH login apart");
    sub->add_option("--env", raw.environment, "environment that names hosts and ssh_config")->type_name("ENV");
    CLI::Option* from = sub->add_option("--from", raw.from, "start on this host")->type_name("HOST");
    CLI::Option* address = sub->add_option("ADDRESS", raw.address, "name or address");
    CLI::Option* ports = sub->add_option("PORTS", raw.ports, "80,443,8000-8010");
    CLI::Option* ssh = sub->add_option("--ssh", raw.ssh, "name lookup to sudo, step by step")->type_name("ALIAS");
    ssh->excludes(address)->excludes(from);
    address->needs(ports);
    sub->add_flag("--json", raw.json, "print one JSON object");
    sub->final_callback([ssh, ports] {
        if (ssh->count() == 0 && ports->count() == 0)
            throw CLI::RequiredError("ADDRESS PORTS or --ssh ALIAS");
    });
}

Options toOptions(const CLI::App& app, const Raw& raw)
{
    Options options;
    const auto used = app.get_subcommands();
    options.command = used.empty() ? QString() : q(used.front()->get_name());
    options.target = q(raw.target);
    options.parser = q(raw.parser);
    options.json = raw.json;
    options.demo = raw.demo;
    options.steps = raw.steps;
    options.save = q(raw.save);
    options.report = q(raw.report);
    options.output = q(raw.output);
    options.format = q(raw.format);
    options.at = q(raw.at);
    options.environment = q(raw.environment);
    options.from = q(raw.from);
    options.sshAlias = q(raw.ssh);
    options.address = q(raw.address);
    options.ports = q(raw.ports);
    options.theme = q(raw.theme);
    options.language = q(raw.language);
    options.timeoutSeconds = raw.timeout;
    return options;
}

} // namespace

ParsedOptions parseOptions(int argc, char** argv)
{
    CLI::App app("Hopscope: which hop, which cause and why, when the site says 502.\n"
                 "Without a command it opens the window.",
                 "hopscope");
    Raw raw;
    app.set_version_flag("--version", HOPSCOPE_VERSION);
    app.add_flag("--demo", raw.demo, "open the recorded sample incident; no host is needed");
    app.add_option("--theme", raw.theme, "light or dark; the desktop's otherwise")->check(CLI::IsMember({"light", "dark"}));
    app.add_option("--language", raw.language, "en or zh; the desktop's otherwise")->check(CLI::IsMember({"en", "zh"}));
    app.add_option("FILE", raw.target, "environment file or incident file to open in the window");
    app.require_subcommand(0, 1);
    addDiagnose(app, raw);
    addOthers(app, raw);
    addProbe(app, raw);
    // CLI11 reports by exception; it ends here.
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return {std::nullopt, app.exit(error) == 0 ? 0 : 2};
    }
    return {toOptions(app, raw), 0};
}

} // namespace hopscope
