import { defineConfig } from 'vite';

/** `npx nx build banking-chatbot-web` writes dist/, which the service serves; `npx nx dev banking-chatbot-web` asks a service on port 3334. */
export default defineConfig({
  root: import.meta.dirname,
  cacheDir: '../../../node_modules/.vite/banking-chatbot-web',
  resolve: { conditions: ['@casebook/source', 'module', 'browser', 'development|production'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  server: { proxy: { '/v1': { target: process.env.API ?? 'http://127.0.0.1:3334', ws: true } } },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', reportCompressedSize: true, assetsInlineLimit: 0 },
});
