import { describe, expect, it } from 'vitest';
import { house } from './support/house.js';
import { visitor } from './support/visitors.js';

const policyOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers['content-security-policy']);

describe('the pages', () => {
  it.each(['/..%2f..%2fetc/passwd', '/../package.json', '/.env', '/.git/config', '/assets/', '/assets/none.js'])(
    'do not lead to %s',
    async (url) => {
      expect((await visitor(await house()).get(url)).statusCode).toBeGreaterThanOrEqual(400);
    },
  );

  it('are the board, with the styles that antd makes, and the desk, which keeps to the strict policy', async () => {
    const anyone = visitor(await house());
    const board = await anyone.get('/');
    expect(board.payload).toContain('调度台');
    expect(policyOf(board)).toContain("style-src 'self' 'unsafe-inline'");
    const desk = await anyone.get('/desk');
    expect(desk.payload).toContain('填报端');
    expect(policyOf(desk)).toContain("default-src 'self'");
    for (const page of [board, desk]) {
      expect(policyOf(page)).not.toMatch(/script-src|unsafe-eval/);
      expect(page.headers).toMatchObject({
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
    }
    expect(policyOf(desk)).not.toContain('unsafe');
  });

  it('name their assets by content: those are kept for good, answers of the API never', async () => {
    const anyone = visitor(await house());
    expect((await anyone.get('/assets/board-1a2b3c.js')).headers['cache-control']).toMatch(
      /max-age=31536000, immutable/,
    );
    expect((await anyone.get('/api/health')).headers['cache-control']).toBe('no-store');
  });
});

describe('the contract', () => {
  it('is OpenAPI 3.1 with every route, its access, its files and its refusals', async () => {
    const document = (await visitor(await house()).get('/api/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    const paths = Object.keys(document.paths);
    expect(paths).toEqual(expect.arrayContaining(['/api/campaigns/{id}', '/api/desk/hand-in', '/api/decisions']));
    expect(paths.every((path) => path.startsWith('/api/'))).toBe(true);
    const handIn = document.paths['/api/desk/hand-in'].post;
    expect(handIn.security).toEqual([{ desk: [] }]);
    expect(handIn.requestBody.content['multipart/form-data'].schema.properties.file).toMatchObject({
      format: 'binary',
    });
    expect(handIn.responses['200'].content['application/json'].schema.properties.receiptNo).toEqual({ type: 'string' });
    expect(handIn.responses['4XX']).toEqual({ $ref: '#/components/responses/Problem' });
    expect(document.paths['/api/health'].get.security).toBeUndefined();
  });

  it('can be read by people without the internet', async () => {
    const anyone = visitor(await house());
    const page = await anyone.get('/api/docs/');
    expect(page.statusCode).toBe(200);
    expect(page.payload).not.toMatch(/(src|href)="https?:/);
    expect(page.payload).not.toMatch(/<script>/);
    for (const [, path] of page.payload.matchAll(/(?:src|href)="\.?\/?([^"]+)"/g))
      expect([path, (await anyone.get(new URL(path ?? '', 'http://x/api/docs/').pathname)).statusCode]).toEqual([
        path,
        200,
      ]);
  });
});
