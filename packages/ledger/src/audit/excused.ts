/**
 * Tables whose change asks for no event, and why. Every other table is watched: a transaction that changes it and tells nothing is refused
 * in our tests, and noted by the database itself elsewhere (0006-audit.ts).
 */
export const excused: Readonly<Record<string, string>> = {
  event: 'is the telling',
  event_seal: 'made from events',
  event_unsealed: 'what waits for the sealer',
  event_checkpoint: 'made from seals',
  poke: 'a wake-up, no fact: it only makes a workflow look at the ledger again',
  blob: 'bytes under their hash mean nothing before a row that is watched refers to them',
  setting:
    'offset of campaign time, switches of the installation: whoever changes one for a person tells it (time-jumped)',
  office_next: 'when a chaser acts next, worked out from facts at its last look',
  kept_answer: 'what a repeated call is answered, for a day: the verb behind it told its event',
  attempt: 'how often somebody tried: a count for a minute',
  session: 'seen_at changes with every request; opening and ending are told by their verbs',
};
