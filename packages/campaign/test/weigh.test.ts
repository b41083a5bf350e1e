import { describe, expect, it } from 'vitest';
import { weigh } from '../src/index.js';

const says = (source: string, ...candidates: string[]) => ({ source, text: candidates.join('、'), candidates });

describe('nothing is guessed', () => {
  it('when no source says anything', () => {
    expect(weigh([says('header'), says('file')])).toEqual({ answer: null, by: null, candidates: [], against: [] });
  });

  it('when every source leaves the same two open', () => {
    expect(weigh([says('header', 'a', 'b'), says('file', 'a', 'b')])).toMatchObject({
      answer: null,
      candidates: ['a', 'b'],
    });
  });

  it('when the most trusted source names two things side by side, whatever a lesser one says', () => {
    expect(weigh([{ ...says('header', 'a', 'b'), torn: true }, says('file', 'a')])).toMatchObject({ answer: null });
  });

  it('when a lesser source says none of what is open', () => {
    expect(weigh([says('header', 'a', 'b'), says('file', 'c')])).toMatchObject({
      answer: null,
      candidates: ['a', 'b', 'c'],
    });
  });
});

describe('sources are weighed', () => {
  it('the first clear one wins and the others that differ are told', () => {
    const file = says('file', 'b');
    expect(weigh([says('identity'), says('header', 'a'), file, says('folder', 'a')])).toEqual({
      answer: 'a',
      by: 'header',
      candidates: ['a'],
      against: [file],
    });
  });

  it('a shared name is narrowed by the next source', () => {
    expect(weigh([says('header', 'a', 'b'), says('file', 'b')])).toMatchObject({
      answer: 'b',
      by: 'file',
      against: [],
    });
  });

  it('a lesser source that names several, the answer among them, is not against it', () => {
    expect(weigh([says('header', 'a'), says('file', 'a', 'b')])).toMatchObject({ answer: 'a', against: [] });
  });
});
