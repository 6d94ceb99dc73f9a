// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/record/recorder.h"
#include "tests/unit/diagnosis/scenario.h"

namespace hopscope::test {

inline std::shared_ptr<const Catalogue> sharedCatalogue()
{
    static const auto loaded = std::make_shared<const Catalogue>(shippedCatalogue().value_or(Catalogue{}));
    return loaded;
}

/// Records the story of an outage: healthy, docservice stopped, somebody starts it again, healthy.
class Story {
public:
    explicit Story(Recorder& recorder, ManualClock& clock) : m_recorder(recorder), m_clock(clock) {}

    void tell()
    {
        m_recorder.session(Scenario().environment(), q("1.0"));
        for (const char* host : {"gate", "docs", "store"})
            note("host", host, {{q("state"), q("connecting")}});
        note("host", "docs", {{q("state"), q("ready")}, {q("ms"), 12}});
        note("host", "store", {{q("state"), q("failed")}, {q("code"), q("ssh.lost")}, {q("phase"), q("channel")}});
        look(Scenario());
        Scenario broken;
        broken.stopUnit("docs/docservice");
        broken.closePort("docs/docservice");
        broken.badGateway();
        sample(false);
        sample(false);
        look(broken);
        act();
        for (int i = 0; i < 4; ++i)
            sample(true);
        look(Scenario());
        m_recorder.round(q("end"), q("live"));
    }
    void sample(bool good)
    {
        m_clock.advance(1000);
        m_recorder.sample(good, good ? 12.5 : 3000);
    }
    void look(const Scenario& scenario)
    {
        m_recorder.round(q("begin"), q("diagnose"));
        QString subject;
        Observation observation;
        const QList<Fact> facts = scenario.list();
        for (const Fact& fact : facts) {
            if (fact.subject != subject)
                flush(observation);
            subject = fact.subject;
            observation.facts.append(fact);
        }
        flush(observation);
        m_recorder.round(q("end"), q("diagnose"));
    }

private:
    void note(const char* code, const char* subject, const QJsonObject& args)
    {
        m_clock.advance(5);
        m_recorder.note(q(code), q(subject), args);
    }
    void flush(Observation& observation)
    {
        m_clock.advance(7);
        if (!observation.facts.isEmpty()) {
            observation.evidence.host = q("docs");
            observation.evidence.command = q("look at ") + observation.facts.first().subject;
            observation.evidence.at = m_clock.now();
            observation.evidence.setBytes("what was seen \xff\x01 of " + observation.facts.first().subject.toUtf8());
            for (Fact& fact : observation.facts)
                fact.at = m_clock.now();
            m_recorder.observe(observation);
        }
        observation = {};
    }
    void act()
    {
        Plan plan;
        plan.id = q("a1");
        plan.verb = q("start");
        plan.host = q("docs");
        plan.node = q("docs/docservice");
        plan.unit = q("ds-docservice.service");
        plan.argv = {q("systemctl"), q("start"), plan.unit};
        plan.risk = q("R2");
        m_recorder.action({plan.id, q("planned"), {}, q("ann"), {{q("plan"), plan.toJson()}}});
        for (const char* state : {"confirmed", "snapshot", "started", "finished", "verifying", "verified"}) {
            m_clock.advance(300);
            m_recorder.action({plan.id, q(state), {}, q("ann"), {{q("exit"), 0}}});
        }
    }
    Recorder& m_recorder;
    ManualClock& m_clock;
};

} // namespace hopscope::test
