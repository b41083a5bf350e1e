import type { DeskSession, OwnAccount } from '@duban/api/types';
import { useEffect, useState } from 'react';
import { ask, send } from '../api/ask.js';
import { accountWords } from '../words.js';

interface Choice {
  readonly session: DeskSession;
  readonly chosen: () => Promise<void>;
}

/** A clerk's account that works in several campaigns: in one at a time. Nothing where there is no choice. */
export function PlaceChoice({ session, chosen }: Choice) {
  const [places, setPlaces] = useState<OwnAccount['places']>([]);
  useEffect(() => {
    void ask<OwnAccount>('/desk/account').then((outcome) => outcome.ok && setPlaces(outcome.value.places));
  }, []);
  if (places.length < 2) return null;
  const go = async (index: number): Promise<void> => {
    const place = places[index];
    if (!place) return;
    await send('/desk/session', { campaign: place.campaign, contact: place.contact }, { method: 'PATCH' });
    await chosen();
  };
  const now = places.findIndex((p) => p.campaign === session.campaign && p.contact === session.contact);
  return (
    <div>
      <dt>
        <label htmlFor="place">{accountWords.campaign}</label>
      </dt>
      <dd>
        <select id="place" value={now} onChange={(event) => void go(Number(event.target.value))}>
          {places.map((place, index) => (
            <option key={`${place.campaign}/${place.contact}`} value={index}>
              {place.title}
            </option>
          ))}
        </select>
      </dd>
    </div>
  );
}
