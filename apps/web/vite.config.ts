import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const page = (name: string): string => fileURLToPath(new URL(`./${name}.html`, import.meta.url));

/** While developing, `npx vite` hands API calls to the running system. */
const api = process.env.DUBAN_API_ADDRESS ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    // The desk runs on browsers of old offices (quality.md); the board shares the output.
    target: 'chrome89',
    // Inlined images would be data: addresses, which the content security policy refuses.
    assetsInlineLimit: 0,
    // antd is one big part of the board; the intranet loads it once.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: { board: page('index'), desk: page('desk') },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': api } },
});
