import type { CampaignListed } from '@duban/api/types';
import { useCampaigns, useSeeds } from '../api/queries.js';
import { Loaded } from '../frame/loaded.js';
import { usePageTitle } from '../frame/page-title.js';
import { BrokenSeedCard } from './broken-seed-card.js';
import { CampaignCard } from './campaign-card.js';
import { SeedCard } from './seed-card.js';
import { TrialNotice } from './trial-notice.js';

function Cards({ list }: { readonly list: readonly CampaignListed[] }) {
  return (
    <div className="cards">
      {list.map((c) => (
        <CampaignCard key={c.id} campaign={c} />
      ))}
    </div>
  );
}

/** Those that were ended, to look at and to archive. */
function Ended({ list }: { readonly list: readonly CampaignListed[] }) {
  const ended = list.filter(({ status }) => status === 'closed');
  if (ended.length === 0) return null;
  return (
    <section aria-labelledby="ended" className="stack">
      <h2 id="ended">已结束的专项</h2>
      <Cards list={ended} />
    </section>
  );
}

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
          {(list) => {
            const going = list.filter(({ status }) => status !== 'closed');
            if (going.length > 0) return <Cards list={going} />;
            return <p className="quiet">没有进行中的专项。请从下面的方案中选一个启动或推演。</p>;
          }}
        </Loaded>
      </section>
      <Ended list={campaigns.data ?? []} />
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
