import { useCampaigns, useSeeds } from '../api/queries.js';
import { Loaded } from '../frame/loaded.js';
import { usePageTitle } from '../frame/page-title.js';
import { BrokenSeedCard } from './broken-seed-card.js';
import { CampaignCard } from './campaign-card.js';
import { SeedCard } from './seed-card.js';
import { TrialNotice } from './trial-notice.js';

/** 专项: what runs, and what can be launched or rehearsed. */
export function HomePage() {
  usePageTitle('专项');
  const campaigns = useCampaigns();
  const seeds = useSeeds();
  return (
    <div className="stack">
      <h1>专项</h1>
      <TrialNotice />
      <section aria-labelledby="running" className="stack">
        <h2 id="running">进行中的专项</h2>
        <Loaded query={campaigns}>
          {(list) =>
            list.length === 0 ? (
              <p className="quiet">还没有启动的专项。请从下面的方案中选一个启动或推演。</p>
            ) : (
              <div className="cards">
                {list.map((c) => (
                  <CampaignCard key={c.id} campaign={c} />
                ))}
              </div>
            )
          }
        </Loaded>
      </section>
      <section aria-labelledby="seeds" className="stack">
        <h2 id="seeds">可以启动的方案</h2>
        <Loaded query={seeds}>
          {(list) => (
            <div className="cards">
              {list.map((s) =>
                s.problem === null ? (
                  <SeedCard key={s.name} seed={s} />
                ) : (
                  <BrokenSeedCard key={s.name} name={s.name} problem={s.problem} />
                ),
              )}
            </div>
          )}
        </Loaded>
      </section>
    </div>
  );
}
