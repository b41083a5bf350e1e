import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadDirectory } from '@duban/actions/load-directories';
import { loadTables } from '@duban/actions/load-tables';
import { mergeFolder } from '@duban/actions/merge-folder';
import { readFolder } from '@duban/actions/read-folder';
import { repoRoot, throwawayFolder } from '@duban/runtime';
import { createWorkbookPool } from '@duban/workbook';
import { expect, it } from 'vitest';
import { messyFolder } from '../../src/example/messy-folder.js';

const soffice = process.env.DUBAN_SOFFICE ?? 'soffice';
const present = spawnSync(soffice, ['--version']).status === 0;
const why = present ? '' : ' — skipped: no LibreOffice (install libreoffice-calc, or name it in DUBAN_SOFFICE)';

it.skipIf(!present)(
  `a sheet saved as .xls, and one renamed to .et, are merged like any other${why}`,
  { timeout: 240_000 },
  async () => {
    const home = throwawayFolder('legacy-folder');
    const workbooks = createWorkbookPool();
    try {
      const seeds = path.join(repoRoot(import.meta.url), 'seeds');
      const tables = await loadTables(seeds);
      const directory = await loadDirectory(seeds, 'jining-2023');
      const table = tables.find(({ id }) => id === 'T1');
      if (table === undefined) throw new Error('no T1');
      const secret = 'a secret of thirty-two characters';
      const { files, grids } = await messyFolder({ workbooks, table, directory, seed: 3, secret });
      const reports = path.join(home.path, '报表');
      mkdirSync(reports);
      for (const name of ['微山.xlsx', '370827统计表.xlsx']) {
        const file = files.find((each) => each.path === name);
        writeFileSync(path.join(home.path, name), file?.bytes ?? new Uint8Array());
        const profile = `-env:UserInstallation=file://${path.join(home.path, 'profile')}`;
        const args = [profile, '--headless', '--convert-to', 'xls', '--outdir', home.path, path.join(home.path, name)];
        expect(spawnSync(soffice, args, { timeout: 90_000 }).status).toBe(0);
      }
      copyFileSync(path.join(home.path, '微山.xls'), path.join(reports, '微山.xls'));
      copyFileSync(path.join(home.path, '370827统计表.xls'), path.join(reports, '鱼台县.et'));
      const merged = await mergeFolder(
        { workbooks },
        {
          name: '报表',
          files: await readFolder(reports),
          tables,
          directory,
          known: [],
          table: null,
          period: null,
          includeErrors: false,
          secret,
          dryRun: false,
        },
      );
      expect(merged.files.map(({ file, fate, office }) => [file, fate, office?.id])).toEqual([
        ['微山.xls', 'merged', 'weishan'],
        ['鱼台县.et', 'merged', 'yutai'],
      ]);
      expect(merged.files[0]?.reason).toContain('转换后读取');
      const workbook = merged.outputs.find((file) => file.path === merged.forms[0]?.workbook);
      const rows = await workbooks.readOffices({ bytes: workbook?.bytes ?? new Uint8Array(), table });
      expect(rows.微山县?.grid['chkInst.current']).toBe(grids.weishan?.['chkInst.current']);
      expect(rows.鱼台县?.grid['amtRecover.cumulative']).toBe(grids.yutai?.['amtRecover.cumulative']);
    } finally {
      await workbooks.close();
      home.remove();
    }
  },
);
