// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/diagnosis/cover.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace hopscope {
namespace {

constexpr std::size_t kSearchWidth = 24;
constexpr std::size_t kSearchDepth = 4;
constexpr double kMostSure = 0.99;
constexpr double kEqualShare = 0.9;

using Set = std::vector<std::size_t>;

bool betterOne(const Candidate& a, const Candidate& b)
{
    const auto time = [](const Candidate& c) { return c.since.known() ? c.since.ms : INT64_MAX; };
    return std::make_tuple(-a.score, time(a), -a.depth, a.rule->id, a.subject) <
           std::make_tuple(-b.score, time(b), -b.depth, b.rule->id, b.subject);
}

class Search {
public:
    explicit Search(const std::vector<Candidate>& candidates) : m_candidates(candidates)
    {
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            if (!candidates[i].supported)
                continue;
            m_usable.push_back(i);
            m_goal.insert(candidates[i].covers.begin(), candidates[i].covers.end());
        }
        std::sort(m_usable.begin(), m_usable.end(),
                  [&](std::size_t a, std::size_t b) { return betterOne(m_candidates[a], m_candidates[b]); });
    }

    Set run()
    {
        if (m_goal.empty())
            return {};
        if (m_usable.size() <= kSearchWidth) {
            for (std::size_t size = 1; size <= kSearchDepth && m_best.empty(); ++size)
                extend({}, {}, 0, size);
        }
        return m_best.empty() ? greedy() : m_best;
    }

private:
    void extend(const Set& chosen, const std::set<int>& covered, std::size_t from, std::size_t size)
    {
        if (chosen.size() == size) {
            if (covered == m_goal && (m_best.empty() || betterSet(chosen, m_best)))
                m_best = chosen;
            return;
        }
        for (std::size_t i = from; i < m_usable.size(); ++i) {
            Set next = chosen;
            next.push_back(m_usable[i]);
            std::set<int> all = covered;
            const Candidate& candidate = m_candidates[m_usable[i]];
            all.insert(candidate.covers.begin(), candidate.covers.end());
            if (all.size() > covered.size())
                extend(next, all, i + 1, size);
        }
    }
    [[nodiscard]] bool betterSet(const Set& a, const Set& b) const
    {
        const auto key = [&](const Set& set) {
            double score = 0;
            qint64 time = 0;
            int depth = 0;
            for (const std::size_t i : set) {
                score += m_candidates[i].score;
                time += m_candidates[i].since.known() ? m_candidates[i].since.ms / 1000 : INT32_MAX;
                depth += m_candidates[i].depth;
            }
            return std::make_tuple(-std::llround(score * 1000), time, -depth);
        };
        return key(a) < key(b); // equal sets stay in the order found, which is by id
    }
    [[nodiscard]] Set greedy() const
    {
        Set chosen;
        std::set<int> covered;
        while (covered != m_goal) {
            std::size_t best = m_usable.front();
            std::size_t most = 0;
            for (const std::size_t i : m_usable) {
                const auto& covers = m_candidates[i].covers;
                const auto gain = static_cast<std::size_t>(
                    std::count_if(covers.begin(), covers.end(), [&](int f) { return !covered.contains(f); }));
                if (gain > most) {
                    most = gain;
                    best = i;
                }
            }
            chosen.push_back(best);
            covered.insert(m_candidates[best].covers.begin(), m_candidates[best].covers.end());
        }
        std::sort(chosen.begin(), chosen.end(),
                  [&](std::size_t a, std::size_t b) { return betterOne(m_candidates[a], m_candidates[b]); });
        return chosen;
    }

    const std::vector<Candidate>& m_candidates;
    Set m_usable;
    std::set<int> m_goal;
    Set m_best;
};

} // namespace

std::vector<std::size_t> smallestCover(const std::vector<Candidate>& candidates)
{
    return Search(candidates).run();
}

Rivalry rivalsOf(const std::vector<Candidate>& candidates, const std::vector<std::size_t>& cover, std::size_t chosen)
{
    std::set<int> own = candidates[chosen].covers;
    for (const std::size_t other : cover) {
        if (other != chosen) {
            for (const int finding : candidates[other].covers)
                own.erase(finding);
        }
    }
    Rivalry result;
    double nearest = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const Candidate& rival = candidates[i];
        const bool inside = std::find(cover.begin(), cover.end(), i) != cover.end();
        if (inside || !std::includes(rival.covers.begin(), rival.covers.end(), own.begin(), own.end()))
            continue;
        nearest = std::max(nearest, rival.score);
        if (rival.supported && rival.score >= candidates[chosen].score * kEqualShare)
            result.equals.push_back(i);
    }
    const double share = candidates[chosen].score / (candidates[chosen].score + nearest);
    result.confidence = std::min(kMostSure, std::round(share * 100) / 100);
    return result;
}

} // namespace hopscope
