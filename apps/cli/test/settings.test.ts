import { join } from 'node:path';
import { repoRoot } from '@duban/runtime';
import { describe, expect, it } from 'vitest';
import { folderOf, readSettings } from '../src/up/settings.js';

const named = (name: string) =>
  expect.objectContaining({ code: 'setting-invalid', details: expect.objectContaining({ name }) });

describe('the settings of a live system', () => {
  it.each(['0', '65536', '80a', '-1', '', '8080.5'])('refuse the port “%s”', (port) => {
    expect(() => readSettings({ port }, {})).toThrow(named('--port'));
  });

  it.each([
    ['DATABASE_URL', 'mysql://127.0.0.1/duban'],
    ['DATABASE_URL', 'not an address'],
    ['TEMPORAL_ADDRESS', 'http://127.0.0.1:7233'],
    ['TEMPORAL_ADDRESS', 'temporal.example'],
    ['DUBAN_WEB_ADDRESS', 'duban.example'],
    ['DUBAN_SMTP_FROM', 'a@b, c@d'],
  ])('refuse %s=%s and name the variable', (name, value) => {
    expect(() => readSettings({}, { [name]: value })).toThrow(named(name));
  });

  it('do not repeat a database address, which may hold a password', () => {
    const read = () => readSettings({}, { DATABASE_URL: 'mysql://duban:geheim@127.0.0.1/duban' });
    expect(read).toThrow(expect.objectContaining({ message: expect.not.stringContaining('geheim') }));
  });

  it('refuse a real mail server without a sender', () => {
    expect(() => readSettings({}, { DUBAN_SMTP_HOST: 'smtp.example.cn' })).toThrow(named('DUBAN_SMTP_FROM'));
  });

  it('are all our own services and the local inbox when nothing is said; empty variables say nothing', () => {
    const nothing = {
      mailServer: null,
      databaseUrl: null,
      temporal: null,
      webAddress: null,
      port: null,
      accelerated: false,
    };
    expect(readSettings({}, {})).toMatchObject(nothing);
    expect(readSettings({}, { DATABASE_URL: '', TEMPORAL_ADDRESS: ' ', DUBAN_SMTP_HOST: '' })).toMatchObject(nothing);
  });

  it('name what the bureau already has', () => {
    const settings = readSettings(
      { port: '8443' },
      {
        DATABASE_URL: 'postgres://duban@10.0.0.5/duban',
        TEMPORAL_ADDRESS: '10.0.0.6:7233',
        TEMPORAL_UI: 'https://temporal.example.cn',
        DUBAN_SMTP_HOST: 'smtp.example.cn',
        DUBAN_SMTP_PORT: '465',
        DUBAN_SMTP_FROM: 'duban@ybj.example.cn',
        DUBAN_SMTP_FROM_NAME: '济宁市医疗保障局',
        DUBAN_SMTP_USER: 'duban',
        DUBAN_SMTP_PASSWORD: 'x',
        DUBAN_WEB_ADDRESS: 'https://duban.example.cn/',
      },
    );
    expect(settings).toMatchObject({
      port: 8443,
      databaseUrl: 'postgres://duban@10.0.0.5/duban',
      temporal: { address: '10.0.0.6:7233', ui: 'https://temporal.example.cn' },
      sender: { address: 'duban@ybj.example.cn', name: '济宁市医疗保障局' },
      mailServer: { host: 'smtp.example.cn', port: 465, secure: true, auth: { user: 'duban', password: 'x' } },
      webAddress: 'https://duban.example.cn',
    });
  });

  it('find the data folder by option, then environment, then .duban in the checkout', () => {
    expect(folderOf({ data: '/a' }, { DUBAN_DATA: '/b' })).toBe('/a');
    expect(folderOf({}, { DUBAN_DATA: '/b' })).toBe('/b');
    expect(folderOf({}, {})).toBe(join(repoRoot(import.meta.url), '.duban'));
  });

  it('find the bureau’s own campaigns by option, then environment; the notices of the program are nobody’s own', () => {
    expect(readSettings({ seeds: '/a' }, { DUBAN_SEEDS: '/b' }).seeds).toBe('/a');
    expect(readSettings({}, { DUBAN_SEEDS: '/b' }).seeds).toBe('/b');
    expect(readSettings({}, {}).seeds).toBeNull();
    expect(readSettings({ seeds: join(repoRoot(import.meta.url), 'seeds/') }, {}).seeds).toBeNull();
  });
});
